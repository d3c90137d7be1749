"""Every formula that is shown says what runs: worked out with random numbers, held to the model.

A formula that is spoilt must be noticed, wherever it is spoilt: a sign, a number, an index, bars, a
line that is missing. A record that no test works out can't be added: the tests go through the
tables, and the tables hold what the model has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import TypeAlias

import numpy as np
import pytest

from lossviz.model.losses import LOSSES, Hinge, Softmax, probabilities
from lossviz.model.objective import objective
from lossviz.model.optimizers import (
    BETA2,
    DECAY,
    EPSILON,
    OPTIMIZERS,
    State,
    random_local_search,
    random_search,
)
from lossviz.model.regularization import REGULARIZERS, Elastic, Regularization
from lossviz.panelkit.explanation import Symbol, with_values
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS, LossFormula, hinge_latex
from lossviz.panelkit.formulas.penalties import (
    DATA_SLOPE,
    OBJECTIVE,
    PENALTY_FORMULAS,
    STRENGTH,
    WEIGHTS,
    PenaltyFormula,
    objective_shown,
)
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS, UpdateFormula
from lossviz.panels.landscape.state import WALKERS
from lossviz.shell.explain.latex import spoken
from lossviz.shell.explain.typesetting import NotTypeset, typeset
from lossviz.theme.tokens import Theme
from lossviz.widgets.numbers.number_text import short_number
from tests.panelkit.latex_symbols import unexplained
from tests.panelkit.latex_value import LatexError, assigned, left_side, value

Record: TypeAlias = LossFormula | PenaltyFormula | UpdateFormula
RECORDS: tuple[Record, ...] = (
    *LOSS_FORMULAS.values(),
    *PENALTY_FORMULAS.values(),
    *UPDATE_FORMULAS.values(),
)
DRAWS = 24
CLASSES = 5
SEARCHES = ("random", "local")


def names_of(records: tuple[Record, ...]) -> list[str]:
    return [f"{type(each).__name__}-{each.name}" for each in records]


def drawn() -> Iterator[np.random.Generator]:
    """Random numbers, the same in each run."""
    return (np.random.default_rng(seed) for seed in range(DRAWS))


# Holding a record to the model; what does not agree is an AssertionError or a LatexError


def hold_loss(record: LossFormula) -> None:
    for rng in drawn():
        s, y, margin = rng.normal(0, 2, CLASSES), int(rng.integers(CLASSES)), rng.uniform(0.2, 3)
        loss = LOSSES[record.name]
        if record.name != "softmax":
            loss = replace(loss, margin=margin)
        names = {
            "s": s,
            "y": y,
            r"\Delta": margin,
            "t": np.where(np.arange(CLASSES) == y, 1.0, -1.0),
            "p": probabilities(s[None])[0],
            "m": int(np.argmax(np.where(np.arange(CLASSES) == y, -np.inf, s))),
        }
        assert left_side(record.latex) == "L_i"
        found = value(record.latex, names, {"j": CLASSES})
        assert np.ndim(found) == 0
        assert found == pytest.approx(float(loss.loss(s[None], [y])[0]), rel=1e-9)
        expected = loss.gradient(s[None], [y])[0]
        assert slopes(record.slopes, names) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def slopes(lines: tuple[str, ...], names: dict[str, object]) -> np.ndarray:
    """dL_i/ds (C,), from a line for each score that has a slope.

    Where a line speaks of s_y or s_m, a line of s_j is about the other scores.
    """
    of = {found[1]: line for line in lines if (found := re.search(r"partial s_(\w)\}", line))}
    assert len(of) == len(lines)
    apart = {names[index] for index in of if index != "j"}
    found = np.zeros(CLASSES)
    for index, line in of.items():
        assert left_side(line) == rf"\frac{{\partialL_i}}{{\partials_{index}}}"
        for j in set(range(CLASSES)) - apart if index == "j" else {names[index]}:
            # An index that is summed over is no name.
            now = names if r"\sum_{j" in line else {**names, "j": j}
            slope = value(line, now, {"j": CLASSES})
            assert np.ndim(slope) == 0
            found[j] = slope
    return found


def hold_penalty(record: PenaltyFormula) -> None:
    for rng in drawn():
        W, strength, beta = rng.normal(0, 2, (3, 4)), rng.uniform(0.1, 2), rng.uniform(0.1, 2)
        names = {"W": W, "w": W, r"\lambda": strength, r"\beta": beta}
        regularizer = Elastic(beta) if record.name == "elastic" else REGULARIZERS[record.name]
        R = value(record.latex, names)
        assert np.ndim(R) == 0
        assert pytest.approx(regularizer.penalty(W), rel=1e-9) == R
        expected = Regularization(record.name, strength, beta).gradient(W)
        slope = np.broadcast_to(value(record.slope, names), W.shape)
        np.testing.assert_allclose(slope, expected, rtol=1e-9)


def hold_update(record: UpdateFormula) -> None:
    if record.name in SEARCHES:
        hold_search(record)
    else:
        hold_optimizer(record)


def hold_optimizer(record: UpdateFormula) -> None:
    """W, v and g after the lines are the optimizer's, from a state that had steps before."""
    optimizer = OPTIMIZERS["sgd" if record.name == "gd" else record.name]
    for rng in drawn():
        W, dW, v = rng.normal(0, 2, (3, 2, 3))
        g, t = rng.uniform(1e-17, 2e-16, (2, 3)), int(rng.integers(1, 9))
        dW *= 1e-8  # so small that ε counts beside the root of g
        rate, momentum = rng.uniform(0.01, 1), rng.uniform(0.1, 0.95)
        names = {
            "W": W, "v": v, "g": g, "dW": dW, "t": t, r"\alpha": rate, r"\beta_1": momentum,
            r"\beta_2": DECAY if record.name == "rmsprop" else BETA2, r"\epsilon": EPSILON,
        }  # fmt: skip
        after = optimizer(State(W, v, g, t - 1), dW, rate, momentum)
        found = assigned(record.lines, names)
        np.testing.assert_allclose(found["W"], after.parameters, rtol=1e-12)
        np.testing.assert_allclose(found["v"], after.velocity, rtol=1e-12)
        np.testing.assert_allclose(found["g"], after.squares, rtol=1e-12)


def hold_search(record: UpdateFormula) -> None:
    """Where a search is after a try, whether it was better or not."""
    better = 0
    for seed, rng in enumerate(drawn(), DRAWS):
        W, step = rng.normal(0, 1, 2), rng.uniform(0.5, 2)
        r = np.random.default_rng(seed).standard_normal(2)
        if record.name == "local":
            (best,) = random_local_search(bowl, W, step, 1, seed)
            names = {"W": W, "r": r, r"\alpha": step, "L": bowl}
        else:
            tries = iter((W, r))
            *_, best = random_search(bowl, lambda _, tries=tries: next(tries), 2, seed)
            names = {"W": W, "V": r, "L": bowl}
        np.testing.assert_array_equal(assigned(record.lines, names)["W"], best.W)
        better += best.W is not W
    assert 0 < better < DRAWS


def bowl(W: np.ndarray) -> float:
    return float(np.sum(W**2))


def hold(record: Record) -> None:
    """Hold a record of any kind to the model."""
    kinds: dict[type, Callable] = {
        LossFormula: hold_loss, PenaltyFormula: hold_penalty, UpdateFormula: hold_update,
    }  # fmt: skip
    kinds[type(record)](record)


def is_noticed(record: Record) -> bool:
    """Whether a record that is spoilt fails."""
    try:
        hold(record)
    except (AssertionError, LatexError):
        return True
    return False


@pytest.mark.parametrize("record", RECORDS, ids=names_of(RECORDS))
def test_a_formula_says_what_runs(record):
    hold(record)


def test_every_loss_penalty_and_update_of_the_model_has_its_formula():
    assert {*LOSS_FORMULAS} == {*LOSSES}
    assert {*PENALTY_FORMULAS} == {*REGULARIZERS}
    assert {*UPDATE_FORMULAS} == {*OPTIMIZERS, "gd", *SEARCHES}
    assert tuple(UPDATE_FORMULAS) == WALKERS
    assert all(each.name == name for name, each in LOSS_FORMULAS.items())


@pytest.mark.parametrize("flags", [*product([False, True], repeat=3)], ids=str)
def test_each_variant_of_the_hinge_loss_says_what_runs(flags):
    squared, include_true_class, mean = flags
    for rng in drawn():
        s, y, margin = rng.normal(0, 2, CLASSES), int(rng.integers(CLASSES)), rng.uniform(0.2, 3)
        hinge = Hinge(margin, squared, include_true_class, mean)
        names = {"s": s, "y": y, "C": CLASSES, r"\Delta": margin}
        found = value(hinge_latex(hinge), names, {"j": CLASSES})
        assert found == pytest.approx(float(hinge.loss(s[None], [y])[0]), rel=1e-9)


@pytest.mark.parametrize("record", [*PENALTY_FORMULAS.values()], ids=[*PENALTY_FORMULAS])
def test_the_objective_and_its_slope_are_what_an_update_goes_down(record):
    """With the slope of each example's loss in each weight, which the scores are linear in."""
    N, D = 6, 3
    for rng in drawn():
        W, b, X = rng.normal(size=(CLASSES, D)), rng.normal(size=CLASSES), rng.normal(size=(N, D))
        y, strength = rng.integers(0, CLASSES, N), rng.uniform(0.1, 2)
        penalty = Regularization(record.name, strength, beta := rng.uniform(0.1, 2))
        expected = objective(W, b, X, y, Softmax(), penalty)
        s = X @ W.T + b
        names = {
            "N": N, "L": Softmax().loss(s, y), r"\lambda": strength, "W": W, "w": W,
            r"\beta": beta, "R": lambda W: value(record.latex, {"W": W, r"\beta": beta}),
            r"\frac{\partialL}{\partialw}": Softmax().gradient(s, y)[:, :, None] * X[:, None],
        }  # fmt: skip
        assert value(OBJECTIVE, names, {"i": N}) == pytest.approx(expected.total)
        slope = value(f"{DATA_SLOPE} + {record.slope}", names, {"i": N})
        np.testing.assert_allclose(slope, expected.dW, rtol=1e-9, atol=1e-12)


# What is spoilt is noticed


def spoilt(record: Record, was: str, now: str) -> Record:
    """A record with one place of its formulas changed."""
    changed = {
        field: tuple(each.replace(was, now) for each in old)
        if isinstance(old := getattr(record, field), tuple)
        else old.replace(was, now)
        for field in fields_of(record)
    }
    assert any(changed[field] != getattr(record, field) for field in changed)
    return replace(record, **changed)


def fields_of(record: Record) -> tuple[str, ...]:
    """Those that hold LaTeX."""
    kinds: dict[type, tuple[str, ...]] = {
        LossFormula: ("latex", "slopes"),
        PenaltyFormula: ("latex", "slope"),
        UpdateFormula: ("lines",),
    }
    return kinds[type(record)]


@pytest.mark.parametrize(
    ("record", "was", "now"),
    [
        (UPDATE_FORMULAS["adagrad"], "W - ", "W + "),
        (LOSS_FORMULAS["one-vs-all"], r"\Delta - t_j s_j", r"\Delta + t_j s_j"),
        (PENALTY_FORMULAS["l1"], "|W|", "W"),
        (PENALTY_FORMULAS["elastic"], r"(\beta W^2 + |W|)", r"\beta W^2 + |W|"),
        (UPDATE_FORMULAS["nesterov"], r"W + \beta_1 v - \alpha \, dW", "W + v"),
        (UPDATE_FORMULAS["adam"], r"\beta_1^t", r"\beta_1"),
        (UPDATE_FORMULAS["rmsprop"], r" + \epsilon", ""),
        (UPDATE_FORMULAS["local"], "min", "max"),
        (LOSS_FORMULAS["softmax"], "-\\log", "\\log"),
        (LOSS_FORMULAS["hinge"], r"j \neq y", "j"),
        (LOSS_FORMULAS["structured"], r"j \neq y", "j"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.name,
)
def test_a_formula_that_was_wrong_or_could_be_is_noticed(record, was, now):
    assert is_noticed(spoilt(record, was, now))


def test_a_list_that_lacks_a_line_is_noticed():
    for record in UPDATE_FORMULAS.values():
        for place in range(len(record.lines)):
            shorter = record.lines[:place] + record.lines[place + 1 :]
            assert is_noticed(replace(record, lines=shorter)), (record.name, place)
    for record in LOSS_FORMULAS.values():
        for place in range(len(record.slopes)):
            shorter = record.slopes[:place] + record.slopes[place + 1 :]
            assert is_noticed(replace(record, slopes=shorter)), (record.name, place)


MUTATIONS: dict[str, tuple[str, Callable[[re.Match[str]], str]]] = {
    "a sign turned round": ("[-+]", lambda found: "-" if found[0] == "+" else "+"),
    "a sign left out": ("[-+]", lambda found: " "),
    "another number": (r"(?<![_\d])\d", lambda found: str(int(found[0]) + 1)),
    "another index": ("_([jym])", lambda found: "_m" if found[1] == "y" else "_y"),
    "no index": ("_[a-z]", lambda found: ""),
    "no power": (r"\^(?:\d|t)", lambda found: ""),
    "another symbol": (r"dW|\b[vgr]\b|W(?! \\left)", lambda found: "t" if found[0] != "t" else "W"),
    "the momentum of the other": (r"beta_(\d)", lambda found: f"beta_{3 - int(found[1])}"),
    "another comparison": ("[>]", lambda found: "<"),
    "no root": (r"\\sqrt", lambda found: ""),
    "no bars": (r"\|W\|", lambda found: "W"),
    "no sum": (r"\\sum(?:_\{.*?\}|_j)?", lambda found: ""),
    "no sign of the weight": (r"\\mathrm \{sign\}", lambda found: ""),
    "no hat": (r"\\hat\{(.)\}", lambda found: found[1]),
    "no condition": (r" \\neq y", lambda found: ""),
}


def mutants(record: Record) -> Iterator[tuple[str, Record]]:
    """The record, spoilt in one place each time."""
    for field in fields_of(record):
        old = getattr(record, field)
        parts = old if isinstance(old, tuple) else (old,)
        for number, part in enumerate(parts):
            for what, (pattern, change) in MUTATIONS.items():
                for found in re.finditer(pattern, part):
                    new = part[: found.start()] + change(found) + part[found.end() :]
                    whole = (*parts[:number], new, *parts[number + 1 :])
                    value = whole if isinstance(old, tuple) else new
                    yield f"{what}: {new}", replace(record, **{field: value})


@pytest.mark.parametrize("record", RECORDS, ids=names_of(RECORDS))
def test_wherever_a_formula_is_spoilt_it_is_noticed(record):
    missed = [what for what, mutant in mutants(record) if not is_noticed(mutant)]
    assert missed == []


def test_there_is_something_to_spoil_in_every_record():
    counts = {each.name: sum(1 for _ in mutants(each)) for each in RECORDS}
    assert all(counts.values()), counts


# Symbols and names


def rows(record: Record) -> list[tuple[tuple[str, ...], tuple[Symbol, ...]]]:
    """What is written together, and the legend that stands below it."""
    if isinstance(record, UpdateFormula):
        return [(record.lines, record.symbols)]
    if isinstance(record, PenaltyFormula):
        weight = Symbol("w", "a weight")
        return [
            ((record.latex,), (WEIGHTS, *record.symbols)),
            ((record.slope,), (weight, STRENGTH, *record.symbols)),
        ]
    return [((record.latex,), record.symbols), (record.slopes, record.slope_symbols)]


@pytest.mark.parametrize("record", RECORDS, ids=names_of(RECORDS))
def test_every_symbol_of_a_formula_is_in_its_legend(record):
    for lines, symbols in rows(record):
        for line in lines:
            assert unexplained(line, symbols) == set(), line
        assert all(each.meaning for each in symbols)
        assert len({each.latex for each in symbols}) == len(symbols)


@pytest.mark.parametrize("record", [*PENALTY_FORMULAS.values()], ids=[*PENALTY_FORMULAS])
def test_the_objective_is_shown_with_all_its_symbols(record):
    count = Symbol("N", "examples", "9")
    shown = objective_shown("What is lowered", count, record, {r"\lambda": "0.1"}, ("= 1 + 2",))
    assert (shown.latex, shown.numbers) == (OBJECTIVE, ("= 1 + 2",))
    assert (
        unexplained(OBJECTIVE, shown.symbols) == unexplained(record.latex, shown.symbols) == set()
    )
    assert {each.latex: each.value for each in shown.symbols}[r"\lambda"] == "0.1"


def test_constants_in_a_legend_are_the_model_s():
    def values(name: str) -> dict[str, str]:
        return {each.latex: each.value for each in UPDATE_FORMULAS[name].symbols}

    assert values("rmsprop")[r"\beta_2"] == short_number(DECAY)
    assert values("adam")[r"\beta_2"] == short_number(BETA2)
    for name in ("adagrad", "rmsprop", "adam"):
        assert values(name)[r"\epsilon"] == short_number(EPSILON)


def test_present_values_are_put_into_a_legend():
    symbols = (Symbol("a", "one", "1"), Symbol("b", "two"), Symbol("c", "three", "3"))
    found = with_values(symbols, {"a": "7", "b": "8", "d": "9"})
    assert [each.value for each in found] == ["7", "8", "3"]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_those_that_use_the_momentum_say_so(name):
    state, dW = State(np.ones(2), np.ones(2), np.ones(2), 3), np.ones(2)
    one, two = (OPTIMIZERS[name](state, dW, 0.1, momentum).parameters for momentum in (0.5, 0.9))
    assert UPDATE_FORMULAS[name].uses_momentum == (one.tolist() != two.tolist())


def test_beta_alone_is_the_elastic_net_s():
    for record in RECORDS:
        for lines, symbols in rows(record):
            text = " ".join((*lines, *(each.latex for each in symbols)))
            alone = re.search(r"\\beta(?!_)", text) is not None
            assert alone == (record.name == "elastic")


@pytest.mark.parametrize("record", [*PENALTY_FORMULAS.values()], ids=[*PENALTY_FORMULAS])
def test_a_penalty_in_a_sentence_is_its_formula(record):
    latex = spoken(record.latex).replace("^2", "²")
    assert record.text == (latex if record.name == "none" else f"λ {latex}")


@pytest.mark.parametrize("record", RECORDS, ids=names_of(RECORDS))
def test_a_record_can_be_shown(record):
    """It can be typeset, its colour is one of the theme's, and it has a title."""
    assert record.title
    assert all(Theme(mode).color(record.color) for mode in ("light", "dark"))
    for lines, symbols in rows(record):
        latex = [*lines, *(each.latex for each in symbols)]
        done = typeset(latex, float("inf"))
        assert not any(isinstance(each, NotTypeset) for each in done.values())

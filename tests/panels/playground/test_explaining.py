"""Formulas, code and questions beside the panel: with its numbers, and marked by the model."""

from __future__ import annotations

import dataclasses
import math
import queue
from itertools import product

import numpy as np
import pytest

from lossviz.engine.jobs import Pause
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.gradients import at
from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.parameters import pack
from lossviz.model.regularization import REGULARIZERS
from lossviz.panelkit.commands import TakeStep
from lossviz.panelkit.explanation import Formula, Marking
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panelkit.questions import by_key, mark
from lossviz.panels.playground.commands import Command
from lossviz.panels.playground.explaining import explanation
from lossviz.panels.playground.job import PlaygroundJob
from lossviz.panels.playground.quantities import change
from lossviz.panels.playground.questions import DEMO_DIVISOR, QUESTIONS
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import examples, objective_at
from lossviz.panels.playground.state import (
    START,
    PlaygroundSight,
    PlaygroundState,
    with_dataset,
    with_feature_map,
    with_setting,
    with_weights,
)
from lossviz.shell.explain.typesetting import NotTypeset, typeset
from tests.panels.explained import hold_numbers, lines_of, sound

PREVIEW = PlaygroundSight(preview=True)
FAR = with_weights(START, ((1e6, -1e6), (-1e6, 1e6), (3.0, -1e-7)), (1e6, -1e6, 0.0))
MANY = with_dataset(START, "blobs", C=8, count=40, share=0.25)


def report_of(
    state: PlaygroundState = START, view: PlaygroundSight | None = None, steps: int = 0
) -> PlaygroundReport:
    """The report that the panel would show after so many updates."""
    inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
    life = PlaygroundJob(state, view or PlaygroundSight(), inbox).run()
    for count in range(steps + 1):
        if count:
            inbox.put(TakeStep())
        while (value := next(life)) is not Pause.WAITING:
            report = value
    life.close()
    assert isinstance(report, PlaygroundReport)
    return report


def formula(report: PlaygroundReport, key: str) -> Formula:
    return next(each for each in explanation(report).formulas if each.key == key)


def settings(**changes: object) -> PlaygroundState:
    state = START
    for name, value in changes.items():
        state = with_setting(state, name, value)
    return state


@pytest.mark.parametrize("state", [START, MANY, FAR], ids=["demo", "many", "far"])
@pytest.mark.parametrize("loss", LOSSES)
def test_each_loss_is_explained_for_each_point(state, loss):
    state = with_setting(state, "loss", loss)
    for chosen in (None, 0, len(state.points.y) - 1, 10_000):
        report = report_of(state, PlaygroundSight(chosen=chosen), steps=1)
        sound(explanation(report))
        i = 0 if chosen in (None, 10_000) else chosen
        assert formula(report, "loss").title.endswith(f"of point {i + 1}")


@pytest.mark.parametrize("feature_map", FEATURE_MAPS)
@pytest.mark.parametrize("regularization", REGULARIZERS)
def test_each_feature_map_and_penalty_is_explained(feature_map, regularization):
    state = with_feature_map(settings(regularization=regularization), feature_map)
    report = report_of(state, steps=2)
    found = explanation(report)
    sound(found)
    seen = r"\phi" in formula(report, "score").latex
    assert seen == (feature_map != "identity")
    codes = [code for exhibit in found.exhibits for code in exhibit.function]
    assert (type(FEATURE_MAPS[feature_map]) in codes) == seen
    assert type(REGULARIZERS[regularization]) in codes


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("batch", [0, 4])
@pytest.mark.parametrize("view", [PlaygroundSight(), PREVIEW], ids=["", "preview"])
def test_each_optimizer_shows_its_own_update(optimizer, batch, view):
    report = report_of(settings(optimizer=optimizer, batch_size=batch), view, steps=2)
    found = explanation(report)
    sound(found)
    step = formula(report, "step")
    assert (step.latex, *step.more) == UPDATE_FORMULAS[optimizer].lines
    assert found.exhibits[-1].function == (OPTIMIZERS[optimizer],)
    known = (optimizer, batch) == ("sgd", 0) or view.preview
    assert any(line.startswith("w") for line in step.numbers) == known


def test_every_formula_can_be_typeset():
    """One of each kind; what can't be typeset would be shown as its source."""
    lines: dict[str, None] = {}
    for loss, feature_map in product(LOSSES, FEATURE_MAPS):
        state = with_feature_map(settings(loss=loss), feature_map)
        for each in explanation(report_of(state)).formulas:
            lines.update(dict.fromkeys(lines_of(each)))
    for optimizer, regularization in zip(OPTIMIZERS, [*REGULARIZERS, "l1", "l2"], strict=True):
        state = settings(optimizer=optimizer, regularization=regularization, batch_size=4)
        for each in explanation(report_of(state, PREVIEW)).formulas:
            lines.update(dict.fromkeys(lines_of(each)))
    for each in (FAR, with_setting(FAR, "loss", "softmax"), MANY):
        for one in explanation(report_of(each)).formulas:
            lines.update(dict.fromkeys(lines_of(one)))
    done = typeset([*lines], math.inf)
    assert [pattern for pattern, line in done.items() if isinstance(line, NotTypeset)] == []


# Numbers


def test_the_demo_s_numbers():
    report = report_of()
    score, loss, objective, slope, step = explanation(report).formulas
    assert score.numbers == (
        r"s_{0} = 1.00 \cdot 0.50 + 2.00 \cdot 0.40 + 0.00",
        r"s_{1} = 2.00 \cdot 0.50 - 4.00 \cdot 0.40 + 0.50",
        r"s_{2} = 3.00 \cdot 0.50 - 1.00 \cdot 0.40 - 0.50",
    )
    values = [symbol.value for symbol in score.symbols if symbol.value]
    assert values == ["0.50, 0.40", "1.30", "−0.10", "0.60"]
    assert loss.numbers[-2:] == (
        "= 0.000 + 0.300",
        r"= \textcolor{semantic.hinge}{0.300}",
    )
    e = report.evaluation.objective
    assert f"{e.total:.3f}" in objective.numbers[1]
    assert objective.numbers[2] == rf"\lambda \sum W^2 = 0.1 \times {e.penalty / 0.1:.3f}"
    data = float(e.dW[0, 0]) - 0.2
    assert slope.numbers[0].endswith(
        r"+ \textcolor{semantic.regularization}{2 \times 0.1 \times 1.00}"
    )
    assert f"{data:.3f}" in slope.numbers[0]
    assert step.numbers[1] == f"= {1 - 0.1 * float(e.dW[0, 0]):.3f}"


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("i", range(9))
def test_the_lines_of_a_loss_come_to_it(loss, i):
    report = report_of(settings(loss=loss, margin=1.5), PlaygroundSight(chosen=i))
    numbers, truth = formula(report, "loss").numbers, float(report.evaluation.losses[i])
    hold_numbers(numbers, truth, close=0.02)
    hold_numbers(numbers[-1:], truth, close=6e-4)


@pytest.mark.parametrize("regularization", REGULARIZERS)
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_the_lines_of_objective_slope_and_update_come_to_them(regularization, optimizer):
    state = settings(regularization=regularization, optimizer=optimizer, strength=0.25)
    report, after = report_of(state, PREVIEW, 3), report_of(state, PREVIEW, 4)
    e = report.evaluation
    objective, slope, step = (formula(report, key) for key in ("objective", "slope", "step"))
    hold_numbers(objective.numbers[:2], e.objective.total, close=2e-3)
    if regularization != "none":
        hold_numbers(objective.numbers[2:], e.objective.penalty, close=2e-3)
    hold_numbers(slope.numbers, float(e.objective.dW[0, 0]), close=5e-3)
    if optimizer == "sgd":
        hold_numbers(step.numbers, float(after.evaluation.W[0, 0]), close=2e-3)


def test_a_probability_smaller_than_any_number_is_a_power_of_ten():
    state = with_weights(settings(loss="softmax"), ((-4e3, 0.0), (4e3, 0.0), (0.0, 0.0)), START.b)
    report = report_of(state)
    loss = float(report.evaluation.losses[0])
    power = round(-loss / math.log(10))
    assert power < -320
    assert f"10^{{{power}}}" in formula(report, "loss").numbers[-2]


def test_the_chosen_point_is_in_the_formulas():
    report = report_of(MANY, PlaygroundSight(chosen=7))
    y, s = int(MANY.points.y[7]), report.evaluation.s[7]
    score = formula(report, "score")
    assert score.numbers[0].startswith(f"s_{{{y}}} =")
    assert score.numbers[-1] == r"\cdots"
    values = [symbol.value for symbol in score.symbols if "s_" in symbol.latex]
    assert values[0].replace("−", "-") == f"{s[y]:.2f}"


def test_the_previewed_update_is_the_one_that_comes():
    state = settings(optimizer="adam", batch_size=4)
    before, after = (report_of(state, PREVIEW, steps) for steps in (2, 3))
    weights = [f"{float(each.evaluation.W[0, 0]):.3f}" for each in (before, after)]
    assert formula(before, "step").numbers == (rf"w: {weights[0]} \rightarrow {weights[1]}",)


# Questions


def marking(key: str, report: PlaygroundReport, predictions: dict[str, float]) -> Marking:
    return mark(by_key(QUESTIONS, key), report, predictions)


def test_the_question_is_about_what_is_looked_at():
    assert explanation(report_of()).question == "update"
    assert explanation(report_of(START, PlaygroundSight(chosen=2))).question == "support"


@pytest.mark.parametrize("key", [asked.key for asked in QUESTIONS])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("regularization", REGULARIZERS)
def test_an_answer_left_open_is_not_right_and_is_told(key, loss, regularization):
    found = marking(key, report_of(settings(loss=loss, regularization=regularization)), {})
    assert found.question == key
    assert found.sentence.endswith(".")
    assert "nan" not in found.sentence
    assert [(made.right, made.said) for made in found.marks] == [(False, "")]


@pytest.mark.parametrize("key", [asked.key for asked in QUESTIONS])
def test_prompts_stay_while_the_numbers_move(key):
    """A field in which a person types must not be made anew."""
    asked = [
        next(each for each in explanation(report_of(steps=steps)).questions if each.key == key)
        for steps in (0, 3)
    ]
    assert asked[0].prompts == asked[1].prompts
    assert key == "support" or asked[0].text != asked[1].text


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("learning_rate", [0.01, 0.1, 3.0])
def test_what_an_update_does_is_what_it_then_does(loss, learning_rate):
    state = settings(loss=loss, learning_rate=learning_rate)
    before, after = report_of(state), report_of(state, steps=1)
    truth = after.evaluation.objective.total - before.evaluation.objective.total
    assert change(before) == pytest.approx(truth, rel=1e-9)
    assert marking("update", before, {"change": truth * 1.01}).marks[0].right
    assert not marking("update", before, {"change": -truth}).marks[0].right
    too_long = "too long" in marking("update", before, {}).sentence
    assert too_long == (truth > 0)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_with_a_preview_the_answer_is_exact_for_every_optimizer(optimizer):
    state = settings(optimizer=optimizer, batch_size=4)
    before, after = (report_of(state, PREVIEW, steps) for steps in (3, 4))
    truth = after.evaluation.objective.total - before.evaluation.objective.total
    assert change(before) == pytest.approx(truth, rel=1e-9, abs=1e-12)
    assert "the next update" in explanation(before).questions[0].text


def test_without_one_it_is_asked_about_a_plain_step():
    state = settings(optimizer="momentum", batch_size=3)
    report = report_of(state, steps=2)
    assert "plain step" in explanation(report).questions[0].text
    e = report.evaluation
    moved = pack(e.W - 0.1 * e.objective.dW, e.b - 0.1 * e.objective.db)
    truth = objective_at(moved, state, examples(state)).total - e.objective.total
    assert change(report) == pytest.approx(truth)


def test_an_update_that_follows_earlier_steps_uphill_is_said_to_do_so():
    state = settings(optimizer="momentum", learning_rate=1.0)
    for steps in range(40):
        report = report_of(state, PREVIEW, steps)
        W, b = report.after
        e = report.evaluation
        along = np.vdot(e.objective.dW, W - e.W) + np.vdot(e.objective.db, b - e.b)
        sentence = marking("update", report, {}).sentence
        assert ("goes uphill" in sentence) == (along > 0)
        if along > 0:
            return
    pytest.fail("it never went uphill")


def test_a_loss_that_leaves_the_range_is_infinite():
    report = report_of()
    far = dataclasses.replace(report.evaluation, W=report.evaluation.W * 1e200)
    report = dataclasses.replace(report, evaluation=far)
    found = marking("update", report, {"change": math.inf})
    assert (found.marks[0].right, found.marks[0].truth) == (True, "∞")
    assert "diverges" in found.sentence
    assert not marking("update", report, {"change": 1e9}).marks[0].right


def moved_loss(report: PlaygroundReport, i: int) -> bool:
    """Whether the loss of a point answers to a small move of some weight, either way."""
    state = report.state
    alone = state.points.X[i : i + 1], state.points.y[i : i + 1]
    only = dataclasses.replace(
        state, strength=0.0, points=dataclasses.replace(state.points, X=alone[0], y=alone[1],
                                                        test=np.zeros(1, dtype=bool))
    )  # fmt: skip
    parameters = pack(report.evaluation.W, report.evaluation.b)

    def loss(each):
        return objective_at(each, only, examples(only)).data

    here = loss(parameters)
    return any(
        at(loss, parameters, (k,), parameters[k] + h) != here
        for k in range(len(parameters))
        for h in (-1e-6, 1e-6)
    )


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("share", [0.0, 0.3])
def test_those_that_pull_are_those_whose_loss_moves(loss, share):
    state = with_dataset(settings(loss=loss), "blobs", count=12, share=share)
    report = report_of(state, steps=20)
    pulling = [i for i in np.flatnonzero(~state.points.test) if moved_loss(report, int(i))]
    found = marking("support", report, {"points": len(pulling)})
    assert found.marks[0].right
    assert not marking("support", report, {"points": len(pulling) + 1}).marks[0].right
    listed = ", ".join(str(i + 1) for i in pulling)
    assert f"{listed}." in found.sentence
    assert found.sentence.startswith(f"{len(pulling)} of {len(state.points.training.y)}")


@pytest.mark.parametrize("regularization", REGULARIZERS)
@pytest.mark.parametrize("strength", [0.0, 0.25])
def test_the_slope_of_the_penalty_is_that_of_its_curve(regularization, strength):
    report = report_of(settings(regularization=regularization, strength=strength), steps=3)
    W, penalty, h = report.evaluation.W, report.state.penalty, 1e-6
    above, below = (at(penalty.penalty, W, (0, 0), W[0, 0] + d) for d in (h, -h))
    truth = (above - below) / (2 * h)
    (made,) = marking("penalty", report, {"slope": truth}).marks
    assert made.right
    assert float(made.truth.replace("−", "-")) == pytest.approx(truth, abs=6e-4)


def test_the_course_s_demo_has_a_quarter():
    report = report_of()
    sentence = marking("penalty", report, {}).sentence
    assert "= 0.200" in sentence
    assert f"a quarter of that slope, {0.2 / DEMO_DIVISOR:.3f}" in sentence
    assert any("quarter of it, 0.050" in each.meaning for each in formula(report, "slope").symbols)


@pytest.mark.parametrize("loss", ["hinge", "structured"])
def test_nothing_is_promised_of_a_point_at_exactly_the_margin(loss):
    """There a push the wrong way starts to cost."""
    sentence = marking("support", report_of(settings(loss=loss)), {}).sentence
    assert "its loss is 0. If it leads by more, moving it a little changes nothing" in sentence

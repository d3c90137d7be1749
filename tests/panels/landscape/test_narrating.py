"""Each step in one line, whose numbers a person can work out again and find true."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest

from lossviz.model.optimizers import BETA2
from lossviz.panels.landscape.narrating import narration
from lossviz.panels.landscape.state import SEARCHES, WALKERS, LandscapeState
from lossviz.panels.landscape.walking import Step, Walk
from lossviz.widgets.numbers.number_text import parse_number

NUMBER = r"[−\d.,]+(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
PAIR = rf"\(({NUMBER}), ({NUMBER})\)"
ROUNDED = 6e-4  # three decimals
GROUNDS = (
    {}, {"loss": "hinge"}, {"surface": "rosenbrock"}, {"surface": "plateau"},
    {"surface": "training", "plane": "random"},
)  # fmt: skip
RATES = (1e-3, 0.1, 2.0)
USUAL = LandscapeState(learning_rate=0.5, batch_size=5)


def pairs(line: str) -> list[np.ndarray]:
    """The pairs of numbers in a line, in order."""
    return [np.array([parse_number(each) for each in found]) for found in re.findall(PAIR, line)]


def told(walk: Walk) -> str:
    return narration(walk.record([]))


def lines(walker: str, ground, rate: float, steps: int = 8) -> list[tuple[Step, Step, str]]:
    """Each step of a walk: what was before, what is now, and its line."""
    settings, walk, found = (
        dataclasses.replace(USUAL, learning_rate=rate),
        Walk(walker, ground, ground.start),
        [],
    )
    for _ in range(steps):
        if walker == "sgd" and ground.landscape is None:
            break
        if walk.advance(settings):
            found.append((walk.steps[-2], walk.last, told(walk)))
    return found


@pytest.fixture(params=[*range(len(GROUNDS))], ids=lambda i: str(GROUNDS[i]))
def ground(request, ground_of):
    return ground_of(**GROUNDS[request.param])


def equal(made: np.ndarray, said: np.ndarray, step: np.ndarray) -> None:
    """As true as rounded numbers can be: to the last decimal, and to 2 % of the step."""
    assert (np.abs(made - said) <= 2 * ROUNDED + 0.02 * np.abs(step)).all(), (made, said)


def test_the_slide_s_step(ground_of):
    start = (-1.35, -0.52)
    walk = Walk("gd", ground_of(), start)
    assert told(walk) == ""
    walk.advance(USUAL)
    line = told(walk)
    found = re.fullmatch(rf"W − 0.5 × {PAIR} = {PAIR}", line)
    assert found is not None
    assert line.endswith("= (0.340, −1.110)")
    dW, W = pairs(line)
    assert start - 0.5 * dW == pytest.approx(W, abs=2e-3)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("walker", ["gd", "sgd"])
def test_w_minus_rate_times_dw(ground, walker, rate):
    for before, _, line in lines(walker, ground, rate):
        dW, W = pairs(line)
        equal(before.state.parameters - rate * dW, W, rate * dW)


@pytest.mark.parametrize("rate", RATES)
def test_a_ball_that_rolls(ground, rate):
    for before, _, line in lines("momentum", ground, rate):
        old, dW, v, W = pairs(line)
        equal(0.9 * old - rate * dW, v, rate * np.abs(dW) + np.abs(old))
        equal(before.state.parameters + v, W, v)
        assert line.startswith("v = 0.9 × (")


@pytest.mark.parametrize("rate", RATES)
def test_a_ball_that_looks_ahead(ground, rate):
    for before, _, line in lines("nesterov", ground, rate):
        old, dW, v, again, slope, W = pairs(line)
        assert (again == v).all()
        assert (slope == dW).all()
        assert "; W + 0.9 × (" in line
        equal(0.9 * old - rate * dW, v, rate * np.abs(dW) + np.abs(old))
        after = before.state.parameters + 0.9 * v - rate * dW
        equal(after, W, np.abs(v) + rate * np.abs(dW))


@pytest.mark.parametrize("rate", RATES)
def test_adagrad_divides_by_the_root_of_its_sum(ground, rate):
    for before, last, line in lines("adagrad", ground, rate):
        dW, squares, W = pairs(line)
        step = divided(rate * dW, np.sqrt(squares))
        equal(before.state.parameters - step, W, step)
        equal(before.state.squares + last.slope**2, squares, squares)


@pytest.mark.parametrize("rate", RATES)
def test_rmsprop_divides_by_the_root_of_its_average(ground, rate):
    for before, last, line in lines("rmsprop", ground, rate):
        g, dW, W = pairs(line)
        step = divided(rate * dW, np.sqrt(g))
        assert line.startswith("g = 0.99 old + 0.01 dW² = (")
        equal(before.state.squares * 0.99 + 0.01 * last.slope**2, g, g)
        equal(before.state.parameters - step, W, step)


@pytest.mark.parametrize("rate", RATES)
def test_adam_divides_its_averages(ground, rate):
    for before, last, line in lines("adam", ground, rate):
        v, root, W = pairs(line)
        step = divided(rate * v, root)
        n = last.state.step
        equal(last.state.velocity / (1 - 0.9**n), v, v)
        equal(np.sqrt(last.state.squares / (1 - BETA2**n)), root, root)
        equal(before.state.parameters - step, W, step)


def divided(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """A quotient as one works it out; nothing over nothing is no step."""
    return np.where(one == 0, 0.0, one / np.where(other == 0, 1e-300, other))


@pytest.mark.parametrize("walker", SEARCHES)
def test_a_search_says_what_it_tried_and_whether_it_was_better(ground, walker):
    said = set()
    for before, last, line in lines(walker, ground, 0.3, steps=60):
        (there,) = pairs(line)
        assert last.tried is not None
        equal(last.tried[0], there, there)
        went = last.at == tuple(last.tried[0])
        said.add(went)
        found = re.search(
            rf"loss ({NUMBER}), (better than|not below) ({NUMBER}): (go there|stay)$", line
        )
        assert found is not None, line
        loss, than, best, does = found.groups()
        assert (than, does) == (("better than", "go there") if went else ("not below", "stay"))
        assert parse_number(loss) == pytest.approx(last.tried[1], rel=0.05, abs=ROUNDED)
        assert parse_number(best) == pytest.approx(before.loss, rel=0.05, abs=ROUNDED)
        if went:
            assert parse_number(loss) <= parse_number(best)
        else:
            assert parse_number(loss) >= parse_number(best)
    assert said == {True, False}


@pytest.mark.parametrize("walker", WALKERS)
def test_the_line_is_of_the_newest_step_and_of_the_settings_that_it_was_taken_with(
    ground_of, walker
):
    walk = Walk(walker, ground_of(), (0.3, 0.2))
    assert told(walk) == ""
    walk.advance(dataclasses.replace(USUAL, learning_rate=0.25, momentum=0.5))
    first = told(walk)
    walk.advance(USUAL)
    assert told(walk) != first
    walk.back()
    assert told(walk) == first
    if walker in ("momentum", "nesterov"):
        assert first.startswith("v = 0.5 × (0.000, 0.000) − 0.25 × (")
    assert "\n" not in first


@pytest.mark.parametrize("walker", ["gd", "momentum", "adagrad", "rmsprop", "adam"])
def test_steps_of_any_size_are_told(ground_of, walker):
    for settings, at in (
        ({"surface": "bowl"}, (0.0, 0.0)),
        ({"surface": "rosenbrock"}, (1e5, 1e5)),
    ):
        walk = Walk(walker, ground_of(**settings), at)
        for _ in range(3):
            walk.advance(dataclasses.replace(USUAL, learning_rate=1e-6))
            assert len(told(walk)) < 200

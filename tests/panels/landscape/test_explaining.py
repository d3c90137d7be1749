"""Formulas, code and questions beside the panel: with its numbers, and marked by the model."""

from __future__ import annotations

import dataclasses
import re

import pytest

from lossviz.model.mistakes import MISTAKES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.panelkit.explanation import Marking
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panelkit.questions import by_key, mark
from lossviz.panels.landscape import words
from lossviz.panels.landscape.commands import Take
from lossviz.panels.landscape.explaining import explanation, numeric_formula
from lossviz.panels.landscape.questions import QUESTIONS
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    SEARCHES,
    START,
    WALKERS,
    LandscapeState,
    with_formula,
    with_surface,
    with_walker,
)
from lossviz.panels.landscape.surface_kinds import FORMULA, PLAYGROUND, SCORES, TRAINING
from tests.panels.explained import sound
from tests.panels.landscape.conftest import of_demo
from tests.panels.landscape.corners import state_at_kink


@pytest.fixture
def report_of(drive, lecture, trace_of):
    """The report that the panel would show."""

    def make(state: LandscapeState = START, steps: int = 0):
        driven = drive(state)
        for thing in (lecture, of_demo(), trace_of()):
            driven.inbox.put(Take(thing))
        driven.ask()
        return driven.steps(steps)

    return make


@pytest.mark.parametrize("surface", ["two-weights", SCORES, PLAYGROUND, TRAINING, "bowl", FORMULA])
@pytest.mark.parametrize("scheme", ["forward", "central"])
def test_each_surface_is_explained(report_of, surface, scheme):
    state = dataclasses.replace(with_surface(START, surface), scheme=scheme)
    found = explanation(report_of(state))
    sound(found)
    titles = [exhibit.title for exhibit in found.exhibits]
    assert "The numeric gradient" in titles
    examples = surface in ("two-weights", SCORES, PLAYGROUND, TRAINING)
    assert ("The analytic gradient: no mistake" in titles) == examples


@pytest.mark.parametrize("walker", WALKERS)
def test_each_walker_shows_its_own_step(report_of, walker):
    found = explanation(report_of(with_walker(START, walker), steps=1))
    sound(found)
    step = next(formula for formula in found.formulas if formula.key == "step")
    assert (step.latex, *step.more) == UPDATE_FORMULAS[walker].lines
    code = found.exhibits[-1].function[0]
    if walker in SEARCHES:
        assert "search" in code.__name__
    else:
        assert code is OPTIMIZERS["sgd" if walker == "gd" else walker]
    uses = any(symbol.latex == r"\beta_1" for symbol in step.symbols)
    assert uses == (walker in ("momentum", "nesterov", "adam"))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_code_with_the_mistake_is_shown(report_of, mistake):
    found = explanation(report_of(dataclasses.replace(START, mistake=mistake)))
    assert found.exhibits[0].function == (MISTAKES[mistake].gradient,)


def test_the_quotient_has_the_slide_s_numbers(report_of):
    numeric, relative, error, step = explanation(report_of()).formulas
    assert numeric.numbers[0] == r"= \frac{1.25322 - 1.25347}{0.0001}"
    assert numeric.numbers[1] == r"= \textcolor{semantic.numeric}{-2.500}"
    assert [symbol.value for symbol in numeric.symbols] == ["0.0001", "2"]
    assert relative.numbers[0].startswith("= ")
    assert r"\times 10^{-5}" in relative.numbers[0]
    assert [symbol.value for symbol in relative.symbols] == ["−2.500, 0.600"] * 2
    assert {each.latex: each.value for each in step.symbols}[r"\alpha"] == "0.5"
    assert re.fullmatch(r"= 0.00015 \+ .+ \\times 10\^\{-1\d\}", error.numbers[0])


def test_a_central_quotient_divides_by_two_h(report_of):
    state = dataclasses.replace(START, scheme="central", h=1e-2)
    numbers = explanation(report_of(state)).formulas[0].numbers[0]
    found = re.fullmatch(r"= \\frac\{([\d.]+) - ([\d.]+)\}\{2 \\times 0.01\}", numbers)
    assert found is not None
    assert (float(found[1]) - float(found[2])) / 0.02 == pytest.approx(-2.5, abs=2e-3)


def test_without_a_numeric_gradient_the_formulas_stay_general(report_of):
    state = dataclasses.replace(START, precision="float32", h=1e-12)
    found = explanation(report_of(state))
    sound(found)
    assert [each.numbers for each in found.formulas[:3]] == [(), (), ()]


def test_where_the_loss_ends_it_is_explained_too(report_of):
    state = dataclasses.replace(START, surface=FORMULA, formula="log(w1)", start=(-1.0, 0.0))
    report = report_of(state)
    assert len(explanation(report).formulas) == 5


def test_one_s_own_formula_is_shown_as_it_was_read(report_of):
    state = with_formula(START, r"f(x, y) = \frac{1}{2}x^2 + log(y + 3) + (x - 1)^2 (y + 20)^2")
    found = explanation(report_of(state))
    sound(found)
    loss = found.formulas[0]
    assert (loss.latex, *loss.more) == (
        r"L = \frac{1}{2} w_1^{2} + \log\left(w_2 + 3\right)",
        r"+ \left(w_1 - 1\right)^{2} \left(w_2 + 20\right)^{2}",
    )
    assert [each.meaning for each in loss.symbols] == [
        "x in the formula as typed", "y in the formula as typed", "natural logarithm",
    ]  # fmt: skip


# Questions


def marking(key: str, report: LandscapeReport, predictions: dict[str, float]) -> Marking:
    return mark(by_key(QUESTIONS, key), report, predictions)


def test_at_a_kink_the_question_is_about_kinks(report_of):
    report = report_of()
    assert explanation(report).question == "table"
    there = state_at_kink(START, report.ground.landscape, report.walk.last.at)
    assert there is not None
    at_kink = report_of(there)
    assert (there.loss, at_kink.check.kinks) == ("hinge", 1)
    assert explanation(at_kink).question == "kink"


@pytest.mark.parametrize(
    ("said", "right"), [(-2.5, True), (-2.46, True), (-2.6, False), (2.5, False), (0, False)]
)
def test_the_slope_of_the_slide_is_marked(report_of, said, right):
    (made,) = (found := marking("table", report_of(), {"slope": said})).marks
    assert (made.right, made.truth) == (right, "−2.5")
    assert made.said
    assert found.sentence == "(1.25322 − 1.25347) / 0.0001 = −2.5."


@pytest.mark.parametrize(("said", "right"), [(30_731, True), (30_730, False), (61_460, False)])
def test_the_price_is_marked(report_of, said, right):
    (made,) = marking("price", report_of(), {"asked": said}).marks
    assert (made.right, made.truth) == (right, "30,731")


@pytest.mark.parametrize("key", [asked.key for asked in QUESTIONS])
def test_an_answer_left_open_is_not_right_and_is_told(report_of, key):
    found = marking(key, report_of(), {})
    assert found.question == key
    assert found.sentence.endswith(".")
    assert [(made.right, made.said) for made in found.marks] in ([], [(False, "")])


@pytest.mark.parametrize(("scheme", "asked"), [("forward", "D + 1 = 3"), ("central", "2 D = 4")])
def test_the_legend_counts_the_evaluations_that_are_made(report_of, scheme, asked):
    report = report_of(dataclasses.replace(START, scheme=scheme))
    (weights,) = (each for each in numeric_formula(report).symbols if each.latex == "D")
    assert asked in weights.meaning
    assert asked.endswith(f" {report.check.asked}")


def test_the_answer_about_a_kink_says_what_the_lamp_says(report_of):
    report = report_of()
    there = report_of(state_at_kink(START, report.ground.landscape, report.walk.last.at))
    sentence = marking("kink", there, {}).sentence
    assert words.lamp(there.check)[1] == "kink"
    assert "the lamp says kink" in sentence
    assert "fails" not in sentence


def test_the_slide_s_answer_does_not_hang_on_what_is_on_the_screen(report_of):
    state = dataclasses.replace(with_surface(START, "bowl"), h=0.1, scheme="central")
    assert marking("table", report_of(state), {"slope": -2.5}).marks[0].right


def test_the_sentence_about_a_kink_is_true(report_of):
    """A central difference is the mean of both sides, and the analytic one takes the flat side."""
    report = report_of()
    there = state_at_kink(START, report.ground.landscape, report.walk.last.at)
    found = report_of(there).check
    assert found.numeric is not None
    sides = [
        report_of(dataclasses.replace(there, start=(there.start[0] + d, there.start[1]))).check
        for d in (-1e-3, 1e-3)
    ]
    slopes = [side.analytic for side in sides]
    assert found.numeric == pytest.approx(sum(slopes) / 2, abs=1e-6)
    assert words.lamp(found)[1] == "kink"
    flat = min(slopes, key=lambda slope: abs(slope - found.analytic).max())
    assert found.analytic == pytest.approx(flat)

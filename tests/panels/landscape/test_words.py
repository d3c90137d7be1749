"""What is said of a report, and that it is true."""

from __future__ import annotations

import dataclasses
import math

import pytest

from lossviz.model.mistakes import MISTAKES
from lossviz.panels.landscape import words
from lossviz.panels.landscape.checking import check_lecture
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    START,
    with_surface,
)
from lossviz.panels.landscape.surface_kinds import FORMULA, SCORES, TRAINING
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.state import with_example_removed
from lossviz.panels.scores.tables import LECTURE
from tests.panels.landscape.corners import state_at_kink


def test_where_the_walk_stands(shows):
    texts = [words.after_text(shows(steps=count)) for count in (0, 1, 2)]
    assert texts == ["at the start", "after step 1", "after step 2"]


def test_a_corner_is_named_where_it_is_why_both_are_apart():
    check = check_lecture(START)
    apart = dataclasses.replace(check, relative=0.5, analytic=check.analytic + 0.3)
    assert words.lamp(apart) == ("failed", "wrong")
    assert words.lamp(dataclasses.replace(apart, relative=1e-3)) == ("suspicious", "check")
    assert words.lamp(dataclasses.replace(apart, relative=math.nan)) == ("none", "")
    at_kink = dataclasses.replace(apart, kinks=2, bend=1.0)
    assert words.lamp(at_kink) == ("kink", "kink")
    assert words.lamp(dataclasses.replace(at_kink, analytic=check.analytic, relative=1e-6))[1] == (
        "pass"
    )


@pytest.mark.parametrize(
    ("relative", "text"),
    [(0.0, "0"), (2.3e-5, "2.3 × 10⁻⁵"), (0.0123, "0.01230"), (math.nan, "–"), (1.0, "1.00000")],
)
def test_the_relative_error_in_words(relative, text):
    assert words.relative_text(dataclasses.replace(check_lecture(START), relative=relative)) == text


def why(report: LandscapeReport) -> str:
    return words.why_text(report, report.check)


def test_why_it_passed_or_did_not(shows):
    assert why(shows()) == ""
    coarse = why(shows(dataclasses.replace(START, h=1e-3)))
    assert coarse.startswith("Here h = 0.001 may err by ")
    steep = dataclasses.replace(with_surface(START, "rosenbrock"), h=0.1, start=(0.9, 0.81))
    assert why(shows(steep)).startswith("Nothing to compare")
    assert why(shows(steep)).endswith("Take a smaller h.")
    lost = dataclasses.replace(START, precision="float32", h=1e-12)
    assert why(shows(lost)).startswith("h = 10⁻¹² is lost in float32")
    beyond = dataclasses.replace(START, surface=FORMULA, formula="log(w1)", start=(-1.0, 0.0))
    assert why(shows(beyond)).startswith("The loss has no slope here")


def test_at_a_corner_it_says_so(shows):
    report = shows()
    there = state_at_kink(START, report.ground.landscape, report.walk.last.at)
    at_kink = shows(there)
    assert "corner of the loss lies within h" in why(at_kink)
    assert words.lamp(at_kink.check) == ("kink", "kink")


@pytest.mark.parametrize("mistake", ["sign", "average", "penalty", "class"])
def test_a_mistake_that_was_caught_says_how_to_find_it(shows, mistake):
    report = shows(dataclasses.replace(START, strength=0.5, mistake=mistake, scheme="central"))
    assert why(report) == f"Caught. {MISTAKES[mistake].hint}"


def test_the_factor_of_a_missing_average_is_named(shows):
    report = shows(dataclasses.replace(START, mistake="average"))
    assert "is 12 times too long: look for a missing / N" in why(report)


def test_a_mistake_that_is_too_small_to_be_seen_says_so(shows):
    state = dataclasses.replace(START, mistake="penalty", strength=5e-6)
    report = shows(state)
    assert words.lamp(report.check) == ("pass", "pass")
    assert why(report) == (
        "What is missing, (−3.4 × 10⁻⁶, 1.1 × 10⁻⁵), is too small to be seen: raise λ."
    )


def test_a_mistake_without_an_effect_says_why(shows):
    central = dataclasses.replace(START, scheme="central")
    penalty = why(shows(dataclasses.replace(central, mistake="penalty")))
    assert penalty.startswith("Forgotten λ term: λ is 0")
    bias = why(shows(dataclasses.replace(central, mistake="bias", strength=0.5)))
    assert bias.startswith("Regularized bias: no bias moves here")
    one = score_example(with_example_removed(with_example_removed(LECTURE, 2), 1))
    average = dataclasses.replace(with_surface(central, SCORES), mistake="average")
    assert "with a single example the sum is the mean" in why(shows(average, example=one))


def test_the_lecture_s_vector_has_no_mistake(shows):
    report = shows(dataclasses.replace(START, mistake="sign"), table="lecture")
    assert report.lecture is not None
    assert words.why_text(report, report.lecture) == ""
    assert words.lamp(report.lecture) == ("pass", "pass")


def test_what_a_gradient_costs():
    check = dataclasses.replace(
        check_lecture(START), asked=30_731, seconds_numeric=250.0, seconds_analytic=8.5e-5
    )
    assert words.price_text(check, "forward", None) == (
        "numeric 30,731 evaluations (D + 1), 4.2 min; analytic 1, 85 µs"
    )
    assert "(2 D)" in words.price_text(check, "central", None)


def test_evaluations_are_counted_row_by_row():
    forward = check_lecture(START)
    counts = [words.price_text(forward, "forward", filled) for filled in (0, 1, 8)]
    assert counts == [f"numeric {n} of 10 evaluations; analytic 1" for n in (1, 2, 9)]
    central = check_lecture(dataclasses.replace(START, scheme="central"))
    assert words.price_text(central, "central", 3).startswith("numeric 6 of 18")
    assert words.price_text(forward, "forward", 9).startswith("numeric 10 evaluations (D + 1)")


def test_where_the_slope_is_nearly_0_there_is_nothing_to_compare(shows):
    flat = dataclasses.replace(with_surface(START, "bowl"), start=(1e-4, 0.0), h=1e-3)
    report = shows(flat)
    assert words.lamp(report.check) == ("flat", "flat here")
    assert why(report).startswith("Nothing to compare: slope 0.0002, numeric error up to 0.001")


def test_the_bound_is_shown_on_asking(shows):
    report = shows(dataclasses.replace(with_surface(START, "rosenbrock"), start=(1.0, 1.0)))
    check = report.check
    text = words.error_text(check, report.state)
    assert f"h/2 · |f″| = {words.small_text(check.error.truncation)}" in text
    assert f"above {words.small_text(check.bound)} is always seen" in text
    central = dataclasses.replace(report.state, scheme="central")
    assert "h²/6 · |f‴|" in words.error_text(check, central)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0 µs"), (8.5e-5, "85 µs"), (1.23e-3, "1.2 ms"), (0.5, "500 ms"), (2.0, "2 s"),
     (59.0, "59 s"), (246.0, "4.1 min")],
)  # fmt: skip
def test_a_time_has_two_digits(seconds, text):
    assert words.time_text(seconds) == text


@pytest.mark.parametrize(
    ("filled", "is_filled"), [(None, True), (0, False), (8, False), (9, True), (99, True)]
)
def test_only_a_filled_table_is_compared(filled, is_filled):
    assert words.is_filled(check_lecture(START), filled) == is_filled


def test_batches_beside_the_examples_there_are():
    assert words.batch_text(4, 12) == "of 12"
    assert words.batch_text(12, 12) == words.batch_text(50, 12) == "all 12"
    assert words.batch_text(4, 0) == ""
    assert words.batch_text(32, 5000) == "of 5,000"


def test_what_is_said_of_the_weights_in_training(shows):
    report = shows(dataclasses.replace(with_surface(START, TRAINING), plane="path"))
    training = report.ground.training
    assert training is not None
    assert report.training is not None
    held = words.held_text(report)
    assert held.startswith("The plane holds ")
    assert float(held.split()[3]) == pytest.approx(100 * training.held, abs=0.51)
    assert words.accuracy_text(report) == (
        f"{100 * report.training.accuracy:.1f} % of 175 training images right"
    )
    plain = shows()
    assert words.held_text(plain) == words.accuracy_text(plain) == ""


@pytest.mark.parametrize(
    ("held", "text"),
    [(0.0, "0 %"), (0.034, "3 %"), (0.994, "99.4 %"), (0.99999, "99.9 %"), (1.0, "100 %")],
)
def test_the_share_held_in_per_cent(shows, held, text):
    report = shows(dataclasses.replace(with_surface(START, TRAINING), plane="path"))
    ground = dataclasses.replace(
        report.ground, training=dataclasses.replace(report.ground.training, held=held)
    )
    said = words.held_text(dataclasses.replace(report, ground=ground))
    assert said == f"The plane holds {text} of the path."


def test_the_slopes_beside_a_corner_are_told(shows):
    state = dataclasses.replace(
        START, surface=FORMULA, formula="abs(w1) + w2^2", start=(0.0, 1.0), scheme="central"
    )
    assert why(shows(state)) == "A corner of the loss lies within h: slopes −1 and 1 on the sides."

"""What the panel shows of a report: the demo's numbers as texts, and what is drawn."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lossviz.data.points import as_points
from lossviz.panelkit.commands import Look, Run, TakeStep
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.commands import Pin
from lossviz.panels.playground.run_trouble import trouble
from lossviz.panels.playground.state import (
    START,
    PlaygroundSight,
    with_dataset,
    with_feature_map,
    with_points,
)
from tests.panels.playground.test_job import drive  # noqa: F401 - a fixture

VIEW = PlaygroundSight(pixels=(60, 60), speed=None)


@pytest.mark.parametrize(
    ("loss", "data"),
    [("hinge", "2.767"), ("structured", "2.367"), ("one-vs-all", "4.022"), ("softmax", "1.837")],
)
def test_the_numbers_of_the_demo_as_they_are_read(drive, loss, data):  # noqa: F811
    report = drive(dataclasses.replace(START, loss=loss), VIEW).ask()
    found = report.evaluation.objective
    assert (vm.loss_text(found.data), vm.loss_text(found.penalty)) == (data, "3.500")
    assert vm.accuracy_text(report) == "2 of 9 right"
    assert vm.points_caption(report) == "9 examples"
    assert vm.verdict(report) == ("pass", "pass")
    assert vm.status(report) == "2-D points, 3 classes"
    assert trouble(report) is None


def test_lines_arrows_and_points_are_those_of_the_weights(drive):  # noqa: F811
    report = drive(START, dataclasses.replace(VIEW, margins=True, sizes=True, preview=True)).ask()
    picture = vm.plane_picture(report)
    assert len(picture.dots) == 9
    assert picture.dots.wrong.sum() == 7
    for line, w, b in zip(picture.lines, report.evaluation.W, report.evaluation.b, strict=True):
        assert line.ends is not None
        assert [np.dot(w, end) + b for end in line.ends] == pytest.approx([0, 0], abs=1e-9)
        for margin in line.margins:
            scores = [abs(np.dot(w, end) + b) for end in margin]
            assert scores == pytest.approx([1, 1])
        assert line.direction == pytest.approx(tuple(w))
        assert line.preview not in (None, line.ends)


def test_with_other_features_there_are_no_lines_and_the_columns_say_which(drive):  # noqa: F811
    report = drive(with_feature_map(START, "polar"), VIEW).ask()
    assert vm.plane_picture(report).lines == ()
    assert vm.columns(report.state) == ("r", "θ", "b")
    values, slopes, reach = vm.weights(report)
    assert values.shape == slopes.shape == (3, 3)
    assert reach == pytest.approx(np.abs(slopes).max())


def test_weights_of_zero_are_said_and_not_drawn(drive):  # noqa: F811
    flat = dataclasses.replace(START, W=((0.0, 0.0), *START.W[1:]))
    report = drive(flat, VIEW).ask()
    assert vm.plane_picture(report).lines[0].ends is None
    assert trouble(report).text == "Class 0: weights of 0 draw no line."


def test_a_run_that_diverges_says_at_which_step_size(drive):  # noqa: F811
    driven = drive(dataclasses.replace(START, learning_rate=1000.0), VIEW)
    for _ in range(300):
        report = driven.ask(TakeStep())
    assert report.diverged
    assert "With step size 1,000 and λ 0.1 the loss diverges" in trouble(report).text
    assert np.isfinite(report.evaluation.W).all()


def test_the_reading_under_the_pointer(drive):  # noqa: F811
    report = drive(START, VIEW).ask(Look(dataclasses.replace(VIEW, hover=(0.5, 0.4))))
    found = vm.reading(report)
    assert found is not None
    assert found.text.splitlines()[:3] == [
        "(0.50, 0.40)",
        "class 0, by 0.70",
        "s₀ 1.30   p 0.57",
    ]


def test_the_history_has_what_was_kept_and_every_step(drive):  # noqa: F811
    driven = drive(START, VIEW)
    report = driven.ask(TakeStep(), Pin(), TakeStep())
    picture = vm.history_picture(report)
    assert [curve.name for curve in picture.curves][-3:] == ["penalty", "data", "total"]
    assert [len(curve.x) for curve in picture.curves] == [2, 3, 3, 3]
    assert [told.text_at(0) for told in picture.told] == ["22 %"]
    assert picture.curves[-1].last_text == vm.loss_text(report.evaluation.objective.total)


def test_points_that_are_held_out_are_counted_apart(drive):  # noqa: F811
    state = with_dataset(START, "blobs", share=0.5, count=40)
    text = vm.accuracy_text(drive(state, VIEW).ask())
    assert "test" in text
    assert text.count(" of ") == 2


def told(report) -> str:
    found = trouble(report)
    return "" if found is None else found.text


def test_a_penalty_that_makes_a_run_diverge_is_named(drive):  # noqa: F811
    state = dataclasses.replace(START, learning_rate=0.3, strength=10.0)
    driven = drive(state, VIEW)
    driven.inbox.put(Run())
    report = driven.until(lambda: bool(driven.said) and driven.said[-1].diverged)
    assert told(report).startswith(
        "With step size 0.3 and λ 10 the loss diverges: the penalty alone multiplies W by "
        "1 − 2 × 0.3 × 10 = −5 in each step. These are the last good weights"
    )


@pytest.mark.parametrize("loss", ["hinge", "softmax"])
def test_a_penalty_that_outweighs_the_data_is_named(drive, loss):  # noqa: F811
    state = dataclasses.replace(START, loss=loss, learning_rate=0.01)
    strong = drive(dataclasses.replace(state, strength=10.0), VIEW).run_to(60)
    assert told(strong) == "λ = 10: the penalty outweighs the data."
    for steps in (30, 300):
        assert told(drive(state, VIEW).run_to(steps)) == ""


def test_points_on_other_scales_than_the_step_size_suits_get_advice(drive):  # noqa: F811
    X = np.array([[2300.23, 3.42], [2953.31, 3.55], [2661.65, 3.71], [1800.0, 2.9]])
    state = with_points(START, as_points(X, np.array([1, 2, 2, 0])), 3)
    advice = "x₀ reaches 3,000: bring both to about 1, or take a smaller step size."
    assert told(drive(state, VIEW).run_to(5)) == advice

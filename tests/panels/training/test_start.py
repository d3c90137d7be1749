"""The lecture's numbers before the first step, through the labels that a person reads."""

from __future__ import annotations

import re

import pytest

LOSSES = [
    ("softmax", "log 10 = 2.303", 2.302585),
    ("hinge", "C − 1 = 9", 9),
    ("one-vs-all", "C = 10", 10),
    ("structured", "margin = 1", 1),
]


def test_the_first_loss_is_that_of_scores_near_zero(app, subtests):
    for loss, text, expected in LOSSES:
        with subtests.test(loss):
            app.click(f"training.loss.wide.{loss}")
            app.wait(lambda: text in app.text("training.start_check"))  # noqa: B023
            read = app.text("training.start_check")
            measured = float(re.findall(r"[\d.]+\d", read)[0])
            assert measured == pytest.approx(expected, rel=0.05)
            assert "as it should be" in read


def test_large_first_weights_are_told(app):
    app.type("training.weight_scale", "1")
    app.wait(lambda: "not log 10" in app.text("training.start_check"))
    assert app.report.start.measured > 3
    assert not app.report.start.passed


def test_no_loss_is_shown_before_the_first_step(app):
    assert [app.text(f"training.{n}") for n in ("data_loss", "penalty", "total")] == ["–"] * 3
    assert app.text("training.epoch_number") == "0"
    assert app.text("training.step_number") == "0 / 60"
    assert app.text("training.test_accuracy").endswith(" %")


def test_data_and_penalty_make_the_total(app, subtests):
    app.type("training.weight_scale", "0.05")
    app.type("training.strength", "0.01")
    for step, kind in enumerate(["None", "L2", "L1", "Elastic net"], start=1):
        with subtests.test(kind):
            app.choose("training.regularization", kind)
            app.click("training.step")
            report = app.wait_rest(step)
            data, penalty, total = (
                float(app.text(f"training.{n}")) for n in ("data_loss", "penalty", "total")
            )
            assert data == pytest.approx(report.newest.data, abs=6e-4)
            assert penalty == pytest.approx(report.newest.penalty, abs=1.1e-3)
            assert total == pytest.approx(report.newest.total, abs=6e-4)
            assert data + penalty == pytest.approx(total, abs=1.6e-3)
            newest = report.newest
            assert newest.data + newest.penalty == pytest.approx(newest.total, rel=1e-6)
            assert (penalty == 0) == (kind == "None")


def test_preprocessing_is_stated_in_words(app):
    assert "mean" in app.text("training.preprocessing")
    assert "255" in app.text("training.preprocessing")

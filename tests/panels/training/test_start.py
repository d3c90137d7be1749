"""The lecture's numbers before the first step, through the labels that a person reads."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize(
    ("loss", "text", "expected"),
    [
        ("softmax", "log 10 = 2.303", 2.302585),
        ("hinge", "C − 1 = 9", 9),
        ("one-vs-all", "C = 10", 10),
        ("structured", "margin = 1", 1),
    ],
)
def test_the_first_loss_is_that_of_scores_near_zero(app, loss, text, expected):
    app.click(f"training.loss.wide.{loss}")
    app.wait(lambda: text in app.text("training.start_check"), app.text("training.start_check"))
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


@pytest.mark.parametrize("kind", ["None", "L2", "L1", "Elastic net"])
def test_data_and_penalty_make_the_total(app, kind):
    app.choose("training.regularization", kind)
    app.type("training.weight_scale", "0.05")
    if kind != "None":
        app.type("training.strength", "0.01")
    app.click("training.step")
    report = app.wait_rest(1)
    data, penalty, total = (
        float(app.text(f"training.{n}")) for n in ("data_loss", "penalty", "total")
    )
    assert data == pytest.approx(report.data_loss, abs=6e-4)
    assert penalty == pytest.approx(report.penalty, abs=6e-4)
    assert total == pytest.approx(report.total, abs=6e-4)
    assert report.data_loss + report.penalty == pytest.approx(report.total, rel=1e-6)
    assert (penalty == 0) == (kind == "None")


def test_preprocessing_is_stated_in_words(app):
    assert "mean" in app.text("training.preprocessing")
    assert "255" in app.text("training.preprocessing")

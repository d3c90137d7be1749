"""A learning rate that is too large: the run stops, says so, and both ways out work."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest


@pytest.fixture
def diverged(app):
    """After one good epoch, the learning rate 1e30."""
    app.click("training.epoch")
    app.wait_rest(3)
    app.type("training.learning_rate", "1e30")
    app.wait(lambda: app.report.config.learning_rate == 1e30)
    app.click("training.start")
    app.wait(lambda: app.report.divergence is not None, "1e30 does not diverge")
    app.wait(lambda: app.message("training.diverged"), "nothing is said")
    return app


def test_it_is_said_with_the_step_and_the_learning_rate(diverged):
    said = diverged.message("training.diverged")
    assert re.search(r"at step [4-9]\.", said)
    assert "10³⁰" in said
    assert "too large" in said
    assert not diverged.report.running
    assert np.isfinite(diverged.report.weights).all()


def test_running_on_goes_back_to_the_best_step_first(diverged):
    best = diverged.report.divergence.best_step
    diverged.type("training.learning_rate", "0.005")
    diverged.wait(lambda: diverged.report.config.learning_rate == 0.005)
    diverged.click("training.step")
    report = diverged.wait_rest(best + 1)
    assert report.steps.step.tolist() == list(range(1, best + 2))
    diverged.wait(lambda: not diverged.message("training.diverged"))


def test_going_back_to_the_best_step(diverged):
    best = diverged.report.divergence.best_step
    button = diverged.find("training.diverged.action_1")
    assert button.text() == f"Go back to step {best:,}"
    diverged.click("training.diverged.action_1")
    diverged.wait_rest(best)
    diverged.wait(lambda: not diverged.message("training.diverged"))
    assert len(diverged.report.steps.step) == best
    diverged.type("training.learning_rate", "0.005")
    diverged.wait(lambda: diverged.report.config.learning_rate == 0.005)
    diverged.click("training.epoch")
    report = diverged.wait_rest(best + 3)
    assert report.steps.step.tolist() == list(range(1, best + 4))
    assert np.isfinite(report.steps.total).all()


def test_going_back_while_the_rate_is_still_too_large_diverges_again(diverged):
    diverged.click("training.diverged.action_1")
    diverged.wait_rest(3)
    diverged.click("training.start")
    diverged.wait(lambda: diverged.report.divergence is not None)
    diverged.wait(lambda: diverged.message("training.diverged"))


def test_halving_the_learning_rate_rewinds(diverged):
    assert diverged.text("training.diverged.action_2").startswith("Halve the learning rate")
    diverged.click("training.diverged.action_2")
    diverged.wait(lambda: diverged.report.config.learning_rate == 5e29)
    diverged.wait_rest(0)
    diverged.wait(lambda: not diverged.message("training.diverged"))
    diverged.click("top_bar.undo")
    diverged.wait(lambda: diverged.report.config.learning_rate == 1e30)


def test_reset_and_a_better_rate_train_again(diverged):
    diverged.type("training.learning_rate", "0.005")
    diverged.click("training.reset")
    diverged.wait_rest(0)
    diverged.wait(lambda: not diverged.message("training.diverged"))
    diverged.wait(lambda: diverged.find("training.start").isEnabled())
    diverged.click("training.epoch")
    assert np.isfinite(diverged.wait_rest(3).newest.total)


def test_the_app_lives_on_whatever_is_trained(app, subtests):
    app.type("training.learning_rate", "1e30")
    for loss, optimizer in product(("hinge", "one-vs-all", "structured"), ("SGD", "Adam")):
        with subtests.test(f"{loss}, {optimizer}"):
            app.click(f"training.loss.wide.{loss}")
            app.choose("training.optimizer", optimizer)
            app.wait(lambda: app.report.config.loss == loss)  # noqa: B023
            app.click("training.start")
            app.wait(lambda: app.report.divergence is not None or app.report.finished)
            app.frames(4)
            app.click("training.reset")
            app.wait_rest(0)
            app.wait(app.find("training.start").isEnabled)

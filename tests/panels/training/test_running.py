"""Run, pause, step, epoch, reset, new seed: through the buttons."""

from __future__ import annotations

import numpy as np
import pytest

STEPS_PER_EPOCH = 3  # 350 images to learn from, 128 at a time


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return one.tobytes() == other.tobytes()


def test_three_clicks_on_step_are_three_steps(app):
    for _ in range(3):
        app.click("training.step")
    assert app.wait_rest(3).epoch == 1.0
    app.wait_text("training.step_number", "3 / 60")
    app.wait_text("training.epoch_number", "1")


def test_run_becomes_pause_and_back(app):
    assert app.text("training.start") == "Run"
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait_text("training.start", "Pause")
    app.wait_text("status_bar.worker", "worker running")
    app.wait(lambda: app.text("status_bar.rate").endswith("steps/s"))
    app.wait(lambda: app.report.steps_per_second > 0)
    app.click("rail.scores")
    app.wait_text("status_bar.worker", "Training runs")
    assert app.find("rail.training").accessibleDescription().endswith("It runs.")
    app.click("rail.training")
    app.wait_text("status_bar.worker", "worker running")
    assert not app.find("rail.training").accessibleDescription().endswith("It runs.")
    app.click("training.start")
    at = app.wait_rest().step
    app.wait_text("training.start", "Run")
    app.wait_text("status_bar.worker", "worker idle")
    app.frames(4)
    assert app.report.step == at
    assert app.text("status_bar.rate") == ""


def test_epoch_runs_to_the_end_of_the_epoch_under_way(app):
    app.click("training.step")
    app.wait_rest(1)
    app.click("training.epoch")
    assert app.wait_rest(STEPS_PER_EPOCH).epoch == 1.0
    app.click("training.epoch")
    assert app.wait_rest(2 * STEPS_PER_EPOCH).epoch == 2.0
    validation = app.report.validation
    assert validation.epoch.tolist() == [0.0, 1.0, 2.0]


def test_reset_gives_the_same_start_and_the_same_run_bit_for_bit(app):
    start = app.report.weights.copy(), app.report.bias.copy()
    for _ in range(4):
        app.click("training.step")
    after = app.wait_rest(4)
    first = after.weights.copy(), after.bias.copy(), after.steps.total.copy()
    assert not same(start[0], first[0])
    app.click("training.reset")
    back = app.wait_rest(0)
    assert same(back.weights, start[0])
    assert same(back.bias, start[1])
    assert len(back.steps.step) == 0
    app.wait_text("training.data_loss", "–")
    for _ in range(4):
        app.click("training.step")
    again = app.wait_rest(4)
    assert same(again.weights, first[0])
    assert same(again.bias, first[1])
    assert same(again.steps.total, first[2])


def test_a_step_pauses_a_run(app):
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.step > 3)
    app.click("training.step")
    at = app.wait_rest().step
    app.frames(4)
    assert app.report.step == at


def test_reset_while_it_runs_stops_at_the_start(app):
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.step > 5)
    app.click("training.reset")
    app.wait_rest(0)
    app.wait_text("training.start", "Run")


def test_a_new_seed_is_another_start_and_undo_brings_the_old_one_back(app):
    start = app.report.weights.copy()
    app.click("training.new_seed")
    app.wait(lambda: app.report.config.seed == 1)
    other = app.wait_rest(0).weights.copy()
    assert not same(start, other)
    assert app.text("training.seed") == "1"
    app.click("top_bar.undo")
    app.wait(lambda: app.report.config.seed == 0)
    assert same(app.wait_rest(0).weights, start)


def test_a_run_ends_after_its_epochs_and_goes_on_when_asked(app):
    app.type("training.epochs", "2")
    app.click("training.start")
    app.wait(lambda: app.report.finished)
    app.wait_rest(2 * STEPS_PER_EPOCH)
    app.wait_text("training.step_number", "6 / 6")
    app.click("training.step")
    app.wait_rest(7)
    assert app.report.config.epochs == 3
    assert app.text("training.epochs") == "3"
    app.click("training.epoch")
    app.wait_rest(9)
    app.click("training.start")
    app.wait(lambda: app.report.finished and app.report.step > 9)
    assert app.wait_rest().config.epochs == 23
    assert app.report.step == 69
    assert np.all(np.diff(app.report.steps.step) == 1)


def test_going_on_gives_the_weights_of_one_long_run(app):
    app.type("training.epochs", "1")
    app.click("training.start")
    app.wait_rest(3)
    app.click("training.epoch")
    in_two = app.wait_rest(6).weights.copy()
    app.type("training.epochs", "2")
    app.click("training.reset")
    app.wait_rest(0)
    app.click("training.start")
    assert same(app.wait_rest(6).weights, in_two)


def test_training_learns_and_the_panel_says_so(app):
    before = float(app.text("training.test_accuracy").removesuffix(" %"))
    app.run_until(lambda report: report.finished)
    app.wait_rest(60)
    after = float(app.text("training.test_accuracy").removesuffix(" %"))
    assert after > before + 20
    assert after == pytest.approx(100 * app.report.confusion.accuracy, abs=0.06)


def test_a_report_never_changes_after_it_was_given(app):
    app.click("training.step")
    early = app.wait_rest(1)
    W, total = early.weights.copy(), early.steps.total.copy()
    assert not early.weights.flags.writeable
    assert not early.templates.flags.writeable
    assert not early.steps.total.flags.writeable
    app.run_until(lambda report: report.step > 20)
    assert same(early.weights, W)
    assert same(early.steps.total, total)


def test_space_bracket_and_ctrl_r_do_it_from_the_keyboard(app):
    from PySide6.QtCore import Qt

    app.window.setFocus()
    app.key(Qt.Key.Key_BracketRight)
    app.wait_rest(1)
    app.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    app.wait_rest(0)
    app.type("training.epochs", "1000")
    app.key(Qt.Key.Key_Space)
    app.wait(lambda: app.report.running)
    app.wait_text("training.start", "Pause")
    app.key(Qt.Key.Key_Space)
    app.wait_rest()


def test_space_on_a_button_reached_by_tab_presses_that_button(app):
    from PySide6.QtCore import Qt

    app.find("training.step").setFocus(Qt.FocusReason.TabFocusReason)
    app.key(Qt.Key.Key_Space)
    app.wait_rest(1)


def test_the_real_excerpt_trains(open_app):
    import os
    from pathlib import Path

    named = os.environ.get("LOSSVIZ_CIFAR10_EXCERPT")
    beside = Path(__file__).resolve().parents[4] / "shared" / "data" / "cifar-10-excerpt"
    folder = Path(named) if named else beside
    if not folder.is_dir():
        pytest.skip("no CIFAR-10 excerpt here; LOSSVIZ_CIFAR10_EXCERPT names its folder")
    app = open_app(data=folder)
    assert "log 10 = 2.303" in app.text("training.start_check")
    assert "CIFAR-10 excerpt" in app.text("status_bar.loaded")
    app.click("training.epoch")
    app.wait(lambda: app.report.step * 20 == app.report.steps_total)
    app.wait_rest()
    assert app.report.validation.accuracy[-1] > 0.15

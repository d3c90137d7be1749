"""Nothing trained is lost by a click: undo brings the run back, and so do the images it was of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.shell.driving import App

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def trained(app: App) -> App:
    app.take_steps(3)
    return app


@pytest.mark.parametrize("loses", ["reset", "new_seed", "weights"])
def test_undo_brings_the_run_back_and_redo_what_came_then(trained, tmp_path, loses):
    before = trained.report
    if loses == "weights":
        path = trained.shared("save_weights", tmp_path / "w.npz")
        trained.window.panel.load_weights(str(path))
    else:
        trained.click(f"training.{loses}")
    trained.wait_rest(0)
    trained.take_steps(1)
    after = trained.report
    trained.key(Qt.Key.Key_Z, CTRL)
    trained.wait_rest(3)
    assert trained.report.weights is before.weights
    assert trained.report.config == before.config
    assert len(trained.report.steps.step) == 3
    trained.key(Qt.Key.Key_Z, CTRL | SHIFT)
    trained.wait_rest(1)
    assert trained.report.weights is after.weights
    assert trained.report.config == after.config


def test_a_reset_goes_back_to_its_own_start(trained):
    trained.key(Qt.Key.Key_R, CTRL)
    trained.wait_rest(0)
    trained.key(Qt.Key.Key_R, CTRL)  # nothing is learned: nothing to take back
    trained.key(Qt.Key.Key_Z, CTRL)
    trained.wait_rest(3)


def test_the_run_is_there_when_its_images_are_open_again(trained, cifar_folder):
    first = trained.report
    trained.window.panel.source_wanted.emit("stand-in")
    trained.wait(lambda: trained.report is not None and trained.report is not first)
    trained.wait_rest(0)
    trained.take_steps(1)
    trained.window.panel.source_wanted.emit(str(cifar_folder))
    trained.wait_rest(3)
    assert trained.report.weights is first.weights
    trained.window.panel.source_wanted.emit("stand-in")
    trained.wait_rest(1)


def test_the_next_start_goes_on_from_the_last_training(open_app, cifar_folder):
    first = open_app(data=cifar_folder, panel="training")
    first.take_steps(3)
    left = first.report
    first.close()
    app = open_app(data=cifar_folder, panel="training")
    app.wait_rest(3)
    assert app.report.weights.tobytes() == left.weights.tobytes()
    assert app.report.epoch == left.epoch
    for name in ("step", "data_loss", "smooth"):
        assert (getattr(app.report.steps, name) == getattr(left.steps, name)).all()
    assert "back, at step 3" in app.text("status_bar.hint")
    app.take_steps(1)
    app.click("training.reset")
    app.wait_rest(0)
    app.key(Qt.Key.Key_Z, CTRL)
    app.wait_rest(4)

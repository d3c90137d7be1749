"""Each hyperparameter through its control: it reaches the run, also mid-run, and can be undone."""

# ruff: noqa: B023 - what waits in a loop has ended before the next round

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lossviz.model.training_config import TrainingConfig

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

TYPED = [
    ("learning_rate", "0.02", 0.02, "learning rate"),
    ("strength", "0.3", 0.3, "regularization strength"),
    ("momentum", "0.5", 0.5, "momentum"),
    ("batch_size", "77", 77, "batch size"),
    ("epochs", "7", 7, "epochs"),
    ("seed", "42", 42, "seed"),
    ("weight_scale", "0.01", 0.01, "weight scale"),
]


def config(app, setting: str) -> object:
    return getattr(app.report.config, setting)


def wait_for(app, setting: str, value: object) -> None:
    app.wait(
        lambda: config(app, setting) == value,
        f"{setting} stays {config(app, setting)}, not {value}",
    )


def test_a_typed_number_reaches_the_run_and_is_one_step_of_undo(app, subtests):
    for setting, text, value, title in TYPED:
        with subtests.test(setting):
            before = config(app, setting)
            app.type(f"training.{setting}", text)
            wait_for(app, setting, value)
            assert type(config(app, setting)) is type(before)
            assert app.undo_tip() == f"Undo {title} (Ctrl+Z)"
            app.click("top_bar.undo")
            wait_for(app, setting, before)
            assert app.field(f"training.{setting}").value == before
            assert not app.find("top_bar.undo").isEnabled()
            assert app.undo_tip() == "Undo (Ctrl+Z)"
            assert app.find("top_bar.redo").toolTip() == f"Redo {title} (Ctrl+Shift+Z)"
            app.click("top_bar.redo")
            wait_for(app, setting, value)
            assert app.field(f"training.{setting}").value == value
            app.click("top_bar.undo")
            wait_for(app, setting, before)


def test_slider_keys_reach_the_run(app, subtests):
    for setting in ("learning_rate", "strength", "momentum"):
        with subtests.test(setting):
            before = config(app, setting)
            slider = app.slider(f"training.{setting}")
            slider.setFocus()
            QTest.keyClick(slider, Qt.Key.Key_Left)
            app.wait(lambda: config(app, setting) < before)
            assert app.field(f"training.{setting}").value == config(app, setting)
            QTest.keyClick(slider, Qt.Key.Key_Home)
            app.wait(lambda: app.report.config == app.reports[-1].config and slider.number < before)
            QTest.keyClick(slider, Qt.Key.Key_End)
            app.wait(lambda: config(app, setting) == slider.number > before)


def test_the_loss_is_chosen_in_the_segmented_control(app, subtests):
    for key in ("hinge", "one-vs-all", "structured"):
        with subtests.test(key):
            app.click(f"training.loss.wide.{key}")
            wait_for(app, "loss", key)
            app.key(Qt.Key.Key_Z, CTRL)
            wait_for(app, "loss", "softmax")
            assert app.find("training.loss.wide.softmax").isChecked()


ENTRIES = [
    ("optimizer", "SGD", "sgd"),
    ("optimizer", "Nesterov", "nesterov"),
    ("optimizer", "AdaGrad", "adagrad"),
    ("optimizer", "RMSProp", "rmsprop"),
    ("optimizer", "Adam", "adam"),
    ("regularization", "None", "none"),
    ("regularization", "L1", "l1"),
    ("regularization", "Elastic net", "elastic"),
]


def test_menu_entries_reach_the_run(app, subtests):
    for step, (setting, text, value) in enumerate(ENTRIES, start=1):
        with subtests.test(text):
            before = config(app, setting)
            app.choose(f"training.{setting}", text)
            wait_for(app, setting, value)
            assert app.text(f"training.{setting}") == text
            app.click("training.step")
            app.wait_rest(step)
            app.click("top_bar.undo")
            wait_for(app, setting, before)


def test_a_usual_batch_size_is_one_click(app):
    app.click("training.batch_choice.32")
    wait_for(app, "batch_size", 32)
    assert app.text("training.batch_size") == "32"
    app.wait_text("training.step_number", f"0 / {11 * 20}")


def test_what_has_no_effect_is_disabled(app):
    app.choose("training.regularization", "None")
    wait_for(app, "regularization", "none")
    assert not app.field("training.strength").isEnabled()
    app.choose("training.optimizer", "AdaGrad")
    wait_for(app, "optimizer", "adagrad")
    assert not app.slider("training.momentum").isEnabled()
    app.choose("training.optimizer", "Nesterov")
    wait_for(app, "optimizer", "nesterov")
    assert app.slider("training.momentum").isEnabled()


def test_settings_change_while_it_runs(app):
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.step > 3)
    for setting, text, value in (("learning_rate", "0.001", 0.001), ("batch_size", "50", 50)):
        app.type(f"training.{setting}", text)
        wait_for(app, setting, value)
    app.click("training.loss.wide.hinge")
    wait_for(app, "loss", "hinge")
    app.choose("training.optimizer", "Adam")
    wait_for(app, "optimizer", "adam")
    assert app.report.running
    step = app.report.step
    app.wait(lambda: app.report.step > step)
    app.key(Qt.Key.Key_Z, CTRL)
    wait_for(app, "optimizer", "momentum")
    assert app.report.running
    app.click("training.start")
    app.wait_rest()


def test_a_scrub_is_one_step_of_undo(app):
    field = app.field("training.learning_rate")
    before = field.value
    start = field.rect().center()

    def mouse(kind: QMouseEvent.Type, dx: int) -> None:
        spot = QPointF(start.x() + dx, start.y())
        held = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseButtonRelease else LEFT
        place = field.mapToGlobal(spot)
        event = QMouseEvent(kind, spot, place, LEFT, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(field, event)

    mouse(QMouseEvent.Type.MouseButtonPress, 0)
    seen = set()
    for dx in range(4, 48, 4):
        mouse(QMouseEvent.Type.MouseMove, dx)
        app.wait(lambda: config(app, "learning_rate") == field.value)
        seen.add(field.value)
    mouse(QMouseEvent.Type.MouseButtonRelease, 44)
    assert len(seen) > 5
    wait_for(app, "learning_rate", field.value)
    app.click("top_bar.undo")
    wait_for(app, "learning_rate", before)
    assert not app.find("top_bar.undo").isEnabled()
    app.click("top_bar.redo")
    wait_for(app, "learning_rate", max(seen))


def test_a_held_key_is_one_step_of_undo_and_two_presses_are_two(app):
    field = app.field("training.seed")
    field.setFocus()
    for _ in range(5):
        QTest.keyPress(field, Qt.Key.Key_Up)
    QTest.keyRelease(field, Qt.Key.Key_Up)
    wait_for(app, "seed", 5)
    QTest.keyClick(field, Qt.Key.Key_Up)
    wait_for(app, "seed", 6)
    app.key(Qt.Key.Key_Z, CTRL)
    wait_for(app, "seed", 5)
    app.key(Qt.Key.Key_Z, CTRL)
    wait_for(app, "seed", 0)
    app.key(Qt.Key.Key_Z, CTRL | SHIFT)
    wait_for(app, "seed", 5)


def test_an_edit_after_undo_begins_a_new_future(app):
    app.type("training.momentum", "0.5")
    app.type("training.learning_rate", "0.1")
    wait_for(app, "learning_rate", 0.1)
    app.click("top_bar.undo")
    app.type("training.strength", "0.5")
    wait_for(app, "strength", 0.5)
    assert not app.find("top_bar.redo").isEnabled()
    assert (config(app, "learning_rate"), config(app, "momentum")) == (0.005, 0.5)


# Bad input. The refused text, whether Python reads it or not, never reaches the run.

FIELDS = {
    "learning_rate": ("Learning rate", ["-1", "0", "1e31"]),
    "strength": ("Regularization strength", ["-1", "1e7"]),
    "momentum": ("Momentum", ["-1", "1", "1.5"]),
    "batch_size": ("Batch size", ["-1", "0", "513", "1.5"]),
    "epochs": ("Epochs", ["-1", "0", "2.5"]),
    "seed": ("Seed", ["-1", "0.5"]),
    "weight_scale": ("Weight scale", ["-1", "1e4"]),
}
NO_NUMBERS = ["abc", "", "nan", "inf", "-inf", "1e999", "1/2", "0x10", "½"]


def refusals(app, name: str) -> list[str]:
    texts = app.shown_texts()
    return [each for each in texts if each.startswith(name) and " must be " in each]


def test_a_refused_text_is_explained_and_the_last_value_stays_in_force(app, subtests):
    for setting, (name, out_of_range) in FIELDS.items():
        with subtests.test(setting):
            field = app.field(f"training.{setting}")
            for text in [*NO_NUMBERS, *out_of_range]:
                app.type(f"training.{setting}", text)
                shown = refusals(app, name)
                assert shown, f"{text!r} in {name}: no sentence is shown"
                assert len(shown[0]) > len(f"{name} must be ") + 10
                assert field.text() == text, "the refused text is lost"
                assert field.value == getattr(TrainingConfig(), setting)
                QTest.keyClick(field, Qt.Key.Key_Escape)
                assert not refusals(app, name)
                assert field.text() == field.written
            assert not app.find("top_bar.undo").isEnabled()
    app.click("training.step")
    assert app.wait_rest(1).config == TrainingConfig()


def test_a_refused_text_can_be_put_right(app):
    app.type("training.learning_rate", "abc")
    field = app.field("training.learning_rate")
    assert app.find("training.learning_rate.error").isVisible()
    field.selectAll()
    QTest.keyClicks(field, "0.25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_for(app, "learning_rate", 0.25)
    assert not app.find("training.learning_rate.error").isVisible()


def test_training_goes_on_under_a_refused_text(app):
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.running)
    app.type("training.learning_rate", "abc")
    step = app.report.step
    app.wait(lambda: app.report.step > step + 5)
    assert app.text("training.learning_rate.field") == "abc"
    app.click("training.start")
    app.wait_rest()


def test_numbers_may_be_written_as_the_app_writes_them(app):
    for text, value in (("3.4 × 10⁻⁵", 3.4e-5), ("1e-3", 1e-3), ("10^-4", 1e-4)):
        app.type("training.learning_rate", text)
        wait_for(app, "learning_rate", value)

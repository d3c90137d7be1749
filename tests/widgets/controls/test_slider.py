"""The slider, and the slider with its name and number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.controls.slider import Slider
from lossviz.widgets.numbers.number_scale import Limits, LinearScale, LogScale
from lossviz.widgets.numbers.number_text import format_number

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(400, 200)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def slider(window, theme) -> Slider:
    scale = LinearScale(0.0, 1.0, 0.01)
    slider = Slider(theme, 0.5, name="Momentum", scale=scale, default=0.9, parent=window)
    slider.resize(216, 20)  # the knob's middle travels 200 px
    _open(window, slider)
    return slider


@pytest.fixture
def rate(window, theme) -> LabelledSlider:
    rate = LabelledSlider(
        theme,
        "Learning rate",
        1e-3,
        scale=LogScale(1e-6, 1.0),
        default=1e-3,
        format_value=lambda value: format_number(value, 4),
        limits=Limits(0, above=True),
        parent=window,
    )
    rate.setObjectName("training.learning_rate")
    rate.resize(rate.sizeHint())
    _open(window, rate.field)
    return rate


def _open(window: QWidget, focused: QWidget) -> None:
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    focused.setFocus()


def _turn(slider: Slider, angle: int) -> None:
    spot = QPointF(20, 10)
    none = Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    turned = QPoint(0, angle)
    place = slider.mapToGlobal(spot)
    QApplication.sendEvent(
        slider, QWheelEvent(spot, place, QPoint(), turned, none, PLAIN, phase, False)
    )


def _heard(signal) -> list[tuple[float, bool]]:
    heard: list[tuple[float, bool]] = []
    signal.connect(lambda value, in_gesture: heard.append((value, in_gesture)))
    return heard


def test_a_click_on_the_groove_takes_the_knob_there(slider):
    heard = _heard(slider.changed)
    QTest.mouseClick(slider, LEFT, PLAIN, QPoint(8 + 50, 10))
    assert heard == [(0.25, True), (0.25, False)]


def test_a_drag_is_one_gesture_and_keeps_its_grip(slider):
    heard = _heard(slider.changed)
    QTest.mousePress(slider, LEFT, PLAIN, QPoint(108 + 4, 10))  # beside the knob's middle
    assert heard == []
    QTest.mouseMove(slider, QPoint(128 + 4, 10))
    QTest.mouseMove(slider, QPoint(1000, 10))
    QTest.mouseRelease(slider, LEFT, PLAIN, QPoint(1000, 10))
    assert heard == [(0.6, True), (1.0, True), (1.0, False)]


@pytest.mark.parametrize(
    ("key", "modifiers", "value"),
    [
        (Qt.Key.Key_Right, PLAIN, 0.51),
        (Qt.Key.Key_Down, PLAIN, 0.49),
        (Qt.Key.Key_Up, CTRL, 0.6),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 0.499),
        (Qt.Key.Key_PageDown, PLAIN, 0.4),
        (Qt.Key.Key_Home, PLAIN, 0.0),
        (Qt.Key.Key_End, PLAIN, 1.0),
    ],
)
def test_keys(slider, key, modifiers, value):
    heard = _heard(slider.changed)
    QTest.keyClick(slider, key, modifiers)
    assert heard == [(value, True), (value, False)]


def test_a_modifier_let_go_in_a_drag_does_not_end_it(slider):
    heard = _heard(slider.changed)
    QTest.mousePress(slider, LEFT, PLAIN, QPoint(108, 10))
    QTest.mouseMove(slider, QPoint(118, 10))
    QTest.keyRelease(slider, Qt.Key.Key_Shift)
    QTest.mouseMove(slider, QPoint(128, 10))
    QTest.mouseRelease(slider, LEFT, PLAIN, QPoint(128, 10))
    assert heard == [(0.55, True), (0.6, True), (0.6, False)]


def test_a_key_at_the_end_says_nothing(slider):
    slider.set_number(1.0)
    heard = _heard(slider.changed)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert heard == []


def test_the_wheel_acts_only_with_the_focus(slider):
    _turn(slider, -120)
    assert slider.number == 0.49
    slider.clearFocus()
    _turn(slider, -120)
    assert slider.number == 0.49


def test_set_number_is_silent(slider):
    heard = _heard(slider.changed)
    slider.set_number(0.123456)
    assert (slider.number, heard) == (0.123456, [])


def test_a_screen_reader_can_move_it(slider):
    heard = _heard(slider.changed)
    slider.setValue(700)
    assert heard == [(0.7, False)]
    assert slider.accessibleName() == "Momentum"


def test_a_disabled_slider_draws(slider):
    slider.setEnabled(False)
    assert not slider.grab().isNull()


def test_number_and_knob_move_together(rate):
    heard = _heard(rate.value_changed)
    QTest.keyClick(rate.field, Qt.Key.Key_Up)
    assert (rate.slider.number, heard[-1]) == (2e-3, (2e-3, False))
    QTest.keyClick(rate.slider, Qt.Key.Key_Right)
    assert (rate.value, rate.field.text()) == (5e-3, "0.0050")
    rate.set_value(0.1)
    assert (rate.slider.number, rate.value, heard[-1]) == (0.1, 0.1, (5e-3, False))


def test_a_refused_text_is_explained_below_and_moves_nothing(rate):
    size = rate.size()
    sentences: list[str] = []
    rate.rejected.connect(sentences.append)
    QTest.keyClicks(rate.field, "-1")
    QTest.keyClick(rate.field, Qt.Key.Key_Return)
    error = rate.window().findChild(QWidget, "training.learning_rate.error")
    assert error.isVisible()
    assert error.text == sentences[0]
    assert error.geometry().top() > rate.geometry().bottom()
    assert rate.window().rect().contains(error.geometry())
    assert rate.size() == size
    QTest.keyClick(rate.field, Qt.Key.Key_Escape)
    assert not error.isVisible()


def test_the_knob_takes_over_from_a_refused_text(rate):
    QTest.keyClicks(rate.field, "-1")
    QTest.keyClick(rate.field, Qt.Key.Key_Return)
    QTest.keyClick(rate.slider, Qt.Key.Key_Right)
    assert (rate.value, rate.field.text()) == (2e-3, "0.0020")


def test_parts_are_named(rate):
    names = (rate.field.objectName(), rate.slider.objectName())
    assert names == ("training.learning_rate.field", "training.learning_rate.slider")
    assert rate.field.accessibleName() == "Learning rate"
    assert rate.slider.accessibleDescription() == "0.0010"


def test_the_number_ends_where_the_groove_ends(rate):
    assert rate.field.geometry().right() - rate.slider.geometry().right() == rate.field.inset


def test_a_theme_can_be_put_on_later(rate):
    height = rate.sizeHint().height()
    rate.apply_theme(Theme("dark", 1.5, projector=True))
    assert rate.sizeHint().height() > height
    rate.apply_theme(Theme("light"))
    assert rate.sizeHint().height() == height

"""The focus ring: where it lies, when it comes and goes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.painting.focus_ring import FocusRing

LEFT = Qt.MouseButton.LeftButton


def _rings(window: QWidget) -> list[FocusRing]:
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


def test_the_ring_lies_two_pixels_outside_and_follows(window, theme, put):
    button = ActionButton(theme, "Step")
    other = QPushButton("other")
    put(other, button)
    other.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = _rings(window)
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    window.resize(600, 400)
    QApplication.processEvents()
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    other.setFocus()
    assert not ring.isVisible()


def test_a_click_shows_no_ring_until_a_key_comes(window, theme, put):
    button = ActionButton(theme, "Step")
    put(button)
    QTest.mouseClick(button, LEFT)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert _rings(window) == []
    QTest.keyClick(button, Qt.Key.Key_Shift)
    assert len(_rings(window)) == 1


def test_the_ring_comes_back_with_the_window(window, theme, put):
    button = ActionButton(theme, "Step")
    put(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    away = Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(button, QFocusEvent(QFocusEvent.Type.FocusOut, away))
    assert _rings(window) == []
    QApplication.sendEvent(button, QFocusEvent(QFocusEvent.Type.FocusIn, away))
    assert len(_rings(window)) == 1


def test_the_ring_takes_no_clicks(window, theme, put):
    button = ActionButton(theme, "Step")
    put(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    at = window.childAt(button.mapTo(window, QPoint(2, 2)))
    assert at is button


def test_the_ring_scrolls_with_its_control(window, theme, put):
    content = QWidget()
    content.resize(300, 900)
    button = ActionButton(theme, "Step", parent=content)
    button.move(40, 500)
    area = QScrollArea()
    area.setWidget(content)
    put(area)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = _rings(window)
    assert ring.parentWidget() is content
    area.verticalScrollBar().setValue(300)
    assert ring.geometry().topLeft() == QPoint(36, 496)


def test_a_control_that_goes_takes_its_ring_along(window, theme, put):
    button = ActionButton(theme, "Step")
    put(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.deleteLater()
    del button
    for _ in range(2):  # the button, then its ring
        QTest.qWait(1)
    assert window.findChildren(FocusRing) == []

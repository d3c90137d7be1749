"""Buttons, the message strip and the focus ring."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton, IconButton
from lossviz.widgets.layout.strip import Strip
from lossviz.widgets.painting.focus_ring import FocusRing

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qapp) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(500, 300)
    QVBoxLayout(window)
    yield window
    window.close()
    window.deleteLater()


def _open(window: QWidget, *content: QWidget) -> None:
    for widget in content:
        window.layout().addWidget(widget)
    window.show()
    window.activateWindow()
    QApplication.processEvents()


def _rings(window: QWidget) -> list[FocusRing]:
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


def test_run_and_pause_are_equally_wide(window, theme):
    run = ActionButton(theme, "Run", "play", "primary", texts=("Run", "Pause"))
    _open(window, run)
    width = run.sizeHint().width()
    run.set_face("Pause", "pause")
    assert (run.text(), run.sizeHint().width()) == ("Pause", width)


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet"])
def test_buttons_are_32_high_at_scale_1(window, theme, kind):
    button = ActionButton(theme, "Step", "step", kind)
    _open(window, button)
    assert button.height() == 32


def test_an_icon_button_says_what_it_does(window, theme):
    button = IconButton(theme, "undo", "Undo", checkable=True)
    _open(window, button)
    assert (button.accessibleName(), button.toolTip()) == ("Undo", "Undo")
    assert (button.width(), button.height()) == (32, 32)
    QTest.mouseClick(button, LEFT)
    assert button.isChecked()


def test_the_ring_lies_two_pixels_outside_and_follows(window, theme):
    button = ActionButton(theme, "Step")
    other = QPushButton("other")
    _open(window, other, button)
    other.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = _rings(window)
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    window.resize(600, 400)
    QApplication.processEvents()
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    other.setFocus()
    assert not ring.isVisible()


def test_a_click_shows_no_ring_until_a_key_comes(window, theme):
    button = ActionButton(theme, "Step")
    _open(window, button)
    QTest.mouseClick(button, LEFT)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert _rings(window) == []
    QTest.keyClick(button, Qt.Key.Key_Shift)
    assert len(_rings(window)) == 1


def test_the_ring_comes_back_with_the_window(window, theme):
    button = ActionButton(theme, "Step")
    _open(window, button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    away = Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(button, QFocusEvent(QFocusEvent.Type.FocusOut, away))
    assert _rings(window) == []
    QApplication.sendEvent(button, QFocusEvent(QFocusEvent.Type.FocusIn, away))
    assert len(_rings(window)) == 1


def test_the_ring_takes_no_clicks(window, theme):
    button = ActionButton(theme, "Step")
    _open(window, button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    at = window.childAt(button.mapTo(window, QPoint(2, 2)))
    assert at is button


def test_the_ring_scrolls_with_its_control(window, theme):
    content = QWidget()
    content.resize(300, 900)
    button = ActionButton(theme, "Step", parent=content)
    button.move(40, 500)
    area = QScrollArea()
    area.setWidget(content)
    _open(window, area)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = _rings(window)
    assert ring.parentWidget() is content
    area.verticalScrollBar().setValue(300)
    assert ring.geometry().topLeft() == QPoint(36, 496)


def test_a_control_that_goes_takes_its_ring_along(window, theme):
    button = ActionButton(theme, "Step")
    _open(window, button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.deleteLater()
    del button
    for _ in range(2):  # the button, then its ring
        QTest.qWait(1)
    assert window.findChildren(FocusRing) == []


def test_a_strip_says_what_to_do_and_does_it(window, theme):
    strip = Strip(theme)
    strip.setObjectName("training.message")
    _open(window, strip)
    assert not strip.isVisible()
    done: list[str] = []
    strip.present(
        "danger",
        "The loss left the range at step 34.",
        [("Go to step 33", lambda: done.append("33")), ("Halve it", lambda: done.append("half"))],
    )
    assert strip.isVisible()
    assert strip.accessibleName() == strip.text
    for number in (1, 2):
        QTest.mouseClick(strip.findChild(QPushButton, f"training.message.action_{number}"), LEFT)
    assert done == ["33", "half"]


def test_a_strip_closes_once(window, theme):
    strip = Strip(theme)
    strip.setObjectName("message")
    _open(window, strip)
    closed: list[bool] = []
    strip.closed.connect(lambda: closed.append(True))
    strip.present("info", "No images yet.")
    QTest.mouseClick(strip.findChild(QPushButton, "message.close"), LEFT)
    strip.dismiss()
    assert (strip.isVisible(), closed) == (False, [True])


def test_a_new_message_replaces_the_old_one(window, theme):
    strip = Strip(theme)
    strip.setObjectName("message")
    _open(window, strip)
    strip.present("danger", "First.", [("Do it", lambda: None)])
    strip.present("warning", "Second.", closable=False)
    QTest.qWait(1)
    assert strip.text == "Second."
    assert strip.findChild(QPushButton, "message.action_1") is None
    assert not strip.findChild(QPushButton, "message.close").isVisible()


def test_a_theme_can_be_put_on_later(window, theme):
    strip, button = Strip(theme), IconButton(theme, "theme", "Light or dark")
    strip.present("warning", "This is not CIFAR-10.", [("Choose a folder", lambda: None)])
    _open(window, strip, button)
    before = strip.grab().toImage()
    for widget in (strip, button):
        widget.apply_theme(Theme("dark", 1.5))
    assert strip.grab().toImage() != before

"""The focus ring of painted widgets: for the keyboard, not for the mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.images.confusion_matrix import ConfusionMatrix
from lossviz.widgets.images.image_strip import ImageStrip
from lossviz.widgets.images.template_grid import TemplateGrid
from lossviz.widgets.painting.picture_widget import PictureWidget, by_keyboard

NAMES = ("cat", "car", "frog")


def new_grid(theme: Theme) -> PictureWidget:
    grid = TemplateGrid(theme)
    grid.show_templates(np.zeros((3, 32, 32, 3), np.uint8), NAMES)
    return grid


@pytest.mark.parametrize(
    "make",
    [new_grid, TemplateGrid, ImageStrip, lambda theme: ConfusionMatrix(theme, NAMES)],
    ids=["templates", "no templates", "no images", "matrix"],
)
def test_the_ring_shows_after_tab_and_not_after_a_click(
    qapp: QApplication, theme: Theme, make: type[TemplateGrid]
) -> None:
    window = QWidget()
    field, widget = QLineEdit(), make(theme)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(widget)
    window.resize(700, 400)
    window.show()
    window.activateWindow()
    qapp.processEvents()

    def violet() -> int:
        image = widget.grab().toImage()
        wanted = QColor(theme.color("focus.ring")).rgb()
        points = ((x, y) for x in range(0, image.width(), 3) for y in range(image.height()))
        return sum(image.pixel(x, y) == wanted for x, y in points)

    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(690, 390))
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    assert violet() == 0
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert widget.hasFocus()
    assert violet() > 10
    window.hide()
    window.deleteLater()


def test_a_window_that_comes_back_keeps_the_ring_as_it_was() -> None:
    back = QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason)
    assert by_keyboard(back, True)
    assert not by_keyboard(back, False)


class Tipped(PictureWidget):
    """Has something to say of its left half."""

    def tip_at(self, position: QPointF) -> str:
        return "left" if position.x() < self.width() / 2 else ""


def test_a_tip_says_what_stands_at_a_place(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: said.append(text))
    for widget in (Tipped(theme, "tipped"), PictureWidget(theme, "plain")):
        widget.resize(100, 20)
        for x in (10, 90):
            place = QPoint(x, 5)
            QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, place))
        widget.deleteLater()
    assert said == ["left", ""], "a picture without tips says nothing, not even nothing"

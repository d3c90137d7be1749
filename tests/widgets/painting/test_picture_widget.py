"""The focus ring of painted widgets: for the keyboard, not for the mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

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

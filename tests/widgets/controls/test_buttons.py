"""Buttons: their sizes, and what an icon says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton, IconButton

LEFT = Qt.MouseButton.LeftButton


def test_run_and_pause_are_equally_wide(theme, put):
    run = ActionButton(theme, "Run", "play", "primary", texts=("Run", "Pause"))
    put(run)
    width = run.sizeHint().width()
    run.set_face("Pause", "pause")
    assert (run.text(), run.sizeHint().width()) == ("Pause", width)


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet"])
def test_buttons_are_32_high_at_scale_1(theme, kind, put):
    button = ActionButton(theme, "Step", "step", kind)
    put(button)
    assert button.height() == 32


def test_an_icon_button_says_what_it_does(theme, put):
    button = IconButton(theme, "undo", "Undo", checkable=True)
    put(button)
    assert (button.accessibleName(), button.toolTip()) == ("Undo", "Undo")
    assert (button.width(), button.height()) == (32, 32)
    QTest.mouseClick(button, LEFT)
    assert button.isChecked()


def test_a_button_takes_another_theme(theme, put):
    button = IconButton(theme, "theme", "Light or dark")
    put(button)
    before = button.grab().toImage()
    button.apply_theme(Theme("dark", 1.5))
    assert button.grab().toImage() != before

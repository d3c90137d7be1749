"""The readings of the softmax loss: choice, text, names, a height that stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.worked.readings import READINGS, ReadingLine, Readings


@pytest.fixture
def readings(shown: Callable[[Readings], Readings], theme: Theme) -> Readings:
    widget = Readings(theme)
    widget.setObjectName("scores.reading")
    widget.resize(470, widget.sizeHint().height())
    return shown(widget)


def test_a_choice_is_told_by_mouse_and_keyboard(readings: Readings) -> None:
    told: list[str] = []
    readings.value_changed.connect(told.append)
    segment = readings.findChild(QWidget, "scores.reading.choice.cross-entropy")
    assert segment is not None
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    segment.setFocus()
    QTest.keyClick(segment, Qt.Key.Key_Right)
    assert told == ["cross-entropy", "divergence"]
    assert readings.value == "divergence"


def test_showing_a_reading_tells_nothing(readings: Readings) -> None:
    told: list[str] = []
    readings.value_changed.connect(told.append)
    readings.show_reading("divergence", "Σ q log (q / p) = 1 · log (1 / 0.130) = 2.04")
    assert told == []
    assert readings.value == "divergence"
    line = readings.findChild(ReadingLine, "scores.reading.line")
    assert line is not None
    assert line.text() == "Σ q log (q / p) = 1 · log (1 / 0.130) = 2.04"
    assert line.accessibleDescription() == line.text()


def test_the_height_is_the_same_for_every_text(readings: Readings) -> None:
    heights = set()
    for key, _ in READINGS:
        readings.show_reading(key, "−log p(cat) = −log 0.130 = " + "2" * len(key) * 10)
        heights.add(readings.sizeHint().height())
        assert not readings.line.grab().isNull()
    assert heights == {32 + 4 + 22}

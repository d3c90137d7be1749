"""Binding faults that would end a long session: reference counts that drift with every call.

PySide 6.12 loses a reference to None on some calls and aborts after some thousand of them.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton

COUNT = 200
SLACK = 20


class Emitter(QObject):
    nothing = Signal()
    thing = Signal(object)
    flag = Signal(bool)


def drift(act, value: object) -> int:
    """How many references to a value a number of calls leave behind."""
    act()
    before = sys.getrefcount(value)
    for _ in range(COUNT):
        act()
    return sys.getrefcount(value) - before


@pytest.fixture
def emitter(qapp) -> Emitter:
    made = Emitter()
    made.nothing.connect(lambda: None)
    made.thing.connect(lambda _value: None)
    made.flag.connect(lambda _value: None)
    return made


@pytest.mark.parametrize("value", [None, True, False])
def test_signals_keep_the_count(emitter, value):
    assert abs(drift(emitter.nothing.emit, value)) < SLACK
    assert abs(drift(lambda: emitter.thing.emit(value), value)) < SLACK
    assert abs(drift(lambda: emitter.flag.emit(True), value)) < SLACK


@pytest.mark.parametrize("value", [None, True, False])
def test_calls_of_widgets_keep_the_count(qapp, value):
    label, button = QLabel(), QPushButton()
    button.clicked.connect(lambda _checked: None)
    assert abs(drift(lambda: label.setText("text"), value)) < SLACK
    assert abs(drift(lambda: label.setProperty("role", None), value)) < SLACK
    assert abs(drift(lambda: button.setEnabled(True), value)) < SLACK
    assert abs(drift(button.click, value)) < SLACK


@pytest.mark.parametrize("value", [None, True, False])
def test_painting_keeps_the_count(qapp, value):
    pixmap = QPixmap(20, 20)

    def paint() -> None:
        painter = QPainter(pixmap)
        painter.setFont(QFont())
        painter.drawText(0, 10, "x")
        painter.end()

    assert abs(drift(paint, value)) < SLACK

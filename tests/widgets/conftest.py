"""Widgets on the screen, for the tests of widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)
Shown = Callable[[W], W]


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown[W]]:
    """Shows a widget in a window that is active, until the end of the test."""
    widgets: list[QWidget] = []

    def show(widget: W) -> W:
        widgets.append(widget)
        widget.show()
        widget.activateWindow()
        qapp.processEvents()
        return widget

    yield show
    for widget in widgets:
        widget.hide()
        widget.deleteLater()

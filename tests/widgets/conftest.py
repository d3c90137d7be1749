"""Widgets on the screen, for the tests of widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

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


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    """A window to put widgets in, below each other; not on the screen before the first."""
    window = QWidget()
    QVBoxLayout(window)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def put(window: QWidget) -> Callable[..., None]:
    """Puts widgets in the window and shows it."""

    def put_in(*widgets: QWidget) -> None:
        for widget in widgets:
            window.layout().addWidget(widget)
        window.show()
        window.activateWindow()
        QApplication.processEvents()

    return put_in

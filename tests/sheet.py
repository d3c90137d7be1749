"""The application's style sheet: widgets tested alone need it, windows bring their own.

With both, each change of theme takes most of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@contextmanager
def without_sheet(qapp: QApplication) -> Iterator[None]:
    """Take it off for a while."""
    sheet = qapp.styleSheet()
    qapp.setStyleSheet("")
    yield
    qapp.setStyleSheet(sheet)

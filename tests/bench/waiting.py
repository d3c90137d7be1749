"""The window under measurement, and time in which Qt works; it loads no panel."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer

SIZE = (1440, 900)


def wait(milliseconds: float) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(milliseconds), loop.quit)
    loop.exec()

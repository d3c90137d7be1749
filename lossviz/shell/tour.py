"""The tour: every panel after some seconds of running, light and dark, as PNG files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from lossviz.shell.window import MainWindow
from lossviz.theme.tokens import Theme

SIZE = (1440, 900)
RUN_MS = 6000
SETTLE_MS = 400
LONGEST_MS = 60_000


def draw_tour(app: QApplication, folder: Path, make_window: Callable[[], MainWindow]) -> int:
    """Draw all panels into `folder`, say the file names, and return the exit code."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"lossviz: {folder} can't be made: {error.strerror}", file=sys.stderr)
        return 2
    window = make_window()
    window.resize(*SIZE)
    window.show()
    try:
        return max(_draw_panel(app, window, name, folder) for name in window.panel_names())
    finally:
        window.close()


def _draw_panel(app: QApplication, window: MainWindow, name: str, folder: Path) -> int:
    """Run one panel for a while, and take its pictures in both themes."""
    window.show_panel(name)
    if not _wait_until(window.panel.ready, LONGEST_MS):
        print(f"lossviz: {name} had nothing to show in time.", file=sys.stderr)
        return 1
    window.panel.toggle_running()
    _wait(RUN_MS)
    if window.panel.running() is not None:
        window.panel.toggle_running()
    _wait(SETTLE_MS)
    scale = window.theme.scale
    for mode in ("light", "dark"):
        window.set_theme(Theme(mode, scale, window.theme.projector))
        _wait(SETTLE_MS)
        path = folder / f"{name}-{mode}.png"
        if not window.grab().save(str(path)):
            print(f"lossviz: {path} can't be written.", file=sys.stderr)
            return 1
        print(path)
    app.processEvents()
    return 0


def _wait(milliseconds: int) -> None:
    """Let the app live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait_until(done: Callable[[], bool], longest: int) -> bool:
    """Let the app live until something holds, or for `longest` milliseconds; whether it does."""
    waited = 0
    while not done() and waited < longest:
        _wait(50)
        waited += 50
    return done()

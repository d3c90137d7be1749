"""The tour: every panel where most is to be seen, light and dark, as PNG files.

What is drawn follows from the number of steps that a panel asks for (`PanelKind.tour_steps`) and
not from how fast this machine takes them, so that a later tour draws the same pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from lossviz.data.atomic import write_atomically
from lossviz.shell.window import MainWindow
from lossviz.theme.tokens import Mode, Theme

SIZE = QSize(1440, 900)
MODES: tuple[Mode, ...] = ("light", "dark")
FAILED, BAD_USAGE = 1, 2
# Rest is a worker with nothing to do for so many looks in a row: longer than a bar glides, and than
# the Explain column waits before it asks for a formula.
LOOK_MS = 50
LOOKS_AT_REST = 5
LONGEST_MS = 60_000
SMALLEST_FILE = 0  # of Qt's "qualities" of a PNG, which all look the same


class TourError(Exception):
    """Why a panel has no picture, in one sentence."""


def draw_tour(app: QApplication, folder: Path, make_window: Callable[[], MainWindow]) -> int:
    """Draw all panels into `folder`, say the file names, and return the exit code."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"lossviz: {folder} can't be made: {error.strerror}", file=sys.stderr)
        return BAD_USAGE
    window = open_window(make_window)
    try:
        return max(_draw_panel(window, name, folder) for name in window.panel_names())
    finally:
        window.close()
        app.processEvents()


def open_window(make_window: Callable[[], MainWindow]) -> MainWindow:
    """A window that no screen shows, and none makes smaller or gives the focus."""
    window = make_window()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(SIZE)
    window.show()
    return window


def pose(window: MainWindow, name: str, steps: int | None = None) -> None:
    """Show a panel as it is after some steps, by default those that it asks for.

    Nothing is painted on the way: names of lines stay where they were, and which of the steps would
    have been seen depends on this machine.
    """
    window.setUpdatesEnabled(False)
    try:
        window.show_panel(name)
        panel = window.panel
        if not _wait_until(panel.ready):
            raise TourError(f"{name} had nothing to show in time.")
        for _ in range(panel.kind.tour_steps if steps is None else steps):
            panel.step()
        _wait_for_rest(window)
    finally:
        window.setUpdatesEnabled(True)


def picture(window: MainWindow, mode: Mode) -> QImage:
    """The window in a theme; each pixel of it is one of the picture, whatever the screen has."""
    theme = window.theme
    if theme.mode != mode:
        window.set_theme(Theme(mode, theme.scale, theme.projector))
        _wait_for_rest(window)
    image = QImage(window.size(), QImage.Format.Format_RGB888)
    window.render(image)
    return image


def png(image: QImage) -> bytes:
    """A picture as the content of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", SMALLEST_FILE)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _draw_panel(window: MainWindow, name: str, folder: Path) -> int:
    """Take one panel's pictures, or say what went wrong."""
    try:
        pose(window, name)
        for mode in MODES:
            _write(folder / f"{name}-{mode}.png", picture(window, mode))
    except TourError as error:
        print(f"lossviz: {error}", file=sys.stderr)
        return FAILED
    return 0


def _write(path: Path, image: QImage) -> None:
    """Write a picture, and say where it is."""
    try:
        write_atomically(path, png(image))
    except OSError as error:
        raise TourError(f"{path} can't be written: {error.strerror}.") from error
    print(path, flush=True)


def _wait_for_rest(window: MainWindow) -> None:
    """Until everything is done and drawn; what went wrong then stands in the picture's way."""
    looks = 0

    def rests() -> bool:
        nonlocal looks
        looks = looks + 1 if window.panel.at_rest() else 0
        return looks >= LOOKS_AT_REST

    if not _wait_until(rests):
        raise TourError(f"{window.panel.name} did not come to rest in time.")
    strip = window.strip
    if trouble := window.panel.trouble() or (strip.text if strip.has_message else ""):
        raise TourError(trouble)


def _wait_until(done: Callable[[], bool]) -> bool:
    """Let the app live until something holds, or for the longest time; whether it did."""
    for _ in range(LONGEST_MS // LOOK_MS):
        if done():
            return True
        _wait(LOOK_MS)
    return False


def _wait(milliseconds: int) -> None:
    """Let the app live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

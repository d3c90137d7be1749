"""What a hand does, as a line that can be written and read back, and as real events of a window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lossviz.self_test.hands import live
from lossviz.shell.window import MainWindow

PLAIN = Qt.KeyboardModifier.NoModifier
BUTTONS = {"left": Qt.MouseButton.LeftButton, "right": Qt.MouseButton.RightButton}
MODIFIERS = {
    "": PLAIN,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}
DRAG_STEPS = 4
LONGEST_DRAG_MS = 1500


class Action(NamedTuple):
    """what: a name of `Doer`. args: numbers and texts, places in pixels of the window on top."""

    what: str
    args: tuple[Any, ...]

    def line(self) -> str:
        """As it stands in a log."""
        return json.dumps([self.what, *self.args])


def action_of(line: str) -> Action:
    """An action read from its line."""
    what, *args = json.loads(line)
    return Action(what, tuple(args))


def on_top(window: MainWindow) -> QWidget:
    """The menu or dialog that has all the events, or else the window."""
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return top if top is not None and top.isVisible() else window


class Doer:
    """Does actions to a window.

    folder: where the files lie that are dropped on it. share: does what an entry of the Share menu
    offers, by its name.
    """

    def __init__(self, window: MainWindow, folder: Path, share: Callable[[str], None]) -> None:
        self._window, self._folder = window, folder
        self._share = share

    def do(self, action: Action) -> None:
        """Do one, and let the window live."""
        getattr(self, f"_{action.what}")(*action.args)
        live(1)

    def _at(self, x: int, y: int) -> QPoint:
        """A place within the window on top, which may be smaller than it was to be."""
        size = self._target().size()
        return QPoint(min(max(x, 0), size.width() - 1), min(max(y, 0), size.height() - 1))

    def _click(self, x: int, y: int, button: str = "left", modifier: str = "") -> None:
        QTest.mouseMove(self._target(), self._at(x, y))
        QTest.mouseClick(self._target(), BUTTONS[button], MODIFIERS[modifier], self._at(x, y))

    def _double_click(self, x: int, y: int) -> None:
        QTest.mouseDClick(self._target(), BUTTONS["left"], PLAIN, self._at(x, y))

    def _move(self, x: int, y: int) -> None:
        QTest.mouseMove(self._target(), self._at(x, y))

    def _drag(self, x: int, y: int, to_x: int, to_y: int, button: str = "left") -> None:
        # A move that begins to drag text returns when the text is dropped.
        stuck = QTimer(singleShot=True, interval=LONGEST_DRAG_MS)
        stuck.timeout.connect(QDrag.cancel)
        stuck.start()
        start, end = self._at(x, y), self._at(to_x, to_y)
        QTest.mousePress(self._target(), BUTTONS[button], PLAIN, start)
        for step in range(1, DRAG_STEPS + 1):
            at = start + (end - start) * step / DRAG_STEPS
            QTest.mouseMove(self._target(), self._at(at.x(), at.y()))
            live(1)
        QTest.mouseRelease(self._target(), BUTTONS[button], PLAIN, self._at(to_x, to_y))
        stuck.stop()

    def _wheel(self, x: int, y: int, turn: int, modifier: str = "") -> None:
        place, target = QPointF(x, y), self._target()
        event = QWheelEvent(
            place, QPointF(target.mapToGlobal(place)), QPoint(), QPoint(0, turn),
            Qt.MouseButton.NoButton, MODIFIERS[modifier], Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(target, event)

    def _keys(self, keys: str) -> None:
        for number in range((sequence := QKeySequence(keys)).count()):
            both = sequence[number]
            QTest.keyClick(self._target(), both.key(), both.keyboardModifiers())

    def _type(self, text: str) -> None:
        for each in text:
            if each.isascii():
                QTest.keyClick(self._target(), each)
            else:
                QApplication.clipboard().setText(each)
                self._keys("Ctrl+V")

    def _resize(self, width: int, height: int) -> None:
        self._window.resize(width, height)

    def _drop(self, name: str, x: int, y: int) -> None:
        data, place = QMimeData(), QPoint(x, y)
        data.setUrls([QUrl.fromLocalFile(str(self._folder / name))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QCoreApplication.sendEvent(self._window, QDragEnterEvent(place, copy, data, left, PLAIN))
        QCoreApplication.sendEvent(
            self._window, QDropEvent(QPointF(place), copy, data, left, PLAIN)
        )

    def _shared(self, name: str) -> None:
        self._share(name)

    def _wait(self, milliseconds: int) -> None:
        live(milliseconds)

    def _target(self) -> QWindow:
        handle = on_top(self._window).windowHandle()
        if handle is None or not shiboken6.isValid(handle):
            handle = self._window.windowHandle()
        assert handle is not None
        return handle

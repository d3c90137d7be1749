"""One open window, driven as a person does, by the names of its widgets."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from lossviz.self_test.expecting import CheckError, expect
from lossviz.shell.window import MainWindow
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.layout.strip import Strip
from lossviz.widgets.numbers.number_text import parse_number

SIZE = (1440, 900)
LONGEST = 12.0  # seconds to wait for anything; drawing the stand-in takes two
LOOK_MS = 5
LOOKS_AT_REST = 8  # two frames
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


class Hands:
    """Acts on a window. What is not there, or does not happen in time, is a failure."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._painted = False
        window.painted.connect(self._note_painted)

    def open(self) -> None:
        """Show it, and wait for its first picture."""
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.wait(
            lambda: self._painted and self.window.isActiveWindow(), "the window is not painted"
        )

    def close(self) -> None:
        """End it, worker and all."""
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def expect_no_trouble(self) -> None:
        """Fail where the app has told the person of an error of its own."""
        text = self.window.strip.text
        expect("went wrong" not in text, text)

    # Reading

    def find(self, name: str, kind: type[W]) -> W:
        """The widget of that name."""
        found = self.window.findChild(kind, name)
        if found is None:
            raise CheckError(f"there is no {kind.__name__} called {name}")
        return found

    def text(self, name: str) -> str:
        """What a label, button or field reads."""
        text: str = self.find(name, QWidget).text()  # type: ignore[attr-defined]
        return text

    def number(self, name: str) -> float:
        """The number that a label or field reads."""
        return number(self.text(name))

    def message(self, name: str) -> str:
        """The message of a strip, "" while it shows none."""
        strip = self.find(name, Strip)
        return strip.text if strip.has_message else ""

    # Waiting

    def wait(self, happened: Callable[[], object], why: str) -> None:
        """Let the app live until something has happened; `why` says what has not."""
        end = time.monotonic() + LONGEST
        while not happened():
            self.expect_no_trouble()
            expect(time.monotonic() < end, f"{why}, not in {LONGEST:.0f} s")
            live(LOOK_MS)

    def wait_text(self, name: str, wanted: str) -> None:
        """Until a label or field reads so."""
        end = time.monotonic() + LONGEST
        while self.text(name) != wanted:
            self.expect_no_trouble()
            expect(time.monotonic() < end, f"{name} reads {self.text(name)}, not {wanted}")
            live(LOOK_MS)

    def rest(self) -> None:
        """Until the panel has something to show, and all that was asked of the worker is drawn."""
        panel = self.window.panel
        self.wait(panel.ready, f"{panel.name} gets nothing to show")
        looks = 0

        def rests() -> bool:
            nonlocal looks
            looks = looks + 1 if panel.at_rest() else 0
            return looks >= LOOKS_AT_REST

        self.wait(rests, f"{panel.name} does not come to rest")

    # Doing

    def show_panel(self, name: str) -> None:
        """Choose a panel in the rail, and wait until it shows something."""
        self.click(f"rail.{name}")
        self.rest()

    def click(self, name: str) -> None:
        """Press a button."""
        widget = self.find(name, QWidget)
        expect(widget.isEnabled() and widget.isVisible(), f"{name} can't be pressed")
        QTest.mouseClick(widget, LEFT)

    def choose(self, menu: str, text: str) -> None:
        """Choose an entry of a menu button, by what it reads."""
        self._entry(menu, text).trigger()

    def type(self, name: str, text: str) -> None:
        """Type a number over the old one, and press Enter."""
        field = self.field(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)  # selects the old one
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def write(self, name: str, text: str) -> None:
        """Write another text into a field, and press Enter."""
        field = self.find(name, QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def field(self, name: str) -> ScrubField:
        """The number of a setting, with or without a slider."""
        found = self.window.findChild(ScrubField, f"{name}.field")
        return found if found is not None else self.find(name, ScrubField)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press, move in some steps, and let go."""
        QTest.mousePress(widget, LEFT, pos=start)
        for part in (0.25, 0.5, 0.75, 1.0):
            QTest.mouseMove(widget, start + (end - start) * part)
            live(4 * LOOK_MS)
        QTest.mouseRelease(widget, LEFT, pos=end)

    def _note_painted(self) -> None:
        self._painted = True

    def _entry(self, menu: str, text: str) -> QAction:
        for each in self.find(menu, QWidget).findChildren(QMenu):
            for action in each.actions():
                if action.text() == text:
                    return action
        raise CheckError(f"{menu} has no entry {text}")


def live(milliseconds: int) -> None:
    """Let the app live for a while. `QTest.qWait` would keep Python's lock from the worker."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    # What was replaced outside of any loop would stay, and be found by its name.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def number(text: str) -> float:
    """A number as the app writes it."""
    try:
        return parse_number(text)
    except ValueError as error:
        raise CheckError(f"{text!r} is no number: {error}") from None

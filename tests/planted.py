# ruff: noqa: N802 - the names are Qt's
"""Run in a process of its own by test_overrides.py: a widget of the window that raises in C code.

Prints what the window says of it, a line for each kind of override, and whether it still works.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.app import create_window
from lossviz.arguments import Arguments
from lossviz.self_test.hands import Hands, live


def deleted() -> object:
    gone = QWidget()
    shiboken6.delete(gone)
    return gone.width()


FAULTS: dict[str, Callable[[], object]] = {
    "paintEvent": lambda: int("painted"),
    "resizeEvent": list[int]().pop,
    "sizeHint": lambda: 1 // len(""),
    "eventFilter": deleted,
}


class Planted(QWidget):
    """Does wrong what `wrong` names."""

    wrong = ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._fail("paintEvent")
        painter.end()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._fail("resizeEvent")

    def sizeHint(self) -> QSize:
        self._fail("sizeHint")
        return QSize(20, 20)

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        self._fail("eventFilter")
        return False

    def _fail(self, where: str) -> None:
        if where == self.wrong:
            FAULTS[where]()


def main() -> None:
    window = create_window(Arguments(panel="scores"))
    hands = Hands(window)
    hands.open()
    planted = Planted(window)
    planted.installEventFilter(planted)
    window.status_bar.layout().addWidget(planted)
    planted.show()
    for number, where in enumerate(FAULTS):
        planted.wrong = where
        window.strip.withdraw()
        planted.setFixedSize(QSize(21 + number, 20))
        planted.grab()
        planted.updateGeometry()
        planted.setFixedSize(QSize(16777215, 16777215))
        planted.setMinimumSize(0, 0)
        live(50)
        print(f"{where}: {window.strip.text}", flush=True)
    planted.wrong = ""
    hands.click("top_bar.explain")
    print(f"Explain open, then closed: {window.explain_place.is_open}", flush=True)
    hands.close()


if __name__ == "__main__":
    sys.exit(main())

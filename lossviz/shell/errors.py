"""Exceptions that nobody caught: one clear message each, and the window lives on. And crashes."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtGui import QGuiApplication

from lossviz import __version__
from lossviz.shell.window import MainWindow

CRASHED = "lossviz crashed when it last ran. What was remembered is here again."


class ErrorReporter:
    """Takes over `sys.excepthook`, where Qt sends what slots, timers and paint events raise."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        """say: shows a sentence and its details to the person."""
        self._say = say
        self._said: set[str] = set()
        self._before = sys.excepthook

    def install(self) -> None:
        """Begin to report."""
        sys.excepthook = self._report

    def remove(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def forget(self) -> None:
        """Say an error again that was said before."""
        self._said.clear()

    def failed(self, exception: BaseException, details: str) -> None:
        """Report an exception of a job; the same one is said once."""
        sentence = f"Something went wrong: {type(exception).__name__}: {exception}"
        if sentence not in self._said:
            self._said.add(sentence)
            print(details, file=sys.stderr)
            self._say(sentence, details)

    def _report(
        self, kind: type[BaseException], value: BaseException, where: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, value, where)
            return
        self.failed(value, "".join(traceback.format_exception(kind, value, where)))


def say_crashed(window: MainWindow, details: str) -> None:
    """Tell the person that an earlier run crashed, and let them copy where."""
    window.say("warning", CRASHED, (("Copy details", partial(copy_details, details)),))


def copy_details(details: str) -> None:
    """Put onto the clipboard what a report of an error needs."""
    QGuiApplication.clipboard().setText(f"lossviz {__version__}\n{details}")

"""Exceptions that nobody caught: one clear message each, and the window lives on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType


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

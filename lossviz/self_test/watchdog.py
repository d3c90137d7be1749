"""Ends the program when it hangs, even where the GUI thread never comes back, or when it is told.

Neither raises an exception: one that comes in the middle of a call from Qt can crash it.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TextIO

STATUS = 1
SIGNALLED = 128  # plus the number of the signal, as shells have it
SIGNALS = (signal.SIGINT, signal.SIGTERM)
MORE = 2.0  # seconds that Python has to end by itself; a hang that keeps its lock gives it none


class Watchdog:
    """After so many seconds it says what hangs, shows where each thread stands, and ends all.

    hung: says it, from another thread. tidy: is called before each ending.
    """

    def __init__(self, seconds: float, hung: Callable[[], None], tidy: Callable[[], None]) -> None:
        self._seconds = seconds
        self._hung = hung
        self._tidy = tidy
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def start(self) -> None:
        """Begin to wait."""
        self._before = [signal.signal(each, self._stop) for each in SIGNALS]
        self._timer.start()
        if (file := _console()) is not None:
            faulthandler.dump_traceback_later(self._seconds + MORE, exit=True, file=file)

    def stop(self) -> None:
        """All went well."""
        self._timer.cancel()
        self._timer.join(MORE)
        faulthandler.cancel_dump_traceback_later()
        for each, handler in zip(SIGNALS, self._before, strict=True):
            signal.signal(each, handler)

    def _end(self) -> None:
        """It hangs."""
        try:
            self._hung()
            if (file := _console()) is not None:
                faulthandler.dump_traceback(file)
            self._tidy()
        finally:
            os._exit(STATUS)

    def _stop(self, number: int, _frame: object) -> None:
        """Ctrl+C, or whoever has no more time for it."""
        try:
            self._tidy()
        finally:
            os._exit(SIGNALLED + number)


def _console() -> TextIO | None:
    """Standard error, where it is a file: a windowed program on Windows has none."""
    try:
        sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):
        return None
    return sys.stderr

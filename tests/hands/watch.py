"""What must not happen while hands are at work, and who sees it."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
import warnings
from collections import Counter
from types import TracebackType

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from lossviz.app import Composition
from lossviz.self_test.faults import EXPECTED
from lossviz.self_test.hands import live

OURS = ("Unimplemented code.",)  # of a drag that is given up where there was none
ANSWER_SECONDS = 60.0  # only what is silent waits so long; a loaded machine takes twenty at times


class Watch:
    """Collects faults, each once: exceptions, what was said to have gone wrong, Qt, warnings."""

    def __init__(self, owner: Composition) -> None:
        self._owner = owner
        self.faults: Counter[str] = Counter()
        self._new: list[str] = []
        self._hook, self._failed = sys.excepthook, owner.errors.failed
        sys.excepthook = self._raised
        owner.errors.failed = self._told  # type: ignore[method-assign]
        self._thread_hook = threading.excepthook
        threading.excepthook = self._raised_in_thread
        self._handler = qInstallMessageHandler(self._said)
        self._show_warning = warnings.showwarning
        warnings.showwarning = self._warned  # type: ignore[assignment]
        self._log = logging.Handler(logging.WARNING)
        self._log.emit = lambda record: self._note(f"logged: {record.getMessage()}")  # type: ignore[method-assign]
        logging.getLogger().addHandler(self._log)

    def remove(self) -> None:
        """Give the hooks back, but for the one that the window takes and gives back itself."""
        logging.getLogger().removeHandler(self._log)
        warnings.showwarning = self._show_warning
        qInstallMessageHandler(self._handler)
        threading.excepthook = self._thread_hook
        self._owner.errors.failed = self._failed  # type: ignore[method-assign]

    def new(self) -> list[str]:
        """What has been seen since the last time."""
        new, self._new = self._new, []
        return new

    def look(self) -> None:
        """See whether the worker answers, and whether the message of the window is one of ours."""
        answered = threading.Event()
        self._owner.engine.request("hands", answered.set)
        end = time.monotonic() + ANSWER_SECONDS
        while not answered.is_set() and time.monotonic() < end:
            live(1)
        if not answered.is_set():
            self._note("the worker does not answer")
        strip = self._owner.window.strip
        if strip.has_message and "went wrong" in strip.text:
            self._note(f"said: {strip.text}")

    def _note(self, what: str, details: str = "") -> None:
        self.faults[what] += 1
        if self.faults[what] == 1:
            self._new.append(f"{what}\n{details}".rstrip())

    def _raised(
        self, kind: type[BaseException], value: BaseException, where: TracebackType | None
    ) -> None:
        details = "".join(traceback.format_exception(kind, value, where))
        self._note(f"raised: {kind.__name__}: {value}", details)

    def _raised_in_thread(self, raised: threading.ExceptHookArgs) -> None:
        value = raised.exc_value or raised.exc_type()
        self._raised(raised.exc_type, value, raised.exc_traceback)

    def _told(self, exception: BaseException, details: str) -> None:
        self._note(f"failed: {type(exception).__name__}: {exception}", details)

    def _said(self, _kind: QtMsgType, _where: object, text: str) -> None:
        if not text.startswith((*EXPECTED, *OURS)):
            self._note(f"Qt said: {text}", "".join(traceback.format_stack(limit=6)[:-1]))

    def _warned(
        self, message: Warning | str, kind: type[Warning], file: str, line: int, *_: object
    ) -> None:
        self._note(f"warned: {kind.__name__}: {message} ({file}:{line})")

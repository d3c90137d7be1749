"""What goes wrong behind a check's back: messages of Qt, and exceptions that nobody caught."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# The offscreen platform has no such hints; not a fault of ours.
EXPECTED = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)


class Faults:
    """Collects them from `install` to `remove`; a check during which there was one has failed."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._hook = sys.excepthook
        self._thread_hook = threading.excepthook
        self._handler: object = None

    def install(self) -> None:
        """Begin to collect."""
        sys.excepthook = self._raised
        threading.excepthook = self._raised_in_thread
        self._handler = qInstallMessageHandler(self._said)

    def remove(self) -> None:
        """Give the hooks back."""
        qInstallMessageHandler(self._handler)
        threading.excepthook = self._thread_hook
        sys.excepthook = self._hook

    def take(self) -> str:
        """What has been found since the last time, in one line; "" where there was nothing."""
        found, self._found = self._found, []
        return "; ".join(found)

    def _note(self, what: str) -> None:
        """Once: what a frame says is said sixty times a second."""
        if what not in self._found:
            self._found.append(what)

    def _said(self, _kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if not text.startswith(EXPECTED):
            self._note(f"Qt said: {text}")

    def _raised(
        self, kind: type[BaseException], value: BaseException, where: TracebackType | None
    ) -> None:
        traceback.print_exception(kind, value, where)
        self._note(f"nobody caught {kind.__name__}: {value}")

    def _raised_in_thread(self, raised: threading.ExceptHookArgs) -> None:
        self._raised(raised.exc_type, raised.exc_value or raised.exc_type(), raised.exc_traceback)

"""What a test may leave behind: threads, timers and windows. conftest.py asks after each test."""

from __future__ import annotations

import gc
import threading

JOIN_SECONDS = 2.0


def new_threads(before: set[threading.Thread]) -> list[str]:
    """Threads that were not there before and do not end."""
    for thread in set(threading.enumerate()) - before:
        thread.join(JOIN_SECONDS)
    return [thread.name for thread in set(threading.enumerate()) - before]


def settle() -> None:
    """Let deferred deletions happen, and collect what is only kept by cycles."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()


def top_level_names() -> set[tuple[int, str]]:
    """Windows that nobody closed: those without a parent that are still alive."""
    from PySide6.QtWidgets import QApplication

    return {
        (id(w), f"{type(w).__name__} {w.objectName()!r}")
        for w in QApplication.topLevelWidgets()
        if w.parent() is None and w.isVisible()
    }


def active_timers() -> list[str]:
    """Active QTimers, but for those of what was frozen: they are older than the test."""
    from PySide6.QtCore import QTimer

    return [
        f"{t.objectName() or 'QTimer'} of {type(t.parent()).__name__}"
        for t in gc.get_objects()
        if isinstance(t, QTimer) and _is_alive(t) and t.isActive()
    ]


def _is_alive(thing: object) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))

"""What every test stands on: one QApplication, and a check that nothing is left behind.

A test fails when it leaves a thread, an active timer or a top-level widget, when a slot raises, or
when Qt prints a message.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

# One BLAS thread, as in the app, and before anything loads NumPy.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest  # noqa: E402 - after the thread counts are set

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from lossviz.theme.tokens import Theme

# Offscreen has no such hints; not a fault of ours.
EXPECTED_QT_MESSAGES = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",  # a menu that is opened, offscreen
    "This plugin does not support grabbing the keyboard",
)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own settings, caches or downloads."""
    monkeypatch.setenv("LOSSVIZ_HOME", str(tmp_path / "lossviz-home"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one QApplication, with the fonts and style of the light theme."""
    from PySide6.QtWidgets import QApplication

    from lossviz.theme.apply import apply_to_application
    from lossviz.theme.tokens import Theme

    app = QApplication.instance() or QApplication(["lossviz-tests"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    apply_to_application(app, Theme("light"))
    return app


@pytest.fixture
def theme() -> Theme:
    from lossviz.theme.tokens import Theme

    return Theme("light")


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves threads, timers or windows, or in which a slot raised."""
    threads = set(threading.enumerate())
    uses_qt = "qapp" in request.fixturenames
    if not uses_qt:
        yield
        _no_new_threads(threads)
        return
    request.getfixturevalue("qapp")
    from PySide6.QtCore import qInstallMessageHandler

    raised: list[str] = []
    messages: list[str] = []
    windows = _top_level_names()
    hook = sys.excepthook
    sys.excepthook = lambda kind, value, _traceback: raised.append(f"{kind.__name__}: {value}")
    before = qInstallMessageHandler(lambda _kind, _context, text: messages.append(text))
    try:
        yield
        _settle()
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(before)
    assert not raised, f"a slot raised: {raised}"
    unexpected = [m for m in messages if not m.startswith(EXPECTED_QT_MESSAGES)]
    assert not unexpected, f"Qt said: {unexpected}"
    left = _top_level_names() - windows
    assert not left, f"top-level widgets left behind: {left}"
    timers = _active_timers()
    assert not timers, f"active timers left behind: {timers}"
    _no_new_threads(threads)


def _no_new_threads(before: set[threading.Thread]) -> None:
    for thread in set(threading.enumerate()) - before:
        thread.join(2.0)
    left = [t.name for t in set(threading.enumerate()) - before]
    assert not left, f"threads left behind: {left}"


def _settle() -> None:
    """Let deferred deletions happen, and collect what is only kept by cycles."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()
    # The app thaws everything when it ends. What is still here stays: looking through it after each
    # test took longer than the tests.
    gc.freeze()


def _top_level_names() -> set[tuple[int, str]]:
    """Windows that nobody closed: those without a parent that are still alive."""
    from PySide6.QtWidgets import QApplication

    return {
        (id(w), f"{type(w).__name__} {w.objectName()!r}")
        for w in QApplication.topLevelWidgets()
        if w.parent() is None and w.isVisible()
    }


def _active_timers() -> list[str]:
    """Active QTimers outside any visible window."""
    from PySide6.QtCore import QTimer

    return [
        f"{t.objectName() or 'QTimer'} of {type(t.parent()).__name__}"
        for t in gc.get_objects()
        if isinstance(t, QTimer) and _is_alive(t) and t.isActive()
    ]


def _is_alive(thing: object) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))

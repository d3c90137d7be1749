"""What every test stands on: one QApplication, and a check that nothing is left behind.

A test fails when it leaves a thread, an active timer or a top-level widget, when a slot raises, or
when Qt prints a message.
"""

from __future__ import annotations

import gc
import itertools
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

# One BLAS thread, as in the app, and before anything loads NumPy.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest  # noqa: E402 - after the thread counts are set
from hypothesis import settings  # noqa: E402 - likewise

from tests import left_behind  # noqa: E402 - likewise
from tests.sheet import without_sheet  # noqa: E402 - likewise

# No test is in a hurry: other work may keep a machine busy. `--hypothesis-profile thorough` looks
# longer.
settings.register_profile("patient", deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile("patient")

# To collect thousands of tests makes much that stays and next to no garbage.
gc.disable()

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from lossviz.theme.tokens import Theme

# Offscreen has no such hints; not a fault of ours.
EXPECTED_QT_MESSAGES = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",  # a menu that is opened, offscreen
    "This plugin does not support grabbing the keyboard",
)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """What was collected stays; garbage is looked for in what comes after."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def new_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet. Few tests write into theirs; making one for each of thousands
    took longer the more there were, since pytest looks through all for the next free name."""
    homes = tmp_path_factory.mktemp("homes")
    return (homes / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_folders(new_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own settings, caches or downloads."""
    monkeypatch.setenv("LOSSVIZ_HOME", str(next(new_homes)))


@pytest.fixture(scope="session")
def excerpt() -> Path:
    """The folder with first records of the real CIFAR-10, if this machine has it."""
    named = os.environ.get("LOSSVIZ_CIFAR10_EXCERPT")
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "cifar-10-excerpt"
    folder = Path(named) if named else beside
    if not folder.is_dir():
        pytest.skip("no CIFAR-10 excerpt here; LOSSVIZ_CIFAR10_EXCERPT names its folder")
    return folder


@pytest.fixture(scope="session")
def frozen() -> Iterator[None]:
    """A window that closes thaws nothing. The app has a right to it, since it ends with its window;
    here, all that thousands of tests had made would be looked through after each window."""
    own = SimpleNamespace(**vars(gc))
    own.freeze = own.unfreeze = lambda: None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lossviz.shell.frame_pump.gc", own)
        yield


@pytest.fixture(scope="session")
def qapp(frozen: None) -> QApplication:
    """The one QApplication, with the fonts and style of the light theme."""
    from PySide6.QtWidgets import QApplication

    from lossviz.theme.apply import apply_to_application
    from lossviz.theme.style import style_sheet
    from lossviz.theme.tokens import Theme

    app = QApplication.instance() or QApplication(["lossviz-tests"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    apply_to_application(app, Theme("light"))
    app.setStyleSheet(style_sheet(Theme("light")))  # a widget under test is in no window of ours
    return app


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[None]:
    """For whole windows, which dress their parts themselves."""
    with without_sheet(qapp):
        yield


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
        left = left_behind.new_threads(threads)
        assert not left, f"threads left behind: {left}"
        return
    request.getfixturevalue("qapp")
    from PySide6.QtCore import qInstallMessageHandler

    raised: list[str] = []
    messages: list[str] = []
    windows = left_behind.top_level_names()
    hook = sys.excepthook
    sys.excepthook = lambda kind, value, _traceback: raised.append(f"{kind.__name__}: {value}")
    before = qInstallMessageHandler(lambda _kind, _context, text: messages.append(text))
    # What is there already stays: to look through it after each test took longer than the tests.
    gc.collect()
    gc.freeze()
    try:
        yield
        request.node.funcargs.clear()  # a window in the hands of a test would outlive it
        left_behind.settle()
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(before)
    assert not raised, f"a slot raised: {raised}"
    unexpected = [m for m in messages if not m.startswith(EXPECTED_QT_MESSAGES)]
    assert not unexpected, f"Qt said: {unexpected}"
    shown = left_behind.top_level_names() - windows
    assert not shown, f"top-level widgets left behind: {shown}"
    timers = left_behind.active_timers()
    assert not timers, f"active timers left behind: {timers}"
    left = left_behind.new_threads(threads)
    assert not left, f"threads left behind: {left}"

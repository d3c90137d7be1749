"""The app as a whole: it opens what it is asked for, never computes in the GUI thread, and ends."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from lossviz import app as app_module
from lossviz.app import Composition, application, create_window, run
from lossviz.arguments import Arguments
from lossviz.model.parameters import pack
from lossviz.panel_list import PANELS, panel_names
from lossviz.panelkit.panel import Panel
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.scores.ui.panel import ScoresPanel
from lossviz.panels.training.ui.panel import TrainingPanel
from lossviz.shell.sources import Sources
from tests.shell.driving import (  # noqa: F401
    App,
    app,
    cifar_folder,
    drawn_once,
    no_dialogs,
    open_app,
    small_stand_in,
    wait_until,
    write_cifar,
)

PACKAGE = Path(app_module.__file__).parent
COMPUTES = (
    "model/evaluation", "model/fast_step", "model/objective", "model/optimizers",
    "model/parameters", "model/planes", "model/preprocessing", "model/scores", "model/step",
    "model/templates", "model/training.py", "panels/training/evaluating", "panels/training/files",
    "panels/training/images", "panels/training/job", "panels/training/left_run",
    "panels/training/path", "panels/training/run", "panels/training/weights_file",
    "data/archive", "data/atomic", "data/batch_pickle", "data/cifar10", "data/drawn",
    "data/gathering", "data/mapped", "data/stand_in", "data/verified",
)  # fmt: skip
# They only put together, or sum 100 numbers.
CHEAP = {"__init__", "accuracy", "<module>"}


def test_images_are_opened_once_however_late_the_first_picture_is(open_app, monkeypatch):
    opened: list[str] = []
    opening = Sources.open
    monkeypatch.setattr(Sources, "open", lambda s, what: (opened.append(what), opening(s, what)))
    app = open_app(panel="scores")
    wait_until(lambda: opened)
    app.window.painted.emit()  # of a window that came up late
    app.frames(30)
    assert len(opened) == 1


def test_an_unknown_panel_is_told_before_a_window_is_made(capsys):
    assert run(Arguments(panel="no-such-panel")) == 2
    said = capsys.readouterr().err
    assert "'no-such-panel'" in said
    assert f"There is: {panel_names()}." in said
    assert "scores, regularization" in panel_names()


def test_there_is_one_application(qapp):
    assert application() is application() is qapp
    assert qapp.applicationName() == "lossviz"
    assert not qapp.windowIcon().isNull()


@pytest.mark.parametrize("name", ["Training", "TRAINING", " training "])
def test_a_panel_is_known_by_its_title_too(open_app, cifar_folder, name):
    assert open_app(data=cifar_folder, panel=name).window.panel.name == "training"


def test_the_panel_of_the_command_line(open_app, cifar_folder):
    opened = open_app(data=cifar_folder, panel="training")
    assert opened.window.panel.name == "training"


def test_without_a_path_the_drawn_images_are_opened(open_app):
    opened = open_app()
    assert opened.text("status_bar.loaded").startswith("CIFAR-10 stand-in (drawn)")
    assert opened.find("training.source.stand-in").isChecked()


def test_panels_have_names_numbers_and_icons_of_their_own(qapp):
    for field in ("name", "number", "title"):
        values = [getattr(panel, field) for panel in PANELS]
        assert len(set(values)) == len(values)


class Shown(QObject):
    """Windows that are shown, by their type."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_a_panel_that_is_made_shows_no_window_of_its_own(qapp, small_stand_in, cifar_folder):
    window = create_window(Arguments(data=cifar_folder))
    window.show()
    shown = Shown()
    qapp.installEventFilter(shown)
    for name in window.panel_names():
        window.make_panel(name)
    window.resize(1100, 700)
    QApplication.processEvents()
    qapp.removeEventFilter(shown)
    window.close()
    window.deleteLater()
    assert shown.names == []


def test_a_closed_window_is_not_kept(qapp, small_stand_in, cifar_folder):
    alive = []
    for _ in range(3):
        window = create_window(Arguments(data=cifar_folder))
        window.show()
        QApplication.processEvents()
        alive.append(weakref.ref(window))
        window.close()
        window.deleteLater()
        del window
        for _ in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
    assert [each() for each in alive] == [None] * 3


def test_two_windows_live_side_by_side(open_app, cifar_folder, tmp_path):
    one = open_app(data=cifar_folder)
    two = open_app(data=write_cifar(tmp_path / "others", 200, 40))
    two.click("training.step")
    two.wait_rest(1)
    assert one.report.step == 0
    two.close()
    one.click("training.epoch")
    one.wait_rest(3)


# What the GUI thread does


class GuiThread:
    """While it watches: functions that compute, and files opened, in the GUI thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.calls: set[str] = set()
        self.files: set[str] = set()
        self.files_elsewhere: set[str] = set()

    def __enter__(self) -> GuiThread:
        watching.append(self)
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)
        watching.remove(self)

    def _called(self, frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(str(PACKAGE)):
            return
        module = Path(code.co_filename).relative_to(PACKAGE).as_posix()
        if module.startswith(COMPUTES) and code.co_name not in CHEAP:
            self.calls.add(f"{module} {code.co_name}")

    def opened(self, path: object) -> None:
        if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(self.folder):
            is_gui = threading.current_thread() is threading.main_thread()
            (self.files if is_gui else self.files_elsewhere).add(os.fspath(path))


watching: list[GuiThread] = []


def audit(event: str, arguments: tuple[object, ...]) -> None:
    if watching and event == "open":
        for each in watching:
            each.opened(arguments[0])


@pytest.fixture(scope="module")
def audited() -> None:
    """An audit hook stays for good; it does nothing while nobody watches."""
    sys.addaudithook(audit)


def chosen(opened: App, name: str) -> Callable[[], None]:
    menu = opened.find("top_bar.share_menu", QMenu)
    menu.aboutToShow.emit()
    return next(a for a in menu.actions() if a.objectName() == f"training.{name}").trigger


def test_nothing_is_computed_or_read_in_the_gui_thread(
    audited, open_app, cifar_folder, tmp_path, no_dialogs
):
    other = write_cifar(tmp_path / "others", 200, 40)
    weights = tmp_path / "weights.npz"
    np.savez(weights, W=np.zeros((10, 3072)), b=np.zeros(10))
    home = Path(os.environ["LOSSVIZ_HOME"])
    with GuiThread(tmp_path) as gui:
        opened = open_app(data=cifar_folder)
        gui.files.discard(str(home / "config" / "settings.json"))  # read before the window
        opened.click("training.epoch")
        opened.wait_rest(3)
        opened.run_until(lambda report: report.step > 20)
        opened.click("training.templates_view.wide.gradients")
        opened.click("training.next_images")
        opened.find("training.confusion").cell_chosen.emit(3, 3)
        opened.wait(lambda: opened.window.findChild(object, "training.gallery"))
        opened.find("training.gallery").close()
        no_dialogs += [str(tmp_path / "curves.csv")]
        chosen(opened, "save_history")()
        opened.wait((tmp_path / "curves.csv").exists)
        no_dialogs += [str(weights)]
        chosen(opened, "open_weights")()
        opened.wait_rest(0)
        opened.click("rail.theme")
        opened.reports.clear()
        opened.window.dropped.emit(str(other))
        opened.wait(lambda: "40 test" in opened.text("status_bar.loaded"))
        opened.wait_rest(0)
    assert not gui.calls
    assert not gui.files
    seen = " ".join(gui.files_elsewhere)
    for name in ("data_batch_1.bin", "others", "weights.npz", "curves.csv"):
        assert name in seen, f"the test did not see {name} being opened"


# The end

ENDING = """
import os, signal, sys
from PySide6.QtCore import QTimer
import lossviz.app as app
from lossviz.cli import Arguments
import lossviz.data.stand_in as stand_in

make = app.create_window
def create(arguments):
    window = make(arguments)
    def begin():
        if not window.panel.ready():
            return
        if window.panel.running() is None:
            window.panel.toggle_running()
        else:
            print("trains", flush=True)
            {end}
            timer.stop()
    timer = QTimer(window, interval=20)
    timer.timeout.connect(begin)
    timer.start()
    return window
app.create_window = create
sys.exit(app.run(Arguments(data=sys.argv[1], panel="training")))
"""


@pytest.mark.parametrize(
    "end",
    [
        "window.close()",
        "os.kill(os.getpid(), signal.SIGINT)",
        "os.kill(os.getpid(), signal.SIGTERM)",
        "[os.kill(os.getpid(), signal.SIGTERM) for _ in range(3)]",
        "os.kill(os.getpid(), signal.SIGINT); os.kill(os.getpid(), signal.SIGTERM)",
    ],
    ids=["close", "SIGINT", "SIGTERM", "SIGTERM thrice", "one after the other"],
)
def test_quitting_while_it_trains_ends_with_0(cifar_folder, tmp_path, end):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ENDING.format(end=end), str(cifar_folder)],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.stdout.split() == ["trains"]
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]


def test_panels_are_made_when_they_are_needed(qapp, small_stand_in, cifar_folder):
    window = create_window(Arguments(data=cifar_folder))
    assert window.findChild(QWidget, "training") is None
    window.show()
    wait_until(lambda: window.findChild(QWidget, "training") is not None)
    panel = window.make_panel("training")
    wait_until(panel.ready)
    assert panel.status().startswith("CIFAR-10")
    window.close()
    window.deleteLater()


def test_no_panel_is_made_in_a_run_or_a_drag(qapp, small_stand_in, cifar_folder, monkeypatch):
    monkeypatch.setattr("lossviz.app.OTHER_PANELS_MS", 10**6)
    app = Composition(Arguments(data=cifar_folder, panel="training"))
    window = app.window
    window.show()
    wait_until(window.panel.ready)
    window.panel.toggle_running()
    wait_until(lambda: window.panel.running() is not None)
    (later,) = (each for each in window.findChildren(QTimer) if each.interval() == 10**6)
    later.timeout.emit()
    assert window.findChild(QWidget, "scores") is None
    window.panel.toggle_running()
    wait_until(lambda: window.panel.running() is None)
    with monkeypatch.context() as held:
        held.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
        later.timeout.emit()
        later.timeout.emit()
    assert window.findChild(QWidget, "scores") is None
    later.timeout.emit()  # loads its modules
    later.timeout.emit()
    assert window.findChild(QWidget, "scores") is not None
    window.close()
    window.deleteLater()


# What panels offer each other

Received = list[tuple[Panel, object]]


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> Received:
    """What panels receive from others, in order."""
    received: Received = []
    for kind in (ScoresPanel, TrainingPanel):
        monkeypatch.setattr(kind, "receive", lambda panel, thing: received.append((panel, thing)))
    return received


def test_a_panel_sees_where_the_training_stands(received, open_app, cifar_folder):
    opened = open_app(data=cifar_folder)
    opened.window.make_panel("scores")
    scores = opened.find("scores", ScoresPanel)
    opened.click("training.epoch")
    report = opened.wait_rest(3)
    trace = [thing for _, thing in received if isinstance(thing, TrainingTrace)][-1]
    assert trace.step == 3
    assert not trace.running
    assert trace.now.tobytes() == pack(report.weights, report.bias).tobytes()
    assert trace.start.tobytes() != trace.now.tobytes()
    takers = {panel for panel, thing in received if isinstance(thing, TrainingTrace)}
    assert takers == {scores}, "nobody receives what he offered himself"
    opened.click("training.reset")
    opened.wait_rest(0)
    assert received[-1][1].step == 0
    received.clear()


def test_a_panel_made_later_receives_the_newest_of_each_type(
    received, qapp, small_stand_in, cifar_folder
):
    window = create_window(Arguments(data=cifar_folder))
    scores = window.make_panel("scores")
    for thing in ("old", 1, "new"):
        scores.offered.emit(thing)
    training = window.make_panel("training")
    assert received == [(training, "new"), (training, 1)]
    received.clear()
    window.close()
    window.deleteLater()


def test_a_panel_that_is_gone_to_early_is_made_at_once(qapp, small_stand_in, cifar_folder):
    window = create_window(Arguments(data=cifar_folder))
    window.show()
    window.show_panel("training")
    assert window.panel.name == "training"
    wait_until(window.panel.ready)
    window.close()
    window.deleteLater()

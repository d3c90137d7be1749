"""The whole app under test: opened on little data, driven as a person does, read as a person does.

`open_app(...)` makes a window and closes it with the test; `app` is one on 400 + 100 images.
"""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget

from lossviz.app import create_window
from lossviz.arguments import Arguments
from lossviz.data import stand_in
from lossviz.data.folders import cache_folder
from lossviz.data.records import RECORD
from lossviz.engine.mailbox import Result, Value
from lossviz.panelkit.panel import ShareAction
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.ui.panel import TrainingPanel
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.controls.slider import Slider
from lossviz.widgets.layout.strip import Strip

__all__ = [
    "app",
    "cifar_folder",
    "drawn_once",
    "no_dialogs",
    "open_app",
    "small_stand_in",
]

LONGEST = 20.0  # only a test that fails waits so long
PLAIN = Qt.KeyboardModifier.NoModifier
TRAINING, TEST = 400, 100
W = TypeVar("W", bound=QWidget)
Reports = dict[QWidget, list[TrainingReport]]


def live(milliseconds: int) -> None:
    """Let the app live for a while. `QTest.qWait` would keep Python's lock from the worker."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    # What was replaced outside of any loop would stay, and be found by its name.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(happened: Callable[[], object], seconds: float = LONGEST, what: str = "") -> None:
    """Let the app live until something has happened; fail after so long."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, what or "it did not happen"
        live(4)


def write_cifar(folder: Path, training: int = TRAINING, test: int = TEST, seed: int = 0) -> Path:
    """A folder in CIFAR-10's binary layout; each class has a colour of its own, and much noise."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    colors = np.random.default_rng(1).integers(60, 190, (10, 3))
    for name, count in (("data_batch_1.bin", training), ("test_batch.bin", test)):
        labels = np.arange(count) % 10
        planes = colors[labels][:, :, None] + rng.normal(0, 60, (count, 3, 1024))
        records = np.empty((count, RECORD), np.uint8)
        records[:, 0] = labels
        records[:, 1:] = np.clip(planes, 0, 255).reshape(count, -1)
        (folder / name).write_bytes(records.tobytes())
    return folder


class App:
    """One open window; what is clicked, typed and read goes by object names.

    Making a panel takes longer than most tests: there is the one that is shown, and another as soon
    as something is looked for in it.
    """

    def __init__(self, arguments: Arguments, reports: Reports) -> None:
        self.closed = self.may_fail = False
        # may_fail: whether "Something went wrong" may stand in the window at the end.
        self.window = create_window(arguments)
        self._all_reports = reports
        self._is_quick = False
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window, 2000)

    def close(self) -> None:
        """End it, and see that nothing failed unseen."""
        if self.closed:
            return
        self.closed = True
        said = self.message("window.strip")
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert self.may_fail or "went wrong" not in said, said

    # Reading

    @property
    def reports(self) -> list[TrainingReport]:
        """What training reported since the start, or since a test cleared it."""
        return self._all_reports[self.find("training", TrainingPanel)]

    @property
    def report(self) -> TrainingReport:
        """The newest."""
        return self.reports[-1]

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """A widget of the window, or of the panel that its name begins with."""
        self.make(name.partition(".")[0])
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no {kind.__name__} called {name}"
        return found

    def make(self, *names: str) -> None:
        """Panels that are there from now on, and not some time later."""
        for name in names:
            if name not in self.window.panel_names():
                continue
            panel = self.window.make_panel(name)
            if isinstance(panel, TrainingPanel) and not self._is_quick:
                self._is_quick = True
                panel.set_speed(None)  # tests need not watch

    def text(self, name: str) -> str:
        """What a label, button, field or strip reads."""
        return str(self.find(name).text())  # type: ignore[attr-defined]

    def message(self, name: str) -> str:
        """The message of a strip, "" while it is not shown."""
        strip = self.find(name, Strip)
        return strip.text if not strip.isHidden() else ""

    def shown_texts(self) -> list[str]:
        """All that the visible labels read."""
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]

    def undo_tip(self) -> str:
        return self.find("top_bar.undo").toolTip()

    # Waiting

    def wait(self, happened: Callable[[], object], what: str = "") -> None:
        wait_until(happened, what=what)

    def wait_ready(self) -> None:
        """Until the images are open, all is evaluated and drawn."""
        self.wait(self.window.panel.ready, "the panel did not get ready")
        if self.window.panel.name == "training":
            self.wait_rest()
        else:
            self.frames(2)

    def wait_rest(self, step: int | None = None) -> TrainingReport:
        """Until training rests (at a step), the test images are classified, and all is drawn."""

        def rests() -> bool:
            if not self.reports:
                return False
            r = self.report
            evaluated = r.confusion is not None and r.confusion.step == r.step
            return not r.running and evaluated and (step is None or r.step == step)

        self.wait(rests, f"it does not rest at step {step}")
        self.frames(2)
        return self.report

    def wait_text(self, name: str, wanted: str) -> None:
        """Until a label reads so."""
        end = time.monotonic() + LONGEST
        while self.text(name) != wanted:
            assert time.monotonic() < end, f"{name} reads {self.text(name)!r}, not {wanted!r}"
            live(4)

    def frames(self, count: int) -> None:
        """Let so many frames be drawn."""
        for _ in range(count):
            live(20)

    # Doing

    def click(self, name: str) -> None:
        widget = self.find(name)
        assert widget.isEnabled(), f"{name} is disabled"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click_at(self, name: str, point: QPoint) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton, PLAIN, point)

    def choose(self, menu: str, text: str) -> None:
        """An entry of a menu button, by what it reads."""
        self.entry(menu, text).trigger()

    def entry(self, menu: str, text: str) -> QAction:
        button = self.find(menu)
        for each in button.findChildren(QMenu):
            for action in each.actions():
                if action.text() == text:
                    return action
        raise AssertionError(f"{menu} has no entry {text!r}")

    def field(self, name: str) -> ScrubField:
        """The number of a setting, with or without a slider."""
        self.make(name.partition(".")[0])
        found = self.window.findChild(ScrubField, f"{name}.field")
        return found if found is not None else self.find(name, ScrubField)

    def slider(self, name: str) -> Slider:
        return self.find(f"{name}.slider", Slider)

    def type(self, name: str, text: str) -> None:
        """Type a number over the old one and press Enter."""
        field = self.field(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        if not text:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        elif text.isascii():
            QTest.keyClicks(field, text)
        else:
            field.insert(text)  # as pasted: QTest has no keys for it
        QTest.keyClick(field, Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def take_steps(self, count: int) -> None:
        """Single steps, each after the one before."""
        for step in range(self.report.step + 1, self.report.step + 1 + count):
            self.click("training.step")
            self.wait(lambda step=step: self.report.step == step)
        self.wait_rest(step)

    def run_until(self, reached: Callable[[TrainingReport], object]) -> None:
        """Run, and pause as soon as a report says so."""
        before = self.report.step
        self.click("training.start")
        # A short run may be over before anyone saw it run.
        self.wait(lambda: self.report.running or self.report.step > before, "it does not run")
        self.wait(lambda: reached(self.report), "the run does not get there")
        start = "training.start"  # a short run may end by itself meanwhile
        self.wait(lambda: not self.report.running or self.text(start) == "Pause")
        if self.report.running:
            self.click(start)
        self.wait_rest()

    # Sharing

    def share(self, name: str) -> ShareAction:
        actions = {action.name: action for action in self.window.panel.share_actions()}
        return actions[name]

    def choose_to_share(self, name: str) -> None:
        """Press an entry of the Share menu; offscreen there are no pop-up windows."""
        menu = self.find("top_bar.share_menu", QMenu)
        menu.aboutToShow.emit()
        full = f"{self.window.panel.name}.{name}"
        next(each for each in menu.actions() if each.objectName() == full).trigger()

    def shared(self, name: str, path: Path) -> Path:
        """Write what the Share menu offers, by its own work, without the file dialog."""
        action = self.share(name)
        assert action.write is not None
        action.write(str(path))()
        return path

    def weights(self, path: Path) -> dict[str, np.ndarray]:
        with np.load(self.shared("save_weights", path)) as archive:
            return {key: archive[key] for key in archive.files}

    def curves(self, path: Path) -> list[list[str]]:
        text = self.shared("save_history", path).read_text(encoding="utf-8")
        return list(csv.reader(io.StringIO(text)))


def interactive(window: QWidget) -> list[QWidget]:
    """What a person can press, type into or reach with the keyboard."""
    kinds = (QAbstractButton, QLineEdit, Slider)
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.metaObject().className() != "QTableCornerButton"  # Qt's own, and switched off
        if isinstance(widget, kinds)
        or (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None)
    ]


def record_reports(monkeypatch: pytest.MonkeyPatch) -> Reports:
    """Every report that reaches a panel from now on."""
    reports: Reports = defaultdict(list)
    take = TrainingPanel.take

    def taking(panel: TrainingPanel, result: Result) -> None:
        if isinstance(result, Value) and isinstance(result.value, TrainingReport):
            reports[panel].append(result.value)
        take(panel, result)

    monkeypatch.setattr(TrainingPanel, "take", taking)
    return reports


OpenApp = Callable[..., App]


@pytest.fixture
def cifar_folder(tmp_path: Path) -> Path:
    return write_cifar(tmp_path / "images" / "cifar-10-batches-bin")


def few_drawn_images(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("lossviz.data.stand_in.TRAINING", 500)
    patch.setattr("lossviz.data.stand_in.TEST", 500)


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with few drawn images."""
    home = tmp_path_factory.mktemp("drawn")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOSSVIZ_HOME", str(home))
        few_drawn_images(patch)
        stand_in.load()
        return cache_folder()


@pytest.fixture
def small_stand_in(drawn_once: Path, own_folders: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawn images, but few of them, and already in the cache."""
    few_drawn_images(monkeypatch)
    shutil.copytree(drawn_once, cache_folder())


@pytest.fixture
def open_app(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    small_stand_in: None,
    undressed: None,
) -> Iterator[OpenApp]:
    """Opens windows, one after the other, and closes what is still open at the end."""
    opened: list[App] = []
    reports = record_reports(monkeypatch)
    monkeypatch.setattr("lossviz.app.OTHER_PANELS_MS", 10**6)

    def make(*, ready: bool = True, **arguments: object) -> App:
        arguments.setdefault("panel", "training")
        app = App(Arguments(**arguments), reports)  # type: ignore[arg-type]
        opened.append(app)
        if ready:
            app.wait_ready()
        return app

    yield make
    try:
        for each in opened:
            each.close()
    finally:
        qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture
def app(open_app: OpenApp, cifar_folder: Path) -> App:
    """On the little data set, at rest, with everything drawn."""
    return open_app(data=cifar_folder, theme="light")


@pytest.fixture
def no_dialogs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """File dialogs answer at once with the path that the test appends."""
    answers: list[str] = []

    def opened(dialog: object) -> None:
        dialog.fileSelected.emit(answers.pop(0))  # type: ignore[attr-defined]
        dialog.done(1)  # type: ignore[attr-defined]

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.open", opened)
    return answers

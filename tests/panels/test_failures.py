"""What fails in the worker, for each kind of job of each panel: it is said once, what is shown is
true, and the person can go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lossviz.data.progress import LoadProgress
from lossviz.engine.jobs import Job
from lossviz.panel_list import PANELS
from lossviz.panelkit.job_panel import JobPanel
from lossviz.shell.explain.marking_view import MarkingView
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    OpenApp,
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)

CTRL = Qt.KeyboardModifier.ControlModifier
WHY = "broken on purpose"


class Broken:
    """A function of the worker that raises for as long as it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
        module, _, name = f"lossviz.{where}".rpartition(".")
        self._right: Callable[..., object] = getattr(import_module(module), name)
        self.times = self.raised = 0
        monkeypatch.setattr(f"{module}.{name}", self._call)

    def _call(self, *arguments: object, **options: object) -> object:
        if self.raised < self.times:
            self.raised += 1
            raise RuntimeError(WHY)
        return self._right(*arguments, **options)

    def breaks(self, times: int = 1_000_000) -> None:
        self.times, self.raised = times, 0

    def mended(self) -> None:
        self.times = 0


def said_once(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    """One message in the window, one in the terminal."""
    assert app.message("window.strip") == f"Something went wrong: RuntimeError: {WHY}"
    assert capsys.readouterr().err.count(f"\nRuntimeError: {WHY}") == 1


# Jobs


@dataclass(frozen=True)
class JobOf:
    """The job of a panel. broken: what each of its reports needs. setting: a field and a number for
    it that is not the default. stopped: the strip that tells of the end."""

    panel: str
    broken: str
    run: str
    setting: tuple[str, str]
    stopped: str

    def named(self, part: str) -> str:
        return f"{self.panel}.{part}"


JOBS = [
    JobOf(
        "landscape",
        "panels.landscape.job.check_here",
        "start",
        ("learning_rate", "0.001"),
        "trouble",
    ),
    JobOf("playground", "panels.playground.job.evaluate", "run", ("strength", "0.3"), "trouble"),
    JobOf("training", "panels.training.job.judge", "start", ("epochs", "900"), "problem"),
]


@dataclass
class Case:
    """The window on a panel whose job can be broken."""

    job: JobOf
    app: App
    broken: Broken

    @property
    def panel(self) -> JobPanel:
        return self.app.find(self.job.panel, JobPanel)

    @property
    def face(self) -> str:
        return self.app.text(self.job.named(self.job.run))

    @property
    def steps(self) -> int:
        """As the panel's own report has it."""
        report = self.panel.newest()
        return report.walk.done - 1 if self.job.panel == "landscape" else report.step

    def stopped(self) -> str:
        return self.app.message(self.job.named(self.job.stopped))

    def ready(self) -> None:
        self.app.wait(self.panel.ready, "it did not begin again")
        self.app.frames(2)

    def take_step(self) -> None:
        before = self.steps
        self.app.click(self.job.named("step"))
        self.app.wait(lambda: self.panel.ready() and self.steps == before + 1, "no step is taken")
        self.app.frames(2)

    def run(self) -> None:
        self.app.click(self.job.named(self.job.run))
        self.app.wait(lambda: self.face == "Pause", "it does not run")


@pytest.fixture(params=JOBS, ids=lambda job: job.panel)
def case(request, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> Case:  # noqa: F811
    job = request.param
    app = open_app(panel=job.panel, theme="light")
    app.may_fail = True
    app.type(job.named(job.setting[0]), job.setting[1])
    made = Case(job, app, Broken(monkeypatch, job.broken))
    made.ready()
    return made


def test_a_job_that_failed_goes_on_as_it_was(case, capsys):
    kept = case.panel.state
    case.run()
    case.broken.breaks(1)
    case.app.wait(lambda: case.broken.raised == 1)
    case.app.wait(lambda: case.face == "Run", "it says that it runs")
    case.ready()
    said_once(case.app, capsys)
    assert (case.panel.state, case.panel.running(), case.stopped()) == (kept, None, "")
    case.take_step()


def test_settings_that_fail_again_give_way_and_undo_has_them(case, capsys):
    kept = case.panel.state
    case.broken.breaks(2)
    case.app.click(case.job.named("step"))
    case.app.wait(lambda: case.panel.state != kept)
    case.ready()
    said_once(case.app, capsys)
    case.app.key(Qt.Key.Key_Z, CTRL)
    assert case.panel.state == kept
    case.ready()
    case.take_step()


def test_what_fails_for_ever_rests_until_it_is_reset(case, capsys):
    case.run()
    case.broken.breaks()
    case.app.wait(lambda: "has stopped" in case.stopped(), "it does not say that it stopped")
    assert case.stopped().endswith("Ctrl+R starts it anew.")
    tries = case.broken.raised
    case.app.frames(10)
    said_once(case.app, capsys)
    assert (case.face, case.panel.running()) == ("Run", None)
    assert case.app.text("status_bar.worker") == "worker idle"
    assert case.app.text("status_bar.rate") == ""
    assert case.panel.share_actions() == (), "there is nothing to share"
    case.app.key(Qt.Key.Key_Space)
    case.app.frames(10)
    assert (case.broken.raised, case.face) == (tries, "Run"), "nothing goes on"

    case.broken.mended()
    case.app.key(Qt.Key.Key_R, CTRL)
    case.ready()
    assert case.stopped() == ""
    case.take_step()


# Requests


@pytest.fixture
def opened(open_app: OpenApp) -> Callable[[str], App]:  # noqa: F811
    """A window on a panel, where something may fail."""

    def make(panel: str) -> App:
        app = open_app(panel=panel, theme="light")
        app.may_fail = True
        return app

    return make


def wait_failure(app: App) -> None:
    app.wait(lambda: WHY in app.message("window.strip"), "nothing is said")
    app.frames(2)


def halfway(*_arguments: object) -> Job:
    """A job that fails on its way."""
    yield LoadProgress(1, 2, "Reading")
    raise RuntimeError(WHY)


def csv_file(folder: Path, rows: int = 4) -> Path:
    """Scores of two classes, or points, whoever reads it."""
    path = folder / "own.csv"
    lines = [f"{k % 7},{(3 * k) % 5},{k % 2}" for k in range(rows)]
    path.write_text("\n".join(["a,b,class", *lines]), encoding="utf-8")
    return path


@pytest.mark.parametrize("panel", [kind.name for kind in PANELS])
def test_a_marking_that_fails(panel, opened, monkeypatch, capsys):
    app = opened(panel)
    broken = Broken(monkeypatch, "panelkit.panel.mark")
    if not app.window.explain.is_open:
        app.click("top_bar.explain")
    app.click("explain.tab.question")
    broken.breaks()
    app.click("explain.answer")
    wait_failure(app)
    said_once(app, capsys)
    marking = app.find("explain.marking", MarkingView)
    assert not marking.isVisible()
    broken.mended()
    app.click("explain.answer")
    app.wait(lambda: marking.isVisible() and marking.text(), "the question gets no answer")


@pytest.mark.parametrize(("panel", "read"), [("scores", "opening"), ("playground", "reading")])
def test_a_file_that_fails_on_its_way(panel, read, opened, monkeypatch, capsys, tmp_path):
    app = opened(panel)
    before, status = app.window.panel.state, app.text("status_bar.loaded")
    with monkeypatch.context() as patch:
        patch.setattr(f"lossviz.panels.{panel}.ui.panel.{read}", halfway)
        app.window.dropped.emit(str(csv_file(tmp_path)))
        wait_failure(app)
    said_once(app, capsys)
    assert app.window.panel.state is before
    assert app.text("status_bar.loaded") == status, "it says that it reads"
    app.window.dropped.emit(str(csv_file(tmp_path)))
    app.wait(lambda: app.window.panel.state is not before, "the file is not read")


def test_losses_that_fail(opened, monkeypatch, capsys):
    app = opened("scores")
    broken = Broken(monkeypatch, "panels.scores.ui.panel.evaluate")
    app.type("scores.scale", "2")
    app.wait_text("scores.mean_hinge", "9.53")
    kept = app.window.panel.state
    broken.breaks()
    app.type("scores.scale", "3")
    wait_failure(app)
    app.wait(lambda: app.window.panel.state == kept, "the scores are not those of the losses")
    app.frames(5)
    assert (app.text("scores.scale.field"), app.text("scores.mean_hinge")) == ("2.0", "9.53")
    said_once(app, capsys)
    tries = broken.raised
    app.frames(10)
    assert broken.raised == tries, "it does not try for ever"

    broken.mended()
    app.key(Qt.Key.Key_R, CTRL)
    app.wait_text("scores.mean_hinge", "5.27")


def test_a_look_that_fails(opened, monkeypatch, capsys):
    app = opened("scores")
    broken = Broken(monkeypatch, "panels.scores.ui.panel.evaluate")
    chosen = app.find("scores.plot").value
    broken.breaks()
    app.find("scores.plot").value_changed.emit("history")
    wait_failure(app)
    app.frames(5)
    assert app.find("scores.plot").value == chosen
    said_once(app, capsys)


def test_losses_that_fail_at_the_first_start(open_app, monkeypatch, capsys):  # noqa: F811
    broken = Broken(monkeypatch, "panels.scores.ui.panel.evaluate")
    broken.breaks()
    app = open_app(panel="scores", ready=False)
    app.may_fail = True
    wait_failure(app)
    said_once(app, capsys)
    assert app.window.panel.share_actions() == ()
    broken.mended()
    app.key(Qt.Key.Key_R, CTRL)
    app.wait_text("scores.mean_hinge", "5.27")


def test_totals_of_a_file_that_fail(opened, monkeypatch, capsys, tmp_path):
    app = opened("scores")
    broken = Broken(monkeypatch, "panels.scores.ui.panel.totalling")
    app.window.dropped.emit(str(csv_file(tmp_path, rows=200)))
    app.wait(lambda: app.find("scores.file_report").isVisible())
    losses = app.text("scores.file_losses")
    broken.breaks()
    app.type("scores.margin", "2")
    wait_failure(app)
    said_once(app, capsys)
    assert "could not be worked out" in app.text("scores.file_losses")
    assert app.text("scores.file_worst") == ""
    app.key(Qt.Key.Key_Z, CTRL)
    app.wait_text("scores.file_losses", losses)

    broken.mended()
    app.type("scores.margin", "2")
    app.wait(lambda: app.text("scores.file_losses") != losses)
    assert "could not" not in app.text("scores.file_losses")


def test_a_corner_that_fails(opened, monkeypatch, capsys):
    app = opened("landscape")
    broken = Broken(monkeypatch, "panels.landscape.ui.panel.kink_near")
    before = app.window.panel.state
    broken.breaks()
    app.entry("landscape.try", "To a kink").trigger()
    wait_failure(app)
    said_once(app, capsys)
    assert app.window.panel.state is before
    broken.mended()
    app.entry("landscape.try", "To a kink").trigger()
    app.wait(lambda: app.window.panel.state != before, "it does not go to the corner")


def test_weights_that_fail_on_their_way_to_the_landscape(opened, monkeypatch, capsys):
    app = opened("playground")
    app.click("playground.step")
    app.frames(5)
    broken = Broken(monkeypatch, "panels.playground.ui.panel.playground_example")
    broken.breaks()
    app.click("playground.landscape")
    wait_failure(app)
    said_once(app, capsys)
    assert app.window.panel.name == "playground"
    broken.mended()
    offered = []
    app.window.panel.offered.connect(offered.append)
    app.window.show_panel("training")
    app.wait(lambda: offered, "what the person leaves behind is not offered")


def test_images_of_a_cell_that_fail(opened, monkeypatch, capsys):
    app = opened("training")
    broken = Broken(monkeypatch, "panels.training.ui.panel.cell_images")
    broken.breaks()
    app.find("training.confusion").cell_chosen.emit(0, 0)
    wait_failure(app)
    said_once(app, capsys)
    assert app.window.findChild(QWidget, "training.gallery") is None
    broken.mended()
    app.find("training.confusion").cell_chosen.emit(0, 0)
    app.wait(lambda: app.window.findChild(QWidget, "training.gallery"), "the gallery stays shut")


def test_weights_of_a_file_that_fail(opened, monkeypatch, capsys, tmp_path):
    app = opened("training")
    app.take_steps(1)
    written = app.shared("save_weights", tmp_path / "weights.npz")
    broken = Broken(monkeypatch, "panels.training.ui.panel.load")
    broken.breaks()
    app.share("open_weights").read(str(written))
    wait_failure(app)
    said_once(app, capsys)
    assert app.report.step == 1, "the run in hand is lost"
    broken.mended()
    app.share("open_weights").read(str(written))
    app.wait_rest(0)

"""What fails in the worker, for each kind of job of each panel: it is said once, what is shown is
true, and the person can go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import pytest
from PySide6.QtCore import Qt

from lossviz.panelkit.job_panel import JobPanel
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
class Job:
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
    Job(
        "landscape",
        "panels.landscape.job.check_here",
        "start",
        ("learning_rate", "0.001"),
        "trouble",
    ),
    Job("playground", "panels.playground.job.evaluate", "run", ("strength", "0.3"), "trouble"),
    Job("training", "panels.training.job.judge", "start", ("epochs", "900"), "problem"),
]


@dataclass
class Case:
    """The window on a panel whose job can be broken."""

    job: Job
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
        self.app.click(self.job.named("step"))
        self.app.wait(lambda: self.panel.ready() and self.steps == 1, "no step is taken")
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
    kept = case.panel._state
    case.run()
    case.broken.breaks(1)
    case.app.wait(lambda: case.broken.raised == 1)
    case.app.wait(lambda: case.face == "Run", "it says that it runs")
    case.ready()
    said_once(case.app, capsys)
    assert (case.panel._state, case.panel.running(), case.stopped()) == (kept, None, "")
    case.take_step()


def test_settings_that_fail_again_give_way_and_undo_has_them(case, capsys):
    kept = case.panel._state
    assert kept != case.panel._default_state()
    case.broken.breaks(2)
    case.app.click(case.job.named("step"))
    case.app.wait(lambda: case.panel._state == case.panel._default_state())
    case.ready()
    said_once(case.app, capsys)
    case.app.key(Qt.Key.Key_Z, CTRL)
    assert case.panel._state == kept
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

"""A panel of one job: what it sends, when it draws, and how often it starts a job that fails."""

from __future__ import annotations

import time
from dataclasses import dataclass
from unittest.mock import MagicMock, call

import pytest
from PySide6.QtWidgets import QWidget

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Finished
from lossviz.panelkit import job_panel
from lossviz.panelkit.commands import Look, Rewind, Run, StepBack, Stop, TakeStep, waiting
from lossviz.panelkit.explanation import Marking
from lossviz.panelkit.job_panel import EXPLAIN_TURN, JobPanel
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.schedule import Schedule
from lossviz.panels.playground.about import PLAYGROUND


@dataclass(frozen=True, eq=False)
class Report:
    running: bool = False
    steps_per_second: float = 0.0


@dataclass(frozen=True)
class View:
    place: int = 0


class Some(JobPanel[str, View, Report, str]):
    schedule = Schedule((("a", "b"), ("c",)))

    def __init__(self, theme, engine):
        super().__init__(PLAYGROUND, theme, engine, Moment("given", View()))
        self.content = MagicMock()
        self.seen: list[object] = []
        self.edited.connect(lambda state, _what, _going: self.seen.append(state))
        self.explanation_changed.connect(lambda: self.seen.append("explanation"))
        self.status_changed.connect(lambda: self.seen.append("status"))

    def _job(self):
        self._inbox.put("what it has to know")
        return MagicMock()

    def _default_state(self):
        return "defaults"

    def _show_stopped(self):
        self.seen.append("stopped")

    def _show_trouble(self, report):
        self.seen.append(report)

    def begin(self):
        self._start_job()

    def report(self, report):
        """As the job does."""
        self._report = report
        return report

    def sent(self):
        """What is in the inbox, since the last time."""
        return waiting(self._inbox)

    def posing(self):
        return self._posing()

    def shown(self):
        return self._shown()

    def drawn(self):
        """The parts that were drawn since the last time, and of which report."""
        calls = [each.args for each in self.content.show_part.call_args_list]
        self.content.show_part.reset_mock()
        return calls


@pytest.fixture
def engine() -> MagicMock:
    return MagicMock(spec=Engine)


@pytest.fixture
def early(qapp, theme, engine):
    """Without a job yet."""
    made = Some(theme, engine)
    yield made
    made.deleteLater()


@pytest.fixture
def panel(early):
    early.begin()
    return early


def fail(panel: Some, kind: str = "playground.run") -> None:
    panel.take(Failed(kind, 1, RuntimeError("broken"), ""))


def test_a_job_finds_what_it_has_to_know_in_its_inbox(panel, engine):
    assert panel.sent() == ["what it has to know"]
    assert engine.start.call_args[0][0] == "playground.run"


def test_before_there_is_a_job_nothing_is_sent(early, engine):
    asked = []
    early.asked.connect(lambda: asked.append(1))
    early.toggle_running()
    early.reset()
    early.frame(1)
    assert (early.sent(), asked, engine.start.called) == ([], [], False)
    early.begin()
    assert early.sent() == ["what it has to know"]


def test_keys_and_buttons_become_commands(panel, engine):
    panel.sent()
    asked = []
    panel.asked.connect(lambda: asked.append(1))
    panel.toggle_running()
    panel.report(Report(running=True, steps_per_second=1234.4))
    assert panel.running() == "1,234 steps/s"
    panel.toggle_running()
    panel.step()
    panel.step_back()
    panel.reset()
    assert panel.sent() == [Run(), Stop(), TakeStep(), StepBack(), Rewind()]
    assert (len(asked), engine.wake.call_count) == (5, 5)


def test_a_look_is_shown_and_sent_once(panel):
    panel.sent()
    looked = []
    panel.looked.connect(looked.append)
    panel.look(place=2)
    panel.look(place=2)
    assert panel.sent() == [Look(View(2))]
    assert panel.content.show_view.call_args_list == [call(View(2))]
    assert looked == [View(2)]


def test_at_rest_a_report_is_drawn_once(panel):
    panel.frame(1)
    assert panel.drawn() == []
    report = panel.report(Report())
    panel.frame(1)
    panel.frame(2)
    assert panel.drawn() == [(report, "a"), (report, "b"), (report, "c")]
    assert panel.seen == [report, "explanation"]
    assert panel.running() is None


def test_while_it_runs_a_part_is_drawn_each_frame(panel):
    first = panel.report(Report(running=True))
    panel.frame(1)
    assert panel.drawn() == [(first, "a"), (first, "b"), (first, "c")]
    newer = panel.report(Report(running=True))
    panel.seen.clear()
    panel.frame(4)
    assert panel.drawn() == [], "in the middle of a turn, of which all is drawn"
    panel.frame(5)
    newest = panel.report(Report(running=True))
    panel.frame(6)
    panel.frame(7)
    # The parts of one turn are of one report: their numbers fit together.
    assert panel.drawn() == [(newer, "c"), (newest, "a"), (newest, "b")]
    assert panel.seen == [newer, newest], "trouble comes with the turn, the formulas in theirs"
    panel.frame(EXPLAIN_TURN)
    assert panel.seen[-1] == "explanation"


def test_a_run_begins_and_ends_at_once_on_the_screen(panel):
    panel.report(Report())
    panel.frame(1)
    panel.drawn()
    begun = panel.report(Report(running=True))
    panel.frame(1)
    assert panel.drawn() == [(begun, "b")], "although its turn has begun"
    ended = panel.report(Report())
    panel.frame(2)
    assert panel.drawn() == [(ended, "a"), (ended, "b"), (ended, "c")]


def test_a_report_that_stays_is_not_drawn_again(panel):
    report = panel.report(Report(running=True))
    for tick in range(6):
        panel.frame(tick)
    assert panel.drawn() == [(report, "a"), (report, "b"), (report, "c")]
    panel.draw_all()
    assert panel.drawn() == [(report, "a"), (report, "b"), (report, "c")]


def test_what_runs_slowly_is_drawn_whole(panel, monkeypatch):
    monkeypatch.setattr(panel, "_is_slow", lambda _report: True)
    for tick in range(3):
        report = panel.report(Report(running=True))
        panel.frame(tick)
        panel.frame(tick)
        assert panel.drawn() == [(report, "a"), (report, "b"), (report, "c")]


def test_a_job_that_fails_begins_as_it_was_then_with_defaults_then_rests(panel, engine):
    fail(panel)
    assert (engine.start.call_count, panel.seen) == (2, ["status"])
    fail(panel)
    assert (engine.start.call_count, panel.seen) == (3, ["status", "status", "defaults"])
    panel.seen.clear()
    fail(panel)
    assert (engine.start.call_count, panel.seen) == (3, ["status", "stopped", "explanation"])
    panel.sent()
    panel.toggle_running()
    assert panel.sent() == [], "there is no job that could obey"
    panel.reset()
    assert engine.start.call_count == 4
    assert panel.sent() == ["what it has to know", Rewind()]
    panel.reset()
    assert engine.start.call_count == 4, "a job that lives is not made anew"
    fail(panel)
    assert engine.start.call_count == 5, "the person asked for it: it begins as it was again"


def test_a_failure_ends_what_is_shown_to_run(panel):
    running = panel.report(Report(running=True, steps_per_second=105.0))
    panel.frame(1)
    panel.drawn()
    fail(panel)
    (rest,) = {report for report, _part in panel.drawn()}
    assert rest is not running
    assert (rest.running, rest.steps_per_second) == (False, 0.0)
    assert (panel.running(), panel.newest()) == (None, None)
    first = panel.report(Report())
    panel.frame(1)
    assert panel.drawn() == [(first, "a"), (first, "b"), (first, "c")]


def test_another_failure_is_not_that_of_the_job(panel, engine):
    fail(panel, "playground.offer")
    assert (engine.start.call_count, panel.seen) == (1, [])


def test_failures_long_ago_are_forgotten(panel, engine, monkeypatch):
    now = time.monotonic()
    for passed in range(5):
        at = now + 11.0 * passed
        monkeypatch.setattr(job_panel.time, "monotonic", lambda at=at: at)
        fail(panel)
    assert (engine.start.call_count, set(panel.seen)) == (6, {"status"})


def test_answers_to_what_any_panel_asks_are_taken(panel):
    marked = []
    panel.marked.connect(marked.append)
    marking = MagicMock(spec=Marking)
    panel.take(Finished("playground.mark", 1, marking))
    assert marked == [marking]


def test_a_picture_is_taken_with_everything_drawn(panel):
    report = panel.report(Report())
    with panel.posing() as posing:
        assert isinstance(posing, QWidget)
        assert len(panel.drawn()) == 3
    assert panel.shown() is report


def test_another_theme_is_taken_on_and_all_drawn(panel, theme):
    panel.report(Report())
    panel.frame(1)
    panel.drawn()
    panel.apply_theme(theme)
    assert panel.content.apply_theme.call_args == call(theme)
    assert len(panel.drawn()) == 3


def test_the_content_fills_the_panel(panel):
    panel.resize(300, 200)
    panel.grab()  # lays it out
    assert panel.content.setGeometry.call_args == call(panel.rect())

"""A panel of one job: what it sends, when it draws, and how often it starts a job that fails."""

from __future__ import annotations

import time
from dataclasses import dataclass
from unittest.mock import MagicMock, call

import pytest
from PySide6.QtWidgets import QWidget

from lossviz.engine.engine import Engine
from lossviz.panelkit import job_panel
from lossviz.panelkit.commands import Rewind, Run, StepBack, Stop, TakeStep, waiting
from lossviz.panelkit.job_panel import EXPLAIN_TURN, JobPanel
from lossviz.panelkit.moment import Moment
from lossviz.panels.playground.about import PLAYGROUND


@dataclass(frozen=True, eq=False)
class Report:
    running: bool = False
    steps_per_second: float = 0.0


class Some(JobPanel[str, str, Report, str]):
    _parts = 3

    def __init__(self, theme, engine):
        super().__init__(PLAYGROUND, theme, engine, Moment("given", "view"))
        self.content = MagicMock()
        self.seen: list[object] = []
        self.edited.connect(lambda state, _what, _going: self.seen.append(state))
        self.explanation_changed.connect(lambda: self.seen.append("explanation"))
        self._start_job()

    def _job(self):
        self._inbox.put("what it has to know")
        return MagicMock()

    def _default_state(self):
        return "defaults"

    def _show_stopped(self):
        self.seen.append("stopped")

    def _show_trouble(self, report):
        self.seen.append(report)


@pytest.fixture
def engine() -> MagicMock:
    return MagicMock(spec=Engine)


@pytest.fixture
def panel(qapp, theme, engine):
    made = Some(theme, engine)
    yield made
    made.deleteLater()


def test_a_job_finds_what_it_has_to_know_in_its_inbox(panel, engine):
    assert waiting(panel._inbox) == ["what it has to know"]
    assert engine.start.call_args[0][0] == "playground.run"


def test_keys_and_buttons_become_commands(panel, engine):
    waiting(panel._inbox)
    asked = []
    panel.asked.connect(lambda: asked.append(1))
    panel.toggle_running()
    panel._report = Report(running=True, steps_per_second=1234.4)
    assert panel.running() == "1,234 steps/s"
    panel.toggle_running()
    panel.step()
    panel.step_back()
    panel.reset()
    assert waiting(panel._inbox) == [Run(), Stop(), TakeStep(), StepBack(), Rewind()]
    assert (len(asked), engine.wake.call_count) == (5, 5)


def test_at_rest_a_report_is_drawn_once(panel):
    panel.frame(1)
    panel.content.show_report.assert_not_called()
    report = panel._report = Report()
    panel.frame(1)
    panel.frame(2)
    panel.content.show_report.assert_called_once_with(report)
    assert panel.seen == [report, "explanation"]
    assert panel.running() is None


def test_while_it_runs_a_part_is_drawn_each_frame(panel):
    first = panel._report = Report(running=True)
    panel.frame(1)
    panel.content.show_report.assert_called_once_with(first)
    newer = panel._report = Report(running=True)
    panel.seen.clear()
    panel.frame(2)
    panel.frame(3)
    panel._report = Report(running=True)
    panel.frame(4)
    # The parts of one turn are of one report: their numbers fit together.
    expected = [call(first, 2), call(newer, 0), call(newer, 1)]
    assert panel.content.show_part.call_args_list == expected
    assert panel.seen == [newer], "trouble comes with the first part, the formulas in their turn"
    panel.frame(EXPLAIN_TURN)
    assert panel.seen[-1] == "explanation"
    ended = panel._report = Report()
    panel.frame(EXPLAIN_TURN + 1)
    panel.content.show_report.assert_called_with(ended)


def test_what_runs_slowly_is_drawn_whole(panel, monkeypatch):
    monkeypatch.setattr(panel, "_is_slow", lambda _report: True)
    reports = [Report(running=True) for _ in range(3)]
    for tick, each in enumerate(reports):
        panel._report = each
        panel.frame(tick)
        panel.frame(tick)
    assert panel.content.show_report.call_args_list == [call(each) for each in reports]
    panel.content.show_part.assert_not_called()


def test_a_job_that_fails_begins_as_it_was_then_with_defaults_then_rests(panel, engine):
    panel._report = panel._drawn = Report()
    panel._restart_job()
    assert (panel._report, panel._drawn) == (None, None)
    assert (engine.start.call_count, panel.seen) == (2, [])
    panel._restart_job()
    assert (engine.start.call_count, panel.seen) == (3, ["defaults"])
    panel._restart_job()
    assert (engine.start.call_count, panel.seen) == (3, ["defaults", "stopped"])
    panel.reset()
    assert engine.start.call_count == 4
    assert waiting(panel._inbox) == ["what it has to know", Rewind()]
    panel.reset()
    assert engine.start.call_count == 4


def test_failures_long_ago_are_forgotten(panel, engine, monkeypatch):
    now = time.monotonic()
    for passed in range(5):
        at = now + 11.0 * passed
        monkeypatch.setattr(job_panel.time, "monotonic", lambda at=at: at)
        panel._restart_job()
    assert (engine.start.call_count, panel.seen) == (6, [])


def test_a_picture_is_taken_with_everything_drawn(panel):
    report = panel._report = Report()
    with panel._posing() as posing:
        assert isinstance(posing, QWidget)
    panel.content.show_report.assert_called_once_with(report)
    assert panel._shown() is report


def test_the_content_fills_the_panel(panel):
    panel.resize(300, 200)
    panel.grab()  # lays it out
    assert panel.content.setGeometry.call_args == call(panel.rect())

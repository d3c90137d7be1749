"""The job, driven without a window: it walks, goes back, keeps old paths, and is up to date."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import numpy as np
import pytest

from lossviz.data.points import DEMO, DEMO_B, DEMO_W
from lossviz.engine.jobs import Pause
from lossviz.model.formula import FormulaError
from lossviz.panelkit import pace
from lossviz.panelkit.commands import Configure, Look, Rewind, Run, StepBack, Stop, TakeStep
from lossviz.panelkit.example import LinearExample
from lossviz.panels.landscape.checking import check_here
from lossviz.panels.landscape.commands import ClearPaths, GoTo, Take
from lossviz.panels.landscape.job import MOST_OLD
from lossviz.panels.landscape.report import LandscapeReport, NoGround
from lossviz.panels.landscape.state import (
    WALKERS,
    LandscapeSight,
    LandscapeState,
    with_rival,
    with_start,
    with_surface,
    with_walker,
)
from lossviz.panels.landscape.surface_kinds import FORMULA, PLAYGROUND, SCORES, TRAINING
from lossviz.panels.landscape.walking import Walk
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.state import with_score
from lossviz.panels.scores.tables import LECTURE
from tests.panels.landscape.conftest import of_demo
from tests.panels.landscape.driven import MAP, QUICK, START


def way(report: LandscapeReport, walk: int = 0) -> list[list[float]]:
    """What was walked."""
    record = report.walks[walk]
    points: list[list[float]] = record.points[: record.done].tolist()
    return points


# The point


def test_it_begins_on_the_lecture_s_picture(drive):
    report = drive().ask()
    assert report.walk.last.at == (0.34, -1.11)
    assert f"{report.check.loss:.5f}" == "1.25347"
    assert report.state == START
    assert not report.running
    assert (report.old, report.map, report.hovered, report.lecture) == ((), None, None, None)
    assert len(report.errors) == 4


def test_a_drag_moves_the_point_and_all_that_hangs_on_it(drive):
    driven = drive(view=MAP)
    before = driven.ask()
    report = driven.set(with_start(START, 1.0, -0.5))
    assert report.walk.last.at == (1.0, -0.5)
    assert report.check.W.tolist() == [1.0, -0.5]
    assert report.cut.at == 1.0
    assert report.errors[0].error[20] != before.errors[0].error[20]
    assert report.map is before.map is not None
    assert report.ground is before.ground


def test_dragging_and_walking_and_stepping_back_lands_where_it_was(drive):
    driven = drive()
    for walker in WALKERS:
        driven.set(with_start(with_walker(START, walker), -0.4, -1.6))
        assert driven.steps(4).walk.done == 5
        for count in (4, 3, 2, 1, 1):
            assert driven.ask(StepBack()).walk.done == count
        assert driven.report.walk.last.at == (-0.4, -1.6)


def test_each_report_is_of_one_state_and_view(drive):
    driven = drive(view=MAP)
    driven.ask()
    for x in np.linspace(-1, 1, 7).tolist():
        driven.inbox.put(Configure(with_start(dataclasses.replace(START, h=1e-3), x, 0.2)))
        driven.inbox.put(Look(dataclasses.replace(MAP, cut="w2", hover=(x, x))))
        driven.next()
        driven.next()
    driven.ask()
    for report in driven.said:
        assert isinstance(report, LandscapeReport)
        start = report.state.start or report.ground.start
        assert report.walk.last.at == start == tuple(report.check.W)
        assert report.hovered is None or report.hovered.at == report.view.hover
        assert report.cut.at == start[report.view.cut == "w2"]
        wanted = check_here(report.ground, report.state, *start)
        assert report.check.analytic.tolist() == wanted.analytic.tolist()
        assert report.check.relative == wanted.relative


# Walking


def test_a_step_is_that_of_the_walk(drive):
    driven = drive()
    driven.ask()
    report = driven.steps(3)
    walk = Walk("gd", report.ground, report.ground.start)
    for _ in range(3):
        walk.advance(START)
    assert way(report) == [list(step.at) for step in walk.steps]
    assert report.check.W.tolist() == list(walk.last.at)


def test_what_comes_next_is_shown_while_it_rests_and_then_taken(drive):
    driven = drive()
    report = driven.ask()
    ahead = report.walk.points.tolist()
    assert (report.walk.done, len(ahead)) == (1, 21)
    assert way(driven.steps(20)) == ahead


def test_a_search_is_not_foretold(drive):
    report = drive(with_walker(START, "random")).ask()
    assert len(report.walk.points) == 1


def test_it_runs_until_it_is_told_to_stop(drive):
    driven = drive()
    driven.ask()
    driven.inbox.put(Run())
    driven.until(lambda: driven.report.walk.done > 30)
    assert driven.report.running
    assert len(driven.report.walk.points) == driven.report.walk.done
    report = driven.ask(Stop())
    assert not report.running
    assert way(report)[:31] == way(driven.steps(1))[:31]
    counts = [each.walk.done for each in driven.said if isinstance(each, LandscapeReport)]
    assert max(np.diff(counts)) <= 1  # each step was to be seen


@pytest.mark.parametrize("command", [TakeStep(), StepBack(), GoTo(2), Rewind()])
def test_a_step_by_hand_stops_a_run(drive, command):
    driven = drive()
    driven.ask()
    driven.inbox.put(Run())
    driven.until(lambda: driven.report.walk.done > 5)
    assert not driven.ask(command).running


def test_a_slow_walk_waits_between_its_steps(drive, monkeypatch):
    clock = SimpleNamespace(now=100.0, perf_counter=lambda: clock.now)
    monkeypatch.setattr(pace, "time", clock)
    driven = drive(view=LandscapeSight(speed=1))
    driven.ask()
    driven.inbox.put(Run())
    counts = []
    for clock.now in (100.0, 100.1, 100.8, 101.0, 101.5, 102.1):
        driven.next()
        driven.next()
        counts.append(driven.report.walk.done)
    assert counts == [2, 2, 2, 3, 3, 4]
    driven.ask(Stop())


def test_a_setting_acts_from_the_next_step_on_and_the_run_goes_on(drive):
    driven = drive()
    driven.ask()
    before = way(driven.steps(2))
    report = driven.set(dataclasses.replace(START, learning_rate=0.01))
    assert way(report) == before
    assert driven.steps(1).walk.last.learning_rate == 0.01
    driven.inbox.put(Run())
    driven.until(lambda: driven.report.walk.done > 6)
    driven.inbox.put(Configure(dataclasses.replace(START, learning_rate=0.02)))
    driven.until(lambda: driven.report.walk.last.learning_rate == 0.02)
    assert driven.report.running
    assert way(driven.report)[:3] == before
    driven.ask(Stop())


@pytest.mark.parametrize(
    ("surface", "formula", "start", "ending"),
    [("bowl", START.formula, None, "diverged"), (FORMULA, "log(w1) + w2^2", (1, 1), "edge")],
)
def test_a_run_ends_where_the_walk_ends(drive, surface, formula, start, ending):
    state = dataclasses.replace(
        START,
        surface=surface,
        formula=formula,
        start=start,
        learning_rate=10.0 if surface == "bowl" else 0.5,
    )
    driven = drive(state)
    driven.ask()
    report = driven.ask(Run())
    assert not report.running
    assert report.walk.ending == ending
    assert np.isfinite(report.walk.points).all()
    back = driven.ask(StepBack())
    assert back.walk.ending == "" or back.walk.done == 1
    assert driven.ask(GoTo(0)).walk.done == 1


# Old paths


def test_a_path_that_was_walked_stays_when_one_begins_anew(drive):
    driven = drive()
    driven.look(keeps_walks=True)
    first = way(driven.steps(3))
    report = driven.ask(Rewind())
    assert report.walk.done == 1
    assert report.walk.last.at == (0.34, -1.11)
    assert report.old[0].points.tolist() == first
    dragged = driven.set(with_start(START, 1.0, 0.0))
    assert len(dragged.old) == 1  # from there no step was taken
    driven.steps(1)
    assert [each.done for each in driven.ask(Rewind()).old] == [4, 2]
    assert driven.ask(ClearPaths()).old == ()
    assert driven.report.walk.last.at == (1.0, 0.0)


def test_a_walk_from_another_point_takes_the_others_away_unless_they_are_kept(drive):
    driven = drive()
    driven.ask()
    driven.steps(2)
    assert [each.done for each in driven.ask(Rewind()).old] == [3]  # from the same point
    assert driven.set(with_start(START, 1.0, 0.0)).old == ()


def test_the_oldest_paths_are_forgotten(drive):
    driven = drive()
    driven.ask()
    for count in range(MOST_OLD + 3):
        driven.steps(1 + count % 4)
        driven.ask(Rewind())
    assert len(driven.report.old) == MOST_OLD


def test_going_to_a_step_leaves_no_old_path(drive):
    driven = drive()
    driven.ask()
    there = way(driven.steps(5))
    report = driven.ask(GoTo(2))
    assert way(report) == there[:3]
    assert report.old == ()
    assert way(driven.steps(3)) == there


# A race


def race(*walkers: str) -> LandscapeState:
    state = with_walker(START, walkers[0])
    for each in walkers[1:]:
        state = with_rival(state, each, True)
    return state


def test_all_that_race_begin_where_the_one_in_hand_stands(drive):
    driven = drive()
    driven.ask()
    there = driven.steps(2).walk.last.at
    report = driven.set(race("gd", "momentum", "adam", "random"))
    assert [walk.walker for walk in report.walks] == ["gd", "momentum", "adam", "random"]
    assert {walk.last.at for walk in report.walks} == {there}
    report = driven.steps(4)
    assert [walk.done for walk in report.walks] == [5] * 4
    assert len({walk.last.at for walk in report.walks}) > 2
    assert [walk.done for walk in driven.ask(StepBack()).walks] == [4] * 4
    assert [walk.done for walk in driven.ask(GoTo(1)).walks] == [2] * 4


def test_where_one_can_not_go_on_the_others_do(drive):
    state = dataclasses.replace(race("gd", "adam"), surface="bowl", learning_rate=10.0)
    driven = drive(state)
    driven.ask()
    report = driven.steps(12)
    assert [walk.ending for walk in report.walks] == ["diverged", ""]
    assert report.walks[1].done == 13


def test_a_step_back_of_a_race_lands_where_all_stood(drive):
    state = dataclasses.replace(race("adam", "gd"), surface="bowl", learning_rate=10.0)
    driven = drive(state)
    driven.ask()
    stood = [[walk.last.at for walk in driven.steps(1).walks] for _ in range(8)]
    assert driven.report.walks[1].ending == "diverged"
    for there in stood[-2::-1]:
        assert [walk.last.at for walk in driven.ask(StepBack()).walks] == there


def test_another_walker_goes_on_from_where_one_stands_and_the_path_stays(drive):
    driven = drive()
    driven.ask()
    there = driven.steps(2).walk.last.at
    report = driven.set(with_walker(START, "adam"))
    assert report.walk.last.at == there
    assert [each.walker for each in report.old] == ["gd"]


# Other grounds


@pytest.mark.parametrize(
    "change", [{"loss": "hinge"}, {"strength": 0.1}, {"regularization": "l1"}], ids=str
)
def test_another_loss_keeps_the_place(drive, change):
    driven = drive(view=MAP)
    driven.ask()
    there = driven.steps(2).walk.last.at
    before = driven.report
    report = driven.set(dataclasses.replace(START, **change))
    assert report.walk.last.at == there
    assert report.walk.done == 1
    assert report.ground is not before.ground
    assert len(report.old) == 1
    assert report.map is not before.map


def test_another_surface_begins_at_its_start_without_old_paths(drive):
    driven = drive(view=MAP)
    driven.ask()
    driven.steps(2)
    driven.ask(Rewind())
    before = driven.report.map
    report = driven.set(with_surface(START, "saddle"))
    assert report.walk.last.at == report.ground.start
    assert report.old == ()
    assert report.map is not None
    assert report.map is not before
    back = driven.set(START)
    assert back.walk.last.at == (0.34, -1.11)


def test_a_path_of_another_surface_is_not_drawn_on_this_one(drive):
    driven = drive()
    driven.ask()
    driven.steps(3)
    assert driven.set(with_surface(START, "saddle")).old == ()


def test_a_point_and_a_loss_that_change_together_both_change(drive):
    driven = drive()
    driven.ask()
    report = driven.set(dataclasses.replace(START, start=(1.0, 0.2), loss="hinge"))
    assert report.walk.last.at == (1.0, 0.2)
    assert report.ground.status.startswith("Hinge")


def test_a_new_surface_ends_a_run(drive):
    driven = drive()
    driven.ask()
    driven.inbox.put(Run())
    driven.until(lambda: driven.report.walk.done > 3)
    assert not driven.set(with_surface(START, "bowl")).running


def test_no_report_shows_a_map_of_another_ground(drive):
    driven = drive(view=MAP)
    driven.ask()
    for surface in ("bowl", "rosenbrock", "two-weights"):
        driven.inbox.put(Configure(with_surface(START, surface)))
        for x in range(12):  # the hand does not wait for the map
            driven.next()
            if x % 4 == 3:
                driven.inbox.put(Look(dataclasses.replace(MAP, hover=(x, 0.5))))
        driven.ask()
    ground_of_map = {}
    for report in driven.said:
        assert isinstance(report, LandscapeReport)
        if report.map is not None:
            assert ground_of_map.setdefault(report.map, report.ground) is report.ground
    assert len(ground_of_map) == 4


def test_no_report_shows_errors_of_another_point(drive):
    driven = drive()
    driven.ask()
    for x in np.linspace(-1, 1, 5).tolist():
        driven.ask(Configure(with_start(START, x, 0.2)), TakeStep())
    for report in driven.said:
        assert isinstance(report, LandscapeReport)
        if report.errors:
            forward, at = report.errors[0], report.walk.last.at
            state = dataclasses.replace(START, h=float(forward.h[30]))
            assert forward.error[30] == check_here(report.ground, state, *at).relative


def test_the_map_follows_the_window_and_the_scale(drive):
    driven = drive(view=MAP)
    first = driven.ask().map
    assert first is not None
    linear = driven.look(log=False).map
    assert linear is not None
    assert (linear.heights != first.heights).any()
    again = driven.look(hover=(0.1, 0.2))
    assert again.map is linear
    assert again.hovered is not None


def test_a_failing_formula_is_a_failure_and_not_a_hang(drive):
    driven = drive(dataclasses.replace(START, surface=FORMULA, formula="w1 +"))
    with pytest.raises(FormulaError):
        driven.ask()


# What is looked at


def test_the_lecture_s_table_and_the_minibatches_are_there_when_they_are_looked_at(drive):
    driven = drive()
    report = driven.ask()
    assert (report.lecture, len(report.minibatches)) == (None, 0)
    report = driven.look(table="lecture", minibatches=True)
    assert report.lecture is not None
    assert f"{report.lecture.loss:.5f}" == "1.25347"
    assert report.minibatches.shape == (12, 2)
    assert len(driven.set(dataclasses.replace(START, batches=40)).minibatches) == 40


# What other panels offer


def test_without_a_table_it_says_so_and_takes_one_that_comes(drive, lecture):
    driven = drive(with_surface(START, SCORES))
    driven.until(lambda: bool(driven.said))
    (none,) = driven.said
    assert isinstance(none, NoGround)
    assert (none.panel, none.state.surface) == ("scores", SCORES)
    for command in (TakeStep(), Run(), StepBack(), Rewind(), GoTo(3), ClearPaths(), Stop()):
        driven.inbox.put(command)
    driven.until(lambda: driven.next() is Pause.WAITING)
    report = driven.ask(Take(lecture))
    assert f"{report.check.loss:.4f}" == "2.7587"
    assert report.ground.examples == 3


def test_the_table_is_followed_while_one_walks_on_it(drive, lecture):
    driven = drive(with_surface(START, SCORES))
    driven.inbox.put(Take(lecture))
    before = driven.ask()
    other = score_example(with_score(LECTURE, 0, 0, 9.0))
    after = driven.ask(Take(other))
    assert after.check.loss != before.check.loss
    assert after.walk.last.at[0] == 9.0
    elsewhere = driven.set(START)
    assert driven.ask(Take(lecture)).ground is elsewhere.ground


def test_the_weights_in_training_are_walked_on(drive, trace_of):
    driven = drive(dataclasses.replace(START, surface=TRAINING, learning_rate=0.05), MAP)
    driven.until(lambda: bool(driven.said))
    assert isinstance(driven.said[0], NoGround)
    assert driven.said[0].panel == "training"
    report = driven.ask(Take(trace_of()))
    assert report.training is not None
    assert report.training.templates.shape == (10, 32, 32, 3)
    assert 0 <= report.training.accuracy <= 1
    assert report.check.weights == 30_730
    there = driven.steps(2)
    assert there.training is not None
    assert (there.training.templates != report.training.templates).any()
    newer = driven.ask(Take(trace_of(steps=9)))
    assert newer.walk.last.at == (0, 0)
    assert newer.ground.status.endswith("step 9")


def test_without_weights_of_the_playground_it_says_so_and_takes_some_that_come(drive):
    driven = drive(with_surface(START, PLAYGROUND))
    driven.until(lambda: bool(driven.said))
    (none,) = driven.said
    assert isinstance(none, NoGround)
    assert none.why == "The Playground has not shown its weights here yet."
    assert (none.panel, none.state.surface) == ("playground", PLAYGROUND)
    report = driven.ask(Take(of_demo()))
    assert report.walk.last.at == (1, 2)
    assert f"{report.check.loss:.3f}" == "6.267"
    driven.steps(2)
    there = driven.ask(Take(of_demo(linear=LinearExample(-DEMO_W, DEMO_B, DEMO.X))))
    assert (there.walk.last.at, there.walk.done, there.old) == ((-1, -2), 1, ())
    elsewhere = driven.set(START)
    assert driven.ask(Take(of_demo())).ground is elsewhere.ground


def test_other_entries_of_the_playground_are_another_ground_and_other_losses_are_not(drive):
    driven = drive(with_surface(START, PLAYGROUND))
    driven.inbox.put(Take(of_demo()))
    before = driven.ask()
    same = driven.set(dataclasses.replace(before.state, loss="hinge", strength=3.0))
    assert same.ground is before.ground
    assert driven.set(dataclasses.replace(same.state, entries=("b 0 0", ""))).ground is same.ground
    chosen = dataclasses.replace(same.state, playground_entries=("b 2 0", "W 1 0"))
    report = driven.set(chosen)
    assert report.ground.names == ("b of class 2", "w₀ of class 1")
    assert report.walk.last.at == (-0.5, 2)


@pytest.mark.parametrize("walker", ["gd", "sgd", "adam"])
def test_a_walk_on_weights_of_the_playground_goes_down(drive, walker):
    driven = drive(with_walker(with_surface(START, PLAYGROUND), walker), MAP)
    driven.inbox.put(Take(of_demo()))
    before = driven.look(minibatches=True)
    assert before.minibatches.shape == (12, 2)
    assert before.map is not None
    assert before.map.done
    assert driven.steps(20).check.loss < before.check.loss


@pytest.mark.parametrize("walker", ["sgd", "random"])
def test_all_numbers_of_a_report_are_finite_or_said_to_be_none(drive, trace_of, walker):
    state = with_walker(dataclasses.replace(START, surface=TRAINING), walker)
    driven = drive(state, dataclasses.replace(QUICK, minibatches=True))
    driven.inbox.put(Take(trace_of()))
    driven.ask()
    report = driven.steps(3)
    for each in (report.walk.points, report.walk.losses, report.cut.loss, report.minibatches):
        assert np.isfinite(each).all()


# Found in review


def test_the_error_curves_of_the_lecture_come_back_after_another_ground(drive):
    driven = drive()
    assert len(driven.look(table="lecture").errors) == 4
    report = driven.set(dataclasses.replace(START, strength=0.1))
    assert len(report.errors) == 4


def test_a_point_that_is_dragged_while_it_runs_has_no_negative_speed(drive):
    driven = drive()
    driven.ask()
    driven.inbox.put(Run())
    for _ in range(40):
        driven.next()
    driven.inbox.put(Configure(with_start(START, -0.5, 0.5)))
    for _ in range(10):
        driven.next()
    speeds = [each.steps_per_second for each in driven.said if isinstance(each, LandscapeReport)]
    assert min(speeds) >= 0


def test_what_a_report_shares_with_others_cannot_be_written(drive):
    check = drive().ask().check
    assert not check.W.flags.writeable
    assert not check.analytic.flags.writeable

"""What is looked at around the point: the cut, the minibatches, the error against h."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.totals import finished
from lossviz.panels.landscape.checking import check_here
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.looking import (
    POINTS,
    POINTS_OF_MANY,
    Cut,
    ErrorCurve,
    cut_through,
    error_curves,
    hovered,
    minibatch_slopes,
    steps_of_h,
)
from lossviz.panels.landscape.state import LandscapeSight, LandscapeState, Point
from lossviz.panels.landscape.surface_kinds import FORMULA, PLAYGROUND, SCORES, TRAINING
from lossviz.panels.landscape.walking import Walk
from tests.panels.scores.tables import steady

DIRECTIONS = ("w1", "w2", "analytic", "numeric")
GROUNDS = (
    {}, {"loss": "hinge"}, {"surface": SCORES}, {"surface": PLAYGROUND},
    {"surface": TRAINING, "plane": "path"}, {"surface": "rosenbrock"}, {"surface": FORMULA},
)  # fmt: skip


def cut(ground: Ground, way: str, at: Point | None = None, **settings: object) -> Cut:
    state = LandscapeState(**settings)  # type: ignore[arg-type]
    check = check_here(ground, state, *(ground.start if at is None else at))
    ranges = ground.w1_range, ground.w2_range
    return cut_through(ground, state, LandscapeSight(cut=way), check, ranges)


# The cut


@pytest.mark.parametrize("settings", GROUNDS)
@pytest.mark.parametrize("way", DIRECTIONS)
def test_a_cut_goes_through_the_point_and_its_slope_is_the_derivative(ground_of, way, settings):
    ground = ground_of(**settings)
    w1, w2 = at = 0.31, -0.17
    found = cut(ground, way, at, h=1e-6, scheme="central")
    assert found.here == pytest.approx(float(ground.surface.loss(*at)))
    assert found.x[0] <= found.at <= found.x[-1]
    gradient = np.array(ground.surface.gradient(*at))
    along = {"w1": np.array([1, 0]), "w2": np.array([0, 1])}.get(
        way, -gradient / np.linalg.norm(gradient)
    )
    assert found.slope == pytest.approx(float(gradient @ along), rel=1e-4)
    assert found.numeric == pytest.approx(found.slope, rel=1e-4)
    t = found.x[[0, 30, -1]] - found.at
    wanted = [float(ground.surface.loss(w1 + s * along[0], w2 + s * along[1])) for s in t]
    assert found.loss[[0, 30, -1]] == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize("way", DIRECTIONS)
@pytest.mark.parametrize("mistake", ["none", "average"])
def test_both_slopes_of_a_cut_are_their_own(ground_of, way, mistake):
    """A large h, or a mistake, parts the two: neither may stand in for the other."""
    ground, state = ground_of(), LandscapeState(h=0.1, mistake=mistake)
    check = check_here(ground, state, *ground.start)
    assert check.numeric is not None
    found = cut(ground, way, h=0.1, mistake=mistake)
    gradient = {"analytic": check.analytic, "numeric": check.numeric}.get(way, check.numeric)
    along = {"w1": np.array([1, 0]), "w2": np.array([0, 1])}.get(
        way, -gradient / np.linalg.norm(gradient)
    )
    assert found.slope == pytest.approx(float(check.analytic @ along))
    assert found.numeric == pytest.approx(float(check.numeric @ along))
    assert abs(found.numeric - found.slope) > 1e-3


def test_the_slide_s_slope_along_the_first_weight(ground_of):
    found = cut(ground_of(), "w1")
    assert f"{found.slope:.3f}" == "-2.500"
    assert (found.at, found.step) == (0.34, None)
    assert (found.x[0], found.x[-1], len(found.x)) == (-1.7, 2.3, POINTS)


@pytest.mark.parametrize("settings", GROUNDS)
@pytest.mark.parametrize("rate", [1e-3, 0.1])
def test_along_the_gradient_the_step_lands_where_gradient_descent_lands(ground_of, settings, rate):
    ground = ground_of(**settings)
    found = cut(ground, "analytic", learning_rate=rate)
    walk = Walk("gd", ground, ground.start)
    assert walk.advance(LandscapeState(learning_rate=rate))
    assert found.step is not None
    stride, loss = found.step
    assert stride == pytest.approx(np.hypot(*np.subtract(walk.last.at, ground.start)))
    assert loss == pytest.approx(walk.last.loss)


@pytest.mark.parametrize("way", ["analytic", "numeric"])
def test_downhill_is_ahead_and_the_step_can_be_seen(ground_of, way):
    found = cut(ground_of(), way, learning_rate=0.5)
    assert found.at == 0
    assert found.slope < 0
    assert found.step is not None
    assert found.x[0] < 0 < found.step[0] < found.x[-1]


def test_with_a_wrong_sign_the_step_goes_up(ground_of):
    found = cut(ground_of(), "analytic", learning_rate=0.1, mistake="sign")
    assert found.step is not None
    assert found.step[1] > found.here


def test_a_point_beside_the_map_has_a_cut_too(ground_of):
    found = cut(ground_of(surface="bowl"), "w2", (0.0, 50.0))
    assert (found.x[0], found.at, found.x[-1]) == (47, 50, 53)
    assert found.loss[0] == pytest.approx(47**2)


@pytest.mark.parametrize("way", ["analytic", "numeric"])
def test_where_there_is_no_way_down_there_is_no_step(ground_of, way):
    flat = cut(ground_of(surface="bowl"), way, (0.0, 0.0), scheme="central")
    edge = cut(ground_of(surface=FORMULA, formula="log(w1)"), way, (-1.0, 0.0))
    lost = cut(ground_of(), "numeric", precision="float32", h=1e-12)
    for found in (flat, edge, lost):
        assert found.step is None
        assert np.isfinite(found.x).all()
    assert lost.numeric is None


def test_a_cut_of_very_many_scores_has_fewer_points(ground_of):
    ground = ground_of()
    rows = np.tile(np.arange(12), 500)
    assert ground.landscape is not None
    large = dataclasses.replace(ground, surface=ground.landscape.minibatch(rows))
    few, many = cut(large, "w1"), cut(ground, "w1")
    assert (len(few.x), len(many.x)) == (POINTS_OF_MANY, POINTS)
    assert few.loss[[0, -1]] == pytest.approx(many.loss[[0, -1]])


# Under the pointer


@pytest.mark.parametrize("settings", GROUNDS)
def test_loss_and_gradient_under_the_pointer(ground_of, settings):
    ground = ground_of(**settings)
    found = hovered(ground, (0.4, -0.3))
    assert found.at == (0.4, -0.3)
    assert found.loss == float(ground.surface.loss(0.4, -0.3))
    assert found.slope == pytest.approx(np.array(ground.surface.gradient(0.4, -0.3)))


# Minibatches


def test_many_minibatches_lie_around_the_full_gradient(ground_of):
    ground = ground_of(strength=0.3)
    state = LandscapeState(batch_size=4, batches=200, strength=0.3)
    found = minibatch_slopes(ground, state, *ground.start)
    full = np.array(ground.surface.gradient(*ground.start))
    assert found.shape == (200, 2)
    spread = found.std(axis=0)
    assert (np.abs(found.mean(axis=0) - full) < 4 * spread / np.sqrt(200)).all()
    larger = minibatch_slopes(ground, dataclasses.replace(state, batch_size=10), *ground.start)
    assert (larger.std(axis=0) < spread).all()


def test_each_minibatch_is_the_gradient_on_some_examples(ground_of):
    ground = ground_of(loss="hinge", strength=0.1)
    one = minibatch_slopes(ground, LandscapeState(batch_size=1, batches=50), *ground.start)
    assert ground.landscape is not None
    each = ground.landscape.example_slopes(*ground.start)
    each = each + ground.landscape.penalty_slope(*ground.start)
    assert {tuple(row) for row in one} <= {tuple(row) for row in each}
    assert len({tuple(row) for row in one}) > 3


@pytest.mark.parametrize("batch", [12, 13, 1_000_000])
def test_a_batch_of_all_examples_has_no_cloud(ground_of, batch):
    ground = ground_of()
    assert minibatch_slopes(ground, LandscapeState(batch_size=batch), 0, 0).shape == (0, 2)


def test_a_plain_function_has_no_minibatches(ground_of):
    assert minibatch_slopes(ground_of(surface="bowl"), LandscapeState(), 1, 1).shape == (0, 2)


def test_the_cloud_stays_while_one_looks_and_another_seed_draws_another(ground_of):
    ground = ground_of()
    one, again, other = (
        minibatch_slopes(ground, LandscapeState(seed=seed), 0.1, 0.2) for seed in (3, 3, 4)
    )
    assert (one == again).all()
    assert (one != other).any()


# The error against h


def curves(ground: Ground, mistake: str = "none", at: Point | None = None) -> dict:
    state = LandscapeState(mistake=mistake)
    found = finished(error_curves(ground, state, *(ground.start if at is None else at)))
    return {(each.scheme, each.precision): each for each in found}


def least(curve: ErrorCurve) -> float:
    return float(np.nanmin(curve.error))


def test_the_steps_of_h_go_from_the_smallest_to_the_largest():
    h = steps_of_h()
    assert (h[0], h[-1], len(h)) == (pytest.approx(1e-12), pytest.approx(1e-1), 45)
    assert np.diff(np.log10(h)) == pytest.approx(0.25)


@pytest.mark.parametrize("settings", [{}, {"surface": "rosenbrock"}, {"surface": TRAINING}])
def test_the_error_is_least_between_round_off_and_truncation(ground_of, settings):
    ground = ground_of(**settings)
    at = (0.5, -0.5) if settings.get("surface") == TRAINING else ground.start
    for (scheme, precision), curve in curves(ground, at=at).items():
        ends = curve.error[~np.isnan(curve.error)][[0, -1]]
        assert (ends > 3 * least(curve)).all(), (scheme, precision)


def test_central_beats_forward_and_float64_beats_float32(ground_of):
    found = curves(ground_of())
    assert len(found) == 4
    for precision in ("float32", "float64"):
        assert least(found["central", precision]) < least(found["forward", precision]) / 10
    for scheme in ("forward", "central"):
        assert least(found[scheme, "float64"]) < least(found[scheme, "float32"]) / 1000


def test_where_h_is_lost_the_curve_has_a_gap(ground_of):
    found = curves(ground_of())
    for scheme in ("forward", "central"):
        error = found[scheme, "float32"].error
        assert np.isnan(error[0])
        gap = np.flatnonzero(np.isnan(error))
        assert gap.tolist() == list(range(len(gap)))
        assert not np.isnan(found[scheme, "float64"].error).any()


def test_the_curve_has_the_error_of_the_check(ground_of):
    ground = ground_of()
    curve = curves(ground)["forward", "float64"]
    for k in (8, 20, 32, 40):
        state = LandscapeState(h=float(curve.h[k]))
        assert curve.error[k] == check_here(ground, state, *ground.start).relative


def test_a_mistake_leaves_no_h_that_helps(ground_of):
    for curve in curves(ground_of(), "sign").values():
        assert least(curve) > 0.9


def test_the_curves_rest_after_each_h(ground_of):
    ground = ground_of()
    assert sum(1 for _ in error_curves(ground, LandscapeState(), 0.3, 0.3)) == 4 * 45


@steady
@given(w1=st.floats(-1e6, 1e6), w2=st.floats(-1e6, 1e6))
def test_the_curves_can_be_worked_out_anywhere(ground_of, w1, w2):
    for settings in ({"surface": FORMULA, "formula": "log(w1) / w2"}, {"surface": "rosenbrock"}):
        for curve in curves(ground_of(**settings), at=(w1, w2)).values():
            assert len(curve.error) == 45

"""Landscapes: the loss and slope on a plane are those of the model itself, in each precision."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lossviz.model import landscape as module
from lossviz.model.gradients import numeric_gradient, relative_error
from lossviz.model.landscape import Kinks, Landscape, PlaneWeights, kinks
from lossviz.model.losses import LOSSES, Hinge, Loss, OneVsAll, Softmax, Structured
from lossviz.model.objective import objective
from lossviz.model.regularization import REGULARIZERS, Regularization
from tests.model.drawn_landscapes import EVERY_LOSS, drawn

NONE = Regularization("none", 0.0)
LECTURE = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
each_loss = pytest.mark.parametrize("loss", EVERY_LOSS)
each_penalty = pytest.mark.parametrize("kind", REGULARIZERS)
quick = settings(max_examples=15, deadline=None, derandomize=True)
seeds, places = st.integers(0, 10_000), st.floats(-3, 3)


def of_scores(
    S0: np.ndarray, S1: np.ndarray, S2: np.ndarray, y: list[int], loss: Loss
) -> Landscape:
    """Scores that move by themselves: there are no weights."""
    none = np.zeros(0)
    return Landscape(S0, S1, S2, np.array(y), loss, PlaneWeights(*[none] * 6), NONE)


def two_scores(loss: Loss, y: int = 0) -> Landscape:
    """One example of two classes, whose scores are w1 and w2."""
    return of_scores(np.zeros((1, 2)), np.array([[1.0, 0]]), np.array([[0, 1.0]]), [y], loss)


# The loss


@pytest.mark.parametrize(
    ("loss", "once", "twice"),
    [
        (Hinge(), 15.8 / 3, 28.6 / 3),
        (Hinge(include_true_class=True), 18.8 / 3, 31.6 / 3),
        (Hinge(mean=True), 7.9 / 3, 14.3 / 3),
        (Hinge(squared=True), 91.66 / 3, 306.44 / 3),
    ],
)
def test_the_lecture_example_with_its_scores_once_and_twice(
    loss: Loss, once: float, twice: float
) -> None:
    f = of_scores(LECTURE, LECTURE, np.zeros((3, 3)), [0, 1, 2], loss)
    assert float(f.loss(0, 0)) == pytest.approx(once)
    assert float(f.loss(1, 7)) == pytest.approx(twice)


@each_loss
@each_penalty
@quick
@given(seed=seeds, w1=places, w2=places)
def test_loss_and_slope_are_the_models(
    loss: str, kind: str, seed: int, w1: float, w2: float
) -> None:
    case = drawn(loss, kind, seed)
    model = case.model(w1, w2)
    assert float(case.f.loss(w1, w2)) == pytest.approx(model.total, rel=1e-11)
    assert float(case.f.data_loss(w1, w2)) == pytest.approx(model.data, rel=1e-11)
    assert float(case.f.penalty(w1, w2)) == pytest.approx(model.penalty, rel=1e-11)
    assert case.f.slope(w1, w2) == pytest.approx(case.model_slope(w1, w2), rel=1e-9, abs=1e-9)


@each_loss
@each_penalty
@quick
@given(seed=seeds, w1=places, w2=places)
def test_in_float32_too(loss: str, kind: str, seed: int, w1: float, w2: float) -> None:
    case = drawn(loss, kind, seed, np.float32)
    assert float(case.f.loss(w1, w2)) == pytest.approx(case.model(w1, w2).total, rel=2e-5, abs=2e-5)


@each_loss
def test_weights_broadcast(loss: str) -> None:
    f = drawn(loss, "elastic", 1).f
    w1, w2 = np.linspace(-2, 2, 5), np.linspace(-1, 1, 3)[:, None]
    wanted = [[float(f.loss(a, b)) for a in w1] for b in w2[:, 0]]
    assert f.loss(w1, w2) == pytest.approx(np.array(wanted), rel=1e-12)
    assert f.loss(1, 2).shape == ()
    slopes = np.array([[f.slope(a, b) for a in w1.tolist()] for b in w2[:, 0].tolist()])
    assert np.stack(f.gradient(w1, w2), axis=-1) == pytest.approx(slopes)
    assert [each.shape for each in f.gradient(1, 2)] == [(), ()]


@each_loss
def test_points_in_blocks_are_the_same(loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    f, w1 = drawn(loss, "l2", 2).f, np.linspace(-2, 2, 7)
    at_once = f.loss(w1, 0.5)
    for most in (1, 3 * f.S0.size, 4 * f.S0.size):  # 1, 3 or 4 points at a time
        monkeypatch.setattr(module, "MOST_NUMBERS", most)
        assert f.loss(w1, 0.5) == pytest.approx(at_once, rel=1e-14)


# The slope


@each_loss
@each_penalty
@quick
@given(seed=seeds, w1=places, w2=places)
def test_the_numeric_gradient_agrees(loss: str, kind: str, seed: int, w1: float, w2: float) -> None:
    f, h = drawn(loss, kind, seed).f, 1e-5
    assume(not near_corner(f, w1, w2, 2 * h))
    slope = f.slope(w1, w2)
    assume(np.linalg.norm(slope) > 1e-3)
    numeric = numeric_gradient(lambda w: float(f.loss(w[0], w[1])), np.array([w1, w2]), h)
    assert relative_error(slope, numeric) < 1e-6


def near_corner(f: Landscape, w1: float, w2: float, h: float) -> bool:
    """Whether a hinge, the highest of the wrong scores, or a weight's size has its corner near."""
    weights = np.abs(f.plane.weights(w1, w2))
    return bool(kinks(f, w1, w2).crossed(w1, w2, h) or weights.min() < 10 * h)


@each_loss
def test_example_slopes_have_the_data_slope_as_their_mean(loss: str) -> None:
    case = drawn(loss, "l2", 3)
    each = case.f.example_slopes(0.4, -0.3)
    assert each.shape == (5, 2)
    one = case.f.minibatch(np.array([2]))
    assert each[2] == pytest.approx(one.slope(0.4, -0.3) - one.penalty_slope(0.4, -0.3))
    assert each.mean(axis=0) + case.f.penalty_slope(0.4, -0.3) == pytest.approx(
        case.f.slope(0.4, -0.3)
    )


def test_the_bias_slope_is_what_a_penalty_on_biases_would_add() -> None:
    plane = PlaneWeights(*np.eye(3), *(np.array([b]) for b in (2.0, 1.0, -3.0)))
    f = replace(drawn("hinge", "l2", 0).f, plane=plane, regularization=Regularization("l2", 0.5))
    # b = 2 + w1 − 3 w2 = 1 at (2, 1): strength · 2 b · (1, −3)
    assert f.bias_slope(2, 1).tolist() == [1.0, -3.0]
    assert f.penalty_slope(2, 1).tolist() == [2.0, 1.0]


# Parts of a landscape


@each_loss
@each_penalty
@quick
@given(seed=seeds, at=st.tuples(places, places), way=st.tuples(places, places), t=places)
def test_a_line_is_the_landscape_along_it(
    loss: str, kind: str, seed: int, at: tuple[float, float], way: tuple[float, float], t: float
) -> None:
    f = drawn(loss, kind, seed).f
    line, (w1, w2) = f.line(*at, *way), (at[0] + t * way[0], at[1] + t * way[1])
    assert float(line.loss(t, 5.0)) == pytest.approx(float(f.loss(w1, w2)), rel=1e-9)
    assert line.plane.weights(t, 5.0) == pytest.approx(f.plane.weights(w1, w2), abs=1e-12)
    assert line.plane.biases(t, 5.0) == pytest.approx(f.plane.biases(w1, w2), abs=1e-12)
    assume(not near_corner(f, w1, w2, 1e-9))
    along, across = line.slope(t, 5.0)
    assert along == pytest.approx(f.slope(w1, w2) @ way, rel=1e-9, abs=1e-9)
    assert across == 0


@each_loss
def test_a_minibatch_is_the_model_on_some_examples(loss: str) -> None:
    case, rows = drawn(loss, "elastic", 4), np.array([3, 0])
    batch = case.f.minibatch(rows)
    some = case._replace(X=case.X[rows], y=case.y[rows])
    assert float(batch.loss(0.3, -1.2)) == pytest.approx(some.model(0.3, -1.2).total)
    assert batch.slope(0.3, -1.2) == pytest.approx(some.model_slope(0.3, -1.2))
    assert batch.minibatch(np.array([0])).y.tolist() == [case.y[3]]


def test_minibatches_that_share_the_examples_out_have_the_whole_as_their_mean() -> None:
    f = drawn("softmax", "l2", 5, N=6).f
    parts = [f.minibatch(rows) for rows in np.arange(6).reshape(3, 2)]
    slopes = np.mean([part.slope(0.1, 0.2) for part in parts], axis=0)
    assert slopes == pytest.approx(f.slope(0.1, 0.2))


def test_accuracy_counts_the_highest_scores() -> None:
    S0 = np.array([[2.0, 1.0], [0.0, 1.0], [3.0, 0.0], [0.0, 2.0]])
    lift = np.array([[0.0, 1.0]] * 4)
    f = of_scores(S0, lift, np.zeros((4, 2)), [0, 0, 0, 1], Softmax())
    assert f.accuracy(0, 0) == 0.75
    assert f.accuracy(2, 0) == 0.5  # the second class is two higher: it wins all but one
    assert f.accuracy(-5, 9) == 0.75


# Precision, and numbers that are too large


@each_loss
@each_penalty
def test_float32_stays_float32(loss: str, kind: str) -> None:
    f = drawn(loss, kind, 6).f.in_precision(np.float32)
    parts = (f.S0, f.S1, f.S2, *f.plane)
    assert {part.dtype for part in parts} == {np.dtype(np.float32)}
    w = np.linspace(-1, 1, 3)
    results = (
        f.loss(w, 0.5), f.data_loss(0.1, w), f.penalty(w, w[:, None]), *f.gradient(w, 0.5),
        f.slope(0.5, 0.1), f.example_slopes(0.5, 0.1), f.penalty_slope(0.5, 0.1),
        f.bias_slope(0.5, 0.1), f.scores(0.5, 0.1), f.line(0.5, 0.1, 0.3, 0.4).loss(w, 0),
        f.line(0.5, 0.1, 0.3, 0.4).slope(1.0, 0.0), f.minibatch(np.array([1])).slope(0.5, 0.1),
    )  # fmt: skip
    assert {each.dtype for each in results} == {np.dtype(np.float32)}
    assert f.in_precision(np.float32) is f


def test_precision_there_and_back() -> None:
    f = drawn("hinge", "l1", 7).f
    assert f.in_precision(np.float64) is f
    assert f.in_precision(np.dtype("float64")) is f
    back = f.in_precision(np.float32).in_precision(np.float64)
    assert back.S1.dtype == np.float64
    assert 0 < np.abs(back.S1 - f.S1).max() < 1e-6


@each_loss
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan, 1e300])
def test_what_is_out_of_range_raises_no_warning(loss: str, dtype: type, bad: float) -> None:
    f = drawn(loss, "elastic", 8, dtype).f
    assert not np.isfinite(f.loss(bad, bad))
    assert [each.shape for each in f.gradient(bad, bad)] == [(), ()]


@each_loss
@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_a_score_that_is_no_number_is_lost_in_its_own_example_alone(loss: str, bad: float) -> None:
    f = drawn(loss, "elastic", 8).f
    f.S0[1, 2] = bad
    assert f.loss(0.5, 0.5).shape == ()
    slopes = f.example_slopes(0.5, 0.5)
    assert np.isfinite(slopes[[0, 2, 3, 4]]).all()
    assert f.slope(0.5, 0.5).shape == (2,)


def test_softmax_of_scores_a_thousand_apart() -> None:
    f = two_scores(Softmax())
    w = np.array([0.0, 500.0, 1000.0])
    assert f.loss(w, 1000.0) == pytest.approx([1000.0, 500.0, np.log(2)])
    assert f.loss(1000.0, 0.0) == 0
    assert f.slope(0.0, 1000.0).tolist() == [-1.0, 1.0]


# Kinks


def test_a_hinge_has_its_corner_where_the_margin_is_used_up() -> None:
    corner = kinks(two_scores(Hinge()), 0, 0)  # max(0, w2 − w1 + 1)
    assert [each.tolist() for each in corner] == [[1.0], [-1.0], [1.0], [1.0]]
    assert corner.difference(0, 0, 0.5) == 0
    assert corner.difference(0, 0, 1) == pytest.approx(2**0.5)  # both slopes may be off by 1
    assert corner.nearest(0, 0) == (0.5, -0.5)
    assert corner.nearest(3, 2) == (3, 2)
    assert [corner.crossed(0, 0, h) for h in (0.99, 1.0)] == [0, 1]
    assert corner.crossed(3, 2, 0) == 0
    assert corner.crossed(3, 2, 1e-12) == 1


def test_one_vs_all_has_a_corner_for_each_class() -> None:
    corners = kinks(two_scores(OneVsAll(margin=2.0)), 0, 0)  # max(0, 2 − w1) + max(0, 2 + w2)
    assert corners.nearest(1.9, 5.0) == (2.0, 5.0)
    assert corners.nearest(0.0, -1.5) == (0.0, -2.0)
    assert [corners.crossed(1.9, -1.8, h) for h in (0.09, 0.11, 0.21)] == [0, 1, 2]


def test_the_structured_loss_has_corners_where_another_class_is_the_worst() -> None:
    up = np.eye(3)[1:, None]
    f = of_scores(np.zeros((1, 3)), up[0], up[1], [0], Structured())  # max(0, w1 + 1, w2 + 1)
    tie = kinks(f, 0, 0)
    assert tie.crossed(0, 0, 1e-3) == 1
    assert tie.difference(0, 0, 1e-3) == pytest.approx(2**0.5)
    assert kinks(f, 2, 0).nearest(2, 0) == (1, 1), "where w2 + 1 is 0 it is not the highest"
    assert kinks(f, -2, -4).nearest(-2, -4) == (-1, -4)
    assert kinks(f, 0.5, -5).nearest(0.5, -5) == (-1, -5)
    assert kinks(f, 2, 0).crossed(2, -1, 0.1) == 0


@quick
@given(seed=seeds, w1=places, w2=places)
def test_the_nearest_corner_of_the_structured_loss_is_one(seed: int, w1: float, w2: float) -> None:
    f = drawn("structured", "none", seed).f
    at = kinks(f, w1, w2).nearest(w1, w2)
    assert at is not None
    d1, d2 = at[0] - w1, at[1] - w2
    assume(np.hypot(d1, d2) > 1e-6)
    before, after = (f.slope(w1 + share * d1, w2 + share * d2) for share in (1 - 1e-6, 1 + 1e-6))
    assert before == pytest.approx(f.slope(w1, w2)), "there is none on the way"
    assert np.linalg.norm(before - after) > 1e-9


def test_corners_of_each_wrong_class_of_each_example() -> None:
    for loss in ("hinge", "mean", "structured"):
        assert len(kinks(drawn(loss, "l2", 0).f, 0, 0).c) == 5 * 3
    assert len(kinks(drawn("one-vs-all", "l2", 0).f, 0, 0).c) == 5 * 4


@pytest.mark.parametrize("kind", ["l1", "elastic"])
def test_an_l1_penalty_has_a_corner_where_a_weight_is_0(kind: str) -> None:
    f = drawn("softmax", kind, 0).f
    at = kinks(f, 0.3, -0.2).nearest(0.3, -0.2)
    assert at is not None
    assert np.abs(f.plane.weights(*at)).min() == pytest.approx(0, abs=1e-12)
    assert kinks(f, *at).crossed(*at, 1e-6) >= 1


@pytest.mark.parametrize("loss", ["softmax", "squared", "all three"])
def test_a_smooth_loss_has_none(loss: str) -> None:
    none = kinks(drawn(loss, "l2", 0).f, 0, 0)
    assert none.nearest(0, 0) is None
    assert none.crossed(0, 0, 1e9) == 0


def test_a_term_that_does_not_move_is_no_corner() -> None:
    still = Kinks(np.array([0.0, 3.0]), np.zeros(2), np.zeros(2), np.ones(2))
    assert still.crossed(0, 0, 1) == 0
    assert still.nearest(0, 0) is None
    lost = Kinks(np.array([np.nan, np.inf, 4.0]), np.ones(3), np.zeros(3), np.ones(3))
    assert lost.nearest(0, 0) == (-4, 0)


@pytest.mark.parametrize("loss", ["hinge", "one-vs-all", "structured", "true class"])
@quick
@given(seed=seeds, w1=places, w2=places)
def test_the_nearest_corner(loss: str, seed: int, w1: float, w2: float) -> None:
    f = drawn(loss, "none", seed).f
    corners = kinks(f, w1, w2)
    found = corners.nearest(w1, w2)
    assert found is not None
    length = np.hypot(corners.d1, corners.d2)
    here, there = (
        np.abs(corners.c + a * corners.d1 + b * corners.d2) / length for a, b in ((w1, w2), found)
    )
    assert there.min() < 1e-12
    assert np.hypot(found[0] - w1, found[1] - w2) == pytest.approx(here.min(), abs=1e-12)
    assert corners.crossed(*found, 1e-9) >= 1


def test_at_a_corner_the_two_gradients_differ() -> None:
    f = two_scores(Hinge())
    numeric = numeric_gradient(lambda w: float(f.loss(w[0], w[1])), np.array([0.5, -0.5]), 1e-3)
    assert f.slope(0.5, -0.5).tolist() == [0, 0]  # that of the flat side
    assert numeric == pytest.approx([-0.5, 0.5])


def test_the_plane_of_the_classifier_itself() -> None:
    """Two weights of one template: the lecture's picture, against the objective."""
    X, y = np.array([[1.0, 2.0], [-1.0, 0.5], [0.3, -2.0]]), np.array([0, 1, 1])
    W0 = np.zeros((2, 2))
    penalty = Regularization("l2", 0.1)
    U, V = np.eye(2)
    bias = (np.zeros(2),) * 3
    S0, S1, S2 = (np.stack([X @ each, np.zeros(3)], axis=1) for each in (np.zeros(2), U, V))
    f = Landscape(S0, S1, S2, y, LOSSES["softmax"], PlaneWeights(np.zeros(2), U, V, *bias), penalty)
    W0[0] = 0.34, -1.11
    found = objective(W0, np.zeros(2), X, y, LOSSES["softmax"], penalty)
    assert float(f.loss(0.34, -1.11)) == pytest.approx(found.total)
    assert f.slope(0.34, -1.11) == pytest.approx(found.dW[0])

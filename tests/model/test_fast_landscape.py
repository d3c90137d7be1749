"""The fast grid against the model, point by point; sums of ramps; huge differences of scores."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lossviz.model import fast_landscape as module
from lossviz.model.fast_landscape import grid, grid_in_slices, log_of_sum, ramp_row
from lossviz.model.losses import Softmax
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.surfaces import KNOWN_SURFACES
from tests.model.drawn_landscapes import EVERY_LOSS, drawn

each_loss = pytest.mark.parametrize("loss", EVERY_LOSS)
each_penalty = pytest.mark.parametrize("kind", REGULARIZERS)
quick = settings(max_examples=8, deadline=None, derandomize=True)
W1, W2 = np.linspace(-2.5, 1.5, 9), np.array([-1.0, 0.25, 2.0])


# The grid


@each_loss
@each_penalty
@quick
@given(seed=st.integers(0, 10_000))
def test_the_grid_is_the_model_point_by_point(loss: str, kind: str, seed: int) -> None:
    case = drawn(loss, kind, seed)
    wanted = [[case.model(a, b).total for a in W1] for b in W2]
    assert grid(case.f, W1, W2) == pytest.approx(np.array(wanted), rel=1e-10)


@each_loss
@each_penalty
@quick
@given(seed=st.integers(0, 10_000))
def test_in_float32_too(loss: str, kind: str, seed: int) -> None:
    case = drawn(loss, kind, seed, np.float32)
    wanted = [[case.model(a, b).total for a in W1.tolist()] for b in W2.tolist()]
    assert grid(case.f, W1, W2) == pytest.approx(np.array(wanted), rel=3e-5, abs=3e-5)


@each_loss
def test_without_strength_the_data_are_all(loss: str) -> None:
    f = drawn(loss, "elastic", 1, strength=0.0).f
    assert grid(f, W1, W2) == pytest.approx(f.data_loss(W1, W2[:, None]), rel=1e-12)


@each_loss
@each_penalty
def test_pieces_are_the_same_as_rows(loss: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    f = drawn(loss, kind, 2).f
    whole = grid(f, W1, W2)
    for points in (1, 2, 4):  # 9 points: pieces of 1; of 2 and 1; of 4 and 1
        monkeypatch.setattr(module, "REST_AFTER", points * f.S0.size)
        monkeypatch.setattr(module, "AT_A_TIME", 1)
        assert grid(f, W1, W2) == pytest.approx(whole, rel=1e-12)


def test_it_rests_every_so_many_points(monkeypatch: pytest.MonkeyPatch) -> None:
    f = drawn("softmax", "l2", 2).f
    assert len(list(grid_in_slices(f, W1, W2))) == 0  # a small one needs no rest
    monkeypatch.setattr(module, "REST_AFTER", 6 * f.S0.size)
    assert len(list(grid_in_slices(f, W1, W2))) == 3  # of 27 points, after 6 + 3, 6 + 3, 6 + 3


@each_loss
def test_a_row_a_column_and_one_point(loss: str) -> None:
    f = drawn(loss, "elastic", 3).f
    for w1, w2 in ((W1, W2[:1]), (W1[:1], W2), (W1[:1], W2[:1])):
        found = grid(f, w1, w2)
        assert found.shape == (len(w2), len(w1))
        assert found == pytest.approx(f.loss(w1, w2[:, None]), rel=1e-12)


@each_loss
def test_a_line_and_a_minibatch(loss: str) -> None:
    f = drawn(loss, "l1", 4).f
    line = f.line(0.3, -0.2, 0.6, -0.8)
    wanted = f.loss(0.3 + 0.6 * W1, -0.2 - 0.8 * W1)
    assert grid(line, W1, np.zeros(1))[0] == pytest.approx(wanted, rel=1e-11)
    batch = f.minibatch(np.array([4, 1]))
    assert grid(batch, W1, W2) == pytest.approx(batch.loss(W1, W2[:, None]), rel=1e-12)


@pytest.mark.parametrize("surface", KNOWN_SURFACES.values(), ids=lambda each: each.name)
def test_a_test_surface(surface: object) -> None:
    found = grid(surface, W1, W2)  # type: ignore[arg-type]
    assert found.tolist() == surface.loss(W1, W2[:, None]).tolist()  # type: ignore[attr-defined]


@each_loss
@pytest.mark.parametrize("part", ["S0", "S1", "S2"])
@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_scores_that_are_no_numbers_are_missing_where_the_plain_form_says(
    loss: str, part: str, bad: float
) -> None:
    f = drawn(loss, "l2", 5).f
    for j in range(4):
        S = getattr(f, part).copy()
        S[1, j] = bad
        strange = replace(f, **{part: S})
        plain = strange.loss(W1, W2[:, None])
        assert grid(strange, W1, W2) == pytest.approx(plain, rel=1e-12, nan_ok=True)


# Ramps

numbers = st.floats(-50, 50, allow_subnormal=False)
ramps = st.integers(0, 12).flatmap(lambda K: arrays(np.float64, (3, K), elements=numbers))


def sum_of_ramps(x: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Along one row; `grid_in_slices` is as silent about what is not finite."""
    with np.errstate(all="ignore"):
        return ramp_row(c, d, np.zeros_like(c))(x, 0.0)


def plain_sum(x: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    return np.asarray(np.maximum(0, c[:, None] + d[:, None] * x).sum(axis=0))


@settings(deadline=None, derandomize=True)
@given(ramps=ramps, G=st.integers(1, 30), low=numbers, width=st.floats(0.01, 50), w2=numbers)
def test_a_sum_of_ramps(ramps: np.ndarray, G: int, low: float, width: float, w2: float) -> None:
    x, (c, d1, d2) = np.linspace(low, low + width, G), ramps
    with np.errstate(all="ignore"):
        row = ramp_row(c, d1, d2)
        found = row(x, w2), row(x, 0.0), row(x, w2)
    wanted = plain_sum(x, c + w2 * d2, d1)
    assert found[0] == pytest.approx(wanted, rel=1e-9, abs=1e-8)
    assert found[1] == pytest.approx(plain_sum(x, c, d1), rel=1e-9, abs=1e-8)
    assert found[2].tolist() == found[0].tolist()  # rows leave nothing behind


@settings(deadline=None, derandomize=True)
@given(
    places=st.lists(st.integers(-3, 13), min_size=1, max_size=12),
    slopes=st.lists(st.sampled_from([-3.0, -1.0, 0.0, 0.5, 7.0]), min_size=12, max_size=12),
)
def test_corners_on_the_very_points(places: list[int], slopes: list[float]) -> None:
    x = np.linspace(-1, 1, 11)
    d = np.array(slopes[: len(places)])
    c = -d * (-1 + 0.2 * np.array(places))
    assert sum_of_ramps(x, c, d) == pytest.approx(plain_sum(x, c, d), abs=1e-13)


def test_ramps_by_hand() -> None:
    x = np.array([-1.0, 0.0, 1.0, 2.0])
    up, down, flat, below = (1.0, 1.0), (1.0, -1.0), (2.0, 0.0), (-2.0, 0.0)
    for ramp, wanted in (
        (up, [0, 1, 2, 3]),
        (down, [2, 1, 0, 0]),
        (flat, [2, 2, 2, 2]),
        (below, [0, 0, 0, 0]),
    ):
        assert sum_of_ramps(x, *np.array([ramp]).T).tolist() == wanted
    assert sum_of_ramps(x, *np.array([up, down, flat, below]).T).tolist() == [4, 4, 4, 5]


def test_no_ramps_and_one_point() -> None:
    none, x = np.empty(0), np.array([3.0])
    assert sum_of_ramps(np.linspace(0, 1, 4), none, none).tolist() == [0, 0, 0, 0]
    assert sum_of_ramps(x, none, none).tolist() == [0]
    assert sum_of_ramps(x, np.array([-3.0, -2.0, 5.0]), np.array([1.0, 1.0, -1.0])).tolist() == [3]


def test_a_steep_ramp_leaves_no_trace_where_it_is_0() -> None:
    x = np.linspace(0, 1, 5)
    c, d = np.array([1e12, 0.5, -np.inf, -np.inf]), np.array([-1e13, 0.0, -1.0, 1.0])
    assert sum_of_ramps(x, c, d).tolist() == [1e12 + 0.5, 0.5, 0.5, 0.5, 0.5]
    slight = np.array([1e-320, -1e-320])
    assert sum_of_ramps(x, np.ones(2), slight).tolist() == [2.0] * 5


# Softmax


def test_the_logarithm_of_a_sum_by_hand() -> None:
    d = np.array([0.0, 1000.0, -1000.0, 1e308, np.inf, -np.inf])
    wanted = [math.log(2), 1000.0, 0.0, 1e308, np.inf, 0.0]
    assert log_of_sum(d[:, None, None])[:, 0] == pytest.approx(wanted)
    assert log_of_sum(np.full((1, 3, 1), 1000.0)).item() == pytest.approx(1000 + math.log(3))
    assert math.isnan(log_of_sum(np.full((1, 1, 1), np.nan)).item())


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("size", [1.0, 30.0, 1e3, 1e5])
def test_softmax_of_huge_differences(dtype: type, size: float) -> None:
    f = drawn("softmax", "none", 6).f
    large = replace(f, S0=size * f.S0, S1=size * f.S1, S2=size * f.S2).in_precision(dtype)
    exact = Softmax().loss(large.S0 + 0.25 * large.S2, f.y).mean()
    assert grid(large, np.zeros(1), np.array([0.25])).item() == pytest.approx(exact, rel=1e-5)
    plain = large.loss(W1, W2[:, None])
    assert grid(large, W1, W2) == pytest.approx(plain, rel=1e-5, abs=1e-6)

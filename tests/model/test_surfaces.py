"""Known surfaces against numeric gradients, at their minima, and as the formulas they print."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.formula import parse_formula
from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.optimizers import OPTIMIZERS, start
from lossviz.model.surfaces import KNOWN_SURFACES, KnownSurface, Surface

each_surface = pytest.mark.parametrize("surface", KNOWN_SURFACES.values(), ids=lambda s: s.name)
within = st.floats(0, 1)


def numeric(surface: Surface, w1: float, w2: float, h: float = 1e-5) -> np.ndarray:
    return numeric_gradient(lambda W: float(surface.loss(W[0], W[1])), np.array([w1, w2]), h)


def grid(surface: KnownSurface, K: int = 201) -> tuple[np.ndarray, np.ndarray]:
    """The map as a row of w1 and a column of w2."""
    return np.linspace(*surface.w1_range, K), np.linspace(*surface.w2_range, K)[:, None]


def walked(surface: KnownSurface, name: str, learning_rate: float, steps: int) -> np.ndarray:
    """All points (steps + 1, 2) of a walk from the start."""
    state = start(np.array(surface.start, dtype=float))
    points = [state.parameters]
    for _ in range(steps):
        state = OPTIMIZERS[name](
            state, np.array(surface.gradient(*state.parameters)), learning_rate, 0.9
        )
        points.append(state.parameters)
    return np.array(points)


def test_the_order() -> None:
    names = ["bowl", "valley", "saddle", "plateau", "minima", "rosenbrock"]
    assert list(KNOWN_SURFACES) == names
    assert [surface.name for surface in KNOWN_SURFACES.values()] == names


@pytest.mark.parametrize(
    ("name", "w1", "w2", "loss", "gradient"),
    [
        ("bowl", 1, 2, 5, (2, 4)),
        ("valley", 1, 2, 8.1, (0.2, 8)),
        ("saddle", 1, 2, 10, (2, 24)),
        ("saddle", 0, 0, 1, (0, 0)),
        ("plateau", 0, 0, 0, (0, 0)),
        ("plateau", 0, 1, 1 - np.exp(-1), (0, 2 * np.exp(-1))),
        ("minima", 1, 1, 1.1, (0.3, 0.2)),
        ("minima", -1, -1, 0.1, (0.3, 0.2)),
        ("rosenbrock", -1.2, 1, 24.2, (-215.6, -88)),
        ("rosenbrock", 1, 1, 0, (0, 0)),
    ],
)
def test_worked_by_hand(
    name: str, w1: float, w2: float, loss: float, gradient: tuple[float, float]
) -> None:
    surface = KNOWN_SURFACES[name]
    assert float(surface.loss(w1, w2)) == pytest.approx(loss)
    assert [float(d) for d in surface.gradient(w1, w2)] == pytest.approx(gradient)


@each_surface
@settings(max_examples=40, deadline=None)
@given(across=within, up=within)
def test_the_gradient_is_the_numeric_one(surface: KnownSurface, across: float, up: float) -> None:
    w1 = surface.w1_range[0] + across * np.ptp(surface.w1_range)
    w2 = surface.w2_range[0] + up * np.ptp(surface.w2_range)
    analytic = np.array(surface.gradient(w1, w2))
    estimate = numeric(surface, w1, w2, 1e-6)
    room = 1e-9 * (1 + float(surface.loss(w1, w2)))  # round-off is about 1e−16 L / h
    off = np.abs(analytic - estimate)
    assert np.all(off <= 1e-6 * np.maximum(np.abs(analytic), np.abs(estimate)) + room)


@each_surface
def test_the_gradient_check_passes_at_the_start(surface: KnownSurface) -> None:
    analytic = np.array(surface.gradient(*surface.start))
    assert gradient_check(analytic, numeric(surface, *surface.start)) < 1e-6


@pytest.mark.parametrize(
    ("name", "minimum", "loss"),
    [
        ("bowl", (0, 0), 0),
        ("valley", (0, 0), 0),
        ("saddle", (0, 1), 0),
        ("saddle", (0, -1), 0),
        ("plateau", (0, 0), 0),
        ("minima", (-1.03557871, -1.0241203), 0.0921),
        ("minima", (-1.03557871, 0.97399435), 0.4920),
        ("minima", (0.96014956, -1.0241203), 0.6917),
        ("minima", (0.96014956, 0.97399435), 1.0916),
        ("rosenbrock", (1, 1), 0),
    ],
)
def test_minima_are_minima(name: str, minimum: tuple[float, float], loss: float) -> None:
    surface = KNOWN_SURFACES[name]
    assert float(surface.loss(*minimum)) == pytest.approx(loss, abs=1e-4)
    assert np.abs(surface.gradient(*minimum)).max() < 2e-6
    angles = np.linspace(0, 2 * np.pi, 16)
    around = surface.loss(minimum[0] + 0.01 * np.cos(angles), minimum[1] + 0.01 * np.sin(angles))
    assert np.all(around > surface.loss(*minimum))


@pytest.mark.parametrize(
    ("name", "count"), [("bowl", 1), ("valley", 1), ("saddle", 2), ("plateau", 1), ("minima", 4)]
)
def test_no_other_minima_are_on_the_map(name: str, count: int) -> None:
    surface = KNOWN_SURFACES[name]
    L = surface.loss(*grid(surface))
    shifted = [np.roll(L, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    lowest = np.min(shifted, axis=0) == L
    assert np.count_nonzero(lowest[1:-1, 1:-1]) == count


@each_surface
def test_a_map_is_four_to_three_and_holds_the_start(surface: KnownSurface) -> None:
    (left, right), (low, high) = surface.w1_range, surface.w2_range
    assert (right - left) / (high - low) == pytest.approx(4 / 3)
    assert left < surface.start[0] < right
    assert low < surface.start[1] < high


@each_surface
def test_a_map_has_no_loss_below_0_and_none_that_is_not_finite(surface: KnownSurface) -> None:
    w1, w2 = grid(surface)
    for values in (surface.loss(w1, w2), *surface.gradient(w1, w2)):
        assert values.shape == (201, 201)
        assert np.isfinite(values).all()
    assert surface.loss(w1, w2).min() >= 0


def test_the_start_of_the_plateau_is_flat_but_not_level() -> None:
    surface = KNOWN_SURFACES["plateau"]
    slope = np.hypot(*surface.gradient(*surface.start))
    assert 1e-5 < slope < 1e-3
    assert np.hypot(*walked(surface, "sgd", 0.1, 200)[-1]) > 2.9
    assert np.hypot(*walked(surface, "adam", 0.1, 200)[-1]) < 1e-3


def test_the_bowl_leads_straight_down() -> None:
    points = walked(KNOWN_SURFACES["bowl"], "sgd", 0.1, 60)
    assert np.allclose(points[:, 0] * 2, points[:, 1] * -3)
    assert points[-1] == pytest.approx([0, 0], abs=1e-4)


def test_the_valley_zigzags() -> None:
    points = walked(KNOWN_SURFACES["valley"], "sgd", 0.45, 10)
    assert np.all(points[1:, 1] * points[:-1, 1] < 0)
    assert np.all(points[:, 0] < 0)
    assert abs(walked(KNOWN_SURFACES["valley"], "sgd", 0.55, 40)[-1, 1]) > 4.5  # off the map


def test_the_saddle_holds_a_walk_and_lets_it_go() -> None:
    points = walked(KNOWN_SURFACES["saddle"], "sgd", 0.02, 400)
    assert np.abs(points[40]).max() < 0.4
    assert points[-1] == pytest.approx([0, 1], abs=1e-4)


def test_momentum_rolls_past_the_first_of_several_minima() -> None:
    surface = KNOWN_SURFACES["minima"]
    gradient_descent = walked(surface, "sgd", 0.02, 300)[-1]
    momentum = walked(surface, "momentum", 0.02, 300)[-1]
    assert surface.loss(*gradient_descent) > surface.loss(*momentum) + 0.5


@each_surface
def test_float32_stays_float32(surface: KnownSurface) -> None:
    w1, w2 = (each.astype(np.float32) for each in grid(surface, 5))
    exact = surface.loss(w1.astype(float), w2.astype(float))
    for values in (surface.loss(w1, w2), *surface.gradient(w1, w2)):
        assert values.dtype == np.float32
        assert values.shape == (5, 5)
    assert surface.loss(w1, w2) == pytest.approx(exact, rel=1e-5, abs=1e-5)
    assert surface.loss(np.float32(0.5), np.float32(1)).dtype == np.float32
    assert surface.loss(w1, np.float64(1)).dtype == np.float64


@each_surface
def test_single_numbers_and_empty_arrays(surface: KnownSurface) -> None:
    one = surface.loss(np.array([0.5]), np.array([0.25]))
    assert surface.loss(np.float64(0.5), np.array(0.25)) == one
    assert surface.loss(np.float64(0.5), np.array(0.25)).shape == ()
    assert surface.gradient(np.float64(0.5), np.array(0.25))[1].shape == ()
    assert surface.loss(np.zeros(0), np.zeros((3, 1))).shape == (3, 0)
    assert surface.loss(1, 2).dtype == np.float64


@each_surface
def test_what_comes_out_is_its_own_array(surface: KnownSurface) -> None:
    w1, w2 = np.ones(3), np.ones((2, 1))
    for values in (surface.loss(w1, w2), *surface.gradient(w1, w2)):
        values[:] = 7
    assert w1.tolist() == [1, 1, 1]


@each_surface
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_far_away_without_warnings(surface: KnownSurface, precision: type) -> None:
    far = np.array([1e30, -1e30, np.inf, -np.inf, np.nan, 0]).astype(precision)
    loss = surface.loss(far, far[:, None])
    surface.gradient(far, far[:, None])
    assert np.isnan(loss[4]).all()
    assert np.isfinite(loss[5, 5])


@each_surface
def test_the_text_is_the_formula(surface: KnownSurface) -> None:
    formula = parse_formula(surface.text)
    rng = np.random.default_rng(0)
    w1, w2 = rng.uniform(*surface.w1_range, 100), rng.uniform(*surface.w2_range, 100)
    np.testing.assert_allclose(formula.loss(w1, w2), surface.loss(w1, w2), 1e-12, 1e-14)
    for own, theirs in zip(formula.gradient(w1, w2), surface.gradient(w1, w2), strict=True):
        np.testing.assert_allclose(own, theirs, 1e-12, 1e-12)


@each_surface
def test_what_a_person_reads(surface: KnownSurface) -> None:
    assert surface.title[0].isupper()
    assert surface.note.endswith(".")
    assert len(surface.note) <= 100

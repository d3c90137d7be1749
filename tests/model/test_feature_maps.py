"""Feature maps: worked by hand, their precision, and points at which nothing is finite."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.feature_maps import FEATURE_MAPS, Bumps, FeatureMap

each_map = pytest.mark.parametrize("phi", FEATURE_MAPS.values(), ids=lambda phi: phi.name)
anywhere = st.floats(-1e6, 1e6)


def test_the_order() -> None:
    assert list(FEATURE_MAPS) == ["identity", "polar", "squares", "bumps"]
    assert [phi.name for phi in FEATURE_MAPS.values()] == list(FEATURE_MAPS)
    assert [len(phi.names) for phi in FEATURE_MAPS.values()] == [2, 2, 5, 9]


@pytest.mark.parametrize(
    ("name", "x", "features"),
    [
        ("identity", (3, -4), (3, -4)),
        ("polar", (3, -4), (5, -0.927295218)),
        ("polar", (0, 2), (2, np.pi / 2)),
        ("polar", (0, -2), (2, -np.pi / 2)),
        ("polar", (1, 0), (1, 0)),
        ("polar", (-1, 0), (1, np.pi)),
        ("polar", (-1, -0.0), (1, np.pi)),
        ("polar", (0, 0), (0, 0)),
        ("polar", (-0.0, 0.0), (0, 0)),
        ("squares", (3, -4), (3, -4, 9, 16, -12)),
    ],
)
def test_worked_by_hand(name: str, x: tuple[float, float], features: tuple[float, ...]) -> None:
    found = FEATURE_MAPS[name].features([x])
    assert found[0] == pytest.approx(np.array(features))
    assert found.shape == (1, len(FEATURE_MAPS[name].names))


def test_bumps_by_hand() -> None:
    bumps = Bumps()
    at_centres = bumps.features(bumps.centres)
    assert np.diag(at_centres) == pytest.approx(np.ones(9))
    one_apart, across = np.exp(-((2 / 3) ** 2) / 0.32), np.exp(-2 * (2 / 3) ** 2 / 0.32)
    assert at_centres[4, [1, 3, 5, 7]] == pytest.approx(np.full(4, one_apart))
    assert at_centres[4, [0, 2, 6, 8]] == pytest.approx(np.full(4, across))
    assert bumps.centres[0] == (-2 / 3, -2 / 3)
    assert bumps.centres[2] == (2 / 3, -2 / 3)
    assert bumps.features([[1e6, 0]]).tolist() == [[0] * 9]


@given(anywhere, anywhere)
@settings(deadline=None, derandomize=True)
def test_polar_and_back(x0: float, x1: float) -> None:
    r, theta = FEATURE_MAPS["polar"].features([[x0, x1]])[0]
    assert r >= 0
    assert -np.pi <= theta <= np.pi
    assert (r * np.cos(theta), r * np.sin(theta)) == pytest.approx((x0, x1), abs=1e-9 * (1 + r))


@each_map
def test_precision_stays(phi: FeatureMap) -> None:
    X = np.random.default_rng(0).uniform(-1, 1, (20, 2))
    exact = phi.features(X)
    assert exact.dtype == np.float64
    single = phi.features(X.astype(np.float32))
    assert single.dtype == np.float32
    assert single == pytest.approx(exact, rel=1e-4, abs=1e-6)
    assert phi.features([[1, 2]]).dtype == np.float64
    assert phi.features(np.ones((3, 2), np.float16)).dtype == np.float64


@each_map
def test_no_points(phi: FeatureMap) -> None:
    assert phi.features(np.empty((0, 2))).shape == (0, len(phi.names))


@each_map
def test_points_are_not_changed(phi: FeatureMap) -> None:
    X = np.array([[-0.0, 2.0], [3.0, -4.0]])
    X.setflags(write=False)
    phi.features(X)
    assert np.signbit(X[0, 0])


@each_map
@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 1e300])
def test_no_warnings_for_what_is_not_finite(phi: FeatureMap, value: float) -> None:
    found = phi.features([[value, 0], [0, value], [value, value]])
    assert found.shape == (3, len(phi.names))
    with np.errstate(over="ignore"):
        phi.features(np.full((1, 2), value).astype(np.float32))


def test_what_is_not_finite_has_limits() -> None:
    assert FEATURE_MAPS["polar"].features([[np.inf, 0]]).tolist() == [[np.inf, 0]]
    assert FEATURE_MAPS["bumps"].features([[np.inf, -np.inf]]).tolist() == [[0] * 9]
    assert np.isnan(FEATURE_MAPS["polar"].features([[np.nan, 0]])).all()


@each_map
@pytest.mark.parametrize("shape", [(2,), (3, 3), (0,), (1, 2, 2)])
def test_wrong_shapes(phi: FeatureMap, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"points must be of shape \(N, 2\), not"):
        phi.features(np.zeros(shape))

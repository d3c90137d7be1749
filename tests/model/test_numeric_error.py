"""How far a numeric gradient can be off: by Taylor's formulas, and what is said of it."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.formula import parse_formula
from lossviz.model.gradients import numeric_slopes
from lossviz.model.numeric_error import NumericError, numeric_error, verdict_on
from lossviz.model.rounding import size_at
from lossviz.model.surfaces import KNOWN_SURFACES

FINE = NumericError(1e-6, 1e-9)


def error_of(text, at, h, scheme, precision="float64"):
    f, W = parse_formula(text), np.array(at, dtype=precision)
    slopes = tuple(numeric_slopes(lambda W: float(f.loss(*W)), W, h, scheme))
    exact = [float(each) for each in W]
    found = numeric_error(
        lambda W: float(f.loss(*W)), lambda W: size_at(f, float(W[0]), float(W[1])), W, slopes
    )
    off = np.array([each.slope for each in slopes]) - np.array(f.gradient(*exact))
    return found, float(np.linalg.norm(off))


@pytest.mark.parametrize(
    ("text", "scheme", "h", "truncation"),
    [
        ("w1^2", "forward", 1e-3, 1e-3),  # h/2 · 2
        ("3 w1^2 + 4 w2^2", "forward", 1e-2, 0.05),  # h/2 · (6, 8)
        ("w1^3", "central", 1e-2, 1e-4),  # h²/6 · 6
        ("w1^2 + w2^2", "central", 1e-2, 0.0),
        ("w1^5", "central", 1e-2, 2.5e-4),  # h²/6 · 60 · 0.5²
    ],
)
def test_the_truncation_is_taylor_s(text, scheme, h, truncation):
    found, off = error_of(text, (0.5, 0.25), h, scheme)
    assert truncation - 1e-12 <= found.truncation <= 1.4 * truncation + 1e-9
    assert off <= found.most


def test_the_rounding_is_that_of_what_cancels():
    text = "(w1 + 100000000) - 100000000 + w2^2"
    found, off = error_of(text, (0.3, 0.2), 1e-4, "central")
    plain, _ = error_of("w1 + w2^2", (0.3, 0.2), 1e-4, "central")
    assert found.rounding > 1e6 * plain.rounding
    assert off <= found.most


def test_float32_rounds_by_so_much_more():
    double, _ = error_of("w1^2 + w2^2", (0.3, 0.2), 1e-3, "central")
    single, off = error_of("w1^2 + w2^2", (0.3, 0.2), 1e-3, "central", "float32")
    assert single.rounding == pytest.approx(double.rounding * 2.0**29, rel=0.01)
    assert off <= single.most


@pytest.mark.parametrize("name", KNOWN_SURFACES)
def test_a_known_surface_is_of_the_size_of_its_formula(name):
    surface = KNOWN_SURFACES[name]
    assert size_at(surface, 0.7, -0.4) == size_at(parse_formula(surface.text), 0.7, -0.4) > 0


@pytest.mark.parametrize(
    ("relative", "apart", "long", "error", "verdict"),
    [
        (1e-7, 1e-7, 1.0, FINE, "pass"),
        (9e-3, 9e-3, 1.0, NumericError(1e-2, 0.0), "pass"),
        (1e-5, 1e-5, 1.0, FINE, "suspicious"),  # beyond what it can err, however little
        (1e-2, 1e-2, 1.0, FINE, "suspicious"),
        (1.01e-2, 1e-2, 1.0, FINE, "failed"),
        (1.0, 4e-7, 4e-7, FINE, "flat"),
        (0.0, 0.0, 0.0, NumericError(0.0, 0.0), "flat"),
        (0.5, 0.02, 0.0199, NumericError(0.03, 0.0), "flat"),
        (0.5, 0.02, 0.0201, NumericError(0.03, 0.0), "too large"),
        (0.5, 0.02, 0.0201, NumericError(0.0, 0.03), "too small"),
        (float("nan"), float("nan"), 1.0, FINE, "none"),
    ],
)
def test_what_is_said_of_a_gradient(relative, apart, long, error, verdict):
    assert verdict_on(relative, apart, long, error) == verdict


def test_the_bound_is_twice_the_error():
    assert FINE.bound == 2 * FINE.most == pytest.approx(2.002e-6)

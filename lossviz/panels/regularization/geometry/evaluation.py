"""All numbers of the view Geometry, worked out in the worker. No Qt.

What does not depend on λ, the paths and the contours of the data loss, is kept for the next
evaluation: while λ is dragged, only the minima at it are worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lossviz.data.lecture_examples import TWO_WEIGHTS
from lossviz.model.arrays import Floats
from lossviz.model.contours import contour, round_heights
from lossviz.model.landscape import two_weight_landscape
from lossviz.model.losses import LOSSES
from lossviz.model.regularization import Regularization, Regularizer
from lossviz.model.regularized.balance import Balance, balance
from lossviz.model.regularized.path import Path, path, penalties, spread, zero_from
from lossviz.model.regularized.penalty_parts import parts
from lossviz.model.regularized.two_weights import TwoWeightLoss, bowl, of_landscape
from lossviz.panels.regularization.geometry.settings import GeometryLook, GeometrySettings
from lossviz.panels.regularization.state import PENALTIES
from lossviz.widgets.map.window import Place, Window

WEAKEST, STRONGEST = 1e-3, 10.0
"""λ of both ends of the path."""
GRID = 161
WINDOWS = {
    "softmax": Window(0.25, -0.1, 1.75),
    "hinge": Window(0.25, -0.1, 1.75),
    "squares": Window(0.3, 0.3, 1.4),
}
NONE = Regularization("none", 0.0)


@dataclass(frozen=True, eq=False)
class Contour:
    """The lines at a height."""

    height: float
    lines: tuple[Floats, ...]


@dataclass(frozen=True, eq=False)
class Minimum:
    """Where data loss and λ R are least together: the weights, and what each costs."""

    w: Place
    data: float
    R: float
    strength: float

    @property
    def penalty(self) -> float:
        """λ R(w)."""
        return self.strength * self.R

    @property
    def total(self) -> float:
        """What is least."""
        return self.data + self.penalty


@dataclass(frozen=True, eq=False)
class GeometryFound:
    """What was found.

    window: the part of the plane that is shown. contours: of the data loss or the total. touching:
    the contour of the data loss through the minimum. paths, minima: of each penalty, by its name;
    minima at λ. free: the minimum at λ = 0. zeros: for w1 and w2 the λ from which on it is 0 with
    the penalty in force, None where it never is. balance: the slopes at the minimum in force.
    """

    settings: GeometrySettings
    look: GeometryLook
    window: Window
    contours: tuple[Contour, ...]
    touching: Contour
    paths: Mapping[str, Path]
    minima: Mapping[str, Minimum]
    free: Minimum
    zeros: tuple[float | None, float | None]
    balance: Balance

    @property
    def path(self) -> Path:
        """Of the penalty in force."""
        return self.paths[self.settings.penalty.kind]

    @property
    def now(self) -> Minimum:
        """The minimum with the penalty in force."""
        return self.minima[self.settings.penalty.kind]


def regularizer_of(kind: str, beta: float) -> Regularizer:
    """R, whatever λ is."""
    return Regularization(kind, 1.0, beta).regularizer


def betas(beta: float) -> dict[str, float]:
    """β for each penalty; one that does not ask for it has always the same, and is kept."""
    return {kind: beta if kind == "elastic" else 0.5 for kind in PENALTIES}


def evaluate(settings: GeometrySettings, look: GeometryLook) -> GeometryFound:
    """All of it."""
    penalty, (data, centre) = settings.penalty, _data(settings)
    loss = data_loss(data, centre)
    window = look.window or WINDOWS[data]
    each = betas(penalty.beta)
    minima = {
        kind: minimum(data, centre, kind, beta, penalty.strength) for kind, beta in each.items()
    }
    now = minima[penalty.kind]
    R = regularizer_of(penalty.kind, penalty.beta)
    contours = contours_of(data, centre, window)
    if look.total:
        contours = contours_of_total(data, centre, window, R, penalty.strength)
    return GeometryFound(
        settings=settings,
        look=look,
        window=window,
        contours=contours,
        touching=through(data, centre, window, now.data),
        paths={kind: path_of(data, centre, kind, beta) for kind, beta in each.items()},
        minima=minima,
        free=minimum(data, centre, "l2", each["l2"], 0.0),
        zeros=zeros_of(data, centre, penalty.kind, penalty.beta),
        balance=balance(loss, R, penalty.strength, np.array(now.w)),
    )


def _data(settings: GeometrySettings) -> tuple[str, Place]:
    """The data loss by its name, and its centre, if it has one."""
    return settings.data, settings.centre if settings.data == "squares" else (0.0, 0.0)


@lru_cache(maxsize=8)
def data_loss(data: str, centre: Place) -> TwoWeightLoss:
    """The data loss by its name."""
    if data == "squares":
        return bowl(centre)
    return of_landscape(two_weight_landscape(*TWO_WEIGHTS, LOSSES[data], NONE))


def minimum(data: str, centre: Place, kind: str, beta: float, strength: float) -> Minimum:
    """At one λ; the search begins at the nearest λ of the path."""
    whole = path_of(data, centre, kind, beta)
    start = whole.w[int(np.abs(whole.strengths - strength).argmin())]
    R = regularizer_of(kind, beta)
    at = path(data_loss(data, centre), R, np.array([strength]), start)
    w1, w2 = at.w[0].tolist()
    return Minimum((w1, w2), float(at.data[0]), float(at.R[0]), strength)


@lru_cache(maxsize=16)
def path_of(data: str, centre: Place, kind: str, beta: float) -> Path:
    """For every λ."""
    strengths = spread(WEAKEST, STRONGEST)
    return path(data_loss(data, centre), regularizer_of(kind, beta), strengths)


@lru_cache(maxsize=16)
def zeros_of(data: str, centre: Place, kind: str, beta: float) -> tuple[float | None, float | None]:
    """The λ from which on w1, and w2, is 0."""
    R = regularizer_of(kind, beta)
    if parts(R).sizes == 0:
        return None, None
    loss, whole = data_loss(data, centre), path_of(data, centre, kind, beta)
    return zero_from(loss, R, whole, 0), zero_from(loss, R, whole, 1)


# Contours


@lru_cache(maxsize=8)
def contours_of(data: str, centre: Place, window: Window) -> tuple[Contour, ...]:
    """Of the data loss."""
    return round_contours(*on_grid(data, centre, window))


def contours_of_total(
    data: str, centre: Place, window: Window, R: Regularizer, strength: float
) -> tuple[Contour, ...]:
    """Of data loss and λ R."""
    x, y, values = on_grid(data, centre, window)
    penalty = strength * penalties(parts(R), np.stack(np.meshgrid(x, y), axis=-1))
    return round_contours(x, y, values + penalty)


def round_contours(x: Floats, y: Floats, values: Floats) -> tuple[Contour, ...]:
    """At round heights."""
    heights = round_heights(float(values.min()), float(values.max()))
    return tuple(Contour(height, contour(values, x, y, height)) for height in heights)


def through(data: str, centre: Place, window: Window, height: float) -> Contour:
    """The contour of the data loss at the height that it has at the minimum."""
    x, y, values = on_grid(data, centre, window)
    return Contour(height, contour(values, x, y, height))


@lru_cache(maxsize=4)
def on_grid(data: str, centre: Place, window: Window) -> tuple[Floats, Floats, Floats]:
    """w1 (W,), w2 (H,) and the data loss (H, W) in a window that is square."""
    (left, right), (low, high) = window.ranges(1.0)
    x, y = np.linspace(left, right, GRID), np.linspace(low, high, GRID)
    return x, y, data_loss(data, centre).loss(np.stack(np.meshgrid(x, y), axis=-1))

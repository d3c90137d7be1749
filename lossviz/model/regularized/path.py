"""The path of the minimum over two weights, as λ goes from next to nothing to large.

The larger λ, the smaller R(w) at the minimum: each λ belongs to a size of R. So a penalty of λ R(w)
and a bound on R(w) are one picture, and a point of the path, a λ and a body stand for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.regularization import Regularizer
from lossviz.model.regularized.penalty_parts import Parts, parts
from lossviz.model.regularized.two_weights import TwoWeightLoss

POINTS = 241
CLOSER, TIMES = 61, 5  # λ between two of the path, and how often one looks closer


@dataclass(frozen=True, eq=False)
class Path:
    """For each λ (K,), growing: the minimum w (K, 2), the data loss, R and the total (K,) there."""

    strengths: Floats
    w: Floats
    data: Floats
    R: Floats

    @property
    def penalty(self) -> Floats:
        """λ R(w)."""
        return self.strengths * self.R

    @property
    def total(self) -> Floats:
        """What is least."""
        return self.data + self.penalty


def spread(low: float, high: float, count: int = POINTS) -> Floats:
    """λ from low to high, each the same number of times the one before."""
    return np.geomspace(low, high, count)


def path(
    loss: TwoWeightLoss, regularizer: Regularizer, strengths: Floats, start: Floats | None = None
) -> Path:
    """The minimum for each λ (K,), 0 or more. start (2,): a place near it, if one is known."""
    part = parts(regularizer)
    w = loss.least(part, strengths, start)
    return Path(strengths, w, loss.loss(w), penalties(part, w))


def penalties(part: Parts, w: Floats) -> Floats:
    """R of each pair w (..., 2)."""
    return np.asarray(part.squares * (w * w).sum(axis=-1) + part.sizes * np.abs(w).sum(axis=-1))


# From a point or a body to λ. Of what is drawn already: nothing is solved.


def strength_near(path: Path, point: tuple[float, float]) -> float:
    """The λ whose minimum is nearest to a point; what leads there is straight between two λ."""
    start, move = path.w[:-1], np.diff(path.w, axis=0)
    length = (move * move).sum(axis=1)
    with np.errstate(all="ignore"):
        share = np.clip(((point - start) * move).sum(axis=1) / length, 0, 1)
    share = np.where(length > 0, share, 0)
    off = np.linalg.norm(start + share[:, None] * move - point, axis=1)
    k = int(off.argmin())
    low, high = np.log(path.strengths[k : k + 2])
    return float(np.exp(low + share[k] * (high - low)))


def strength_of(path: Path, R: float) -> float:
    """The λ whose minimum has this R(w), or the nearest on the path; of several the smallest."""
    shrinking = np.minimum.accumulate(path.R)
    first = np.append(True, np.diff(shrinking) < 0)  # the least λ with each R
    sizes, strengths = shrinking[first][::-1], path.strengths[first][::-1]
    return float(np.exp(np.interp(R, sizes, np.log(strengths))))


# λ to the last digits


def zero_from(loss: TwoWeightLoss, regularizer: Regularizer, path: Path, j: int) -> float | None:
    """The λ from which on weight j is exactly 0, up to the end of the path; None if it is not."""
    alive = np.flatnonzero(path.w[:, j] != 0)
    if len(alive) == 0:
        return float(path.strengths[0])
    if alive[-1] == len(path.strengths) - 1:
        return None
    low, high = path.strengths[alive[-1] : alive[-1] + 2].tolist()
    return closed_in(low, high, lambda lam: minima(loss, regularizer, lam)[:, j] == 0)


def strength_with(loss: TwoWeightLoss, regularizer: Regularizer, path: Path, R: float) -> float:
    """The λ whose minimum has this R(w), to ten digits; an end of the path where it has none."""
    part = parts(regularizer)
    small = path.R <= R
    if small[0] or not small.any():
        return float(path.strengths[0 if small[0] else -1])
    k = int(small.argmax())
    low, high = path.strengths[k - 1 : k + 1].tolist()
    return closed_in(low, high, lambda lam: penalties(part, minima(loss, regularizer, lam)) <= R)


def minima(loss: TwoWeightLoss, regularizer: Regularizer, strengths: Floats) -> Floats:
    """w (K, 2) alone."""
    return loss.least(parts(regularizer), strengths)


def closed_in(low: float, high: float, so: Callable[[Floats], NDArray[np.bool_]]) -> float:
    """The first λ for which it is so; it is not at the low end, and is at the high end."""
    for _ in range(TIMES):
        lam = np.linspace(low, high, CLOSER)
        first = int(np.append(so(lam[1:-1]), True).argmax()) + 1
        low, high = float(lam[first - 1]), float(lam[first])
    return high

"""Limits: what a function of scores tends to where some are inf, and inf − inf says nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats


def at_infinity(s: Floats, values: Floats) -> NDArray[np.bool_]:
    """Which rows (N,) of s (N, C) have scores that are inf, none that is nan, and no finite value.

    values: what came out for each row, (N,). The limits of those rows are worth a look.
    """
    rows = ~np.isfinite(values)
    if rows.any():
        rows &= np.isinf(s).any(axis=1) & ~np.isnan(s).any(axis=1)
    return rows


def limit(f: Callable[[Floats], Floats], s: Floats) -> Floats:
    """What f(s) tends to, however the scores of s (N, C) that are inf are reached; else nan.

    f takes scores (N, C) and gives (N,) or (N, C). It is asked C times, with finite scores far out
    in place of inf, each class farthest once: the limit is what all agree on.
    """
    C = s.shape[1]
    far = np.sqrt(np.finfo(s.dtype).max)  # the multiples of it are numbers
    places = np.arange(1, C + 1, dtype=s.dtype)
    ways = [np.where(np.isinf(s), np.sign(s) * far * np.roll(places, k), s) for k in range(C)]
    found: NDArray[Any] = np.array([f(way) for way in ways])
    endless = np.abs(found) > far / (2 * C)
    found = np.where(endless, np.sign(found) * np.inf, found)
    return np.where((found == found[0]).all(axis=0), found[0], np.nan).astype(s.dtype)

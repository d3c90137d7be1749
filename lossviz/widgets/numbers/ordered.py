"""Numbers in order: each once, and percentiles. No Qt.

As `np.unique` and `np.percentile`; but those load NumPy's masked arrays when they are first called,
which are 20 to 40 ms of whoever waits for the first picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lossviz.widgets.numbers.ranges import FloatArray


def each_once(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The values (N,) in ascending order, each once. No NaN."""
    ordered = np.sort(values)
    return ordered[_differs(ordered)]


def first_places(values: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Where each of the values (N,) is met first, in ascending order of the values. No NaN."""
    order = np.argsort(values, kind="stable")
    return order[_differs(values[order])]


def percentiles(values: FloatArray, shares: Sequence[float]) -> tuple[float, ...]:
    """The values (N,) below which so many per cent of them lie; between two a part of the way."""
    places = np.asarray(shares) / 100 * (len(values) - 1)
    below = places.astype(np.intp)
    above = np.minimum(below + 1, len(values) - 1)
    placed = np.partition(values, [*below.tolist(), *above.tolist()]).astype(np.float64)
    part = places - below
    return tuple((placed[below] * (1 - part) + placed[above] * part).tolist())


def _differs(ordered: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Whether each is another than the one before it."""
    differs = np.ones(len(ordered), dtype=np.bool_)
    differs[1:] = ordered[1:] != ordered[:-1]
    return differs

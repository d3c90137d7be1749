"""Contour lines: where a loss over two weights has one height, from its values on a grid.

A line crosses an edge of the grid where one end is above the height and the other is not, at the
place that lies straight between both. In each cell two or four edges are crossed, which are joined
to segments and these to lines ("marching squares", Lorensen and Cline 1987, in the plane).
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats

Line = Floats
"""Points (K, 2) of a line; the last one is the first where it is closed."""


def contour(values: Floats, x: Floats, y: Floats, height: float) -> tuple[Line, ...]:
    """The lines at a height; values (H, W) at x (W,) and y (H,), both growing."""
    with np.errstate(all="ignore"):
        lines = joined(segments(values, height))
        return tuple(crossings(np.array(line), values, x, y, height) for line in lines)


def crossings(
    edges: NDArray[np.intp], values: Floats, x: Floats, y: Floats, height: float
) -> Floats:
    """Where edges (K,) are crossed, (K, 2).

    The edge from column j to j + 1 in row i has number i W + j, the one from row i to i + 1 in
    column j has number H W + i W + j.
    """
    H, W = values.shape
    upright, corner = np.divmod(edges, H * W)
    i, j = np.divmod(corner, W)
    k, m = i + upright, j + 1 - upright  # the other end
    share = (height - values[i, j]) / (values[k, m] - values[i, j])
    return np.stack([x[j] + share * (x[m] - x[j]), y[i] + share * (y[k] - y[i])], axis=1)


def segments(values: Floats, height: float) -> NDArray[np.intp]:
    """Pairs (S, 2) of edges that a line joins within a cell."""
    H, W = values.shape
    above = values > height
    here, right, up, across = above[:-1, :-1], above[:-1, 1:], above[1:, :-1], above[1:, 1:]
    i, j = np.nonzero((here != right) | (here != up) | (here != across))
    a, b, c, d = (each[i, j] for each in (here, right, up, across))
    corner = i * W + j
    edges = np.stack([corner, corner + H * W, corner + H * W + 1, corner + W], axis=1)  # (n, 4)
    crossed = np.stack([a != b, a != c, b != d, c != d], axis=1)
    four = crossed.all(axis=1)
    pairs: NDArray[np.intp] = edges[~four][crossed[~four]].reshape(-1, 2)
    if not four.any():
        return pairs
    # A saddle: what lies in its middle says which corners belong together.
    i, j = i[four], j[four]
    middle = values[i, j] + values[i, j + 1] + values[i + 1, j] + values[i + 1, j + 1]
    together = (middle / 4 > height) == a[four]
    low, to_left, to_right, high = edges[four].T
    first, second = np.where(together, [to_right, to_left], [to_left, to_right])
    saddles = np.concatenate([np.stack([low, first], 1), np.stack([second, high], 1)])
    return np.concatenate([pairs, saddles])


def joined(pairs: NDArray[np.intp]) -> list[list[int]]:
    """The edges of each line: of those from one end to the other, then of those that are closed."""
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs.tolist():
        beside[a].append(b)
        beside[b].append(a)
    ends = [edge for edge, others in beside.items() if len(others) == 1]
    return [followed(beside, start) for start in (*ends, *beside) if beside[start]]


def followed(beside: dict[int, list[int]], start: int) -> list[int]:
    """The edges of a line from a start; each step is taken out, so that none is taken twice."""
    line = [start]
    while beside[line[-1]]:
        following = beside[line[-1]].pop()
        beside[following].remove(line[-1])
        line.append(following)
    return line


APART = 0.045


def round_heights(low: float, high: float) -> tuple[float, ...]:
    """Round heights between two, closer to each other near the lower one: 0.3, 0.4, 0.5, 0.8, 1.

    So that lines around a minimum do not crowd: there a loss is like a bowl, whose contours are as
    far from its middle as the root of their height.
    """
    if not (np.isfinite([low, high]).all() and high > low):
        return ()
    tens = 10.0 ** np.arange(np.floor(np.log10(max(high - low, 1e-12))) - 3, 13)
    heights = np.multiply.outer(tens, (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)).ravel()
    kept: list[float] = []
    last = 0.0
    for height in heights[(heights > low) & (heights < high)].tolist():
        root = ((height - low) / (high - low)) ** 0.5
        if root - last >= APART:
            kept.append(float(f"{height:.2g}"))
            last = root
    return tuple(kept)

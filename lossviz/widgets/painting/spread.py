"""Labels beside the ends of lines, pushed apart where they would overlap. No Qt."""

from __future__ import annotations

from collections.abc import Sequence


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres for labels of `heights` that overlap nowhere and move least (in squares).

    Order is kept, of equals too. All stay in low to high when they fit; else they start at low.
    This is isotonic regression by pooling adjacent violators, after taking the heights away.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    tops = [0.0]
    for i in order:
        tops.append(tops[-1] + heights[i])
    half = [heights[i] / 2 for i in order]
    free = _isotonic([wanted[i] - top - h for i, top, h in zip(order, tops, half, strict=False)])
    ceiling = max(low, high - tops[-1])
    centres = [0.0] * len(wanted)
    for position, i in enumerate(order):
        centres[i] = min(max(free[position], low), ceiling) + tops[position] + half[position]
    return centres


def _isotonic(values: Sequence[float]) -> list[float]:
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while blocks and blocks[-1][0] > mean:
            before, size = blocks.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        blocks.append((mean, count))
    return [mean for mean, count in blocks for _ in range(count)]

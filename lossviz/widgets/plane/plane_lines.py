"""The straight lines of the plane: what of them is seen, and how long their arrows are. No Qt."""

from __future__ import annotations

import math

from lossviz.widgets.map.window import Place
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.plane.plane_picture import Segment

_USUAL, _SHORTEST, _LONGEST = 56.0, 24.0, 112.0  # logical px of an arrow for |w| = 1, and at ends


def seen_part(segment: Segment | None, x_range: Range, y_range: Range) -> Segment | None:
    """The part of a segment inside both ranges; None where none is, or an end is not finite.

    This is Liang and Barsky's clipping.
    """
    if segment is None or not all(math.isfinite(each) for end in segment for each in end):
        return None
    first, last = 0.0, 1.0
    (x, y), (end_x, end_y) = segment
    way = (end_x - x, end_y - y)
    if way == (0.0, 0.0):
        return None
    for start, run, (low, high) in ((x, way[0], x_range), (y, way[1], y_range)):
        if run == 0:
            if not low <= start <= high:
                return None
            continue
        shares = sorted(((low - start) / run, (high - start) / run))
        first, last = max(first, shares[0]), min(last, shares[1])
    if not first < last:
        return None
    ends = tuple((x + share * way[0], y + share * way[1]) for share in (first, last))
    known = all(math.isfinite(each) for end in ends for each in end)
    return (ends[0], ends[1]) if known else None


def arrow_length(direction: Place | None) -> float:
    """Logical px of the arrow of a weight vector, by the root of its length; 0 for none."""
    if direction is None:
        return 0.0
    length = math.hypot(*direction)
    if not 0 < length < math.inf:
        return 0.0
    return min(max(_USUAL * math.sqrt(length), _SHORTEST), _LONGEST)


def middle(segment: Segment) -> Place:
    """The place halfway."""
    (x, y), (end_x, end_y) = segment
    return (x + end_x) / 2, (y + end_y) / 2


def foot_on(segment: Segment, place: Place) -> Place:
    """The place of a line nearest to another place."""
    (x, y), (end_x, end_y) = segment
    across, up = end_x - x, end_y - y
    square = across * across + up * up
    share = ((place[0] - x) * across + (place[1] - y) * up) / square if square else 0.0
    return x + share * across, y + share * up

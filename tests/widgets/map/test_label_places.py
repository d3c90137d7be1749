"""Labels of walks: on the map, off each other, and beside their heads where there is room."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.widgets.map.label_places import Box, clear_places

AREA = Box(20.0, 30.0, 300.0, 200.0)
X, Y = st.floats(-50, 400), st.floats(-50, 300)
HEADS = st.lists(st.tuples(X, Y), max_size=12)
SIZE = st.tuples(st.floats(12, 80), st.just(16.0))
GAP = 5.0


def inside(box: Box) -> bool:
    right, bottom = box.left + box.width, box.top + box.height
    held = AREA.left <= box.left and right <= AREA.left + AREA.width + 1e-9
    return held and AREA.top <= box.top and bottom <= AREA.top + AREA.height + 1e-9


@settings(deadline=None, derandomize=True)
@given(HEADS, st.data(), st.booleans())
def test_labels_lie_on_the_map_and_on_nothing_else(
    heads: list[tuple[float, float]], data: st.DataObject, all_at_one: bool
) -> None:
    sizes = [data.draw(SIZE) for _ in heads]
    heads = [heads[0]] * len(heads) if all_at_one and heads else heads
    taken = [Box(100, 100, 20, 20)]
    places = clear_places(heads, sizes, AREA, gap=GAP, taken=taken)
    # So few have room: none of them may be missing.
    found = [place for place in places if place is not None]
    assert len(found) == len(heads)
    assert all(inside(place) for place in found)
    assert [place[2:] for place in found] == sizes
    assert not any(one.meets(other) for one, other in combinations([*taken, *found], 2))


@settings(deadline=None, derandomize=True)
@given(X, Y, SIZE)
def test_a_label_alone_stands_beside_its_head(
    x: float, y: float, size: tuple[float, float]
) -> None:
    x = min(max(x, AREA.left), AREA.left + AREA.width)
    y = min(max(y, AREA.top), AREA.top + AREA.height)
    (place,) = clear_places([(x, y)], [size], AREA, gap=GAP)
    assert place is not None
    away_x = max(place.left - x, x - place.left - place.width, 0.0)
    away_y = max(place.top - y, y - place.top - place.height, 0.0)
    assert math.hypot(away_x, away_y) <= GAP + 1e-9


def test_what_has_no_room_has_no_place() -> None:
    small = Box(0, 0, 40, 16)
    assert None in clear_places([(5, 5)] * 3, [(20, 16)] * 3, small, gap=GAP)
    assert clear_places([(5, 5)], [(41, 16)], small, gap=GAP) == [None]

"""Names beside lines: near the upper end, never over each other."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from lossviz.widgets.plane.line_labels import (
    Named,
    Room,
    candidates,
    covered,
    crossings,
    label_places,
)
from lossviz.widgets.plane.plane_picture import Segment

EMPTY = Room(0, 0, 400, 400, np.empty((0, 4)), np.empty((0, 2)), 8, 6)
W, H = 44.0, 16.0


def named(*lines: Segment) -> list[Named]:
    return [Named(key, line, W, H) for key, line in enumerate(lines)]


def with_lines(*lines: Segment, room: Room = EMPTY) -> Room:
    return replace(room, segments=np.array(lines, float).reshape(-1, 4))


def places(*lines: Segment, room: Room | None = None) -> dict[int, tuple[float, float]]:
    found = label_places(named(*lines), room or with_lines(*lines), {})
    return {key: (x, y) for key, (_, x, y) in found.items()}


@pytest.mark.parametrize("angle", range(0, 360, 15))
def test_a_name_stands_beside_its_line_near_the_upper_end(angle: int) -> None:
    along = 199 * math.cos(math.radians(angle)), 199 * math.sin(math.radians(angle))
    line = (200 - along[0], 200 - along[1]), (200 + along[0], 200 + along[1])
    x, y = places(line)[0]
    box = np.array([(x, y)]), np.array([W / 2, H / 2])
    assert crossings(*box, np.array([[*line[0], *line[1]]])) == 0
    assert W / 2 <= x <= 400 - W / 2
    assert H / 2 <= y <= 400 - H / 2
    upper, lower = sorted(line, key=lambda end: end[1])
    if lower[1] - upper[1] > 50:
        assert math.dist((x, y), upper) < math.dist((x, y), lower)


def test_candidates_clear_their_own_line() -> None:
    name = named(((10, 390), (300, 5)))[0]
    centres = candidates(name, 6)
    boxes = np.array([W / 2, H / 2])
    assert crossings(centres, boxes, np.array([[10, 390, 300, 5.0]])).sum() == 0
    assert (np.diff(centres[::2, 1]) > 0).all()  # from the upper end down


def test_names_of_lines_that_meet_do_not_overlap() -> None:
    star = [((200 + 3 * k, 0), (200 - 3 * k, 400)) for k in range(-4, 4)]
    found = places(*star)
    assert len(found) == 8
    for (x, y), (u, v) in itertools.combinations(found.values(), 2):
        assert abs(x - u) >= W or abs(y - v) >= H


def test_where_there_is_no_room_a_name_is_left_out() -> None:
    narrow = replace(EMPTY, right=60, bottom=30)
    lines = [((0, 15 + k), (60, 15 - k)) for k in range(6)]
    assert len(places(*lines, room=narrow)) <= 2
    assert places(((0, 5), (10, 5)), room=replace(EMPTY, right=20, bottom=10)) == {}


def test_a_name_keeps_clear_of_other_lines_and_points() -> None:
    line = ((100, 0), (100, 400))
    _, y = places(line)[0]
    across = ((0, y), (400, y))
    _, below = places(line, room=with_lines(line, across))[0]
    assert abs(below - y) > H / 2
    crowded = replace(with_lines(line), points=np.array([(70.0, y), (130.0, y)]))
    _, away = places(line, room=crowded)[0]
    assert abs(away - y) > H / 2


def test_a_name_stays_where_it_was_while_that_is_nearly_as_good() -> None:
    line = ((100, 0), (100, 400))
    first = label_places(named(line), with_lines(line), {})
    for before in (0, 1, 2, 5):
        again = label_places(named(line), with_lines(line), {0: before})
        assert again[0][0] == before
    assert label_places(named(line), with_lines(line), {0: 27})[0][0] == first[0][0]


def test_boxes_that_lines_cross() -> None:
    centres, half = np.array([(50.0, 50.0), (150.0, 50.0)]), np.array([10.0, 5.0])
    lines = np.array([(0, 50, 100, 50), (40, 0, 60, 100), (0, 0, 300, 300), (0, 70, 400, 70.0)])
    assert crossings(centres, half, lines).tolist() == [3, 0]
    assert crossings(centres, half, np.empty((0, 4))).tolist() == [0, 0]


def test_boxes_that_cover_points() -> None:
    centres, half = np.array([(50.0, 50.0), (150.0, 50.0)]), np.array([10.0, 5.0])
    points = np.array([(55.0, 52.0), (45.0, 45.0), (61.0, 50.0)])
    assert covered(centres, half, points).tolist() == [2, 0]
    assert covered(centres, half, points[:0]).tolist() == [0, 0]

"""What there is to draw of a long walk."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from lossviz.widgets.map.stretches import Spots, Stretches


def test_each_stretch_is_drawn_once_however_often_it_is_gone() -> None:
    swing = np.array([[0.0, 0.0], [5.0, 0.0]] * 500)
    assert [run.tolist() for run in Stretches(0.5).new(swing)] == [[0, 1]]


def test_a_walk_in_parts_has_the_stretches_of_the_whole() -> None:
    rng = np.random.default_rng(1)
    walk = np.cumsum(rng.normal(size=(200, 2)), axis=0)

    def ends(parts: list[np.ndarray], stretches: Stretches) -> set[tuple[float, ...]]:
        found = set()
        for part in parts:
            for run in stretches.new(part):
                found |= {(*part[a], *part[b]) for a, b in pairwise(run)}
        return found

    whole = ends([walk], Stretches(0.5))
    assert whole == ends([walk[:50], walk[49:51], walk[50:]], Stretches(0.5))
    assert len(whole) > 150


def test_a_walk_that_stands_has_no_stretch() -> None:
    assert Stretches(0.5).new(np.full((9, 2), 3.0)) == []
    assert Stretches(0.5).new(np.empty((0, 2))) == []


def test_a_slow_walk_is_not_lost_between_the_squares() -> None:
    walk = np.stack([np.linspace(0, 10, 400), np.zeros(400)], axis=1)
    runs = Stretches(0.5).new(walk)
    covered = sum(abs(walk[run[-1], 0] - walk[run[0], 0]) for run in runs)
    assert covered == pytest.approx(10, abs=0.6)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e300])
def test_places_that_are_none(bad: float) -> None:
    walk = np.array([[0.0, 0.0], [bad, bad], [1.0, 1.0]])
    Stretches(0.5).new(walk)
    assert 0 in Spots(4).new(walk)


def test_one_spot_a_square() -> None:
    spots = Spots(4.0)
    assert spots.new(np.array([[0.0, 0], [1, 1], [5, 0], [0.5, 3]])).tolist() == [0, 2]
    assert spots.new(np.array([[5.0, 1], [9, 9]])).tolist() == [1]

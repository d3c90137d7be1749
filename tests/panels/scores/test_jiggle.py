"""Both losses as functions of one score: the curves, their kinks and the range."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.losses import Hinge
from lossviz.panels.scores.evaluation import evaluate
from lossviz.panels.scores.jiggle import jiggle_range
from lossviz.panels.scores.state import ScoresView
from lossviz.panels.scores.tables import LECTURE
from tests.panels.scores.tables import evaluated, steady, tables, tenths, views


def test_a_jiggled_car_image_costs_nothing() -> None:
    curve = evaluated("lecture", ScoresView(example=1, j=0)).jiggles[0]
    assert not curve.hinge[curve.offsets <= 2.6].any()
    assert curve.hinge[curve.offsets > 2.6].all()
    assert curve.kinks == ((2.6, 0.0),)


@steady
@given(st.data())
def test_curves(data: st.DataObject) -> None:
    state = data.draw(tables())
    view = data.draw(views(state))
    found = evaluate(state, view)
    first = view.example // 3 * 3
    page = range(first, min(first + 3, len(state.y))) if view.plot == "all" else [view.example]
    assert [curve.i for curve in found.jiggles] == list(page)
    assert len({(curve.offsets[0], curve.offsets[-1]) for curve in found.jiggles}) == 1
    for curve in found.jiggles:
        assert (curve.j, curve.at[0]) == (view.j, view.offset)
        now, at = (np.flatnonzero(curve.offsets == offset) for offset in (0, view.offset))
        assert len(now) == len(at) == 1
        losses = found.hinge.each[curve.i], found.softmax.each[curve.i]
        assert (curve.hinge[now[0]], curve.softmax[now[0]]) == pytest.approx(losses, rel=1e-12)
        assert curve.now == pytest.approx(losses, rel=1e-12)
        assert curve.at[1:] == (curve.hinge[at[0]], curve.softmax[at[0]])
        assert (np.diff(curve.offsets) > 0).all()
        assert 121 <= len(curve.offsets) <= 121 + 2 + 9


@steady
@given(st.data())
def test_kinks_are_where_the_slope_changes(data: st.DataObject) -> None:
    state = data.draw(tables(tenths))
    state = dataclasses.replace(state, hinge=dataclasses.replace(state.hinge, squared=False))
    (curve,) = evaluate(state, dataclasses.replace(data.draw(views(state)), plot="one")).jiggles
    slopes = np.diff(curve.hinge) / np.diff(curve.offsets)
    kinks = [offset for offset, _ in curve.kinks]
    inside = curve.offsets[1:-1]
    wide = (np.diff(curve.offsets)[1:] > 1e-6) & (np.diff(curve.offsets)[:-1] > 1e-6)
    changed = np.abs(np.diff(slopes)) > 1e-3
    assert (changed == np.isin(inside, kinks))[wide].all()
    assert dict(curve.kinks) == {o: curve.hinge[curve.offsets == o][0] for o in kinks}


@steady
@given(tenths, st.sampled_from([0.1, 0.3, 0.7, 1.0]))
def test_the_cursor_on_a_kink_reads_0(s_y: float, margin: float) -> None:
    state = dataclasses.replace(
        LECTURE, scores=((s_y, 0.0, -99.0), *LECTURE.scores[1:]), hinge=Hinge(margin=margin)
    )
    (curve,) = evaluate(state, ScoresView(offset=s_y - margin)).jiggles
    assert curve.at[1] == 0
    assert curve.slopes[0] == 0


def test_the_true_class_has_a_kink_for_each_wrong_one() -> None:
    curve = evaluated("lecture", ScoresView(example=1, j=1)).jiggles[0]
    assert curve.kinks == ((-2.6, pytest.approx(0.7)), (-1.9, 0.0))
    same = evaluated("three", ScoresView(example=1, j=0)).jiggles[0]
    assert same.kinks == ((0.0, 0.0),)


def test_a_squared_hinge_has_no_kinks() -> None:
    assert evaluated("lecture", squared=True).jiggles[0].kinks == ()


@pytest.mark.parametrize(
    ("starts", "offset", "expected"),
    [
        ([-2.9], -1, (-6, 4)),
        ([-6], 4, (-6, 4)),
        ([-6.6], -1, (-10, 10)),
        ([4.1, 300], 0, (-10, 10)),
        ([2, 300], 0, (-6, 4)),
        ([11], 0, (-20, 20)),
        ([109], 0, (-200, 200)),
        ([0], -30, (-50, 50)),
        ([20_001], 0, (-50_000, 50_000)),
        ([8e6], 0, (-1e7, 1e7)),
    ],
)
def test_range(starts: list[float], offset: float, expected: tuple[float, float]) -> None:
    assert jiggle_range(np.array(starts), offset) == expected


@steady
@given(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))
def test_the_range_holds_kink_and_cursor(kink: float, offset: float) -> None:
    low, high = jiggle_range(np.array([kink]), offset)
    assert low <= min(kink, offset, -6)
    assert high >= max(kink, offset, 4)


def test_side_by_side_shows_the_three_that_hold_the_chosen_one() -> None:
    seven = dataclasses.replace(
        LECTURE,
        examples=tuple("abcdefg"),
        scores=(LECTURE.scores * 3)[:7],
        y=(LECTURE.y * 3)[:7],
    )
    shown = {
        i: [curve.i for curve in evaluate(seven, ScoresView(i, plot="all")).jiggles]
        for i in (0, 2, 3, 5, 6)
    }
    assert shown == {0: [0, 1, 2], 2: [0, 1, 2], 3: [3, 4, 5], 5: [3, 4, 5], 6: [6]}


def test_the_grid_is_even_between_the_kinks() -> None:
    (curve,) = evaluated("lecture", ScoresView(offset=0.0)).jiggles
    grid = [offset for offset in curve.offsets if offset != -2.9]
    assert [high - low for low, high in pairwise(grid)] == pytest.approx([10 / 120] * 120)

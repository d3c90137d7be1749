"""How the columns of the table of points give way. No screen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.widgets.point_table.point_columns import (
    Measures,
    PointColumns,
    least_width,
    point_columns,
)
from lossviz.widgets.point_table.point_rows import Lengths

USUAL = Lengths(5, 5, 5)
HEADERS = {"x": 13, "class": 43, "score": 13, "true": 0, "best": 78, "loss": 36}
MEASURES = Measures({"number": 7.8, "numberSmall": 6.6}, 35, HEADERS)


def columns(width: float, classes: int, lengths: Lengths = USUAL, scale: float = 1) -> PointColumns:
    return point_columns(width, classes, lengths, MEASURES, scale)


def kinds(placed: PointColumns) -> list[str]:
    return [column.kind for column in placed.columns]


def test_three_classes_fit_490_px_beside_a_scroll_bar():
    placed = columns(480, 3)
    assert kinds(placed) == ["x", "x", "class", "score", "score", "score", "loss"]
    assert (placed.role, placed.word, placed.paired) == ("number", True, False)
    assert placed.bar >= 52
    assert placed.columns[-1].right == pytest.approx(480 - 6)


def test_first_the_type_gives_way_then_scores():
    roles = [columns(480, classes).role for classes in (2, 3, 4, 5, 6)]
    assert roles == ["number", "number", "number", "numberSmall", "numberSmall"]
    eight = columns(480, 8)
    assert kinds(eight) == ["x", "x", "class", "true", "best", "loss"]
    assert eight.role == "number"
    assert columns(900, 8).paired is False


def test_the_word_and_the_bar_go_last():
    narrow = columns(260, 8)
    assert (narrow.paired, narrow.word, narrow.bar) == (True, False, 0)


def test_what_is_spare_widens_bar_and_gaps():
    usual, wide = columns(480, 3), columns(700, 3)
    assert wide.bar > usual.bar
    assert wide.columns[1].left - wide.columns[0].right > 14
    assert columns(4000, 3).bar == 140


@given(
    st.integers(2, 8),
    st.integers(100, 1500),
    st.builds(Lengths, st.integers(5, 9), st.integers(5, 12), st.integers(5, 12)),
    st.sampled_from([1, 1.5]),
)
def test_columns_never_overlap_and_fit_where_they_can(classes, width, lengths, scale):
    placed = columns(width, classes, lengths, scale)
    digit = MEASURES.digits[placed.role]
    for left, right in pairwise(placed.columns):
        assert right.left > left.right
    for column in placed.columns:
        length = {"x": lengths.x, "loss": lengths.loss, "class": 1}.get(column.kind, lengths.score)
        assert column.right - column.left >= length * digit - 1e-6
    if width >= least_width(classes, lengths, MEASURES, scale):
        assert placed.columns[-1].right <= width


def test_what_can_be_changed_is_found_from_the_left():
    placed = columns(480, 3)
    middles = [(column.left + column.right) / 2 for column in placed.columns]
    assert [placed.editable_at(x) for x in middles] == [0, 1, 2, None, None, None, None]
    assert placed.editable_at(0) == 0

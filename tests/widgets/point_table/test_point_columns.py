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
MEASURES = Measures({"number": 7.8, "numberSmall": 6.6}, 35, HEADERS, 62)


def columns(
    width: float,
    classes: int,
    lengths: Lengths = USUAL,
    scale: float = 1,
    *,
    test: bool = False,
) -> PointColumns:
    return point_columns(width, classes, lengths, MEASURES, scale, test=test)


def kinds(placed: PointColumns) -> list[str]:
    return [column.kind for column in placed.columns]


def test_three_classes_fit_490_px_beside_a_scroll_bar():
    placed = columns(480, 3)
    assert kinds(placed) == ["x", "x", "class", "score", "score", "score", "loss"]
    assert (placed.role, placed.word, placed.paired) == ("number", True, False)
    assert placed.bar >= 52
    assert (placed.columns[0].left, placed.columns[-1].right) == (0, pytest.approx(480))


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


def test_digits_go_before_a_number_is_cut():
    long = Lengths(5, 10, 10)
    assert columns(400, 8, long).digits > 10
    narrow = columns(300, 8, long)
    assert narrow.digits < 10
    assert narrow.columns[-1].right <= 300


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
    st.booleans(),
)
def test_columns_never_overlap_and_fit_where_they_can(classes, width, lengths, scale, test):
    placed = columns(width, classes, lengths, scale, test=test)
    digit = MEASURES.digits[placed.role]
    lengths = lengths.at_most(placed.digits)
    for left, right in pairwise(placed.columns):
        assert right.left > left.right
    for column in placed.columns:
        length = {"x": lengths.x, "loss": lengths.loss, "class": 1}.get(column.kind, lengths.score)
        assert column.right - column.left >= length * digit - 1e-6
    if width >= least_width(classes, lengths, MEASURES, scale):
        assert placed.columns[-1].right <= width + 1e-6
    assert placed.bar >= 0


@given(st.integers(2, 8), st.integers(250, 1500), st.sampled_from([1, 1.5]))
def test_held_out_points_take_words_from_spare_room_and_a_little_of_the_bar(classes, width, scale):
    without, placed = (
        columns(width, classes, scale=scale),
        columns(width, classes, scale=scale, test=True),
    )
    assert not without.both
    assert (placed.role, placed.word, kinds(placed)) == (
        without.role,
        without.word,
        kinds(without),
    )
    if not placed.both:
        assert placed == without
        return
    column, digit = placed.of_class(), MEASURES.digits[placed.role]
    assert column.right - column.left >= (11 + 7 + 7) * scale + digit + 62 - 1e-6
    assert placed.bar >= min(without.bar, 16 * scale) - 1e-6
    for before, now in zip(without.columns, placed.columns, strict=True):
        if now.kind not in ("class", "loss"):
            assert now.right - now.left == pytest.approx(before.right - before.left)


def test_both_words_fit_three_and_four_classes_at_480_px():
    assert [columns(480, classes, test=True).both for classes in (2, 3, 4)] == [True] * 3
    assert columns(260, 8, test=True).both is False


def test_what_can_be_changed_is_found_from_the_left():
    placed = columns(480, 3)
    middles = [(column.left + column.right) / 2 for column in placed.columns]
    assert [placed.editable_at(x) for x in middles] == [0, 1, 2, None, None, None, None]
    assert placed.editable_at(0) == 0

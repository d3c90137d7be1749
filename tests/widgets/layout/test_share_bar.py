"""The bar of shares: its parts to the pixel, bad numbers, percentages in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.share_bar import ShareBar, percent_text, shares, spans

DATA, PENALTY = "semantic.dataLoss", "semantic.regularization"
steady = settings(deadline=None, derandomize=True)


@pytest.fixture
def bar(shown: Callable[[ShareBar], ShareBar], theme: Theme) -> ShareBar:
    widget = ShareBar(theme, "Loss", parts=("data", "penalty"))
    widget.resize(202, 8)
    return shown(widget)


def show(bar: ShareBar, data: float, penalty: float) -> list[str]:
    """The colours along the middle, after another pair of values."""
    bar.show_shares(((data, DATA), (penalty, PENALTY)))
    return middle(bar.grab().toImage())


def middle(image: QImage) -> list[str]:
    return [image.pixelColor(x, image.height() // 2).name() for x in range(image.width())]


def named(theme: Theme, role: str) -> str:
    return QColor(theme.color(role)).name()


@pytest.mark.parametrize("theme", [Theme("light"), Theme("dark")])
def test_parts_lie_side_by_side_with_a_gap(bar, theme):
    bar.apply_theme(theme)
    row = show(bar, 0.6, 0.2)
    assert set(row[:150]) == {named(theme, DATA)}
    assert not set(row[150:152]) & {named(theme, DATA), named(theme, PENALTY)}
    assert set(row[152:]) == {named(theme, PENALTY)}


def test_only_the_outer_corners_are_round(bar, theme):
    show(bar, 1, 1)
    image = bar.grab().toImage()
    data, penalty = QColor(theme.color(DATA)), QColor(theme.color(PENALTY))
    for y in (0, 7):
        assert image.pixelColor(0, y) != data
        assert image.pixelColor(99, y) == data
        assert image.pixelColor(102, y) == penalty
        assert image.pixelColor(201, y) != penalty
        assert image.pixelColor(4, y) == data


@pytest.mark.parametrize(
    ("data", "penalty", "role"),
    [
        (1, 0, DATA),
        (0, 1, PENALTY),
        (math.inf, 5, DATA),
        (1e308, math.inf, PENALTY),
        (1, math.nan, DATA),
        (1, -3, DATA),
    ],
)
def test_one_part_alone_fills_the_bar(bar, theme, data, penalty, role):
    assert set(show(bar, data, penalty)) == {named(theme, role)}


@pytest.mark.parametrize(
    ("data", "penalty"), [(0, 0), (math.nan, math.nan), (-1, 0), (-math.inf, -1)]
)
def test_nothing_is_a_sunken_track(bar, theme, data, penalty):
    assert set(show(bar, data, penalty)) == {named(theme, "surface.sunken")}
    assert bar.words() == "Nothing"


def test_before_anything_is_shown_there_is_the_track(bar, theme):
    assert set(middle(bar.grab().toImage())) == {named(theme, "surface.sunken")}


def test_a_small_part_has_a_pixel(bar, theme):
    row = show(bar, 1, 1e-9)
    assert row.count(named(theme, PENALTY)) == 1
    row = show(bar, 1e-9, 1)
    assert row[0] == named(theme, DATA)
    assert row.count(named(theme, DATA)) == 1


def test_it_is_told_in_words_when_it_rests(bar):
    assert bar.accessibleName() == "Loss"
    show(bar, 0.637, 0.157)
    assert bar.accessibleDescription() == ""
    bar.tell()
    assert bar.accessibleDescription() == "data 80 %, penalty 20 %"


def test_parts_without_names_are_told_by_their_order(theme, qapp):
    bar = ShareBar(theme, "Sum")
    bar.show_shares([(1.0, DATA), (2.0, PENALTY), (1.0, DATA)])
    assert bar.words() == "25 %, 50 %, 25 %"
    bar.deleteLater()


def test_what_is_something_is_not_told_as_nothing():
    assert [percent_text(share) for share in (0, 0.004, 0.012, 0.99, 0.9951, 1)] == [
        "0 %", "under 1 %", "1 %", "99 %", "over 99 %", "100 %",
    ]  # fmt: skip


def test_it_grows_with_the_scale_and_takes_all_the_width(bar):
    assert (bar.height(), bar.sizeHint().height()) == (8, 8)
    bar.apply_theme(Theme("light", 1.5))
    assert (bar.height(), bar.sizeHint().height()) == (12, 12)
    assert bar.sizePolicy().horizontalPolicy() == bar.sizePolicy().Policy.Expanding


@steady
@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=5))
def test_shares_of_any_numbers(values):
    found = shares(values)
    assert len(found) == len(values)
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) == pytest.approx(1.0 if any(value > 0 for value in values) else 0.0)


@steady
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=5), st.integers(40, 2000))
def test_parts_are_in_order_and_fill_the_width(values, width):
    parts = shares(values)
    places = [place for place in spans(parts, width, 2) if place is not None]
    assert len(places) == sum(share > 0 for share in parts)
    assert all(right > left for left, right in places)
    assert all(b[0] - a[1] == 2 for a, b in pairwise(places))
    if places:
        assert (places[0][0], places[-1][1]) == (0, width)

"""The marks of the heat map: shapes of arrows, bad ends, and the chips that name them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.check.legend_chips import LegendChips
from lossviz.widgets.map.arrows import (
    ArrowKind,
    Head,
    arrow_outline,
    draw_arrow,
    within_reach,
)
from tests.widgets.looking import has_color

ALL = ("analytic", "numeric", "minibatches", "path")
GROUND = QColor("#2A788E")
HEAD = Head(14, 12)


# Shapes


def test_an_arrow_has_seven_corners() -> None:
    corners = arrow_outline((10, 20), (110, 20), 5, HEAD)
    assert corners == (
        (10, 22.5),
        (96, 22.5),
        (96, 26),
        (110, 20),
        (96, 14),
        (96, 17.5),
        (10, 17.5),
    )


def test_an_arrow_shorter_than_its_head_has_a_smaller_one() -> None:
    corners = arrow_outline((0, 0), (0, 7), 5, HEAD)
    assert corners[3] == (0, 7)
    assert math.dist(corners[2], corners[4]) == pytest.approx(6)
    assert {round(y, 9) for _x, y in corners[:3]} == {0}


@given(st.tuples(*[st.floats(-1e6, 1e6)] * 4))
def test_every_corner_is_near_the_arrow(ends: tuple[float, float, float, float]) -> None:
    tail, tip = ends[:2], ends[2:]
    corners = arrow_outline(tail, tip, 5, HEAD)
    assert bool(corners) == (math.dist(tail, tip) > 0)
    for corner in corners:
        assert min(math.dist(corner, tail), math.dist(corner, tip)) < HEAD.length + HEAD.width


def test_an_arrow_without_length_or_end_has_no_shape() -> None:
    for tip in ((3, 4), (math.nan, 4), (math.inf, 4), (1e308, -1e308)):
        assert arrow_outline((3, 4), tip, 5, HEAD) == () or tip[0] == 1e308


def test_a_tip_beyond_all_screens_is_drawn_in() -> None:
    assert within_reach((0, 0), (3e9, 4e9), 100) == pytest.approx((60, 80))
    assert within_reach((0, 0), (3, 4), 100) == (3, 4)
    assert within_reach((0, 0), (math.inf, 0), 100) == (math.inf, 0)


# Painting


def painted(paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(120, 60, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def arrow(theme: Theme, kind: ArrowKind, *tip: float) -> QImage:
    return painted(
        lambda painter: draw_arrow(painter, QPointF(20, 30.5), QPointF(*tip), kind, theme)
    )


def changed(image: QImage) -> list[tuple[int, int]]:
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return [each for each in pixels if image.pixelColor(*each) != GROUND]


def test_the_analytic_arrow_is_white_and_wide_in_a_dark_casing(
    qapp: QApplication, theme: Theme
) -> None:
    image = arrow(theme, "analytic", 100, 30.5)
    column = [image.pixelColor(50, y) for y in range(20, 42)]
    assert column.count(QColor("white")) == 5
    dark = [each for each in column if each.lightness() < 60]
    assert len(dark) == 4


def test_the_numeric_arrow_is_dashed(qapp: QApplication, theme: Theme) -> None:
    image = arrow(theme, "numeric", 100, 30.5)
    middle = [image.pixelColor(x, 30) for x in range(20, 92)]
    orange = QColor(theme.color("overlay.numeric"))
    assert 0.4 < middle.count(orange) / len(middle) < 0.75
    assert GROUND in middle


def test_a_minibatch_is_half_opaque(qapp: QApplication, theme: Theme) -> None:
    image = arrow(theme, "minibatch", 100, 30.5)
    inside = image.pixelColor(60, 30)
    assert inside.red() == pytest.approx((GROUND.red() + 255) / 2, abs=3)


def test_agreement_is_a_dash_inside_the_white_arrow(qapp: QApplication, theme: Theme) -> None:
    tail, tip = QPointF(20, 30.5), QPointF(100, 30.5)

    def both(painter: QPainter) -> None:
        draw_arrow(painter, tail, tip, "analytic", theme)
        draw_arrow(painter, tail, tip, "numeric", theme, analytic=tip)

    image, alone = painted(both), arrow(theme, "analytic", 100, 30.5)
    assert changed(image) == changed(alone)
    row = [image.pixelColor(x, 30) for x in range(22, 80)]
    assert set(map(QColor.name, (row[1], row[7]))) == {"#e8480f", "#ffffff"}
    assert min(each.lightness() for each in row) > 100  # no casing inside


def test_where_they_disagree_the_dash_leaves_the_arrow(qapp: QApplication, theme: Theme) -> None:
    tail, tip = QPointF(20, 10), QPointF(100, 10)

    def both(painter: QPainter) -> None:
        draw_arrow(painter, tail, tip, "analytic", theme)
        draw_arrow(painter, tail, QPointF(100, 50), "numeric", theme, analytic=tip)

    image = painted(both)
    below = image.rect().adjusted(60, 25, 0, 0)
    assert has_color(image, below, theme.color("overlay.numeric"))
    assert not has_color(image, below, theme.color("overlay.numericOnAnalytic"))


@pytest.mark.parametrize("kind", ["analytic", "numeric", "minibatch"])
def test_short_arrows_are_dots_and_bad_ones_nothing(
    qapp: QApplication, theme: Theme, kind: ArrowKind
) -> None:
    dot = changed(arrow(theme, kind, 24, 30.5))
    assert dot
    assert max(x for x, _y in dot) - min(x for x, _y in dot) <= 12
    for tip in ((20, 30.5), (math.nan, 5), (math.inf, 5), (5, -math.inf)):
        assert changed(arrow(theme, kind, *tip)) == []
    assert changed(arrow(theme, kind, 1e300, 30.5))


def test_a_numeric_arrow_on_a_bad_analytic_one_is_still_there(
    qapp: QApplication, theme: Theme
) -> None:
    tail, bad = QPointF(20, 30), QPointF(math.nan, 0)
    image = painted(
        lambda painter: draw_arrow(painter, tail, QPointF(90, 30), "numeric", theme, analytic=bad)
    )
    assert changed(image)


# Chips


@pytest.fixture
def chips(shown: Callable[[LegendChips], LegendChips], theme: Theme) -> LegendChips:
    widget = LegendChips(theme)
    widget.show_kinds(ALL)
    widget.resize(widget.sizeHint())
    return shown(widget)


def test_each_chip_holds_its_mark(chips: LegendChips, theme: Theme) -> None:
    image = chips.grab().toImage()
    marks = ("overlay.analytic", "overlay.numeric", "", "overlay.path")
    for index, role in enumerate(marks):
        area = chips.chip_rect(index).toRect()
        assert has_color(image, area, theme.color("overlay.legendChip"))
        assert not role or has_color(image, area, theme.color(role))


def test_a_done_step_is_filled_and_the_next_one_hollow(chips: LegendChips, theme: Theme) -> None:
    image, chip = chips.grab().toImage(), chips.chip_rect(3)
    done, coming = QPointF(12, 0), QPointF(27, 0)
    dots = [(chip.topLeft() + QPointF(0, 10) + each).toPoint() for each in (done, coming)]
    assert image.pixelColor(dots[0]) == QColor("white")
    assert image.pixelColor(dots[1]) == QColor(theme.color("overlay.casing"))


def test_labels_hide_when_there_is_no_room_and_chips_stay(chips: LegendChips, theme: Theme) -> None:
    label = theme.color("text.tertiary")
    assert has_color(chips.grab().toImage(), chips.rect(), label)
    chips.resize(chips.sizeHint().width() - 10, chips.height())
    image = chips.grab().toImage()
    assert not has_color(image, chips.rect(), label)
    chips.resize(chips.minimumSizeHint())
    assert chips.chip_rect(0).left() >= 0
    assert chips.chip_rect(3).right() <= chips.width()
    assert not chips.fit(200)
    assert chips.fit(900)


@pytest.mark.parametrize("width", [220, 900])
def test_the_tip_says_what_a_mark_is(chips: LegendChips, width: int) -> None:
    chips.resize(width, chips.height())
    tips = [chips.tip_at(chips.chip_rect(index).center()) for index in range(4)]
    assert tips[1] == "Numeric gradient, downhill"
    assert len(set(tips)) == 4
    gap = chips.chip_rect(1).topLeft() - QPointF(3, 0)
    assert chips.tip_at(gap) == ""
    assert chips.accessibleDescription() == ", ".join(tips)


def test_fewer_marks_and_none(chips: LegendChips) -> None:
    before = chips.sizeHint().width()
    chips.show_kinds(("analytic", "path"))
    assert chips.sizeHint().width() < before
    chips.show_kinds(())
    assert chips.tip_at(QPointF(5, 5)) == ""
    chips.grab()


def test_the_projector_and_the_dark_fit_too(chips: LegendChips) -> None:
    for theme in (Theme("dark"), Theme("light", 1.5, projector=True)):
        chips.apply_theme(theme)
        chips.resize(chips.sizeHint())
        assert chips.fit(chips.width())
        assert chips.chip_rect(0).width() == theme.px(40)
        assert 0 <= chips.chip_rect(0).left() <= 1

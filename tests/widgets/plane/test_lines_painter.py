"""Zero lines: their colours, arrows, margins, what the next step does, and their names."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.plane.lines_painter import LinesPainter, pixel_segment
from lossviz.widgets.plane.plane_picture import ClassLine, PlanePicture, Segment
from tests.widgets.plane.on_the_plane import THEMES

pytestmark = pytest.mark.usefixtures("qapp")  # it has the fonts

GROUND = QColor(200, 205, 210)
# 200 px a unit; (0, 0) is at (250, 250).
FRAME = PlotFrame(QRectF(50, 50, 400, 400), (-1.0, 1.0), (-1.0, 1.0))
UPRIGHT: Segment = ((0.0, -9.0), (0.0, 9.0))
LEVEL: Segment = ((-9.0, 0.0), (9.0, 0.0))
EAST = (1.0, 0.0)


def painted(*lines: ClassLine, theme: Theme = THEMES[0], names: bool = False) -> QImage:
    image = QImage(500, 500, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter, lines_painter = QPainter(image), LinesPainter(theme)
    picture = PlanePicture(lines=lines, class_names=("cat", "car", "frog"))
    standing = lines_painter.paint(painter, FRAME, picture)
    if names:
        lines_painter.paint_names(painter, FRAME, picture, standing, np.empty((0, 2)))
    painter.end()
    return image


def changed(image: QImage, left: int, top: int, width: int, height: int) -> int:
    return sum(
        image.pixelColor(x, y) != GROUND
        for x in range(left, left + width)
        for y in range(top, top + height)
    )


def test_segments_in_pixels() -> None:
    assert pixel_segment(FRAME, UPRIGHT) == ((250, 450), (250, 50))
    assert pixel_segment(FRAME, ((5.0, 5.0), (9.0, 5.0))) is None
    assert pixel_segment(FRAME, None) is None


@pytest.mark.parametrize("theme", THEMES)
def test_a_line_has_its_classs_colour_from_edge_to_edge(theme: Theme) -> None:
    image = painted(ClassLine(1, UPRIGHT), theme=theme)
    for y in (60, 250, 440):
        assert image.pixelColor(250, y) == QColor(theme.class_color("car"))
    assert changed(image, 200, 60, 45, 380) == changed(image, 256, 60, 45, 380) == 0
    assert changed(image, 240, 0, 20, 46) == 0  # it ends with the plane


def test_the_arrow_starts_at_the_foot_and_points_where_the_score_grows() -> None:
    image = painted(ClassLine(0, UPRIGHT, (0.0, 0.5), EAST))
    assert image.pixelColor(280, 150) == QColor(THEMES[0].class_color("cat"))
    assert changed(image, 254, 140, 60, 20) > 100
    assert changed(image, 310, 140, 60, 20) == 0  # 56 px for weights of length 1
    assert changed(image, 180, 100, 65, 300) == 0
    upwards = painted(ClassLine(0, LEVEL, (0.0, 0.0), (0.0, 1.0)))
    assert changed(upwards, 240, 190, 20, 55) > 100


@pytest.mark.parametrize("foot", [None, (0.0, 5.0), (math.nan, 0.0)])
def test_a_foot_out_of_sight_is_in_the_middle_of_what_is_seen(
    foot: tuple[float, float] | None,
) -> None:
    image = painted(ClassLine(0, UPRIGHT, foot, EAST))
    assert changed(image, 254, 240, 60, 20) > 100


@pytest.mark.parametrize(
    "direction", [None, (0.0, 0.0), (math.nan, 1.0), (math.inf, 0.0), (1e200, math.nan)]
)
def test_weights_that_are_none_have_no_arrow(direction: tuple[float, float] | None) -> None:
    image = painted(ClassLine(0, UPRIGHT, (0.0, 0.0), direction))
    assert image == painted(ClassLine(0, UPRIGHT))


def test_margins_are_thin_and_dashed() -> None:
    sides = (((0.5, -9.0), (0.5, 9.0)), ((-0.5, -9.0), (-0.5, 9.0)))
    image = painted(ClassLine(0, UPRIGHT, margins=sides))
    for column in (150, 350):
        dashes = [changed(image, column - 1, y, 2, 1) > 0 for y in range(60, 440)]
        assert 0.3 < sum(dashes) / len(dashes) < 0.8


def test_the_next_step_is_a_dashed_line_with_an_arrow_towards_it() -> None:
    image = painted(ClassLine(0, UPRIGHT, preview=((0.5, -9.0), (0.5, 9.0))))
    dashes = [changed(image, 349, y, 2, 1) > 0 for y in range(60, 240)]
    assert 0.3 < sum(dashes) / len(dashes) < 0.8
    assert changed(image, 254, 249, 80, 2) > 100  # the shaft
    assert changed(image, 340, 244, 8, 12) > 20  # its head ends at the dashed line
    assert changed(image, 352, 240, 40, 20) == 0


def test_a_step_too_small_to_be_seen_has_no_arrow() -> None:
    image = painted(ClassLine(0, UPRIGHT, preview=((0.01, -9.0), (0.01, 9.0))))
    assert changed(image, 256, 230, 20, 40) == 0


def test_a_line_without_ends_may_still_have_its_next_step() -> None:
    image = painted(ClassLine(0, None, None, EAST, "s₀ = 0", preview=LEVEL), names=True)
    assert changed(image, 50, 249, 400, 2) > 100
    assert changed(image, 50, 50, 400, 190) == 0


@pytest.mark.parametrize("bad", [math.nan, math.inf, 1e308])
def test_lines_that_are_no_numbers(bad: float) -> None:
    strange: Segment = ((bad, -bad), (-bad, bad))
    line = ClassLine(0, strange, (bad, bad), (bad, bad), "s₀ = 0", (strange,), strange)
    assert not painted(line, ClassLine(1, UPRIGHT, preview=strange), names=True).isNull()


# Names


@pytest.mark.parametrize("theme", THEMES)
def test_a_name_stands_near_the_upper_end_in_the_classs_colour(theme: Theme) -> None:
    bare, named = (painted(ClassLine(0, UPRIGHT, label=text), theme=theme, names=True)
                   for text in ("", "s₀ = 0"))  # fmt: skip
    text, halo = QColor(theme.class_color("cat", "text")), QColor(theme.color("surface.base"))
    found = {named.pixelColor(x, y).name() for x in range(130, 370) for y in range(50, 110)}
    assert {text.name(), halo.name()} <= found
    assert changed(bare, 130, 50, 110, 100) == 0
    assert changed(named, 50, 150, 190, 300) == changed(named, 260, 150, 190, 300) == 0


def test_names_rest_while_their_lines_move_a_little() -> None:
    painter_of_lines = LinesPainter(THEMES[0])
    crossing = ClassLine(1, ((-9.0, 0.78), (9.0, 0.78)), label="s₁ = 0")
    rows = []
    for tilt in (0.0, 0.02, 0.04):
        image = QImage(500, 500, QImage.Format.Format_RGB32)
        image.fill(GROUND)
        painter = QPainter(image)
        lines = (ClassLine(0, ((-tilt, -9.0), (tilt, 9.0)), label="s₀ = 0"), crossing)
        picture = PlanePicture(lines=lines)
        standing = painter_of_lines.paint(painter, FRAME, picture)
        painter_of_lines.paint_names(painter, FRAME, picture, standing, np.empty((0, 2)))
        painter.end()
        ink = QColor(THEMES[0].class_color("cat", "text"))
        rows.append([y for y in range(500) if any(
            image.pixelColor(x, y) == ink for x in range(150, 350))])  # fmt: skip
    assert rows[0]
    assert all(abs(each[0] - rows[0][0]) <= 2 for each in rows)

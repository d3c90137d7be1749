"""Marks on a heat map: places in pixels, the length of arrows, paths, dots and names."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from lossviz.theme.apply import qcolor
from lossviz.theme.tokens import Theme
from lossviz.widgets.heat_map import marks_painter
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatPath
from lossviz.widgets.heat_map.marks_painter import MarksPainter, arrow_scale, downhill, held_in
from lossviz.widgets.map.markers import MARKERS, marker_polygon
from lossviz.widgets.map.places import pixel_places, place
from lossviz.widgets.map.walk_looks import look_of
from lossviz.widgets.painting.drawn_text import recording
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.rgb import rgb

pytestmark = pytest.mark.usefixtures("qapp")  # it has the fonts

GROUND = QColor(20, 60, 40)
# 100 px a unit; (0, 0) is at (300, 200).
FRAME = PlotFrame(QRectF(100, 50, 400, 300), (-2.0, 2.0), (-1.5, 1.5))
THEMES = [Theme("light"), Theme("dark"), Theme("light", 1.5, projector=True)]
EAST = np.array([-1.0, 0.0])  # a slope that falls to the right


def painted(
    marks: HeatMarks, theme: Theme = THEMES[0], *, by: MarksPainter | None = None
) -> QImage:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    (by or MarksPainter(theme)).paint(painter, FRAME, marks)
    painter.end()
    return image


def marks(point: tuple[float, float] = (-1.9, -1.4), **changes: object) -> HeatMarks:
    """Marks with the point in a corner, out of the way."""
    return HeatMarks(point, 1.0, **changes)  # type: ignore[arg-type]


def path(*points: tuple[float, float], done: int | None = None, **changes: object) -> HeatPath:
    count = len(points) if done is None else done
    return HeatPath(np.array(points).reshape(-1, 2), count, **changes)  # type: ignore[arg-type]


def off(image: QImage, x: float, y: float, color: QColor) -> int:
    """How far a pixel is from a colour, 0 to 765."""
    seen = image.pixelColor(QPoint(round(x), round(y)))
    pairs = zip(rgb(seen), rgb(color), strict=True)
    return sum(abs(a - b) for a, b in pairs)


def changed(image: QImage, area: QRectF = FRAME.rect) -> int:
    """Pixels of an area that something was painted on."""
    rect = area.toRect()
    return sum(
        image.pixelColor(x, y) != GROUND
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    )


def different(image: QImage, other: QImage) -> int:
    """Pixels that a person sees are different."""
    rect = FRAME.rect.toRect()
    return sum(
        off(image, x, y, other.pixelColor(x, y)) > 90
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    )


# Places


def test_places_in_pixels() -> None:
    assert place(FRAME, 0, 0) == (300, 200)
    assert place(FRAME, -2, 1.5) == (100, 50)
    found = pixel_places(FRAME, np.array([[2.0, -1.5], [3.0, 0.0]]))
    assert found.tolist() == [[500, 350], [600, 200]]


def test_what_is_far_off_is_brought_near() -> None:
    points = np.array([[1e300, -1e300], [np.inf, -np.inf], [np.nan, 0.0]])
    assert pixel_places(FRAME, points).tolist() == [[4000, 4000], [4000, 4000], [-4000, 200]]
    assert pixel_places(FRAME, np.empty((0, 2))).shape == (0, 2)


def test_held_in() -> None:
    assert held_in(FRAME.rect, (0, 1000)) == (100, 350)
    assert held_in(FRAME.rect, (300, 200)) == (300, 200)


# Arrows


@pytest.mark.parametrize(
    ("slope", "step", "pixels"),
    [
        ((3.0, 4.0), 0.1, 50),  # as long as the step: 0.1 · 5 units of 100 px
        ((3.0, 4.0), 0.01, 28),  # but to be seen
        ((3.0, 4.0), 10.0, 120),  # and on the map
        ((0.0, -0.03), 1e-6, 28),
        ((1e300, 0.0), 1.0, 120),
    ],
)
def test_an_arrow_is_as_long_as_the_step_but_to_be_seen(
    slope: tuple[float, float], step: float, pixels: float
) -> None:
    scale = arrow_scale(FRAME, marks(analytic=np.array(slope), step=step), 28, 120)
    assert scale is not None
    assert scale * math.hypot(*slope) == pytest.approx(pixels)


@pytest.mark.parametrize(("slope", "step", "pixels"), [(1e-9, 0.5, 5e-8), (0.019, 1.0, 1.9)])
def test_next_to_a_minimum_an_arrow_is_a_dot(slope: float, step: float, pixels: float) -> None:
    scale = arrow_scale(FRAME, marks(analytic=slope * EAST, step=step), 28, 120)
    assert scale is not None
    assert scale * slope == pytest.approx(pixels)
    image = painted(marks((0, 0), analytic=slope * EAST, step=step))
    assert changed(image, QRectF(315, 190, 100, 20)) == 0


def test_where_the_analytic_slope_is_0_what_a_numeric_one_errs_is_a_dot() -> None:
    there = marks(analytic=np.zeros(2), numeric=np.array([0.0401, 0.01]), step=0.001)
    scale = arrow_scale(FRAME, there, 28, 120)
    assert scale is not None
    assert scale * 0.0413 == pytest.approx(0.1 * 0.0413, rel=0.01)


@pytest.mark.parametrize("lost", [0.0, math.nan, math.inf, 1e-320])
def test_without_a_slope_there_is_no_arrow(lost: float) -> None:
    slope = np.array([lost, 0.0])
    assert arrow_scale(FRAME, marks(analytic=slope), 28, 120) is None
    assert arrow_scale(FRAME, marks(), 28, 120) is None
    many = np.array([[lost, lost], [0.0, lost]])
    bare = changed(painted(marks((0, 0))))
    assert changed(painted(marks((0, 0), analytic=slope, minibatches=many))) == bare


def test_the_numeric_slope_stands_in_where_the_analytic_is_lost() -> None:
    lost = np.full(2, np.nan)
    found = arrow_scale(FRAME, marks(analytic=lost, numeric=5 * EAST, step=0.1), 28, 120)
    assert found == pytest.approx(10)
    image = painted(marks((0, 0), analytic=lost, numeric=EAST, step=1.0))
    assert changed(image, QRectF(320, 190, 100, 20)) > 200


def test_arrows_point_downhill() -> None:
    tip = downhill(QPointF(300, 200), np.array([2.0, -1.0]), 10.0)
    assert (tip.x(), tip.y()) == (280, 190)  # w2 grows upwards, against its slope


@pytest.mark.parametrize("theme", THEMES)
def test_both_gradients_are_seen_at_the_point(theme: Theme) -> None:
    image = painted(marks((0, 0), analytic=EAST, numeric=np.array([0.0, 1.0])), theme)
    assert off(image, 370, 200, qcolor(theme, "overlay.analytic")) == 0
    below = min(off(image, 300, y, qcolor(theme, "overlay.numeric")) for y in range(220, 290))
    assert below < 60
    assert changed(image, QRectF(200, 190, 80, 20)) == 0  # nothing uphill


def test_agreement_is_a_dash_inside_the_arrow() -> None:
    image, theme = painted(marks((0, 0), analytic=EAST, numeric=EAST)), THEMES[0]
    row = [image.pixelColor(x, 200) for x in range(320, 380)]
    assert qcolor(theme, "overlay.analytic") in row
    assert qcolor(theme, "overlay.numericOnAnalytic") in row


def test_a_cloud_of_minibatches_has_one_scale_with_the_whole() -> None:
    cloud = np.array([[0.0, -0.5], [0.0, 0.9]])
    image = painted(marks((0, 0), analytic=EAST, minibatches=cloud, step=1.0))
    assert changed(image, QRectF(295, 155, 10, 20)) > 0  # half as long, upwards
    assert changed(image, QRectF(295, 120, 10, 20)) == 0
    assert changed(image, QRectF(295, 270, 10, 15)) > 0


# The point


@pytest.mark.parametrize("theme", THEMES)
def test_the_point_is_white_with_a_ring(theme: Theme) -> None:
    image, half = painted(marks((0, 0)), theme), theme.length("control.handle") / 2
    assert off(image, 300, 200, qcolor(theme, "overlay.pointRing")) == 0
    assert off(image, 300 + theme.px(4), 200, qcolor(theme, "overlay.pointFill")) < 90
    assert off(image, 300 + half - theme.px(1), 200, qcolor(theme, "overlay.pointRing")) < 90
    assert off(image, 300 + half + theme.px(5), 200, GROUND) == 0


def test_nothing_is_painted_beside_the_map() -> None:
    far = path((-9, 0), (9, 0.5), (0, 9), (0, -9), name="SGD")
    image = painted(marks((2.0, 1.5), analytic=-EAST, paths=(far, path((1.99, 0), name="Adam"))))
    assert changed(image, QRectF(0, 0, 600, 50)) == changed(image, QRectF(0, 351, 600, 49)) == 0
    assert changed(image, QRectF(0, 0, 100, 400)) == changed(image, QRectF(501, 0, 99, 400)) == 0


# Paths


def test_what_is_done_is_filled_and_what_comes_is_hollow() -> None:
    image = painted(marks(paths=(path((-1, 0), (0, 0), (1, 0), done=2),)))
    core, casing = (qcolor(THEMES[0], each) for each in ("overlay.path", "overlay.casing"))
    assert off(image, 200, 200, core) < 30
    assert off(image, 300, 200, core) < 30
    assert off(image, 400, 200, casing) < 60
    assert off(image, 250, 200, core) < 200  # the line between


def test_a_path_of_an_earlier_start_is_fainter() -> None:
    now, old = (painted(marks(paths=(path((-1, 0), (1, 0), old=old),))) for old in (False, True))
    core = qcolor(THEMES[0], "overlay.path")
    assert off(old, 200, 200, core) > off(now, 200, 200, core)
    assert changed(old) > 0


def test_dots_that_would_touch_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    painted_dots = 0

    def count(_path: object, x: float, y: float, size: float) -> QPolygonF:
        nonlocal painted_dots
        painted_dots += 1
        return marker_polygon("circle", x, y, size)

    monkeypatch.setattr(marks_painter, "marker_polygon", count)
    x = np.linspace(-1, 1, 5000)
    painted(marks(paths=(HeatPath(np.stack([x, np.zeros(5000)], axis=1), 5000),)))
    assert 50 < painted_dots < 120


def test_a_walk_that_goes_on_looks_as_if_it_was_drawn_at_once() -> None:
    rng = np.random.default_rng(3)
    points = np.cumsum(rng.normal(scale=0.15, size=(60, 2)), axis=0) % 1.4 - 0.7
    pieces, whole = MarksPainter(THEMES[0]), MarksPainter(THEMES[0])
    for done in (5, 6, 30, 60):
        image = painted(marks(paths=(HeatPath(points[:done], done),)), by=pieces)
    at_once = painted(marks(paths=(HeatPath(points, 60),)), by=whole)
    assert different(image, at_once) < 0.01 * FRAME.rect.width() * FRAME.rect.height()


def test_a_walk_that_was_taken_back_is_drawn_anew() -> None:
    points = np.array([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9]])
    painter = MarksPainter(THEMES[0])
    painted(marks(paths=(HeatPath(points, 3),)), by=painter)
    back = painted(marks(paths=(HeatPath(points[:2], 2),)), by=painter)
    anew = painted(marks(paths=(HeatPath(points[:2], 2),)))
    assert back == anew


@pytest.mark.parametrize("marker", MARKERS)
def test_each_marker_is_painted_at_its_place(marker: str) -> None:
    image = painted(marks(paths=(path((0, 0), marker=marker),)))
    assert off(image, 300, 200, qcolor(THEMES[0], "overlay.path")) < 30


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e300, -1e15])
def test_a_walk_that_left_for_good(bad: float) -> None:
    strange = path((0, 0), (bad, 0), (0, bad), (bad, bad), name="SGD")
    ending = marks((bad, bad), analytic=EAST, numeric=EAST, paths=(strange, path((bad, 0))))
    assert not painted(ending).isNull()


def test_paths_without_points_and_without_steps() -> None:
    bare = changed(painted(marks()))
    assert changed(painted(marks(paths=(path(name="SGD"),)))) == bare
    hollow = painted(marks(paths=(path((0, 0), (1, 0), done=0, name="SGD"),)))
    assert changed(hollow, QRectF(310, 150, 80, 30)) == 0  # no name where nothing was walked
    assert changed(hollow) > bare


# Names


def label_rows(image: QImage, column: int) -> list[int]:
    """Rows where labels' casings begin in a column."""
    rows = [y for y in range(50, 350) if image.pixelColor(column, y) != GROUND]
    return [y for y in rows if y - 1 not in rows]


def test_a_name_stands_right_of_the_end_of_what_was_walked() -> None:
    image = painted(marks(paths=(path((-1, 0), (0, 0), (1, 0), done=2, name="momentum"),)))
    assert changed(image, QRectF(312, 194, 40, 12)) > 200
    assert changed(image, QRectF(312, 170, 40, 15)) == 0


def test_labels_of_walks_that_end_together_stand_beside_each_other() -> None:
    walks = [path((-1.0, y), (0.0, 0.001 * k), look=look_of(k)) for k, y in enumerate((-1, 0, 1))]
    with recording() as notes:
        painted(marks(paths=tuple(walks)))
    assert [note.text for note in notes] == ["A", "B", "C"]
    for one, other in combinations([note.ink for note in notes], 2):
        assert not one.intersects(other)
        assert math.hypot(*(one.center() - other.center()).toTuple()) < 60


def test_a_walk_in_a_race_has_its_colour_and_its_dashes() -> None:
    """In their gaps the dark casing is seen."""
    look = look_of(1)
    image = painted(marks(paths=(path((-1, 0), (0, 0), look=look),)))
    on = [image.pixelColor(x, 200).red() > 90 for x in range(210, 290)]
    assert 0.6 < sum(on) / len(on) < 0.85
    assert sum(one != other for one, other in pairwise(on)) >= 10


def test_a_name_at_the_right_edge_stays_on_the_map() -> None:
    image = painted(marks(paths=(path((0, 0), (1.95, 0), name="gradient descent"),)))
    assert changed(image, QRectF(400, 194, 80, 12)) > 300
    assert changed(image, QRectF(501, 150, 90, 100)) == 0


def test_a_walk_off_the_map_has_its_name_at_the_edge() -> None:
    image = painted(marks(paths=(path((0, 0), (0, 5), name="Adam"),)))
    assert changed(image, QRectF(312, 52, 20, 12)) > 100


def test_names_without_room_are_left_out_the_oldest_first() -> None:
    paths = tuple(path((0.0, 0.0), (1.0, 1.0), name=f"walk {n}") for n in range(100, 600))
    with recording() as notes:
        painted(marks(paths=paths))
    told = [note.text for note in notes]
    assert told == [f"walk {n}" for n in range(600 - len(told), 600)]
    assert 22 <= len(told) < 500
    assert all(FRAME.rect.contains(note.ink) for note in notes)

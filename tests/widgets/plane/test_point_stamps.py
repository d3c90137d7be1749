"""Points as they are drawn: shapes, hollow ones, points to test with, rings, many at once."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from lossviz.theme.tokens import Theme
from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.vector_picture import VectorPicture
from lossviz.widgets.plane import point_stamps
from lossviz.widgets.plane.plane_picture import PlanePicture, PlanePoint, PointCloud
from lossviz.widgets.plane.point_mark import Mark, mark_reach, paint_mark
from lossviz.widgets.plane.point_stamps import PointStamps, mark_of, stamp_codes
from lossviz.widgets.plane.points_painter import PointsPainter
from tests.widgets.plane.on_the_plane import THEMES, cloud_of

pytestmark = pytest.mark.usefixtures("qapp")

GROUND = QColor(120, 130, 140)
POINT = PlanePoint(0, 0, 0)
EIGHT = tuple(PlanePoint(0, 0, y) for y in range(8))


def canvas(ratio: float = 1.0) -> QImage:
    image = QImage(round(400 * ratio), round(100 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(GROUND)
    return image


def in_row(picture: PlanePicture) -> FloatArray:
    """Pixels of up to eight points beside each other."""
    return np.array([(25.0 + 50 * k, 50.0) for k in range(len(picture.dots))]).reshape(-1, 2)


def stamped(picture: PlanePicture, theme: Theme = THEMES[0], ratio: float = 1.0) -> QImage:
    image = canvas(ratio)
    painter = QPainter(image)
    PointStamps(theme).paint(painter, picture, in_row(picture))
    painter.end()
    return image


def middle(image: QImage, index: int) -> QColor:
    ratio = image.devicePixelRatioF()
    return image.pixelColor(QPoint(int((25 + 50 * index) * ratio), int(50 * ratio)))


def covered(image: QImage, index: int) -> int:
    """Pixels of the 50 around a point that are painted."""
    columns = range(50 * index, 50 * index + 50)
    return sum(image.pixelColor(x, y) != GROUND for x in columns for y in range(100))


@pytest.mark.parametrize("theme", THEMES)
def test_each_class_has_its_colour_and_shape(theme: Theme) -> None:
    image = stamped(PlanePicture(EIGHT), theme)
    for y, name in enumerate(CLASS_COLORS):
        assert middle(image, y) == QColor(theme.class_color(name))
    cells = [(dx, dy) for dx in range(-22, 23) for dy in range(-22, 23)]
    shapes = [
        tuple(image.pixelColor(25 + 50 * y + dx, 50 + dy) == GROUND for dx, dy in cells)
        for y in range(8)
    ]
    assert len(set(shapes)) == 8


@pytest.mark.parametrize("theme", THEMES)
def test_wrong_ones_are_hollow(theme: Theme) -> None:
    wrong = tuple(replace(each, wrong=True) for each in EIGHT)
    image = stamped(PlanePicture(wrong), theme)
    for y, name in enumerate(CLASS_COLORS[:4]):
        inside = [image.pixelColor(25 + 50 * y + dx, 50) for dx in range(-3, 4)]
        assert QColor(theme.color("surface.base")) in inside
        mark = QColor(theme.class_color(name))
        reach = range(-theme.px(9), theme.px(9))
        seen = [image.pixelColor(25 + 50 * y + dx, 50 + dy) for dx in reach for dy in reach]
        assert min(off(each, mark) for each in seen) < 30


def off(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return sum(abs(a - b) for a, b in pairs)


def test_an_outline_parts_points_from_what_is_below() -> None:
    image, white = stamped(PlanePicture((POINT,))), QColor(THEMES[0].color("surface.base"))
    assert image.pixelColor(25 + 7, 50) == white or image.pixelColor(25 - 7, 50) == white


def test_points_to_test_with_are_small_and_faint() -> None:
    image = stamped(
        PlanePicture((POINT, replace(POINT, test=True), replace(POINT, test=True, wrong=True)))
    )
    sizes = [covered(image, k) for k in range(3)]
    assert sizes[1] == sizes[2] < sizes[0]
    mark, white = QColor(THEMES[0].class_color("cat")), QColor(THEMES[0].color("surface.base"))
    assert off(middle(image, 0), mark) == 0 < off(middle(image, 1), mark)
    assert off(middle(image, 2), white) < off(middle(image, 1), white)


def test_the_support_set_has_a_ring() -> None:
    image = stamped(PlanePicture((POINT, replace(POINT, ringed=True))))
    ink = QColor(THEMES[0].color("text.primary"))
    column = [image.pixelColor(75, y) for y in range(30, 70)]
    assert min(off(each, ink) for each in column) < 150
    assert off(middle(image, 1), QColor(THEMES[0].class_color("cat"))) == 0
    assert covered(image, 1) > covered(image, 0)


def test_larger_ones_cover_more() -> None:
    points = [replace(POINT, size=size) for size in (0.7, 1.0, 1.4, 2.0)]
    image = stamped(PlanePicture(tuple(points)))
    sizes = [covered(image, k) for k in range(4)]
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_a_cloud_is_drawn_as_points_are(ratio: float) -> None:
    points = tuple(
        PlanePoint(0, 0, k, wrong=k % 3 == 1, size=0.7 + 0.15 * k, test=k > 5, ringed=k % 4 == 2)
        for k in range(8)
    )
    one = stamped(PlanePicture(points), ratio=ratio)
    assert one == stamped(PlanePicture(cloud=cloud_of(points)), ratio=ratio)
    assert middle(one, 0) == QColor(THEMES[0].class_color("cat"))


def test_later_points_lie_over_earlier_ones() -> None:
    image = canvas()
    painter = QPainter(image)
    picture = PlanePicture((PlanePoint(0, 0, 2), PlanePoint(0, 0, 0), PlanePoint(0, 0, 1)))
    PointStamps(THEMES[0]).paint(painter, picture, np.full((3, 2), 50.0))
    painter.end()
    assert image.pixelColor(50, 50) == QColor(THEMES[0].class_color("car"))


def test_stamps_are_kept_and_new_looks_join_them() -> None:
    stamps, places = PointStamps(THEMES[0]), np.array([(25.0, 50.0)])
    for point, name in ((POINT, "cat"), (replace(POINT, y=1), "car"), (POINT, "cat")):
        image = canvas()
        painter = QPainter(image)
        stamps.paint(painter, PlanePicture((point,)), places)
        painter.end()
        assert middle(image, 0) == QColor(THEMES[0].class_color(name))


def test_a_sheet_that_is_too_large_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(point_stamps, "_MOST_PIXELS", 1000)
    stamps = PointStamps(THEMES[0])
    for points in (EIGHT[:2], EIGHT[1:5], EIGHT):
        image, picture = canvas(), PlanePicture(points)
        painter = QPainter(image)
        stamps.paint(painter, picture, in_row(picture))
        painter.end()
        for index, point in enumerate(points):
            assert middle(image, index) == QColor(THEMES[0].class_color(CLASS_COLORS[point.y]))


def test_other_class_names_have_other_colours() -> None:
    image = stamped(PlanePicture((POINT,), class_names=("frog",)))
    assert middle(image, 0) == QColor(THEMES[0].class_color("frog"))


def test_codes_hold_all_that_a_point_looks_like() -> None:
    points = tuple(
        PlanePoint(0, 0, y, wrong, size, test, ringed)
        for y in (0, 7) for wrong in (False, True) for test in (False, True)
        for ringed in (False, True) for size in (0.5, 2.5)
    )  # fmt: skip
    picture = PlanePicture(points)
    marks = [mark_of(code, picture) for code in stamp_codes(picture.dots).tolist()]
    assert [(e.y, e.wrong, e.test, e.ringed) for e in marks] == [
        (e.y, e.wrong, e.test, e.ringed) for e in points
    ]
    assert [e.diameter for e in marks[:2]] == [6, 30]


@pytest.mark.parametrize("y", range(10))
@pytest.mark.parametrize("theme", THEMES)
def test_a_stamp_has_room_for_its_mark(theme: Theme, y: int) -> None:
    for diameter in (4.0, 12.0, 30.0):
        for wrong, ringed in ((False, False), (True, True)):
            mark = Mark("cat", y, diameter, wrong, ringed=ringed)
            reach = int(mark_reach(mark, theme)) + 1
            image = QImage(2 * reach + 3, 2 * reach + 3, QImage.Format.Format_RGB32)
            image.fill(GROUND)
            painter = QPainter(image)
            painter.translate(reach + 1.5, reach + 1.5)
            paint_mark(painter, mark, theme)
            painter.end()
            side, edge = image.width(), range(image.width())
            rim = [image.pixelColor(k, e) for k in edge for e in (0, side - 1)]
            rim += [image.pixelColor(e, k) for k in edge for e in (0, side - 1)]
            assert all(each == GROUND for each in rim)


def test_no_points_and_points_nowhere() -> None:
    image = canvas()
    painter = QPainter(image)
    stamps = PointStamps(THEMES[0])
    stamps.paint(painter, PlanePicture(), np.empty((0, 2)))
    stamps.paint(painter, PlanePicture((POINT,)), np.array([(-4000.0, 1e9)]))
    painter.end()
    assert image == canvas()


def test_thousands_at_once() -> None:
    rng = np.random.default_rng(0)
    cloud = PointCloud(np.zeros((5000, 2)), rng.integers(0, 8, 5000), rng.random(5000) < 0.1)
    image = canvas()
    painter = QPainter(image)
    places = rng.uniform((0, 0), (400, 100), (5000, 2))
    PointStamps(THEMES[0]).paint(painter, PlanePicture(cloud=cloud), places)
    painter.end()
    colors = {image.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 100, 3)}
    assert {THEMES[0].class_color(name).lower() for name in CLASS_COLORS} <= colors


# In a vector picture

SIZES = np.round(np.linspace(0.5, 2.5, 21), 1)


def drawing(picture: PlanePicture, places: FloatArray, clip: QRect | None = None) -> bytes:
    """An SVG of points, 400 x 100."""
    device = VectorPicture(QSize(400, 100))
    painter = QPainter(device)
    painter.setPen(Qt.PenStyle.NoPen)  # as the axes leave it
    if clip is not None:
        painter.setClipRect(clip)
    PointStamps(THEMES[0]).paint(painter, picture, places)
    painter.end()
    return device.content()()


def rendered(svg: bytes) -> QImage:
    image = canvas()
    painter = QPainter(image)
    renderer = QSvgRenderer(svg)
    assert renderer.isValid()
    renderer.render(painter)
    painter.end()
    return image


def test_a_drawing_shows_what_the_screen_shows() -> None:
    points = tuple(
        PlanePoint(0, 0, k, wrong=k % 3 == 1, size=0.7 + 0.15 * k, test=k > 5, ringed=k % 4 == 2)
        for k in range(8)
    )
    picture = PlanePicture(points)
    places = in_row(picture) + 0.5  # where a stamp is not moved to another pixel
    screen, drawn = canvas(), rendered(drawing(picture, places))
    painter = QPainter(screen)
    PointStamps(THEMES[0]).paint(painter, picture, places)
    painter.end()
    pixels = [(x, y) for x in range(400) for y in range(100)]
    apart = [off(screen.pixelColor(x, y), drawn.pixelColor(x, y)) for x, y in pixels]
    assert sum(covered(screen, k) for k in range(8)) > 1000
    assert sum(each > 60 for each in apart) < 10  # at edges alone


def test_a_drawing_grows_by_little_for_each_point() -> None:
    rng = np.random.default_rng(0)
    lengths = []
    for count in (2000, 4000):
        cloud = PointCloud(
            np.zeros((count, 2)),
            rng.integers(0, 3, count),
            rng.random(count) < 0.1,
            size=rng.choice(SIZES, count),
        )
        places = rng.uniform((0, 0), (400, 100), (count, 2))
        lengths.append(len(drawing(PlanePicture(cloud=cloud), places)))
    assert lengths[1] - lengths[0] < 2000 * 60
    assert lengths[1] < 500_000


def test_a_drawing_leaves_out_what_is_clipped_or_nowhere() -> None:
    picture = PlanePicture(EIGHT[:4])
    places = np.array([(25.0, 50.0), (75.0, 50.0), (math.nan, 50.0), (math.inf, -math.inf)])
    assert drawing(picture, places).count(b"<use") == 2
    clipped = drawing(picture, places, QRect(50, 0, 50, 100))
    assert clipped.count(b"<use") == 1
    assert middle(rendered(clipped), 1) == QColor(THEMES[0].class_color("car"))


# The chosen one


@pytest.mark.parametrize("theme", THEMES)
def test_the_chosen_point_has_a_ring_and_lies_on_top(theme: Theme) -> None:
    picture = PlanePicture((POINT, PlanePoint(0, 0, 1)), chosen=0)
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter, points = QPainter(image), PointsPainter(theme)
    places = np.full((2, 2), 100.5)
    points.paint(painter, picture, places)
    assert image.pixelColor(100, 100) == QColor(theme.class_color("car"))
    points.paint_chosen(painter, picture, places)
    painter.end()
    assert image.pixelColor(100, 100) == QColor(theme.class_color("cat"))
    ring = QColor(theme.color("focus.ring"))
    found = [y for y in range(100) if off(image.pixelColor(100, y), ring) < 30]
    assert found
    assert max(found) < 100 - theme.px(12)


def test_without_a_choice_there_is_no_ring() -> None:
    image = canvas()
    painter = QPainter(image)
    for chosen in (None, 5):
        picture = PlanePicture((POINT,), chosen=chosen)
        PointsPainter(THEMES[0]).paint_chosen(painter, picture, in_row(picture))
    painter.end()
    assert image == canvas()

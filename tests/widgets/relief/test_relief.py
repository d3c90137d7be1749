"""The relief: projection, who hides whom, shading, missing places, turning, walks, words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.self_test.layout_faults import layout_faults
from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.relief import relief_view
from lossviz.widgets.relief.camera import FLOOR, HIGHEST, LOWEST, Camera
from lossviz.widgets.relief.relief_frame import ReliefFrame
from lossviz.widgets.relief.relief_picture import HEIGHT, ReliefPath, ReliefPicture
from lossviz.widgets.relief.relief_raster import rasterize
from lossviz.widgets.relief.relief_surface import MISSING, SHADES, ReliefSurface, shaded_colors
from lossviz.widgets.relief.relief_view import ReliefView
from lossviz.widgets.relief.walk import apart, inside, segments_inside
from tests.widgets.looking import has_color

GRID = np.linspace(-2.0, 2.0, 41)
U, V = np.meshgrid(GRID, GRID)
BOWL = (U * U + V * V) / 8
AZIMUTHS = (0.0, 35.0, 90.0, 135.0, 180.0, 200.0, 270.0, 350.0)


def picture(height: np.ndarray = BOWL, **changes: object) -> ReliefPicture:
    size = height.shape
    w1, w2 = np.linspace(-2, 2, size[1]), np.linspace(-2, 2, size[0])
    return ReliefPicture(w1, w2, height, **{"point": (0.34, -1.11, 0.2), **changes})  # type: ignore[arg-type]


def camera(azimuth: float = 35.0, elevation: float = 30.0) -> Camera:
    return Camera(azimuth, elevation).fitted(400, 300, 40, 20, 40)


def seen_at(height: np.ndarray, seen_from: Camera, u: float, v: float, z: float) -> int:
    """The code of the pixel where a point in space is, or would be, seen."""
    raster = rasterize(ReliefSurface.of(picture(height)), seen_from)
    x, y = seen_from.project(np.array([u, v, z])).tolist()
    return int(raster.codes[int(y) - raster.top, int(x) - raster.left])


def band_of(code: int, bands: int = 24) -> int:
    return (code - 1) // SHADES % bands


def under_of(code: int, bands: int = 24) -> bool:
    return code > bands * SHADES


# Projection


def test_from_azimuth_0_one_looks_along_w2_as_at_a_map() -> None:
    view = Camera(0.0, 30.0, scale=100.0, x=200.0, y=150.0)
    corners = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (0, 0, 1)], float)
    assert view.project(corners) == pytest.approx(
        np.array([(100, 200), (300, 200), (300, 100), (200, 150 - 100 * np.cos(np.pi / 6))])
    )


def test_from_azimuth_90_w2_goes_to_the_right() -> None:
    view = Camera(90.0, 30.0, scale=100.0)
    assert view.project(np.array([(0, 1, 0), (1, 0, 0)], float)) == pytest.approx(
        np.array([(100, 0), (0, 50)])  # the side of large w1 is in front
    )


@pytest.mark.parametrize("azimuth", AZIMUTHS)
@pytest.mark.parametrize("elevation", [LOWEST, 35.0, HIGHEST])
@pytest.mark.parametrize("size", [(650, 480), (300, 480), (650, 200)])
def test_everything_fits_with_its_texts(
    azimuth: float, elevation: float, size: tuple[int, int]
) -> None:
    view = Camera(azimuth, elevation).fitted(*size, 46, 22, 42)
    box = [(u, v, z) for u in (-1, 1) for v in (-1, 1) for z in (FLOOR, HEIGHT)]
    places = view.project(np.array(box, float))
    assert (places >= (46 - 1e-6, 22 - 1e-6)).all()
    assert (places <= (size[0] - 46 + 1e-6, size[1] - 42 + 1e-6)).all()


def test_a_camera_stays_above_the_surface() -> None:
    assert Camera().turned(370.0, 100.0) == Camera(10.0, HIGHEST)
    assert Camera().turned(-10.0, -100.0) == Camera(350.0, LOWEST)


# The surface


@pytest.mark.parametrize("azimuth", AZIMUTHS)
def test_a_flat_surface_has_one_shade(azimuth: float) -> None:
    surface = ReliefSurface.of(picture(np.full((5, 7), 0.5)))
    assert np.ptp(surface.shade(azimuth)) == 0
    assert len(np.unique(surface.codes(azimuth))) == 1
    assert set(np.unique(rasterize(surface, camera(azimuth)).codes)) == {
        MISSING,
        int(surface.codes(azimuth)[0, 0]),
    }


def test_the_light_comes_from_the_left_on_every_side() -> None:
    for azimuth in AZIMUTHS:
        right = camera(azimuth).right
        to_left = ReliefSurface.of(picture(0.5 + (U * right[0] + V * right[1]) / 8))
        to_right = ReliefSurface.of(picture(0.5 - (U * right[0] + V * right[1]) / 8))
        assert to_left.shade(azimuth).mean() > to_right.shade(azimuth).mean() + 0.1


def test_bands_are_those_of_the_heat_map() -> None:
    ramp = ReliefSurface.of(picture(np.tile(np.linspace(0, 1, 49), (3, 1))))
    share = np.linspace(0, 1, ramp.band.shape[1])
    off = np.flatnonzero(ramp.band[0] != np.minimum(share * 24, 23).astype(int))
    assert len(off) <= 24  # on the very edge of a band rounding decides
    assert ramp.band.min() == 0
    assert ramp.band.max() == 23


def test_an_uneven_grid_is_sampled_where_its_weights_are() -> None:
    w1 = np.array([0.0, 1.0, 10.0])
    uneven = ReliefPicture(w1, w1, np.tile(w1 / 10, (3, 1)), (0, 0, 0))
    z = ReliefSurface.of(uneven).z
    assert z[0] == pytest.approx(np.linspace(0, HEIGHT, len(z)), abs=1e-5)


def test_shades_darken_and_the_underside_is_greyer() -> None:
    colors = shaded_colors(np.array([[250.0, 230.0, 40.0]])).astype(int)
    top, under = colors[1 : SHADES + 1], colors[SHADES + 1 :]
    assert (np.diff(top.sum(axis=1)) >= 0).all()
    assert np.ptp(under, axis=1).max() < np.ptp(top, axis=1).max() / 1.5


# Who hides whom


@pytest.mark.parametrize("azimuth", AZIMUTHS)
def test_a_wall_hides_what_is_behind_it_alone(azimuth: float) -> None:
    view = camera(azimuth, 20.0)
    (ahead_u, ahead_v), way = view.away, U / 2 * view.away[0] + V / 2 * view.away[1]
    wall = np.where(np.abs(way) < 0.12, 1.0, 0.02)
    before = seen_at(wall, view, -0.5 * ahead_u, -0.5 * ahead_v, 0.02 * HEIGHT)
    behind = seen_at(wall, view, 0.5 * ahead_u, 0.5 * ahead_v, 0.02 * HEIGHT)
    crest = seen_at(wall, view, 0.0, 0.0, HEIGHT)
    assert band_of(before) == 0
    assert band_of(crest) >= 22
    assert band_of(behind) > 0


@pytest.mark.parametrize("azimuth", AZIMUTHS)
def test_a_steep_rim_in_front_is_seen_from_below(azimuth: float) -> None:
    ahead_u, ahead_v = camera(azimuth).away
    rim = np.clip(-(U / 2 * ahead_u + V / 2 * ahead_v), 0, 1)
    on_it = -0.7 * ahead_u, -0.7 * ahead_v, 0.7 * HEIGHT
    from_below = seen_at(rim, camera(azimuth, 20.0), *on_it)
    from_above = seen_at(rim, camera(azimuth, 80.0), *on_it)
    assert under_of(from_below)
    assert not under_of(from_above)
    assert band_of(from_below) == pytest.approx(band_of(from_above), abs=1)


def test_the_surface_has_no_holes_but_those_of_the_loss() -> None:
    rough = np.random.default_rng(1).random((41, 41))
    for azimuth in AZIMUTHS:
        codes = rasterize(ReliefSurface.of(picture(rough)), camera(azimuth, 60.0)).codes
        filled = codes != MISSING
        # From above, each column of the picture is one piece.
        assert (np.abs(np.diff(filled.astype(int), axis=0)).sum(axis=0) <= 2).all()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_missing_cells_are_left_out(value: float) -> None:
    height = np.full((41, 41), 0.5)
    height[15:26, 15:26] = value
    view = camera(35.0, 60.0)
    assert seen_at(height, view, 0.0, 0.0, 0.5 * HEIGHT) == MISSING
    assert seen_at(height, view, 0.8, 0.0, 0.5 * HEIGHT) != MISSING


def test_a_raster_keeps_to_its_grain() -> None:
    raster = rasterize(ReliefSurface.of(picture()), camera().enlarged(2), 2)
    assert {each % 2 for each in (raster.left, raster.top, *raster.codes.shape)} == {0}


# Walks


def test_a_walk_ends_at_the_edge_of_the_map() -> None:
    points = np.array([(0, 0, 0.2), (4, 0, 0.6), (4, 4, 1), (0, 0.5, 0)], float)
    segments = segments_inside(points)
    assert segments == pytest.approx(
        np.array([[(0, 0, 0.2), (1, 0, 0.3)], [(0.571429, 1, 0.142857), (0, 0.5, 0)]]), abs=1e-5
    )


def test_a_walk_leaves_out_what_is_not_known() -> None:
    points = np.array(
        [(0, 0, 0), (0, 0.5, np.nan), (0.1, 0, 0), (0.2, 0, 0), (np.inf, 0, 1), (1e300, 0, 1)]
    )
    assert segments_inside(points).tolist() == [[[0.1, 0, 0], [0.2, 0, 0]]]
    assert inside(points).tolist() == [True, False, True, True, False, False]
    assert segments_inside(points[:0]).shape == segments_inside(points[:1]).shape == (0, 2, 3)


def test_steps_that_are_close_on_the_screen_are_one() -> None:
    places = np.array([(0, 0), (1, 0), (2, 1), (30, 0), (31, 0)], float)
    assert apart(places, 8.0).tolist() == [[0, 0], [30, 0]]
    assert apart(places[:0], 8.0).shape == (0, 2)


# The picture


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\(3, 4\) must be \(4, 3\)"):
        ReliefPicture(np.arange(3.0), np.arange(4.0), np.zeros((3, 4)), (0, 0, 0))
    with pytest.raises(ValueError, match="W₂ must ascend"):
        ReliefPicture(np.arange(3.0), np.array([1.0, 1.0]), np.zeros((2, 3)), (0, 0, 0))
    with pytest.raises(ValueError, match=r"must be \(K, 3\)"):
        ReliefPath(np.zeros((4, 2)))
    with pytest.raises(ValueError, match="bands"):
        picture(bands=0)


# The widget


@pytest.fixture
def view(shown: Callable[[ReliefView], ReliefView], theme: Theme) -> ReliefView:
    widget = ReliefView(theme)
    widget.resize(480, 360)
    widget.show_picture(picture())
    return shown(widget)


def turns(spy: QSignalSpy) -> list[tuple[float, float]]:
    return [(spy.at(index)[0], spy.at(index)[1]) for index in range(spy.count())]


def test_keys_move_the_camera(view: ReliefView) -> None:
    view.turn_to(35.0, 40.0)
    spy = QSignalSpy(view.turned)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert turns(spy) == [(40.0, 40.0), (40.0, 45.0), (39.0, 45.0), (39.0, 44.0)]
    assert view.shows_focus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert (view.camera.azimuth, view.camera.elevation) == (Camera.azimuth, Camera.elevation)
    assert spy.count() == 5


def test_at_its_end_a_key_says_nothing(view: ReliefView) -> None:
    view.turn_to(0.0, 85.0)
    spy = QSignalSpy(view.turned)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert spy.count() == 0


def drag(view: ReliefView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_dragging_turns_the_near_side_along(view: ReliefView) -> None:
    view.turn_to(35.0, 40.0)
    spy = QSignalSpy(view.turned)
    near = np.array([-view.camera.away[0], -view.camera.away[1], 0.0])
    before = view.camera.project(near)
    drag(view, QPoint(200, 150), QPoint(220, 160))
    assert turns(spy) == [(25.0, 45.0)]
    assert view.camera.project(near)[0] > before[0]
    QTest.mouseMove(view, QPoint(100, 100))
    assert spy.count() == 1  # it was let go


def test_a_drag_is_held_between_10_and_85_degrees(view: ReliefView) -> None:
    drag(view, QPoint(200, 10), QPoint(200, 350))
    assert view.camera.elevation == 85.0
    drag(view, QPoint(200, 350), QPoint(200, 10))
    assert view.camera.elevation == 10.0


def test_a_double_click_resets(view: ReliefView) -> None:
    view.turn_to(100.0, 20.0)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert (view.camera.azimuth, view.camera.elevation) == (Camera.azimuth, Camera.elevation)


def test_turning_from_outside_is_silent_and_takes_no_nonsense(view: ReliefView) -> None:
    spy = QSignalSpy(view.turned)
    view.turn_to(-30.0, 200.0)
    assert (view.camera.azimuth, view.camera.elevation) == (330.0, 85.0)
    view.turn_to(float("nan"), 20.0)
    view.turn_to(10.0, float("inf"))
    assert view.camera.azimuth == 330.0
    assert spy.count() == 0


def test_a_screen_reader_gets_the_view_and_the_point(view: ReliefView) -> None:
    view.turn_to(35.0, 30.0)
    assert view.accessibleDescription() == (
        "Seen from 35 degrees, 30 degrees high. Point at W₁ 0.34, W₂ −1.11."
    )


def around(view: ReliefView, point: tuple[float, float, float], reach: int) -> QRect:
    space = picture().in_space(np.array([point], float))[0]
    middle = QPoint(*(round(each) for each in view.camera.project(space).tolist()))
    return QRect(middle - QPoint(reach, reach), middle + QPoint(reach, reach))


@pytest.mark.parametrize(
    "theme", [Theme("light"), Theme("dark"), Theme("light", 1.5, projector=True)]
)
def test_themes_keep_the_marks_and_change_the_ground(view: ReliefView, theme: Theme) -> None:
    view.apply_theme(theme)
    image, here = view.grab().toImage(), around(view, picture().point, 12)
    assert has_color(image, here, theme.color("overlay.pointFill"))
    assert has_color(image, here, theme.color("overlay.pointRing"))
    assert image.pixelColor(2, 2) == QColor(theme.color("surface.plot"))


def test_the_colours_are_viridis(view: ReliefView) -> None:
    view.show_picture(picture(np.ones((5, 5)), point=(9, 9, 0)))
    color = view.grab().toImage().pixelColor(around(view, (0, 0, 1), 0).center())
    assert color.red() > 200
    assert color.green() > 180
    assert color.blue() < 60


def test_a_hole_shows_what_is_behind(view: ReliefView) -> None:
    height = np.full((41, 41), 0.9)
    height[15:26, 15:26] = np.nan
    view.show_picture(picture(height, point=(9, 9, 0)))
    image = view.grab().toImage()
    assert has_color(image, around(view, (0, 0, 0.9), 3), view.color("surface.sunken"))


def test_paths_and_their_names_are_drawn(view: ReliefView) -> None:
    middle = around(view, (0.0, 1.0, 0.6), 3)
    view.show_picture(picture(point=(9, 9, 0)))
    bare = view.grab().toImage()
    walk = ReliefPath(np.array([(-1, 1, 0.6), (1, 1, 0.6)], float), "GD")
    view.show_picture(picture(point=(9, 9, 0), paths=(walk,)))
    walked = view.grab().toImage()
    white = view.color("overlay.path")
    assert has_color(walked, middle, white)
    assert not has_color(bare, middle, white)
    end = around(view, (1.0, 1.0, 0.6), 0).center()
    assert has_color(walked, QRect(end.x() + 10, end.y() - 8, 30, 16), view.color("overlay.label"))


def test_names_of_walks_lie_on_no_text_of_the_frame(view: ReliefView) -> None:
    """Wherever walks end: names give way to those of the axes, and numbers to names."""
    ends = [(w1, w2) for w1 in (-2, -1, 0, 1, 2) for w2 in (-2, 0, 2)]
    walks = tuple(
        ReliefPath(np.array([(0, 0, 0.1), (w1, w2, 0.0)], float), f"walk {w1} {w2}")
        for w1, w2 in ends
    )
    for azimuth in (35.0, 125.0, 300.0):
        view.turn_to(azimuth, 30.0)
        view.show_picture(picture(point=(9, 9, 0), paths=walks))
        assert {"W₁", "W₂", "loss"} <= {n.text for n in texts_drawn_by(view)}
        assert [fault for fault in layout_faults(view) if fault.kind != "small"] == []


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, QImage]]:
    """The pictures of the surface that are worked out, and how finely."""
    made: list[tuple[str, QImage]] = []

    def noting(name: str) -> Callable[..., object]:
        draw = getattr(relief_view, name)

        def drawing(*of: object) -> object:
            found = draw(*of)
            made.append((name, found[0]))
            return found

        return drawing

    for name in ("coarse_image", "fine_image"):
        monkeypatch.setattr(relief_view, name, noting(name))
    return made


def rest(view: ReliefView) -> QTimer:
    """When it ends, nothing has moved for a moment."""
    return view.findChild(QTimer)


def test_the_surface_is_drawn_anew_only_when_it_or_the_view_changes(
    view: ReliefView, drawn: list[tuple[str, QImage]]
) -> None:
    shown = view.picture
    assert shown is not None
    view.grab()
    before = len(drawn)
    moved = ReliefPicture(shown.w1, shown.w2, shown.height, (0.0, 0.0, 0.0))
    view.show_picture(moved)
    view.grab()
    assert len(drawn) == before
    view.show_picture(picture(BOWL.copy()))
    view.grab()
    assert len(drawn) == before + 1
    view.turn_to(80.0, 20.0)
    view.grab()
    assert len(drawn) == before + 2


def test_it_is_coarse_while_it_turns_and_fine_when_it_rests(
    view: ReliefView, drawn: list[tuple[str, QImage]]
) -> None:
    view.turn_to(80.0, 20.0)
    view.grab()
    assert rest(view).isActive()
    rest(view).stop()
    rest(view).timeout.emit()
    view.grab()
    (one, coarse), (other, fine) = drawn[-2:]
    assert (one, other) == ("coarse_image", "fine_image")
    # Only the fine one has half covered pixels at its edge.
    alphas = [
        {image.pixelColor(x, y).alpha() for x in range(image.width()) for y in (20, 40, 60)}
        for image in (coarse, fine)
    ]
    assert alphas[0] <= {0, 255}
    assert alphas[1] - {0, 255}


def test_a_hidden_view_has_no_timer_left(view: ReliefView) -> None:
    view.turn_to(80.0, 20.0)
    view.hide()
    assert not rest(view).isActive()
    view.turn_to(90.0, 20.0)
    assert not rest(view).isActive()


@pytest.mark.parametrize("azimuth", AZIMUTHS)
@pytest.mark.parametrize("elevation", [10.0, 40.0, 85.0])
@pytest.mark.parametrize("size", [(240, 200), (650, 480)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_texts_overlap_nowhere_and_stay_inside(
    qapp: object, azimuth: float, elevation: float, size: tuple[int, int], scale: float
) -> None:
    theme = Theme("light", scale, projector=scale > 1)
    width, height = (round(each * scale) for each in size)
    px = theme.px
    seen_from = Camera(azimuth, elevation).fitted(width, height, px(46), px(22), px(42))
    names = ("gradient direction", "momentum direction", "loss")
    frame = ReliefFrame(PlotText(theme))
    labels = frame.labels(QSizeF(width, height), seen_from, picture(names=names))
    assert all(
        not one.area.intersects(two.area)
        for index, one in enumerate(labels)
        for two in labels[:index]
    )
    assert sum(each.kind == "text" for each in labels) == 3
    assert sum(each.kind == "tick" for each in labels) >= 2


@pytest.mark.parametrize(
    "height",
    [
        np.full((5, 5), np.nan),
        np.full((5, 5), np.inf),
        np.zeros((5, 5)),
        np.full((2, 2), 0.5),
        np.array([[0.0, np.nan], [np.inf, 1.0]]),
        np.array([[-3.0, 1e300], [0.5, -1e300]]),
        np.arange(6).reshape(2, 3),
    ],
    ids=["nan", "inf", "constant", "2x2", "2x2 with holes", "beyond the scale", "whole numbers"],
)
def test_odd_surfaces_are_drawn(view: ReliefView, height: np.ndarray) -> None:
    nan, inf = float("nan"), float("inf")
    paths = (
        ReliefPath(np.zeros((0, 3)), "none"),
        ReliefPath(np.array([(0.0, 0.0, 0.5)]), "one"),
        ReliefPath(np.array([(0, 0, nan), (inf, 0, 1), (1, -inf, inf), (1e308, 1, 1)]), "lost"),
    )
    for point in ((nan, nan, nan), (inf, 0.0, 0.5), (0.0, 0.0, inf), (0.0, 0.0, 0.5)):
        for tip in (None, (nan, 0.0, 0.0), (1e300, 0.0, 0.5), (0.0, 0.0, 0.5), (0.4, 0.1, 0.5)):
            arrow = None if tip is None else np.array([(0.1, 0.0, 0.5), tip])
            view.show_picture(picture(height, point=point, paths=paths, arrow=arrow))
            assert not view.grab().isNull()


def test_without_a_picture_there_is_an_empty_ground(
    shown: Callable[[ReliefView], ReliefView], theme: Theme
) -> None:
    view = shown(ReliefView(theme))
    QTest.keyClick(view, Qt.Key.Key_Right)
    view.resize(1, 1)
    assert not view.grab().isNull()
    assert view.accessibleDescription() == ""

"""The curve plot: exact readings, keyboard, labels apart, bad numbers, colours on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pyqtgraph import PlotCurveItem
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.curve_plot import CurvePlot
from lossviz.widgets.curve_plot.curves import Curve, CurvePicture, Reference
from lossviz.widgets.painting.drawn_text import recording

BATCHES = 20_000


def loss_picture(now: float = 20.0) -> CurvePicture:
    x = np.linspace(0.001, 20, BATCHES)
    raw = 2.0 + 0.3 * np.sin(np.arange(BATCHES) * 12.9898)
    epochs = np.arange(21.0)
    return CurvePicture(
        curves=(
            Curve("each batch", "semantic.trainBatch", x, raw, "thin"),
            Curve("train", "semantic.train", x, 2.0 + x / 100, "line", "2.200"),
            Curve("val", "semantic.val", epochs, 2.0 + epochs / 90, "dots", "2.222"),
        ),
        references=(Reference(2.303, "log 10 = 2.303"),),
        x_range=(0, 20),
        y_range=(1.6, 2.4),
        x_name="epoch",
        now=now,
    )


@pytest.fixture
def plot(qapp: QApplication, theme: Theme) -> Iterator[CurvePlot]:
    widget = CurvePlot(theme, "Loss")
    widget.resize(430, 200)
    widget.show_picture(loss_picture())
    widget.show()
    qapp.processEvents()
    yield widget
    widget.hide()
    widget.deleteLater()


def hover(plot: CurvePlot, x: float, y: float = 60) -> None:
    at = QPointF(x, y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier(0))
    QApplication.sendEvent(plot.viewport(), event)


def press(plot: CurvePlot, key: Qt.Key, modifier: int = 0) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier(modifier))
    QApplication.sendEvent(plot, event)


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint32)
    return data.reshape(image.height(), image.width()) & 0xFFFFFF


def count(plot: CurvePlot, color: str) -> int:
    return int((pixels(plot.grab().toImage()) == (QColor(color).rgb() & 0xFFFFFF)).sum())


def test_hovering_reads_the_exact_data_point_not_a_thinned_one(plot: CurvePlot) -> None:
    moved: list[float | None] = []
    plot.cursor_moved.connect(moved.append)
    hover(plot, 171.0)
    (x,) = moved
    raw, train, val = plot.readings()
    data = plot.picture.curves[0]
    index = int(np.flatnonzero(data.x == x)[0])
    assert raw.y == data.y[index]
    assert (train.x, train.y) == (x, plot.picture.curves[1].y[index])
    assert val.x == round(x)
    assert train.text == f"{train.y:.3f}"
    assert val.text in plot.accessibleDescription()
    assert f"at {val.x:.2f}" in plot.accessibleDescription()


def test_the_cursor_hides_outside_the_plot(plot: CurvePlot) -> None:
    hover(plot, 171.0)
    hover(plot, 425.0)
    assert plot.readings() == []
    assert plot.accessibleDescription().startswith("each batch, train 2.200, val 2.222")


def test_keys_step_over_data_points(plot: CurvePlot) -> None:
    x = plot.picture.curves[0].x
    moved: list[float | None] = []
    plot.cursor_moved.connect(moved.append)
    press(plot, Qt.Key.Key_Home)
    press(plot, Qt.Key.Key_Right)
    press(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier.value)
    press(plot, Qt.Key.Key_Left)
    press(plot, Qt.Key.Key_End)
    press(plot, Qt.Key.Key_Escape)
    # The first point is a validation one.
    assert moved == [0.0, x[0], x[10], x[9], 20.0, None]


def test_linked_plots_share_the_cursor_and_their_axes(
    qapp: QApplication, theme: Theme, plot: CurvePlot
) -> None:
    other = CurvePlot(theme, "Accuracy")
    other.resize(430, 160)
    epochs = np.arange(21.0)
    wide = (Reference(15.5, "random search 15.5 %"),)
    curve = Curve("val", "semantic.val", epochs, epochs * 2, "dots", "40.0 %")
    other.show_picture(CurvePicture((curve,), wide, (0, 20), (0, 50), "epoch"))
    plot.link(other)
    told: list[float | None] = []
    other.cursor_moved.connect(told.append)
    hover(plot, 171.0)
    (there,) = other.readings()
    assert there.x == plot.readings()[2].x
    assert told == []  # following is not moving: no echo
    assert plot.frame.rect.right() == other.frame.rect.right()
    other.deleteLater()


@pytest.mark.parametrize("now", [0.0, 5.0, 19.0, 20.0])
def test_labels_never_overlap(plot: CurvePlot, now: float) -> None:
    picture = loss_picture(now)
    near = tuple(Reference(2.2 + i / 200, f"reference {i}") for i in range(3))
    keep = max(int(BATCHES * now / 20), 1)
    curves = tuple(
        Curve(c.name, c.color_role, c.x[:keep], c.y[:keep], c.style, c.last_text)
        for c in picture.curves
    )
    plot.show_picture(CurvePicture(curves, near, (0, 20), (1.6, 2.4), "epoch", now))
    with recording() as texts:
        plot.grab()
    names = (*(curve.name for curve in curves), *(line.text for line in near))
    boxes = [each.ink for each in texts if each.whole.startswith(names)]
    assert len(boxes) == 6
    for i, one in enumerate(boxes):
        assert not any(one.adjusted(0, 0.1, 0, -0.1).intersects(two) for two in boxes[:i])


def test_lines_are_drawn_in_their_colours_in_both_themes(plot: CurvePlot) -> None:
    for mode in ("light", "dark"):
        theme = Theme(mode)
        plot.apply_theme(theme)
        for role in ("semantic.trainBatch", "semantic.val", "semantic.train", "plot.grid"):
            assert count(plot, theme.color(role)) > 20, role
        assert count(plot, theme.color("surface.plot")) > 10_000


def test_the_cursor_and_the_diverged_marker_have_their_colours(
    plot: CurvePlot, theme: Theme
) -> None:
    assert count(plot, theme.color("plot.cursor")) == 0
    assert count(plot, theme.color("status.danger.mark")) == 0
    plot.set_cursor(5.0)
    assert count(plot, theme.color("plot.cursor")) > 50
    picture = loss_picture()
    plot.show_picture(CurvePicture(picture.curves, (), (0, 20), (1.6, 2.4), diverged_at=20.0))
    assert count(plot, theme.color("status.danger.mark")) > 10


def test_nan_and_infinite_numbers_do_no_harm(plot: CurvePlot) -> None:
    x = np.array([0.0, 1, 2, 3, np.nan])
    y = np.array([1.0, np.nan, np.inf, -np.inf, 1])
    curve = Curve("train", "semantic.train", x, y, "dots", "∞")
    references = (Reference(float("nan"), "?"), Reference(float("inf"), "∞"))
    for bad in (float("nan"), float("inf"), -float("inf")):
        ranges = ((0.0, bad), (bad, bad))
        plot.show_picture(CurvePicture((curve,), references, *ranges, now=bad, diverged_at=bad))
        plot.set_cursor(2.0)
        assert plot.readings()[0].text == "∞"
        plot.grab()


def test_nothing_to_show_keeps_the_axes(plot: CurvePlot, theme: Theme) -> None:
    plot.show_picture(CurvePicture(x_range=(0, 20), y_range=(0, 3), x_name="epoch"))
    assert count(plot, theme.color("plot.grid")) > 100
    assert count(plot, theme.color("semantic.val")) == 0
    moved: list[float | None] = []
    plot.cursor_moved.connect(moved.append)
    hover(plot, 171.0)
    press(plot, Qt.Key.Key_Right)
    assert moved == []


def test_wheel_and_drag_change_no_range(plot: CurvePlot) -> None:
    before = plot.frame
    at, none = QPointF(150, 60), Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        at,
        at,
        QPoint(0, 120),
        QPoint(0, 120),
        none,
        Qt.KeyboardModifier(0),
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), wheel)
    left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    for kind, point in (
        (QEvent.Type.MouseButtonPress, at),
        (QEvent.Type.MouseMove, at + QPointF(40, 10)),
        (QEvent.Type.MouseButtonRelease, at + QPointF(40, 10)),
    ):
        QApplication.sendEvent(plot.viewport(), QMouseEvent(kind, point, point, left, left, keys))
    assert plot.frame == before
    assert not wheel.isAccepted()


def test_sizes_shrink_to_the_small_window_and_grow_with_the_scale(plot: CurvePlot) -> None:
    assert (plot.minimumSizeHint().width(), plot.minimumSizeHint().height()) == (260, 104)
    plot.resize(260, 104)
    assert plot.frame.rect.width() > 100
    plot.apply_theme(Theme("light", 1.5))
    assert plot.minimumSizeHint().width() == 390


def test_the_lines_items_are_reused(plot: CurvePlot) -> None:
    items = set(plot.scene().items())
    for now in range(1, 20):
        plot.show_picture(loss_picture(float(now)))
    assert set(plot.scene().items()) == items
    lines = [item.getData()[0] for item in items if isinstance(item, PlotCurveItem)]
    assert all(x is None or len(x) < 1000 for x in lines)
    assert any(x is not None for x in lines)


# The area between two lines


def filled(low: np.ndarray, high: np.ndarray, fill: bool = True) -> CurvePicture:
    """Two lines over 0 to 20, from 0 to 4."""
    x = np.linspace(0, 20, len(low))
    lines = (
        Curve("data", "semantic.dataLoss", x, low),
        Curve("total", "semantic.totalLoss", x, high),
    )
    role = (0, 1, "semantic.regularization") if fill else None
    return CurvePicture(lines, (), (0, 20), (0, 4), "steps", fill=role)


def tint(theme: Theme) -> QColor:
    """The colour of the area, as in the mockups."""
    return QColor({"light": "#dfddc7", "dark": "#333421"}[theme.mode])


def is_filled(plot: CurvePlot, x: float, y: float, mode: str = "light") -> bool:
    image, wanted = plot.grab().toImage(), tint(Theme(mode))
    found = image.pixelColor(round(plot.frame.x(x)), round(plot.frame.y(y)))
    pairs = zip(found.getRgb()[:3], wanted.getRgb()[:3], strict=True)
    return all(abs(a - b) <= 2 for a, b in pairs)


@pytest.mark.parametrize("theme", [Theme("light"), Theme("dark")])
@pytest.mark.parametrize("points", [2, 50, BATCHES])
def test_the_area_between_two_lines_is_filled_faintly(plot, theme, points):
    plot.apply_theme(theme)
    plot.show_picture(filled(np.full(points, 1.2), np.linspace(3.4, 2.4, points)))
    x_places = (0.4, 9.7, 19.6)
    assert all(is_filled(plot, x, y, theme.mode) for x in x_places for y in (1.5, 2.3))
    assert not any(is_filled(plot, x, y, theme.mode) for x in x_places for y in (0.6, 3.7))


def test_the_grid_shows_through_the_area(plot, theme):
    plot.show_picture(filled(np.full(9, 0.2), np.full(9, 3.8)))
    row, column = round(plot.frame.y(2.0)), round(plot.frame.x(9.7))
    image = plot.grab().toImage()
    reds = {image.pixelColor(column, row + down).red() for down in (-1, 0)}
    assert len(reds) == 2
    assert max(reds) <= tint(theme).red() + 2


def test_without_a_fill_nothing_changes(plot):
    low, high = np.full(50, 1.2), np.full(50, 3.0)
    plot.show_picture(filled(low, high, fill=False))
    assert not is_filled(plot, 9.7, 2.3)
    before = plot.grab().toImage()
    plot.show_picture(filled(low, high))
    assert is_filled(plot, 9.7, 2.3)
    plot.show_picture(filled(low, high, fill=False))
    assert plot.grab().toImage() == before


def test_the_area_is_cut_where_the_lines_are(plot, theme):
    plot.show_picture(filled(np.full(3, 1.2), np.array([2.0, 1e300, np.inf])))
    assert is_filled(plot, 15.3, 3.7)
    frame, image = plot.frame.rect.toAlignedRect(), plot.grab().toImage()
    ground = QColor(theme.color("surface.plot"))
    above = range(frame.top() - 1)
    assert {image.pixelColor(frame.right() - 9, y).name() for y in above} == {ground.name()}
    # Both beyond the range: no area, be they however far.
    plot.show_picture(filled(np.full(3, np.inf), np.full(3, 1e9)))
    assert not is_filled(plot, 9.7, 2.3)


def test_there_is_no_area_where_a_line_has_no_point(plot):
    low, high = np.full(21, 1.2), np.full(21, 3.0)
    high[11:] = np.nan
    plot.show_picture(filled(low, high))
    assert is_filled(plot, 9.7, 2.3)
    assert not is_filled(plot, 12.3, 1.5)
    plot.show_picture(filled(low, np.full(21, np.nan)))
    assert not is_filled(plot, 9.7, 2.3)
    plot.show_picture(filled(np.zeros(0), np.zeros(0)))
    plot.grab()

"""Around the plane: its square, ticks that fit, names near the ends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from lossviz.theme.tokens import Theme
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.plane.plane_axes import AxisText, PlaneAxes, in_row, name_middle, short_tick
from tests.widgets.plane.on_the_plane import THEMES

pytestmark = pytest.mark.usefixtures("qapp")  # it has the fonts

GROUND = QColor(250, 240, 230)
SIZE = QSizeF(448, 434)


def painted(theme: Theme, x_range: Range, y_range: Range) -> tuple[QImage, QRectF]:
    axes = PlaneAxes(theme)
    size = SIZE * theme.scale
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.fill(GROUND)
    frame = PlotFrame(axes.area(size), x_range, y_range)
    painter = QPainter(image)
    painter.setBrush(Qt.GlobalColor.red)  # what was painted before leaves no trace
    axes.paint_grid(painter, frame)
    axes.paint(painter, frame, ("x₀", "x₁"))
    painter.end()
    return image, frame.rect


def marked(image: QImage, area: QRect) -> int:
    rows = range(area.top(), area.bottom() + 1)
    columns = range(area.left(), area.right() + 1)
    return sum(image.pixelColor(x, y) != GROUND for x in columns for y in rows)


def test_the_area_is_the_largest_square() -> None:
    axes = PlaneAxes(THEMES[0])
    assert axes.area(SIZE) == QRectF(42, 6, 400, 400)
    assert axes.area(QSizeF(1000, 434)) == QRectF(42, 6, 400, 400)
    assert axes.area(QSizeF(448, 1000)) == QRectF(42, 6, 400, 400)
    assert axes.area(QSizeF(1, 1)).width() == 20
    assert PlaneAxes(THEMES[2]).area(SIZE * 1.5) == QRectF(63, 9, 600, 600)


@pytest.mark.parametrize(
    ("value", "wanted", "text"),
    [
        (-1.0, (-1, 1), "−1"), (-0.5, (-1, 1), "−0.5"), (0.0, (-1, 1), "0"), (1.0, (-1, 1), "1"),
        (0.2, (0.19, 0.23), "0.20"), (20.0, (-50, 50), "20"), (2e6, (0, 4e6), "2.0 × 10⁶"),
    ],
)  # fmt: skip
def test_ticks_are_short(value: float, wanted: Range, text: str) -> None:
    assert short_tick(value, wanted) == text


def test_the_name_stands_before_the_last_tick_or_the_end() -> None:
    assert name_middle([0, 100, 200], 200, 60) == 150
    assert name_middle([0, 100, 200], 250, 60) == 150
    assert name_middle([0, 100, 200], 280, 60) == 240
    assert name_middle([100], 110, 60) == 105
    assert name_middle([], 110, 60) == 110


def test_texts_are_held_in_the_row_and_give_way_to_the_first() -> None:
    texts = [AxisText("name", 50, 20, name=True)]
    texts += [AxisText(str(k), k, 20) for k in (0, 30, 40, 75, 100)]
    found = {each.text: start for each, start in in_row(texts, 0, 100, 4)}
    assert found == {"name": 40, "0": 0, "75": 65}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "wanted",
    [(-1.0, 1.0), (0.1234, 0.1235), (-1e9, 1e9), (5e-7, 2e-6), (12345.0, 12346.0), (-7.3, 0.4)],
)
def test_no_text_is_cut_off(theme: Theme, wanted: Range) -> None:
    image, rect = painted(theme, wanted, wanted)
    width, height = image.width(), image.height()
    left = QRect(1, 0, int(rect.left()) - 2, int(rect.bottom()))
    below = QRect(int(rect.left()), int(rect.bottom()) + 2, int(rect.width()), 24)
    assert marked(image, left) > 50
    assert marked(image, below) > 50
    assert marked(image, QRect(0, 0, 1, height)) == 0
    assert marked(image, QRect(0, height - 1, width, 1)) == 0
    assert marked(image, QRect(width - 1, 0, 1, height)) == 0


def test_the_grid_is_stronger_at_zero_and_the_frame_is_thin() -> None:
    image, rect = painted(THEMES[0], (-1.0, 1.0), (-1.0, 1.0))
    row = int(rect.top()) + 37

    def grey(column: int) -> int:
        return GROUND.lightness() - image.pixelColor(column, row).lightness()

    assert grey(242) > grey(142) == grey(342) > 0  # x₀ = 0, −0.5, 0.5
    assert grey(200) == 0
    assert image.pixelColor(41, row) == QColor(THEMES[0].color("plot.axis"))
    assert grey(60) == 0  # nothing fills it

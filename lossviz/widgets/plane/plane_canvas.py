"""The plane as it is drawn: regions, zero lines, points and a reading; without what one does on it.

The plane is a square with equal axes, so that a weight vector stands at right angles to its line.
The regions come ready from the worker as codes; here their colours are looked up. While the plane
is zoomed or moved, the last picture is stretched until the next comes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.map.map_view import MapView
from lossviz.widgets.map.places import pixel_places, place
from lossviz.widgets.map.window import Window, window_around
from lossviz.widgets.numbers.ranges import FloatArray, Range
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import LEFT, PlotText
from lossviz.widgets.painting.word_lines import LINE, elided
from lossviz.widgets.plane.lines_painter import LinesPainter
from lossviz.widgets.plane.plane_axes import PlaneAxes
from lossviz.widgets.plane.plane_picture import PlanePicture, PlaneReading, RegionImage
from lossviz.widgets.plane.points_painter import PointsPainter
from lossviz.widgets.plane.region_colors import region_picture

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_INSET, _PAD = 8, 8  # logical px of the reading: from the frame, and around its words


class PlaneCanvas(MapView):
    """Draws a `RegionImage`, a `PlanePicture` and a `PlaneReading` in a square.

    Its axes are equal, unless `show_ranges` looks at a part where they are not. It only follows,
    unless it is `by_hand`.
    """

    def __init__(
        self,
        theme: Theme,
        accessible_name: str = "Plane",
        parent: QWidget | None = None,
        *,
        by_hand: bool = False,
    ) -> None:
        super().__init__(theme, accessible_name, parent, by_hand=by_hand)
        self._image: RegionImage | None = None
        self._picture = PlanePicture()
        self._reading: PlaneReading | None = None
        self._ranges: tuple[Range, Range] | None = None  # where the axes differ in scale
        self.apply_theme(theme)
        self.describe(self._picture.words())

    # What it shows

    def show_regions(self, image: RegionImage | None) -> None:
        """Show other regions; None while there are none."""
        if image is not self._image:
            self._image = image
            self._take_codes()
            self.update()

    def show_picture(self, picture: PlanePicture) -> None:
        """Show other points and lines."""
        recolored = picture.class_names != self._picture.class_names
        self._picture = picture
        if recolored:
            self._take_codes()
        self.describe(picture.words())
        self.update()

    def show_reading(self, reading: PlaneReading | None) -> None:
        """Show what is under the pointer."""
        if reading != self._reading:
            self._reading = reading
            self.update()

    def show_window(self, window: Window) -> None:
        """Look at another part of the plane."""
        if self._ranges is not None:
            self._ranges = None
            self.update()
        super().show_window(window)

    def show_ranges(self, x_range: Range, y_range: Range) -> None:
        """Look at a part whose axes may differ in scale; ValueError where it is none."""
        if not all(-math.inf < low < high < math.inf for low, high in (x_range, y_range)):
            raise ValueError(f"a part is two ranges, low to high, not {x_range}, {y_range}")
        if (x_range, y_range) != self._ranges:
            self._ranges = x_range, y_range
            # The window that holds both is what zooming and moving set out from.
            self._window = window_around(x_range, y_range, 1.0)
            self.update()

    @property
    def picture(self) -> PlanePicture:
        """What stands on the plane."""
        return self._picture

    @property
    def image(self) -> RegionImage | None:
        """The regions that are shown."""
        return self._image

    @property
    def frame(self) -> PlotFrame:
        """Where the plane is drawn, and which part of it."""
        return super().frame if self._ranges is None else PlotFrame(self.area(), *self._ranges)

    def area(self) -> QRectF:
        """Where in the widget the plane is drawn: a square."""
        return self._axes.area(QSizeF(self.size()))

    def width_of_square(self, height: int) -> int:
        """The width that it can use where it is so high."""
        return round(self._axes.width_of_square(height))

    def height_of_square(self, width: int) -> int:
        """The height that it can use where it is so wide."""
        return round(self._axes.height_of_square(width))

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._text, self._axes = PlotText(theme), PlaneAxes(theme)
        self._lines, self._points = LinesPainter(theme), PointsPainter(theme)
        self._take_codes()

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(self._theme.px(630), self._theme.px(616))

    def minimumSizeHint(self) -> QSize:
        """The least in which points can be told apart."""
        return QSize(self._theme.px(230), self._theme.px(216))

    def _take_codes(self) -> None:
        self._regions: QImage = region_picture(self._image, self._theme, self._picture.class_names)

    def places(self) -> FloatArray:
        """Where each point is drawn, (N, 2) in pixels."""
        return pixel_places(self.frame, self._picture.dots.X)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From below: regions, grid, lines, points, names, axes, the chosen point, reading."""
        painter, frame, picture = QPainter(self), self.frame, self._picture
        places = self.places()
        painter.setClipRect(frame.rect)
        self._paint_regions(painter, frame)
        self._axes.paint_grid(painter, frame)
        standing = self._lines.paint(painter, frame, picture)
        self._points.paint(painter, picture, places)
        self._lines.paint_names(painter, frame, picture, standing, places)
        painter.setClipping(False)
        self._axes.paint(painter, frame, picture.names)
        painter.setClipRect(self.chosen_area(frame))
        self._points.paint_chosen(painter, picture, places)
        painter.setClipping(False)
        if self._reading is not None:
            self._paint_reading(painter, frame, self._reading)

    def chosen_area(self, frame: PlotFrame) -> QRectF:
        """Where the chosen point may be drawn."""
        return frame.rect

    def _paint_regions(self, painter: QPainter, frame: PlotFrame) -> None:
        painter.fillRect(frame.rect, self.color("surface.plot"))
        if self._image is None:
            return
        x_range, y_range = self._image.x_range, self._image.y_range
        self.paint_stretched(painter, frame, self._regions, x_range, y_range)

    def _paint_reading(self, painter: QPainter, frame: PlotFrame, reading: PlaneReading) -> None:
        """In the lower left corner, or in the upper one while the pointer is there."""
        px, rect = self._theme.px, frame.rect
        most = rect.width() - 2 * px(_INSET) - 2 * px(_PAD)
        lines = [elided(self._text, each, "text", most) for each in reading.text.split("\n")]
        width = max(self._text.width(each, "text") for each in lines) + 2 * px(_PAD)
        height = len(lines) * px(LINE) + px(_PAD)
        x, y = place(frame, reading.x0, reading.x1)
        left, top = rect.left() + px(_INSET), rect.bottom() - px(_INSET) - height
        if x < left + width + px(20) and y > top - px(20):
            top = rect.top() + px(_INSET)
        area = QRectF(left, top, width, height)
        self._text.paint_ground(painter, area)
        for row, line in enumerate(lines):
            words = QRectF(left + px(_PAD), top + px(_PAD) / 2 + row * px(LINE), width, px(LINE))
            self._text.paint(painter, words, line, role="text.primary", align=LEFT)

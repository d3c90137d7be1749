"""A jiggle plot laid out and painted: where axes, lines, names, heading and readout go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from lossviz.widgets.loss_plots.jiggle_cursor import JiggleCursor, JiggleReadout
from lossviz.widgets.loss_plots.jiggle_curves import JiggleCurves, JiggleLine, jiggle_lines
from lossviz.widgets.loss_plots.jiggle_heading import JiggleHeading
from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture
from lossviz.widgets.loss_plots.loss_axes import LossAxes
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


class JiggleScene:
    """Holds what was laid out last; all lengths are in px of the widget.

    `compact`: a heading in place of names at the lines' ends.
    """

    def __init__(self, theme: Theme, *, compact: bool) -> None:
        self._text = text = PlotText(theme)
        self._compact = compact
        self._axes = LossAxes(text)
        self._curves = JiggleCurves(text)
        self._cursor = JiggleCursor(text)
        self._heading = JiggleHeading(text)
        self._size = QSizeF()
        self._picture: JigglePicture | None = None
        self._lines: list[JiggleLine] = []
        self._names: list[QRectF] = []
        self.frame = PlotFrame(QRectF(), (-1.0, 1.0), (0.0, 1.0))

    def heading_lines(self, picture: JigglePicture | None, width: float) -> int:
        """Lines that the heading takes."""
        if picture is None or not self._compact:
            return 0
        return self._heading.line_count(picture, width)

    def lay_out(
        self,
        picture: JigglePicture | None,
        size: QSizeF,
        x_range: Range,
        top: float,
        heading_lines: int = 0,
    ) -> None:
        """Fit a picture to a size; losses go from 0 to `top`."""
        self._picture, self._size = picture, size
        px, right = self._text.px, self._cursor.radius + self._text.px(2)
        if picture is not None and not self._compact:
            right = self._curves.names_width(picture)
        lines = max(heading_lines, self.heading_lines(picture, size.width()))
        above = self._heading.height(lines) + px(8)
        self.frame = self._axes.frame(size, above, right, x_range, (0.0, top))
        if picture is not None:
            self._lines = jiggle_lines(picture, self.frame)
            boxes = self._curves.name_boxes(self.frame, self._lines)
            self._names = [] if self._compact else boxes

    def handle(self, offset: float) -> QRectF:
        """Where the handle is with the cursor at an offset."""
        return self._cursor.handle(self.frame, offset)

    def readout(self, picture: JigglePicture, offset: float) -> JiggleReadout:
        """The values beside the cursor."""
        lines, names = self._lines, self._names
        return self._cursor.lay_out(
            self.frame, picture, lines, names, offset, compact=self._compact
        )

    def paint(self, painter: QPainter, offset: float, *, focused: bool) -> None:
        """Axes, lines, names, cursor, from back to front."""
        frame, picture = self.frame, self._picture
        name = "" if picture is None else picture.x_name
        self._axes.paint(painter, frame, self._size.width(), name, signed=True)
        if picture is None:
            return
        self._curves.paint_now(painter, frame)
        self._cursor.paint_tangents(painter, frame, picture, offset)
        self._curves.paint_lines(painter, frame, self._lines)
        self._curves.paint_marks(painter, frame, picture)
        if self._compact:
            self._heading.paint(painter, picture, self._size.width())
        else:
            self._curves.paint_names(painter, self._lines, self._names)
        readout, handle = self.readout(picture, offset), self.handle(offset)
        cursor = QRectF(handle.left(), 0, handle.width(), self._size.height())
        self._curves.paint_now_word(painter, frame, self._lines, (readout.box, cursor))
        self._cursor.paint(painter, frame, picture, offset, readout)
        self._cursor.paint_handle(painter, handle, focused)

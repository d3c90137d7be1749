"""The lines of a jiggle plot: both losses, their kinks, where they are now, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture
from lossviz.widgets.loss_plots.loss_axes import places, polygon
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.line_points import drawable
from lossviz.widgets.painting.plot_frame import PlotFrame, inside
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.painting.spread import spread

_NAME_LINE = 15  # logical px
_DASH = [4.0, 3.0]


@dataclass(frozen=True, eq=False)
class JiggleLine:
    """A line in pixels, with its name; `thin` is the one without the variant.

    places: (K, 2), the same points as an array.
    """

    name: str
    role: str
    points: QPolygonF
    places: FloatArray
    thin: bool = False

    @property
    def kind(self) -> Kind:
        """How its name is set."""
        return "text" if self.thin else "name"

    def covered_by(self, box: QRectF) -> int:
        """How many of its points lie under a box."""
        low = (box.left(), box.top()) < self.places
        high = self.places < (box.right(), box.bottom())
        return int(np.count_nonzero((low & high).all(axis=1)))


def jiggle_lines(picture: JigglePicture, frame: PlotFrame) -> list[JiggleLine]:
    """The lines from back to front, thinned to what the plot can show."""
    hinge, x = "semantic.hinge", picture.offsets
    lines = [
        _line("softmax", "semantic.softmax", x, picture.softmax, frame),
        _line("hinge", hinge, x, picture.hinge, frame),
    ]
    if picture.original is not None:
        lines.insert(0, _line("original", hinge, x, picture.original, frame, thin=True))
    return lines


def _line(
    name: str, role: str, x: FloatArray, y: FloatArray, frame: PlotFrame, *, thin: bool = False
) -> JiggleLine:
    x, y = drawable(x, y, frame.x_range, frame.y_range, int(frame.rect.width()))
    points = places(frame, x, y)
    return JiggleLine(name, role, polygon(points), points, thin)


class JiggleCurves:
    """Paints what does not move with the cursor."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def names_width(self, picture: JigglePicture) -> float:
        """Room that the names need at the right."""
        names = ["hinge", "softmax"] + ([] if picture.original is None else ["original"])
        return max(self._text.width(each, "name") for each in names) + self._text.px(11)

    def paint_now(self, painter: QPainter, frame: PlotFrame) -> None:
        """The dotted line at offset 0."""
        if inside(0.0, frame.x_range):
            rect, column = frame.rect, round(frame.x(0.0))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            pen = self._text.hair_pen(painter, "plot.axis")
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.drawLine(QLineF(column, rect.top(), column, rect.bottom()))

    def paint_now_word(
        self,
        painter: QPainter,
        frame: PlotFrame,
        lines: Sequence[JiggleLine],
        taken: Sequence[QRectF],
    ) -> None:
        """The word beside the dotted line, where neither a line nor what is `taken` is."""
        for spot in self._now_spots(frame):
            near = spot.adjusted(-2, -2, 2, 2)
            free = not any(spot.intersects(each) for each in taken)
            if free and not any(line.covered_by(near) for line in lines):
                self._text.paint(painter, spot, "now")
                return

    def _now_spots(self, frame: PlotFrame) -> list[QRectF]:
        """Right and left of the dotted line, at its foot and at its head."""
        if not inside(0.0, frame.x_range):
            return []
        px, rect, column = self._text.px, frame.rect, frame.x(0.0)
        width, height = self._text.width("now", "text"), px(15)
        spots = [
            QRectF(left, top, width, height)
            for top in (rect.bottom() - px(19), rect.top())
            for left in (column + px(6), column - px(6) - width)
        ]
        return [
            each for each in spots if rect.left() <= each.left() and each.right() <= rect.right()
        ]

    def paint_lines(self, painter: QPainter, frame: PlotFrame, lines: Sequence[JiggleLine]) -> None:
        """The lines, inside the plot alone."""
        thick, thin = self._text.theme.length("line.series"), self._text.px(1)
        painter.save()
        painter.setClipRect(frame.rect.adjusted(0, -thick, 0, thick).toAlignedRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in lines:
            pen = QPen(self._text.color(line.role), thin if line.thin else thick)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if line.thin:
                pen.setDashPattern(_DASH)
            painter.setPen(pen)
            painter.drawPolyline(line.points)
        painter.restore()

    def paint_marks(self, painter: QPainter, frame: PlotFrame, picture: JigglePicture) -> None:
        """Hollow squares on the kinks, hollow rings where both losses are now."""
        px, side = self._text.px, self._text.px(5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._text.color("surface.plot"))
        painter.setPen(QPen(self._text.color("semantic.hinge"), px(1.5)))
        for x, y in picture.kinks:
            if inside(x, frame.x_range) and inside(y, frame.y_range):
                middle = QPointF(frame.x(x) - side / 2, frame.y(y) - side / 2)
                painter.drawRect(QRectF(middle.x(), middle.y(), side, side))
        roles = ("semantic.softmax", "semantic.hinge")
        for y, role in zip(picture.now[::-1], roles, strict=True):
            if inside(0.0, frame.x_range) and inside(y, frame.y_range):
                painter.setPen(QPen(self._text.color(role), px(2)))
                painter.drawEllipse(QPointF(frame.x(0.0), frame.y(y)), px(3.5), px(3.5))

    def name_boxes(self, frame: PlotFrame, lines: Sequence[JiggleLine]) -> list[QRectF]:
        """Where each line's name stands: at its right end, pushed apart where they are close."""
        rect, height = frame.rect, self._text.px(_NAME_LINE)
        wanted = [min(max(e.points.last().y(), rect.top()), rect.bottom()) for e in lines]
        rows = spread(wanted, [height] * len(lines), 0, rect.bottom() + height / 2)
        left = rect.right() + self._text.px(8)
        widths = [self._text.width(each.name, each.kind) for each in lines]
        return [
            QRectF(left, row - height / 2, width, height)
            for row, width in zip(rows, widths, strict=True)
        ]

    def paint_names(
        self, painter: QPainter, lines: Sequence[JiggleLine], boxes: Sequence[QRectF]
    ) -> None:
        """Paint the names in their lines' colours."""
        for line, box in zip(lines, boxes, strict=True):
            self._text.paint(painter, box, line.name, line.kind, role=line.role)

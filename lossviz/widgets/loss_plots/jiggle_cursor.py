"""The cursor of a jiggle plot: its handle, a dot and a tangent on each line, and the readout."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from lossviz.widgets.loss_plots.jiggle_curves import JiggleLine
from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import LEFT, RIGHT, PlotText
from lossviz.widgets.painting.slide_handle import handle_radius, paint_slide_handle, slide_handle

_TANGENT = 44  # logical px from end to end
_GAP, _ROW, _PADDING, _COLUMN_GAP = 12, 16, 4, 10
_ROLES = ("semantic.hinge", "semantic.softmax")


@dataclass(frozen=True)
class JiggleReadout:
    """The values at the cursor, laid out: rows of a value and a slope, and where their box is."""

    rows: tuple[tuple[str, str], ...]
    columns: tuple[float, float]
    box: QRectF


class JiggleCursor:
    """Lays out and paints all that follows the handle."""

    def __init__(self, text: PlotText) -> None:
        self._text = text
        self._spot = 0  # of `_spots`, where the readout was last

    @property
    def radius(self) -> float:
        """Half the handle."""
        return handle_radius(self._text)

    def lay_out(
        self,
        frame: PlotFrame,
        picture: JigglePicture,
        lines: Sequence[JiggleLine],
        names: Sequence[QRectF],
        offset: float,
        *,
        compact: bool,
    ) -> JiggleReadout:
        """The readout beside the cursor, where it hides least of lines and names."""
        t, width = picture.texts, self._text.width
        rows: tuple[tuple[str, str], ...]
        rows = ((t.offset, "slope"), (t.hinge, t.hinge_slope), (t.softmax, t.softmax_slope))
        if compact:  # the heading has the losses
            rows = ((t.offset, ""),)
        left = max(width(value, "tick") for value, _ in rows)
        right = max(width(slope, "tick" if k else "text") for k, (_, slope) in enumerate(rows))
        gap = self._text.px(_COLUMN_GAP) if right else 0
        size = (
            left + gap + right + 2 * self._text.px(_PADDING),
            self._text.px(_ROW) * len(rows) + self._text.px(_PADDING),
        )
        right_end = max([frame.rect.right(), *(each.right() for each in names)])
        spots = self._spots(frame, frame.x(offset), right_end, *size)
        marks = _marks(frame, picture, offset)
        box = self._clearest(spots, lambda box: _cost(box, lines, names, marks))
        return JiggleReadout(rows, (left, right), box)

    def _spots(
        self, frame: PlotFrame, column: float, right_end: float, width: float, height: float
    ) -> list[QRectF]:
        """Left and right of the cursor: at the top, further down, above the axis."""
        gap, rect = self._text.px(_GAP), frame.rect
        rows = [rect.top() + share * (rect.height() - height - gap) for share in (0, 0.35, 0.7, 1)]
        sides = [column - gap - width, column + gap]
        spots = [QRectF(x, y, width, height) for y in rows for x in sides]
        # What does not fit is moved to the nearest edge: it then covers the cursor and costs more.
        first = rect.left() + 1
        last = max(right_end - width, first)
        return [each.translated(min(max(each.x(), first), last) - each.x(), 0) for each in spots]

    def _clearest(self, spots: Sequence[QRectF], cost: Callable[[QRectF], float]) -> QRectF:
        """The spot that hides least; it stays where it was while that hides nothing."""
        if cost(spots[self._spot]) > 0:
            costs = [cost(each) for each in spots]
            self._spot = costs.index(min(costs))
        return spots[self._spot]

    def paint_tangents(
        self, painter: QPainter, frame: PlotFrame, picture: JigglePicture, offset: float
    ) -> None:
        """A short broad stroke along each line: its slope at the cursor."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inside = QPolygonF(frame.rect.adjusted(0, -self._text.px(3), 0, self._text.px(3)))
        (x_low, x_high), (y_low, y_high) = frame.x_range, frame.y_range
        per_slope = frame.rect.height() / (y_high - y_low) * (x_high - x_low) / frame.rect.width()
        for y, slope, role in zip(picture.losses_at(offset), picture.slopes, _ROLES, strict=True):
            if math.isfinite(y) and math.isfinite(slope):
                painter.setBrush(self._text.color(role, 0.32))
                middle = QPointF(frame.x(offset), frame.y_inside(y))
                stroke = self._stroke(middle, math.atan(slope * per_slope))
                painter.drawPolygon(stroke.intersected(inside))

    def _stroke(self, middle: QPointF, angle: float) -> QPolygonF:
        """A bar around a point, as four corners: as a wide line it takes ten times as long."""
        half, thick = self._text.px(_TANGENT) / 2, self._text.px(3)
        along = QPointF(half * math.cos(angle), -half * math.sin(angle))
        across = QPointF(thick * math.sin(angle), thick * math.cos(angle))
        corners = (along + across, along - across, -along - across, across - along)
        return QPolygonF([middle + each for each in corners])

    def paint(
        self,
        painter: QPainter,
        frame: PlotFrame,
        picture: JigglePicture,
        offset: float,
        readout: JiggleReadout,
    ) -> None:
        """The violet line, the dots and the readout; the handle comes last of all."""
        px, column = self._text.px, frame.x(offset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._text.color("plot.cursor"), px(1.5)))
        painter.drawLine(QLineF(column, frame.rect.top(), column, frame.rect.bottom()))
        painter.setPen(QPen(self._text.color("surface.plot"), px(1.5)))
        pairs = list(zip(picture.losses_at(offset), _ROLES, strict=True))
        for y, role in reversed(pairs):
            painter.setBrush(self._text.color(role))
            painter.drawEllipse(QPointF(column, frame.y_inside(y)), px(5), px(5))
        self._paint_readout(painter, readout)

    def _paint_readout(self, painter: QPainter, readout: JiggleReadout) -> None:
        px, box = self._text.px, readout.box
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._text.color("surface.base"))
        radius = self._text.theme.length("radius.small")
        painter.drawRoundedRect(box, radius, radius)
        roles = ("accent.text", *_ROLES)
        width, gap = readout.columns[0], px(_COLUMN_GAP)
        left, top = box.left() + px(_PADDING), box.top() + px(_PADDING) / 2
        for index, ((value, slope), role) in enumerate(zip(readout.rows, roles, strict=False)):
            row = top + index * px(_ROW)
            area = QRectF(left, row, width, px(_ROW))
            self._text.paint(painter, area, value, "tick", role=role, align=RIGHT)
            area = QRectF(left + width + gap, row, readout.columns[1], px(_ROW))
            if index:
                self._text.paint(painter, area, slope, "tick", role=role, align=RIGHT)
            else:
                self._text.paint(painter, area, slope, role="text.tertiary", align=LEFT)

    def handle(self, frame: PlotFrame, offset: float) -> QRectF:
        """The round handle on the axis."""
        return slide_handle(self._text, QPointF(frame.x(offset), frame.rect.bottom()))

    def paint_handle(self, painter: QPainter, handle: QRectF, focused: bool) -> None:
        """The handle with its two arrow heads, and around it the focus ring."""
        paint_slide_handle(painter, self._text, handle, focused)


def _marks(frame: PlotFrame, picture: JigglePicture, offset: float) -> list[QPointF]:
    """What must stay in sight: the dots at the cursor, and the rings at 0."""
    at, now = picture.losses_at(offset), picture.now
    places = [(offset, at[0]), (offset, at[1]), (0.0, now[0]), (0.0, now[1])]
    return [QPointF(frame.x(x), frame.y_inside(y)) for x, y in places]


def _cost(
    box: QRectF, lines: Sequence[JiggleLine], names: Sequence[QRectF], marks: Sequence[QPointF]
) -> float:
    """How bad it is to cover what lies under a box: 1 for each point of a line, more for words."""
    cursor = box.left() < marks[0].x() < box.right()
    words = sum(box.intersects(each) for each in names)
    dots = sum(box.contains(each) for each in marks)
    return sum(e.covered_by(box) for e in lines) + 60 * dots + 150 * words + 100 * cursor

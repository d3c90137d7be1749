"""The cursor of a curve plot: a violet line and the exact values at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from lossviz.widgets.curve_plot.curve_frame import Reading
from lossviz.widgets.curve_plot.curves import CurvePicture
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.painting.plot_frame import PlotFrame, inside
from lossviz.widgets.painting.plot_text import RIGHT, Kind, PlotText

_LINE, _PADDING, _GAP = 17, 8, 10  # logical px: row height, inside the box, between columns


class ReadoutRow(NamedTuple):
    """A line of the readout; `role` is the colour of its name."""

    name: str
    value: str
    elsewhere: str
    role: str


@dataclass(frozen=True)
class Readout:
    """The exact values at the cursor's x, laid out."""

    x: float
    found: tuple[Reading, ...]
    rows: tuple[ReadoutRow, ...]
    columns: tuple[float, float, float]  # widths of names, values and "at ..."
    box: QRectF


class CurveReadout:
    """Lays out and paints a readout."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def lay_out(
        self, frame: PlotFrame, picture: CurvePicture, found: Sequence[Reading], x: float
    ) -> Readout:
        """The box of exact values at the cursor: its rows, its columns and its place."""
        px, width = self._text.px, self._text.width
        at = format_number(x, picture.x_decimals)
        rows = [ReadoutRow(picture.x_name, at, "", "text.secondary")]
        rows += [ReadoutRow(e.drawn.curve.name, e.text, e.elsewhere, _role(e)) for e in found]
        rows += [ReadoutRow(e.name, e.text_at(x), "", "text.secondary") for e in picture.told]
        columns = (
            max(width(each.name, "name") for each in rows),
            max(width(each.value, "name") for each in rows),
            max(width(each.elsewhere, "text") for each in rows),
        )
        gaps = px(_GAP) * (2 if columns[2] else 1) + 2 * px(_PADDING)
        height = px(_LINE) * len(rows) + px(_PADDING)
        box = self._beside(frame, frame.x(x), round(sum(columns) + gaps), height)
        return Readout(x, tuple(found), tuple(rows), columns, box)

    def _beside(self, frame: PlotFrame, column: float, width: int, height: int) -> QRectF:
        gap = self._text.px(_GAP)
        right, left = column + gap, column - gap - width
        fits_right = right + width <= frame.rect.right()
        # Where it fits on neither side, it goes to the wider one, over the texts if need be.
        if not fits_right and left < 0:
            fits_right = column < frame.rect.center().x()
        left = right if fits_right else max(left, 0.0)
        return QRectF(round(left), frame.rect.top(), width, height)

    def paint(self, painter: QPainter, frame: PlotFrame, readout: Readout) -> None:
        """The line, a ring on each point it reads, and the box beside it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._text.hair_pen(painter, "plot.cursor"))
        column = round(frame.x(readout.x))
        painter.drawLine(QLineF(column, frame.rect.top(), column, frame.rect.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._text.color("surface.plot"))
        radius = self._text.px(3)
        for each in readout.found:
            if inside(each.y, frame.y_range):
                color = self._text.color(each.drawn.curve.color_role)
                painter.setPen(QPen(color, self._text.px(1.5)))
                painter.drawEllipse(QPointF(frame.x(each.x), frame.y(each.y)), radius, radius)
        self._paint_box(painter, readout)

    def _paint_box(self, painter: QPainter, readout: Readout) -> None:
        self._text.paint_ground(painter, readout.box)
        for index, row in enumerate(readout.rows):
            self._paint_row(painter, readout, index, row)

    def _paint_row(self, painter: QPainter, readout: Readout, index: int, row: ReadoutRow) -> None:
        px, paint = self._text.px, self._text.paint
        names, values, extra = readout.columns
        line, gap = px(_LINE), px(_GAP)
        left = readout.box.left() + px(_PADDING)
        top = readout.box.top() + px(_PADDING) / 2 + index * line
        kind: Kind = "name" if index else "text"
        area = QRectF(left, top, names, line)
        paint(painter, area, row.name, kind, role=row.role)
        area = QRectF(area.right() + gap, top, values, line)
        paint(painter, area, row.value, kind, role="text.primary", align=RIGHT)
        area = QRectF(area.right() + gap, top, extra, line)
        paint(painter, area, row.elsewhere, role="text.tertiary")


def _role(reading: Reading) -> str:
    curve = reading.drawn.curve
    return "text.tertiary" if curve.style == "thin" else curve.color_role

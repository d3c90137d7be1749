"""Around the plane: a thin frame and grid, ticks below and on the left, names near their ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from lossviz.widgets.numbers.ranges import Range, tick_text, ticks
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, RIGHT, Kind, PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical lengths of the design.
_LEFT, _RIGHT, _TOP, _BELOW = 42, 6, 6, 28
_GAP, _ROW, _APART = 8, 16, 6
_LEAST = 20.0
_GRID, _ZERO = 0.08, 0.17  # how much of the text's colour
_PROJECTED = 1.6


class AxisText(NamedTuple):
    """A text along an axis: where its middle should be, and how much of the axis it takes."""

    text: str
    middle: float
    length: float
    name: bool = False


class PlaneAxes:
    """Measures and paints what stands around the plane and below its points."""

    def __init__(self, theme: Theme) -> None:
        self._text = PlotText(theme)

    def area(self, size: QSizeF) -> QRectF:
        """Where the plane is drawn: the largest square that has room, at the upper left."""
        px = self._text.px
        width = size.width() - px(_LEFT) - px(_RIGHT)
        height = size.height() - px(_TOP) - px(_BELOW)
        side = round(max(min(width, height), _LEAST))
        return QRectF(px(_LEFT), px(_TOP), side, side)

    def width_of_square(self, height: float) -> float:
        """How wide all of it is where the height alone says how large the square is."""
        px = self._text.px
        return height - px(_TOP) - px(_BELOW) + px(_LEFT) + px(_RIGHT)

    def height_of_square(self, width: float) -> float:
        """How high all of it is where the width alone says how large the square is."""
        px = self._text.px
        return width - px(_LEFT) - px(_RIGHT) + px(_TOP) + px(_BELOW)

    def paint_grid(self, painter: QPainter, frame: PlotFrame) -> None:
        """Faint lines at the ticks, those through zero stronger."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        rect = frame.rect
        for value in ticks(frame.x_range):
            self._set_grid_pen(painter, value)
            column = round(frame.x(value))
            if rect.left() < column < rect.right():
                painter.drawLine(QLineF(column, rect.top(), column, rect.bottom() - 1))
        for value in ticks(frame.y_range):
            self._set_grid_pen(painter, value)
            row = round(frame.y(value))
            if rect.top() < row < rect.bottom():
                painter.drawLine(QLineF(rect.left(), row, rect.right() - 1, row))

    def _set_grid_pen(self, painter: QPainter, value: float) -> None:
        color = self._text.color("text.primary")
        strong = _PROJECTED if self._text.theme.projector else 1.0
        color.setAlphaF((_ZERO if value == 0 else _GRID) * strong)
        pen = self._text.hair_pen(painter, "text.primary")
        pen.setColor(color)
        painter.setPen(pen)

    def paint(self, painter: QPainter, frame: PlotFrame, names: tuple[str, str]) -> None:
        """Frame, ticks and names."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame.rect.adjusted(-1, -1, 0, 0))
        self._paint_below(painter, frame, names[0])
        self._paint_left(painter, frame, names[1])

    def _paint_below(self, painter: QPainter, frame: PlotFrame, name: str) -> None:
        px, rect = self._text.px, frame.rect
        found = [
            self._tick(short_tick(value, frame.x_range), frame.x(value))
            for value in ticks(frame.x_range)
        ]
        wanted = self._named(name, found, rect.right())
        for each, start in in_row(wanted, rect.left(), rect.right(), px(_APART)):
            area = QRectF(start, rect.bottom() + px(5), each.length, px(_ROW))
            self._paint_text(painter, area, each, upwards=False)

    def _paint_left(self, painter: QPainter, frame: PlotFrame, name: str) -> None:
        """Level where there is room for all texts, else upwards along the axis."""
        px, rect = self._text.px, frame.rect
        room = rect.left() - px(_GAP)
        # From the lowest up, as lengths below the upper end: the last one stands at the end.
        found = [
            self._tick(short_tick(value, frame.y_range), -frame.y(value))
            for value in ticks(frame.y_range)
            if frame.y(value) < rect.bottom() - px(_ROW) / 2
        ]
        wanted = self._named(name, found, -rect.top())
        upwards = max(each.length for each in wanted) > room
        if not upwards:
            wanted = [each._replace(length=px(_ROW)) for each in wanted]
        for each, start in in_row(wanted, -rect.bottom(), px(3) - rect.top(), px(2)):
            width = px(_ROW) if upwards else room
            area = QRectF(room - width, -start - each.length, width, each.length)
            self._paint_text(painter, area, each, upwards=upwards)

    def _tick(self, text: str, middle: float) -> AxisText:
        return AxisText(text, middle, self._text.width(text, "tick"))

    def _named(self, name: str, found: Sequence[AxisText], end: float) -> list[AxisText]:
        """The name before the ticks, so that they give way to it."""
        length = self._text.width(name, "text")
        middle = name_middle([each.middle for each in found], end, self._text.px(60))
        return [AxisText(name, middle, length, name=True), *found]

    def _paint_text(
        self, painter: QPainter, area: QRectF, each: AxisText, *, upwards: bool
    ) -> None:
        kind: Kind = "text" if each.name else "tick"
        role = "text.secondary" if each.name else "plot.label"
        if not upwards:
            self._text.paint(painter, area, each.text, kind, role=role, align=RIGHT)
            return
        painter.save()
        painter.translate(area.bottomLeft())
        painter.rotate(-90)
        along = QRectF(0, 0, area.height(), area.width())
        self._text.paint(painter, along, each.text, kind, role=role, align=CENTER)
        painter.restore()


def short_tick(value: float, wanted: Range) -> str:
    """A tick's text, whole numbers without decimals: −1, −0.5, 0."""
    text = tick_text(value, wanted)
    whole, _, decimals = text.partition(".")
    return text if decimals.strip("0") else whole


def name_middle(places: Sequence[float], end: float, room: float) -> float:
    """The middle of an axis's name: between the last tick and the end, or before the last tick."""
    if not places:
        return end
    last = places[-1]
    if end - last >= room or len(places) == 1:
        return (last + end) / 2
    return (places[-2] + last) / 2


def in_row(
    wanted: Sequence[AxisText], low: float, high: float, apart: float
) -> list[tuple[AxisText, float]]:
    """The texts that have room, the first ones first, each with where it begins."""
    placed: list[tuple[AxisText, float]] = []
    for each in wanted:
        start = max(min(each.middle - each.length / 2, high - each.length), low)
        if all(
            start + each.length + apart <= other or start >= other + text.length + apart
            for text, other in placed
        ):
            placed.append((each, start))
    return placed

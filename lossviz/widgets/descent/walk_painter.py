"""Paints walks: lines, marks, names at their ends, and the mark of one that left the range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from lossviz.widgets.descent.label_spots import ClearSpot, Label, sampled, spots
from lossviz.widgets.descent.strokes import draw_knob, draw_line
from lossviz.widgets.descent.walk_lines import DrawnWalk, end_in, is_inside, leaving_place
from lossviz.widgets.descent.walk_picture import WalkLine, WalkPicture
from lossviz.widgets.map.markers import marker_polygon
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.painting.spread import spread
from lossviz.widgets.painting.word_lines import elided

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px.
NAME_ROW = 15
_NAME_GAP, _MARK, _NOW, _DANGER = 10, 7, 11, 11
_ROOM_OF_MARK = 8  # points closer than this have none
_NAME_SHARE = 0.42


class WalkPainter:
    """Paints what a `WalkPicture` holds into a frame."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._text = PlotText(theme)

    def names_width(self, picture: WalkPicture, width: float) -> float:
        """Room at the right that the names need in a plot so wide, their gap included."""
        labels = [self._label(picture, line, width) for line in picture.lines]
        widths = [self._text.width(text, kind) for text, kind in labels]
        return self._text.px(_NAME_GAP) + max(widths, default=0.0)

    def _label(self, picture: WalkPicture, line: WalkLine, width: float) -> tuple[str, Kind]:
        if len(picture.lines) == 1:
            return picture.label(line), "tick"
        kind: Kind = "name" if line.chosen else "text"
        return elided(self._text, picture.label(line), kind, _NAME_SHARE * width), kind

    # Lines and marks

    def paint_lines(self, painter: QPainter, frame: PlotFrame, drawn: Sequence[DrawnWalk]) -> None:
        """What comes next thin and grey, what is done over it; the chosen walk over the others."""
        length, reach = self._theme.length, self._text.px(1)
        for each in sorted(drawn, key=lambda each: each.walk.chosen):
            role, width = _look(each.walk)
            painter.setClipRect(frame.rect.adjusted(-reach, -reach, reach, reach))
            if len(each.coming) > 1:
                grey = self._text.color("text.tertiary")
                draw_line(painter, each.coming, grey, length("line.seriesThin"))
            if len(each.done) > 1:
                color = self._text.color(role)
                draw_line(painter, each.done, color, length(width), each.walk.look.dashes)
            painter.setClipping(False)
            self._paint_marks(painter, frame, each)

    def _paint_marks(self, painter: QPainter, frame: PlotFrame, drawn: DrawnWalk) -> None:
        """Filled where it has been, hollow where it goes; only the last where they are dense."""
        first = -1 if drawn.apart < self._text.px(_ROOM_OF_MARK) else 0
        for places, hollow in (
            (drawn.places[drawn.walk.done :][first:], True),
            (drawn.places[: drawn.walk.done][first:], False),
        ):
            self._set_mark(painter, "text.tertiary" if hollow else _look(drawn.walk)[0], hollow)
            size = _MARK - 1 if hollow or not drawn.walk.chosen else _MARK
            diameter = self._text.px(size)
            for x, y in places[is_inside(frame, places)].tolist():
                painter.drawPolygon(marker_polygon(drawn.walk.marker, x, y, diameter))

    def _set_mark(self, painter: QPainter, role: str, hollow: bool) -> None:
        color = self._text.color(role)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, self._theme.scale))
        painter.setBrush(self._text.color("surface.plot") if hollow else color)

    def paint_now(self, painter: QPainter, frame: PlotFrame, drawn: DrawnWalk) -> None:
        """A violet ring where the chosen walk is: it can go back from there, or on."""
        if drawn.walk.done and is_inside(frame, drawn.now[None])[0]:
            at = QPointF(*drawn.now.tolist())
            draw_knob(painter, self._text, at, self._text.px(_NOW), self._text.px(2))

    def paint_danger(self, painter: QPainter, frame: PlotFrame, drawn: DrawnWalk) -> None:
        """The triangle at the upper edge where the chosen walk left."""
        at, px = leaving_place(frame, drawn), self._text.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._text.color("surface.plot"), px(1)))
        painter.setBrush(self._text.color("status.danger.mark"))
        painter.drawPolygon(marker_polygon("triangle", at.x(), at.y() + px(2), px(_DANGER)))

    # Names

    def names(
        self, picture: WalkPicture, drawn: Sequence[DrawnWalk], frame: PlotFrame, width: float
    ) -> list[Label]:
        """Name and last loss of each walk, in one column right of all lines.

        Where there is no room for all, the chosen and the lowest stay.
        """
        height = self._text.px(NAME_ROW)
        bottom = frame.rect.bottom() - self._text.px(1)
        kept = _kept(drawn, max(int(bottom / height), 1))
        ends = [end_in(frame, each) for each in kept]
        rows = spread([end.y() for end in ends], [height] * len(ends), 0, bottom)
        left = max((end.x() for end in ends), default=0.0) + self._text.px(_NAME_GAP)
        result = []
        for each, row in zip(kept, rows, strict=True):
            text, kind = self._label(picture, each.walk, width)
            alone = "text.primary" if each.walk.chosen else "text.secondary"
            role = each.walk.look.color if each.walk.look.letter else alone
            area = QRectF(left, row - height / 2, self._text.width(text, kind), height)
            result.append(Label(area, text, kind, role))
        return result

    def paint_names(self, painter: QPainter, names: Sequence[Label]) -> None:
        """Paint the names."""
        for label in names:
            self._text.paint(painter, label.area, label.text, label.kind, role=label.role)

    # Reading a point

    def readout_rect(
        self,
        text: str,
        at: QPointF,
        drawn: Sequence[DrawnWalk],
        names: Sequence[QRectF],
        size: QSize,
    ) -> QRectF:
        """Where a point is described: beside it, where it hides least of lines and names."""
        px = self._text.px
        boxes = spots(at, self._text.width(text, "text") + px(12), px(20), px(10))
        lines = np.concatenate([sampled(each.places, 6.0) for each in drawn])
        return ClearSpot().find(boxes, QRectF(QPointF(), size.toSizeF()), lines, names)

    def paint_readout(self, painter: QPainter, area: QRectF, text: str, at: QPointF) -> None:
        """A ring around the point, and a box with its words."""
        px = self._text.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._text.color("plot.cursor"), px(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, px(6), px(6))
        self._text.paint_ground(painter, area)
        words = area.adjusted(px(6), 0, 0, 0)
        self._text.paint(painter, words, text, role="text.primary")


def _look(walk: WalkLine) -> tuple[str, str]:
    """Colour and width by role of what is done."""
    width = "line.series" if walk.chosen else "line.seriesThin"
    known = walk.chosen or walk.look.letter
    return walk.look.color if known else "text.secondary", width


def _kept(drawn: Sequence[DrawnWalk], most: int) -> list[DrawnWalk]:
    """The walks whose names have room, in their order; a walk's row tells its loss."""
    ranked = sorted(drawn, key=lambda each: (not each.walk.chosen, -float(each.end[1])))
    kept = ranked[:most]
    return [each for each in drawn if each in kept]

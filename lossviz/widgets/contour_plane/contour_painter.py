"""Paints what stands on a plane of two weights; words are last, where they lie on no other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from lossviz.widgets.contour_plane.contour_picture import (
    ContourPicture,
    Place,
    PlaneArrow,
    PlaneLine,
    PlaneSpot,
)
from lossviz.widgets.map.arrows import Head, arrow_outline
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, Kind, PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px, and shares.
SPOT, HELD, HEAD, SHAFT, ROW = 7, 15, Head(9, 9), 2.5, 15
BODY_FILL, AREA_FILL = 0.16, 0.13
LABEL_ROW = 0.88  # of the height from above: where contours have their heights
LABELS_APART = 34
MANY = 400  # points of a line: one that is longer swings to and fro
DASHES = [4.0, 3.0]


class ContourPainter:
    """For one theme."""

    def __init__(self, theme: Theme) -> None:
        self._text = PlotText(theme)
        self._key: object = None
        self._drawn: list[tuple[FloatArray, ...]] = []
        self._picture = QPixmap()

    def paint(self, painter: QPainter, frame: PlotFrame, picture: ContourPicture) -> None:
        """From back to front, all within the frame."""
        painter.save()
        painter.setClipRect(frame.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for corners, role in picture.areas:
            self._paint_area(painter, frame, corners, role)
        if picture.body is not None:
            self._paint_body(painter, frame, picture.body)
        self._paint_contours(painter, frame, picture.contours)
        for line in picture.lines:
            self._paint_line(painter, frame, line)
        taken = [self._box_of(frame, spot) for spot in picture.spots]
        for arrow in picture.arrows:
            self._paint_arrow(painter, frame, arrow)
        for spot in picture.spots:
            self._paint_spot(painter, frame, spot)
        for arrow in picture.arrows:
            self._paint_arrow_word(painter, frame, arrow, taken)
        for spot in picture.spots:
            if spot.text:
                strong = spot.shape == "held"
                kind: Kind = "name" if strong else "text"
                self._paint_word(
                    painter, frame, self._at(frame, spot.place), spot.text, spot.role, kind, taken
                )
        self._paint_body_word(painter, frame, picture, taken)
        self._paint_heights(painter, frame, picture, taken)
        painter.restore()

    # Shapes

    def _paint_contours(
        self, painter: QPainter, frame: PlotFrame, contours: tuple[PlaneLine, ...]
    ) -> None:
        """From a picture that is kept while they stay: stroking them is half of the work."""
        ratio = painter.device().devicePixelRatioF()
        looks = [(line.role, line.width, line.dash) for line in contours]
        same = len(contours) == len(self._drawn) and all(
            line.parts is parts for line, parts in zip(contours, self._drawn, strict=True)
        )
        if not same or self._key != (frame, ratio, looks):
            self._key, self._drawn = (frame, ratio, looks), [line.parts for line in contours]
            size = frame.rect.size().toSize() * ratio
            self._picture = QPixmap(max(size.width(), 1), max(size.height(), 1))
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            kept = QPainter(self._picture)
            kept.setRenderHint(QPainter.RenderHint.Antialiasing)
            kept.translate(-QPointF(frame.rect.topLeft()))
            for line in contours:
                self._paint_line(kept, frame, line)
            kept.end()
        painter.drawPixmap(frame.rect.topLeft(), self._picture)

    def _polygon(self, frame: PlotFrame, points: FloatArray) -> QPolygonF:
        columns, rows = frame.pixels(points[:, 0], points[:, 1])
        return QPolygonF(
            [QPointF(*each) for each in zip(columns.tolist(), rows.tolist(), strict=True)]
        )

    def _at(self, frame: PlotFrame, place: Place) -> QPointF:
        return QPointF(frame.x(place[0]), frame.y(place[1]))

    def _paint_area(
        self, painter: QPainter, frame: PlotFrame, corners: FloatArray, role: str
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._text.color(role, AREA_FILL))
        painter.drawPolygon(self._polygon(frame, corners))

    def _paint_body(self, painter: QPainter, frame: PlotFrame, corners: FloatArray) -> None:
        role = "semantic.regularization"
        painter.setPen(QPen(self._text.color(role), self._text.px(1.5)))
        painter.setBrush(self._text.color(role, BODY_FILL))
        painter.drawPolygon(self._polygon(frame, corners))

    def _paint_line(self, painter: QPainter, frame: PlotFrame, line: PlaneLine) -> None:
        pen = QPen(self._text.color(line.role), line.width * self._text.px(100) / 100)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if line.dash == "dashed":
            pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in line.parts:
            if len(part) > MANY:
                painter.drawLines(stretches(frame, part))
            else:
                painter.drawPolyline(self._polygon(frame, part))

    def _paint_arrow(self, painter: QPainter, frame: PlotFrame, arrow: PlaneArrow) -> None:
        tail, tip = self._at(frame, arrow.start), self._at(frame, arrow.end)
        px = self._text.px
        corners = arrow_outline(
            (tail.x(), tail.y()), (tip.x(), tip.y()), px(SHAFT), Head(px(HEAD[0]), px(HEAD[1]))
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._text.color(arrow.role))
        painter.drawPolygon(QPolygonF([QPointF(*each) for each in corners]))

    def _box_of(self, frame: PlotFrame, spot: PlaneSpot) -> QRectF:
        side = self._text.px(HELD if spot.shape == "held" else SPOT)
        at = self._at(frame, spot.place)
        return QRectF(at.x() - side / 2, at.y() - side / 2, side, side)

    def _paint_spot(self, painter: QPainter, frame: PlotFrame, spot: PlaneSpot) -> None:
        box, px = self._box_of(frame, spot), self._text.px
        color, ground = self._text.color(spot.role), self._text.color("surface.plot")
        painter.setPen(QPen(color, px(2 if spot.shape == "held" else 1.5)))
        painter.setBrush(color if spot.shape in ("dot", "square") else ground)
        if spot.shape == "square":
            painter.drawRect(box)
            return
        painter.drawEllipse(box)
        if spot.shape == "held":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(box.center(), px(2.5), px(2.5))

    # Words

    def _paint_arrow_word(
        self, painter: QPainter, frame: PlotFrame, arrow: PlaneArrow, taken: list[QRectF]
    ) -> None:
        if arrow.text:
            at = self._at(frame, arrow.end)
            self._paint_word(painter, frame, at, arrow.text, arrow.role, "name", taken)

    def _paint_word(
        self,
        painter: QPainter,
        frame: PlotFrame,
        at: QPointF,
        text: str,
        role: str,
        kind: Kind,
        taken: list[QRectF],
    ) -> None:
        """Beside a place, where it lies on no other word; left out where there is no room."""
        for box in self._spots(frame, at, text, kind):
            if not any(box.intersects(each) for each in taken):
                self._paint_on_ground(painter, box, text, role, kind)
                taken.append(box)
                return

    def _spots(self, frame: PlotFrame, at: QPointF, text: str, kind: Kind) -> list[QRectF]:
        px = self._text.px
        width, height = self._text.width(text, kind) + px(2), px(ROW)
        sides = (at.x() + px(10), at.x() - px(10) - width, at.x() - width / 2)
        boxes = [
            QRectF(left, at.y() + down * height - height / 2, width, height)
            for down in (0.0, -1.0, 1.0, -1.8, 1.8)
            for left in (sides[:2] if down == 0 else sides)
        ]
        inner = frame.rect.adjusted(2, 2, -2, -2)
        return [box for box in boxes if inner.contains(box)]

    def _paint_on_ground(
        self, painter: QPainter, box: QRectF, text: str, role: str, kind: Kind
    ) -> None:
        painter.fillRect(box.adjusted(0, 2, 0, -1), self._text.color("surface.plot", 0.75))
        self._text.paint(painter, box, text, kind, role=role, align=CENTER)

    def _paint_body_word(
        self, painter: QPainter, frame: PlotFrame, picture: ContourPicture, taken: list[QRectF]
    ) -> None:
        """Outside the body, up on its left side."""
        if picture.body is None or not picture.body_text:
            return
        left = picture.body[(picture.body[:, 0] <= 0) & (picture.body[:, 1] >= 0)]
        if len(left):
            size = np.hypot(*left.T)
            diagonal = int(np.argmin(np.abs(left[:, 0] + left[:, 1]) + 1e-3 * size))
            at = self._at(frame, (float(left[diagonal, 0]), float(left[diagonal, 1])))
            at -= QPointF(self._text.px(14), self._text.px(14))
            role = "semantic.regularization"
            self._paint_word(painter, frame, at, picture.body_text, role, "name", taken)

    def _paint_heights(
        self, painter: QPainter, frame: PlotFrame, picture: ContourPicture, taken: list[QRectF]
    ) -> None:
        """Where contours cross a row near the foot, the height of each."""
        row = frame.rect.top() + LABEL_ROW * frame.rect.height()
        apart = self._text.px(LABELS_APART)
        placed: list[float] = []
        for line in picture.contours:
            columns = self._crossed(frame, line, row) if line.text else []
            free = [c for c in columns if all(abs(c - other) >= apart for other in placed)]
            for column in free[:1]:
                width = self._text.width(line.text, "tick") + self._text.px(2)
                box = QRectF(
                    column - width / 2, row - self._text.px(ROW) / 2, width, self._text.px(ROW)
                )
                if any(box.intersects(each) for each in taken) or not frame.rect.contains(box):
                    continue
                self._paint_on_ground(painter, box, line.text, line.role, "tick")
                placed.append(column)

    def _crossed(self, frame: PlotFrame, line: PlaneLine, row: float) -> list[float]:
        """The px columns at which a contour crosses a row of px."""
        found: list[float] = []
        for part in line.parts:
            columns, rows = frame.pixels(part[:, 0], part[:, 1])
            over = rows > row
            for k in np.flatnonzero(over[:-1] != over[1:]).tolist():
                share = (row - rows[k]) / (rows[k + 1] - rows[k])
                found.append(float(columns[k] + share * (columns[k + 1] - columns[k])))
        return [column for column in found if math.isfinite(column)]


def stretches(frame: PlotFrame, points: FloatArray) -> list[QLineF]:
    """A long line as single stretches, each once, to half a px.

    A walk of thousands of steps swings between the same places; to stroke it as one line takes Qt
    seconds.
    """
    columns, rows = frame.pixels(points[:, 0], points[:, 1])
    far = 1e5
    places = np.round(2 * np.clip(np.stack([columns, rows], axis=1), -far, far)) / 2
    ends = np.concatenate([places[:-1], places[1:]], axis=1)
    return [QLineF(*each) for each in np.unique(ends, axis=0).tolist()]


def nearest_on(frame: PlotFrame, outline: FloatArray, at: QPointF) -> float:
    """How many px a closed outline (K, 2) is from a place."""
    columns, rows = frame.pixels(outline[:, 0], outline[:, 1])
    points = np.stack([columns, rows], axis=1) - (at.x(), at.y())
    start, move = points, np.roll(points, -1, axis=0) - points
    length = np.maximum((move * move).sum(axis=1), 1e-12)
    share = np.clip(-(start * move).sum(axis=1) / length, 0, 1)
    return float(np.linalg.norm(start + share[:, None] * move, axis=1).min())


def distance(a: QPointF, b: QPointF) -> float:
    """In px."""
    return QLineF(a, b).length()

"""The marks on a cut: the tangents at the point, and where the next step lands."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from lossviz.widgets.descent.cut_picture import CutPicture
from lossviz.widgets.descent.label_spots import between
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_frame import PlotFrame, inside
from lossviz.widgets.painting.plot_text import PlotText

# Logical px.
_ANALYTIC, _NUMERIC, _STEP_DOT, _HEAD = 4, 2, 8, 4
_TANGENT = 0.38  # of the plot's width
_DASHES = (4.0, 3.0)


class CutMarks:
    """Lays out and paints them; `knob` is the point in pixels."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    # Tangents

    def tangent(self, frame: PlotFrame, slope: float, knob: QPointF) -> QLineF:
        """A tangent through the knob in pixels; the plot's edges cut it."""
        (x_low, x_high), (y_low, y_high), rect = frame.x_range, frame.y_range, frame.rect
        per_slope = rect.height() / (y_high - y_low) * (x_high - x_low) / max(rect.width(), 1)
        angle = math.atan(slope * per_slope)
        most = math.hypot(rect.width(), rect.height())
        half = min(_TANGENT / 2 * rect.width() / max(math.cos(angle), 1e-9), most)
        away = QPointF(half * math.cos(angle), -half * math.sin(angle))
        return QLineF(knob - away, knob + away)

    def paint_tangents(
        self, painter: QPainter, frame: PlotFrame, picture: CutPicture, knob: QPointF
    ) -> None:
        """Analytic solid and wide in a casing; numeric dashed and thin on top of it."""
        px = self._text.px
        painter.save()
        painter.setClipRect(frame.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if (slope := _known(picture.slope)) is not None:
            line, casing = self.tangent(frame, slope, knob), px(2)
            self._stroke(painter, line, "surface.plot", px(_ANALYTIC) + casing)
            self._stroke(painter, line, "semantic.analytic", px(_ANALYTIC))
        if (slope := _known(picture.numeric_slope)) is not None:
            line = self.tangent(frame, slope, knob)
            # The gaps between the dashes are light, so that they show on the ink.
            self._stroke(painter, line, "surface.plot", px(_NUMERIC))
            self._stroke(painter, line, "semantic.numeric", px(_NUMERIC), _DASHES)
        painter.restore()

    def _stroke(
        self,
        painter: QPainter,
        line: QLineF,
        role: str,
        width: float,
        dashes: tuple[float, ...] = (),
    ) -> None:
        pen = QPen(self._text.color(role), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(dashes)
        painter.setPen(pen)
        painter.drawLine(line)

    # The next step

    def step_ends(
        self, frame: PlotFrame, picture: CutPicture, knob: QPointF
    ) -> tuple[QPointF, QPointF] | None:
        """Where the step leads at the point's height, and where it lands; None without one."""
        if picture.step is None or not math.isfinite(picture.step[0]):
            return None
        lands = place(frame, *picture.step)
        return QPointF(lands.x(), knob.y()), lands

    def paint_step(
        self, painter: QPainter, frame: PlotFrame, picture: CutPicture, knob: QPointF
    ) -> None:
        """How far the step goes along x, and a hollow dot where it lands, or that it leaves."""
        ends = self.step_ends(frame, picture, knob)
        if ends is None or picture.step is None:
            return
        corner, lands = ends
        if not inside(picture.step[0], frame.x_range):
            self._paint_way(painter, [knob, corner])
            self._paint_head(painter, corner, 1 if corner.x() > knob.x() else -1, 0)
            return
        self._paint_way(painter, [knob, corner, lands])
        if inside(picture.step[1], frame.y_range):
            self._paint_dot(painter, lands)
        else:
            self._paint_head(painter, lands, 0, -1 if lands.y() < knob.y() else 1)

    def _paint_way(self, painter: QPainter, corners: list[QPointF]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._text.hair_pen(painter, "text.secondary"))
        painter.drawPolyline([QPointF(each.toPoint()) for each in corners])

    def _paint_dot(self, painter: QPainter, at: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._text.color("semantic.path"), self._text.px(1.5)))
        painter.setBrush(self._text.color("surface.plot"))
        radius = self._text.px(_STEP_DOT) / 2
        painter.drawEllipse(at, radius, radius)

    def _paint_head(self, painter: QPainter, tip: QPointF, right: int, down: int) -> None:
        """The head of an arrow that leaves the plot."""
        head = self._text.px(_HEAD)
        back = tip - QPointF(right, down) * 1.6 * head
        across = QPointF(down, right) * head
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._text.color("text.secondary"))
        painter.drawPolygon(QPolygonF([tip, back + across, back - across]))

    def sampled(self, frame: PlotFrame, picture: CutPicture, knob: QPointF) -> list[FloatArray]:
        """Points (M, 2) along all marks, which texts should not cover."""
        found = [between(knob, knob)]
        for each in (picture.slope, picture.numeric_slope):
            if (slope := _known(each)) is not None:
                line = self.tangent(frame, slope, knob)
                found.append(between(line.p1(), line.p2()))
        ends = self.step_ends(frame, picture, knob)
        return found if ends is None else [*found, between(knob, ends[0]), between(*ends)]


def place(frame: PlotFrame, x: float, loss: float) -> QPointF:
    """The pixel of a point, at the edge where it lies beyond, at the top where its loss is NaN."""
    low, high = frame.x_range
    column = frame.x(min(max(x, low), high))
    return QPointF(column, frame.y_inside(math.inf if math.isnan(loss) else loss))


def _known(slope: float | None) -> float | None:
    """The slope, if there is one."""
    return None if slope is None or math.isnan(slope) else slope

"""Lines and knobs as the plots of this folder draw them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.line_points import drawable
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText


def pieces(x: FloatArray, y: FloatArray) -> list[tuple[FloatArray, FloatArray]]:
    """A line (K,) cut at its NaN and ±∞ into pieces without any."""
    known = np.isfinite(x) & np.isfinite(y)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], known, [False])).astype(np.int8)))
    return [(x[a:b], y[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def pixel_line(frame: PlotFrame, x: FloatArray, y: FloatArray) -> FloatArray:
    """A piece (K,) as points (M, 2) in pixels, thinned to what the plot can show."""
    x, y = drawable(x, y, frame.x_range, frame.y_range, max(int(frame.rect.width()), 2))
    (x_low, x_high), (y_low, y_high), rect = frame.x_range, frame.y_range, frame.rect
    columns = rect.left() + (x - x_low) / (x_high - x_low) * rect.width()
    rows = rect.bottom() - (y - y_low) / (y_high - y_low) * rect.height()
    return np.column_stack((columns, rows))


def draw_line(
    painter: QPainter,
    points: FloatArray,
    color: QColor,
    width: float,
    dashes: tuple[float, ...] = (),
) -> None:
    """A line through points (M, 2)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(x, y) for x, y in points.tolist()])


def draw_knob(
    painter: QPainter, text: PlotText, middle: QPointF, diameter: float, ring: float
) -> None:
    """A white dot with a violet ring: it can be moved."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(text.color("accent.base"), ring))
    painter.setBrush(text.color("surface.base"))
    radius = (diameter - ring) / 2
    painter.drawEllipse(middle, radius, radius)

"""The faint area between two lines of a curve plot: how much one is above the other."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPolygonF

from lossviz.widgets.curve_plot.curves import Curve, CurvePicture
from lossviz.widgets.numbers.ordered import each_once
from lossviz.widgets.numbers.ranges import FloatArray, Range
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText

_FAINT = 0.22
"""How opaque it is, in both themes."""


class CurveFill:
    """Keeps the outline of the area, so that a picture that stands still is only painted."""

    def __init__(self, text: PlotText) -> None:
        self._text = text
        self._role = ""
        self._outline: QPolygonF | None = None

    def lay_out(self, frame: PlotFrame, picture: CurvePicture) -> None:
        """Find the outline between the two curves that a picture names, if it names some."""
        self._outline = None
        if picture.fill is None:
            return
        one, two, self._role = picture.fill
        x, y = area(picture.curves[one], picture.curves[two], frame)
        if len(x):
            self._outline = pg.functions.arrayToQPolygonF(*frame.pixels(x, y))

    def paint(self, painter: QPainter, frame: PlotFrame) -> None:
        """Fill the area, within the plot's rectangle."""
        if self._outline is None:
            return
        painter.save()
        painter.setClipRect(frame.rect)
        # No antialiasing: lines lie on both edges.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._text.color(self._role, _FAINT))
        painter.drawPolygon(self._outline)
        painter.restore()


def area(one: Curve, two: Curve, frame: PlotFrame) -> tuple[FloatArray, FloatArray]:
    """The outline between two curves of the same x, thinned: along the one, back along the other.

    Where either has no point there is no area.
    """
    known = np.isfinite(one.x) & ~np.isnan(one.y) & ~np.isnan(two.y)
    lines = np.stack([each.y[known] for each in (one, two)])
    # As `drawable` brings far-off y near the range.
    low, high = frame.y_range
    lines = np.clip(lines, 2 * low - high, 2 * high - low)
    x, (there, back) = averaged(one.x[known], lines, int(frame.rect.width()), frame.x_range)
    return np.concatenate((x, x[::-1])), np.concatenate((there, back[::-1]))


def averaged(
    x: FloatArray, lines: FloatArray, pixels: int, span: Range
) -> tuple[FloatArray, FloatArray]:
    """Thin lines (K, N) over x (N,) to their mean in each pair of the pixels that cover `span`.

    The first and the last point stay. A noisy line as `decimate` leaves it would be an outline of
    peaks, which takes as long to fill as all lines to draw; those cover what it would add.
    """
    if len(x) <= max(pixels, 2):
        return x, lines
    edges = np.linspace(*span, max(pixels // 2, 1) + 1)[1:-1]
    starts = each_once(np.concatenate(([0], np.searchsorted(x, edges))))
    starts = starts[starts < len(x)]
    counts = np.diff(np.append(starts, len(x)))
    both = np.vstack((x, lines))
    means = np.add.reduceat(both, starts, axis=1) / counts
    means = np.hstack((both[:, :1], means, both[:, -1:]))
    return means[0], means[1:]

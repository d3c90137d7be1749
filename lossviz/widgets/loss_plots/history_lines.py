"""The step lines of a history in pixels, thinned to what the plot can show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QPolygonF

from lossviz.widgets.loss_plots.history_picture import HistoryPicture
from lossviz.widgets.loss_plots.loss_axes import places, polygon
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.line_points import decimate
from lossviz.widgets.painting.plot_frame import PlotFrame

_PIXELS_A_POINT = 2


@dataclass(frozen=True, eq=False)
class HistoryLine:
    """A loss: its line, the (K, 2) points it joins, and how many px a step is."""

    name: str
    role: str
    line: QPolygonF
    points: FloatArray
    step: float

    @property
    def end(self) -> tuple[float, float]:
        """Where it ends, in pixels."""
        return float(self.points[-1, 0]), float(self.points[-1, 1])


def history_lines(picture: HistoryPicture, frame: PlotFrame) -> list[HistoryLine]:
    """Hinge and softmax; none while there is no point."""
    if not picture.notes:
        return []
    x = np.arange(picture.first, picture.last + 1, dtype=float)
    return [
        _line("hinge", x, picture.hinge, frame),
        _line("softmax", x, picture.softmax, frame),
    ]


def _line(name: str, x: FloatArray, y: FloatArray, frame: PlotFrame) -> HistoryLine:
    low, high = frame.y_range
    # ±∞ and NaN stand at the upper edge: a line must not break off.
    finite = np.clip(np.nan_to_num(y, nan=high, posinf=high, neginf=low), low, high)
    pixels = int(frame.rect.width())
    thin = places(frame, *decimate(x, finite, pixels // _PIXELS_A_POINT, frame.x_range))
    # Thinned points are the least and greatest of some edits: steps between them mean nothing.
    line = polygon(thin if len(thin) < len(x) else _steps(thin))
    step = frame.x(x[0] + 1) - frame.x(x[0])
    return HistoryLine(name, f"semantic.{name}", line, thin, step)


def _steps(points: FloatArray) -> FloatArray:
    """A loss holds until the next edit: level to its column, then up or down."""
    return np.column_stack((np.repeat(points[:, 0], 2)[1:], np.repeat(points[:, 1], 2)[:-1]))

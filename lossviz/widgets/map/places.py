"""Where points of the plane stand on a map, in pixels."""

from __future__ import annotations

import numpy as np

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_frame import PlotFrame


def place(frame: PlotFrame, w1: float, w2: float) -> tuple[float, float]:
    """The pixel of a point, at most ten maps away: a rasterizer goes wrong far outside."""
    x, y = pixel_places(frame, np.array([w1, w2])).tolist()
    return x, y


def pixel_places(frame: PlotFrame, points: FloatArray) -> FloatArray:
    """Points (..., 2) in pixels; what is far off or infinite is brought near."""
    (x_low, x_high), (y_low, y_high), rect = frame.x_range, frame.y_range, frame.rect
    with np.errstate(all="ignore"):
        x = rect.left() + (points[..., 0] - x_low) / (x_high - x_low) * rect.width()
        y = rect.bottom() - (points[..., 1] - y_low) / (y_high - y_low) * rect.height()
    reach = 10 * max(rect.width(), rect.height())
    pixels: FloatArray = np.nan_to_num(
        np.clip(np.stack([x, y], axis=-1), -reach, reach), nan=-reach
    )
    return pixels

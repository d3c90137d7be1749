"""Small images shown pixel by pixel: from NumPy to the screen at whole-number scales."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

PixelArray = npt.NDArray[np.uint8]


def to_qimage(pixels: npt.NDArray[Any]) -> QImage:
    """A QImage of its own memory from (H, W, 3) uint8 RGB; ValueError for anything else."""
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
        raise ValueError(f"an image is (H, W, 3) uint8, not {pixels.shape} {pixels.dtype}")
    whole = np.ascontiguousarray(pixels)
    height, width = whole.shape[:2]
    shared = QImage(whole.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    # Converting copies, so the image outlives the array; RGB32 is also what scales fastest.
    return shared.convertToFormat(QImage.Format.Format_RGB32)


def whole_side(available: float, ratio: float, least: float, most: float = float("inf")) -> float:
    """The largest side that fits and gives each of 32 pixels a whole number of device pixels.

    In logical pixels. `ratio` is the device pixel ratio; `least` and `most` bound the scale, in
    logical pixels per image pixel.
    """
    scale = int(min(available / 32, most) * ratio)
    return max(scale, round(least * ratio), 1) * 32 / ratio


def draw_pixel_image(
    painter: QPainter, rect: QRectF, image: QImage, radius: float, surface: QColor
) -> None:
    """Draw with nearest scaling and rounded corners, painted over in the colour of the `surface`.

    Painting corners costs a quarter of a clip path, and unlike one they are antialiased.
    """
    aligned = on_device_pixels(painter, rect)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(aligned, image)
    corners = QPainterPath()
    corners.addRect(aligned.adjusted(-1, -1, 1, 1))
    corners.addRoundedRect(aligned, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(corners, surface)


def on_device_pixels(painter: QPainter, rect: QRectF) -> QRectF:
    """The rectangle moved by less than a device pixel, so that its corner lies on one."""
    transform = painter.deviceTransform()
    corner = transform.map(rect.topLeft())
    shift = QPointF(round(corner.x()), round(corner.y())) - corner
    return rect.translated(shift.x() / transform.m11(), shift.y() / transform.m22())

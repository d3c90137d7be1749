"""What a painted widget looks like, in numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

Pixels = NDArray[np.uint8]


def pixels(widget: QWidget) -> Pixels:
    """A widget as it is painted, (height, width, 3)."""
    return image_pixels(widget.grab().toImage())


def image_pixels(image: QImage) -> Pixels:
    """A picture as numbers, (height, width, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows: NDArray[Any] = np.frombuffer(plain.constBits(), np.uint8)
    rows = rows.reshape(plain.height(), plain.bytesPerLine())[:, : 3 * plain.width()]
    return rows.reshape(plain.height(), plain.width(), 3).copy()


def color_count(picture: Pixels) -> int:
    """How many colours there are, in every third pixel each way."""
    red, green, blue = np.moveaxis(picture[::3, ::3].astype(np.uint32), 2, 0)
    return len(np.unique(red << 16 | green << 8 | blue))  # rows of three take ten times as long


def lightness(picture: Pixels) -> int:
    """Mean level of grey, 0 to 255."""
    return round(float(picture.mean()))

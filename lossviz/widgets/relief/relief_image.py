"""The surface of a relief as an image: quickly while it moves, with smooth edges when it rests."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage

from lossviz.widgets.relief.camera import Camera
from lossviz.widgets.relief.relief_raster import Raster, rasterize
from lossviz.widgets.relief.relief_surface import ReliefSurface, shaded_colors

_FINE = 2  # dots drawn for one that is shown, each way; a dense screen needs no more of them


def coarse_image(surface: ReliefSurface, camera: Camera) -> tuple[QImage, QPointF]:
    """An image and where its corner lies, a dot a px."""
    raster = rasterize(surface, camera)
    return _image(raster, surface.bands), QPointF(raster.left, raster.top)


def fine_image(surface: ReliefSurface, camera: Camera, ratio: float) -> tuple[QImage, QPointF]:
    """An image for a screen of `ratio` device pixels a px, and where its corner lies in px."""
    grain = _FINE if ratio < _FINE else 1
    dots = ratio * grain
    raster = rasterize(surface, camera.enlarged(dots), grain)
    image = _image(raster, surface.bands)
    if grain > 1:
        size = QSize(image.width() // grain, image.height() // grain)
        image = image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
    image.setDevicePixelRatio(ratio)
    return image, QPointF(raster.left / dots, raster.top / dots)


def _image(raster: Raster, bands: int) -> QImage:
    """The colours of a raster as an image of its own memory."""
    pixels = np.ascontiguousarray(_color_table(bands)[raster.codes])
    height, width = pixels.shape
    shared: Any = pixels.data
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(shared, width, height, 4 * width, kind).copy()


@lru_cache(maxsize=4)
def _color_table(bands: int) -> npt.NDArray[np.uint32]:
    """The pixel of each code of a surface: viridis, shaded; clear where there is none."""
    import pyqtgraph as pg  # 0.15 s: only where there is a surface

    middles = (np.arange(bands) + 0.5) / bands
    viridis = pg.colormap.get("viridis").map(middles, mode="byte")[:, :3].astype(float)
    red, green, blue = shaded_colors(viridis).astype(np.uint32).T
    table = 0xFF000000 | red << 16 | green << 8 | blue
    table[0] = 0
    return table

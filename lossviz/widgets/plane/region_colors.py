"""The colours of a region's codes: each class's tint, stronger in steps where it leads by more."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QImage

from lossviz.theme.apply import qcolor
from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.painting.rgb import rgb
from lossviz.widgets.plane.plane_picture import BOUNDARY, SHADES, RegionImage

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_STEPS, _MOST = 6, 0.20  # contours that are seen, and how much of the mark's colour the last has


@lru_cache(maxsize=8)
def region_table(theme: Theme, class_names: tuple[str, ...]) -> tuple[int, ...]:
    """The colour of each of 256 codes, as an indexed QImage takes them."""
    table = np.tile(rgb(qcolor(theme, "surface.plot")), (256, 1)).astype(float)
    for y, name in enumerate((*class_names, *CLASS_COLORS[len(class_names) :])):
        ground = np.array(rgb(QColor(theme.class_color(name, "region"))))
        mark = np.array(rgb(QColor(theme.class_color(name))))
        for shade in range(SHADES):
            code = y * SHADES + shade
            if code < BOUNDARY:
                table[code] = ground + _share(shade) * (mark - ground)
    table[BOUNDARY] = rgb(qcolor(theme, "surface.base"))
    return tuple(QColor(*each).rgb() for each in table.round().astype(int).tolist())


def _share(shade: int) -> float:
    """How much of the mark's colour a shade has, in whole steps."""
    return _MOST * (shade * _STEPS // SHADES) / (_STEPS - 1)


def region_picture(image: RegionImage | None, theme: Theme, class_names: tuple[str, ...]) -> QImage:
    """The regions as Qt draws them; none for None."""
    if image is None:
        return QImage()
    height, width = image.codes.shape
    codes = image.codes.tobytes()
    indexed = QImage(codes, width, height, width, QImage.Format.Format_Indexed8)
    indexed.setColorTable(list(region_table(theme, class_names)))
    return indexed.convertToFormat(QImage.Format.Format_RGB32)  # a copy: the codes may go

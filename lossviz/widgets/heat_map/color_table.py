"""The colours of a heat map's codes: viridis in bands, with thin contours of white."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from lossviz.theme.apply import qcolor
from lossviz.widgets.heat_map.heat_codes import BANDS, COVERAGES, GROUND, HATCH
from lossviz.widgets.painting.rgb import rgb

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


@lru_cache(maxsize=4)
def color_table(theme: Theme) -> tuple[int, ...]:
    """The colour of each of 256 codes, as an indexed QImage takes them."""
    contour = np.array(rgb(qcolor(theme, "overlay.contour")))
    alpha = theme.amount("overlay.contourAlpha")
    table = np.zeros((256, 3))
    for band, color in enumerate(band_colors()):
        for coverage in range(COVERAGES):
            share = alpha * coverage / (COVERAGES - 1)
            table[band * COVERAGES + coverage] = color + share * (contour - color)
    table[GROUND] = rgb(qcolor(theme, "surface.sunken"))
    table[HATCH] = rgb(qcolor(theme, "border.strong"))
    return tuple(QColor(*each).rgb() for each in table.round().astype(int).tolist())


def band_color(band: int) -> QColor:
    """The colour of one band, 0 the lowest losses."""
    return QColor(*(round(each) for each in band_colors()[band].tolist()))


@lru_cache(maxsize=1)
def band_colors() -> NDArray[np.float64]:
    """Viridis in the middle of each band, (24, 3), 0 to 255."""
    import pyqtgraph as pg  # 0.15 s: only where there is a map

    middles = (np.arange(BANDS) + 0.5) / BANDS
    colors: NDArray[np.float64] = (
        pg.colormap.get("viridis").map(middles, mode="byte")[:, :3].astype(float)
    )
    return colors

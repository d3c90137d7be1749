"""Regions of a classifier as codes, from which the plane looks its colours up. No Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lossviz.model.regions import Regions
from lossviz.widgets.plane.plane_picture import BOUNDARY, SHADES

# Leads are shaded by steps of a third of a score, so that contours of the lead are seen.
SHADES_PER_SCORE = 3.0


def region_codes(found: Regions) -> NDArray[np.uint8]:
    """The class of each pixel times 16, plus a shade that grows with its lead; lines between."""
    with np.errstate(over="ignore"):
        shades = np.minimum(found.lead * SHADES_PER_SCORE, SHADES - 1).astype(np.uint8)
    codes: NDArray[np.uint8] = found.winner * np.uint8(SHADES) + shades
    winner = found.winner
    across, down = winner[:, 1:] != winner[:, :-1], winner[1:] != winner[:-1]
    codes[:, 1:][across] = BOUNDARY
    codes[:, :-1][across] = BOUNDARY
    codes[1:][down] = BOUNDARY
    codes[:-1][down] = BOUNDARY
    codes.setflags(write=False)
    return codes

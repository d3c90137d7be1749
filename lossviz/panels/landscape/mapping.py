"""The map, from coarse to fine: the loss on a grid, and its picture. No Qt."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.fast_landscape import grid_in_slices
from lossviz.model.landscape import Landscape
from lossviz.model.surfaces import Surface
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.looking import MANY
from lossviz.panels.landscape.report import MapReport
from lossviz.panels.landscape.state import LandscapeSight
from lossviz.widgets.heat_map.heat_codes import heat_image
from lossviz.widgets.map.window import window_around
from lossviz.widgets.numbers.ranges import Range

FINEST = 201
COARSE_TO_FINE = (26, 51, 101, FINEST)  # points an axis; each grid holds those before it


@dataclass(frozen=True)
class Shown:
    """What a map shows: both ranges, its pixels, the width of a contour in them, the scale."""

    ranges: tuple[Range, Range]
    pixels: tuple[int, int]
    line: float
    log: bool


def shown(ground: Ground, view: LandscapeSight) -> Shown | None:
    """What the map is to show; None while it has no size."""
    width, height = view.pixels
    if width < 2 or height < 2:
        return None
    aspect = width / height
    window = view.window or window_around(ground.w1_range, ground.w2_range, aspect)
    return Shown(window.ranges(aspect), view.pixels, view.line, view.log)


def mapping(ground: Ground, want: Shown) -> Generator[MapReport | None, None, None]:
    """Yields the map each time it is finer, and None where one can rest."""
    surface, sizes = surface_to_map(ground.surface)
    for size in sizes:
        w1, w2 = (np.linspace(*each, size) for each in want.ranges)
        losses = yield from grid_in_slices(surface, w1, w2)
        yield map_report(losses, w1, w2, want, size == FINEST)


def surface_to_map(surface: Surface) -> tuple[Surface, tuple[int, ...]]:
    """The surface as it is mapped, and how fine the grids are: a large one in float32, in steps."""
    if isinstance(surface, Landscape) and surface.S0.size > MANY:
        return surface.in_precision(np.float32), COARSE_TO_FINE
    return surface, (FINEST,)


def map_report(losses: Floats, w1: Floats, w2: Floats, want: Shown, done: bool) -> MapReport:
    """The picture of a grid of losses."""
    image = heat_image(losses, *want.ranges, want.pixels, want.log, want.line)
    heights = image.scale.height(losses)
    for each in (w1, w2, heights):
        each.setflags(write=False)
    return MapReport(image, w1, w2, heights, done)

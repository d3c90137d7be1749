"""Which part of the plane is shown, and its regions as codes for the picture. No Qt."""

from __future__ import annotations

from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.parameters import unpack
from lossviz.model.regions import Pixels, pixels, regions_on
from lossviz.panelkit.region_codes import region_codes
from lossviz.panels.playground.report import RegionReport
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState
from lossviz.widgets.map.window import Window, window_around
from lossviz.widgets.numbers.ranges import Range

SQUARE = (-1.0, 1.0)
MARGIN = 1.06


def window_shown(state: PlaygroundState, view: PlaygroundSight, aspect: float) -> Window:
    """The part that is looked at: the square, or as much as holds all points."""
    if view.window is not None:
        return view.window
    X = state.points.X
    lows, highs = X.min(axis=0, initial=-1.0), X.max(axis=0, initial=1.0)
    grown = [_grown(float(low), float(high)) for low, high in zip(lows, highs, strict=True)]
    return window_around(grown[0], grown[1], aspect)


def _grown(low: float, high: float) -> Range:
    """The square as it is; a larger range with some room around it."""
    if (low, high) == SQUARE:
        return SQUARE
    middle, half = (low + high) / 2, MARGIN * (high - low) / 2
    return middle - half, middle + half


def ranges_shown(state: PlaygroundState, view: PlaygroundSight) -> tuple[Range, Range]:
    """The ranges of x0 and x1; of a square picture while none was asked for."""
    width, height = view.pixels
    aspect = width / height if min(width, height) > 0 else 1.0
    return window_shown(state, view, aspect).ranges(aspect)


class RegionsShown:
    """Works out the regions of one part of the plane, on pictures of one or two sizes.

    The features of the pixels are kept while the view stays.
    """

    MOST_SIZES = 2

    def __init__(self) -> None:
        self._part: object = None
        self._pixels: dict[tuple[int, int], Pixels] = {}

    def report(
        self,
        state: PlaygroundState,
        view: PlaygroundSight,
        size: tuple[int, int],
        parameters: Floats,
    ) -> RegionReport | None:
        """Which class wins where, on a picture of so many pixels; None where it has no room."""
        if min(size) < 2:
            return None
        ranges = ranges_shown(state, view)
        W, b = unpack(parameters, state.C)
        seen = self._seen(state.feature_map, ranges, size)
        return RegionReport(region_codes(regions_on(seen, W, b)), *ranges)

    def _seen(self, key: str, ranges: tuple[Range, Range], size: tuple[int, int]) -> Pixels:
        if self._part != (key, ranges):
            self._part = key, ranges
            self._pixels.clear()
        if size not in self._pixels:
            while len(self._pixels) >= self.MOST_SIZES:
                del self._pixels[next(iter(self._pixels))]
            self._pixels[size] = pixels(FEATURE_MAPS[key], *ranges, size)
        return self._pixels[size]

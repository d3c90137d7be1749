"""How losses become heights from 0 to 1, on a logarithmic or a linear scale. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lossviz.widgets.numbers.number_text import parse_number, short_number
from lossviz.widgets.numbers.ordered import percentiles
from lossviz.widgets.numbers.ranges import FloatArray, tick_text, ticks

# Of the range of losses: what the logarithmic scale adds, so that it has a lowest height.
LEAST_SHARE = 2e-3
# Higher losses have the highest colour: a wall at the edge must not leave the valley one band.
HIGHEST_PERCENT = 99.5
_TICK_DISTANCE, _FEWEST_TICKS = 0.085, 3
_LONGEST_TEXT = 6  # characters that have room beside the bar


@dataclass(frozen=True)
class LossScale:
    """From the lowest to the highest loss of a map. log: by log(L − low + 0.2 % of the range)."""

    low: float
    high: float
    log: bool = True

    def height(self, loss: FloatArray) -> FloatArray:
        """Heights, 0 at the lowest loss and 1 at the highest; NaN where the loss is not finite."""
        share = (loss - self.low) / (self.high - self.low)
        share = np.where(np.isfinite(share), np.clip(share, 0.0, 1.0), np.nan)
        if not self.log:
            return share
        lowest, highest = math.log(LEAST_SHARE), math.log(1 + LEAST_SHARE)
        height: FloatArray = (np.log(share + LEAST_SHARE) - lowest) / (highest - lowest)
        return height

    def place(self, loss: float) -> float:
        """The height of one loss; beyond the ends it is at the end, NaN is at the upper one."""
        height = float(self.height(np.array(min(max(loss, self.low), self.high))))
        return height if math.isfinite(height) else 1.0

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Round losses with their heights, far enough apart to be written beside a bar."""
        if not self.log:
            return tuple(self._even_ticks(self.high))
        texts = [(self.place(loss), short_number(loss)) for loss in self._round_losses()]
        chosen = apart([(place, text) for place, text in texts if len(text) <= _LONGEST_TEXT])
        if len(chosen) < _FEWEST_TICKS:  # as from 2.1 to 2.9: even ones, more near the lowest
            tenth = self.low + (self.high - self.low) / 10
            chosen = apart([*chosen, *self._even_ticks(self.high), *self._even_ticks(tenth)])
        return tuple(sorted(chosen))

    def _even_ticks(self, high: float) -> list[tuple[float, str]]:
        """Losses in even steps from the lowest up, those that can be written in short."""
        span = (self.low, high)
        found = [(loss, brief(loss, tick_text(loss, span))) for loss in ticks(span)]
        return [(self.place(loss), text) for loss, text in found if text]

    def _round_losses(self) -> list[float]:
        """1, 2, 5 and 3 times powers of ten between the ends, the roundest first."""
        largest = max(abs(self.low), abs(self.high))
        top = math.floor(math.log10(largest))
        powers = range(top, top - 8, -1)
        rows = (
            [sign * factor * 10.0**power for power in powers for sign in (1, -1)]
            for factor in (1, 5, 2, 3)
        )
        found = [0.0] + [float(f"{loss:.12g}") for row in rows for loss in row]
        return [loss for loss in found if self.low <= loss <= self.high]


def brief(loss: float, text: str) -> str:
    """The text of a loss, or a shorter one that is as exact; empty where neither has room."""
    if len(text) <= _LONGEST_TEXT:
        return text
    shorter = short_number(loss)
    exact = math.isclose(parse_number(shorter), loss, rel_tol=1e-12)
    return shorter if exact and len(shorter) <= _LONGEST_TEXT else ""


def apart(wanted: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Of ticks with their heights, the first ones first, those that have room."""
    chosen: list[tuple[float, str]] = []
    for height, text in wanted:
        if all(abs(height - other) >= _TICK_DISTANCE for other, _ in chosen):
            chosen.append((height, text))
    return chosen


def loss_scale(losses: FloatArray, log: bool) -> LossScale:
    """The scale that fits the finite losses of a grid; from 0 to 1 where there are none."""
    finite = losses[np.isfinite(losses)]
    if not len(finite):
        return LossScale(0.0, 1.0, log)
    low, high = percentiles(finite, (0, HIGHEST_PERCENT))
    # A flat landscape has one colour, and still a bar to read it from.
    least = max(abs(low), 1.0) * 1e-9
    return LossScale(low, max(high, low + least), log)

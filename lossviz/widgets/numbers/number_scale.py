"""What a number on screen may be and how it moves: its ends, its steps, what typing allows.

No Qt. A scale serves the scrub field and the slider alike, so both move a value the same way.
Values land on round numbers: what is shown is what is in force.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from lossviz.widgets.numbers.number_text import short_number

DRAG_STEPS_PER_DECADE = 20
_ONE_TWO_FIVE = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class LinearScale:
    """From `minimum` to `maximum` in equal steps; `whole` for counts."""

    minimum: float
    maximum: float
    step: float
    whole: bool = False

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1."""
        return _clamp((value - self.minimum) / (self.maximum - self.minimum), 0.0, 1.0)

    def at(self, share: float) -> float:
        """The value at a share of the way, on a step."""
        steps = round(share * (self.maximum - self.minimum) / self.step)
        return _clamp(_tidy(self.minimum + steps * self.step), self.minimum, self.maximum)

    def dragged(self, start: float, steps: float, factor: float = 1.0) -> float:
        """The value so many steps from `start`, in units of `factor` steps."""
        unit = self.step if self.whole else self.step * min(factor, 1.0)
        value = _tidy(start + unit * round(steps * self.step / unit))
        return _keep_inside(value, start, self.minimum, self.maximum)

    def stepped(self, value: float, count: float) -> float:
        """The value after one key press: `count` is 1 or -1, times 0.1 or 10 with a modifier."""
        if self.whole:
            count = math.copysign(max(1.0, abs(count)), count)
        value_after = _tidy(value + count * self.step)
        return _keep_inside(value_after, value, self.minimum, self.maximum)


@dataclass(frozen=True)
class LogScale:
    """From `minimum` to `maximum` by factors; with `zero`, 0 lies left of `minimum`.

    `maximum` and `minimum` are above 0. Arrow keys go 1, 2, 5; a drag has 20 steps a decade.
    """

    minimum: float
    maximum: float
    zero: bool = False
    whole = False

    # The share of the way that belongs to 0, so that 0 can be hit with the mouse.
    _ZERO_SHARE = 0.08

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1."""
        if value < self.minimum:
            return 0.0
        share = math.log(value / self.minimum) / math.log(self.maximum / self.minimum)
        return _clamp(self._left + share * (1 - self._left), 0.0, 1.0)

    def at(self, share: float) -> float:
        """The value at a share of the way, with two digits."""
        if self.zero and share < self._left / 2:
            return 0.0
        inner = _clamp((share - self._left) / (1 - self._left), 0.0, 1.0)
        value = self.minimum * (self.maximum / self.minimum) ** inner
        return _clamp(_digits(value, 2), self.minimum, self.maximum)

    def dragged(self, start: float, steps: float, factor: float = 1.0) -> float:
        """The value so many steps from `start`: 20 steps are a factor of ten."""
        if round(steps, 6) == 0:
            return start
        value = max(start, self.minimum) * 10 ** (steps / DRAG_STEPS_PER_DECADE)
        return self._inside(_digits(value, 3 if factor < 1 else 2), start)

    def stepped(self, value: float, count: float) -> float:
        """The next of 1, 2, 5, 10 ...; a tenth of that way or a decade with a modifier."""
        if value <= 0:
            return self.minimum if count > 0 else value
        if abs(count) == 1:
            return self._inside(_next_round(value, count > 0), value)
        fine = abs(count) < 1  # a third of a decade is one step, so a thirtieth is a tenth of it
        factor = 10 ** (count / 3) if fine else 10 ** (count / 10)
        return self._inside(_digits(value * factor, 3 if fine else 2), value)

    @property
    def _left(self) -> float:
        return self._ZERO_SHARE if self.zero else 0.0

    def _inside(self, value: float, start: float) -> float:
        if self.zero and value < self.minimum:
            return 0.0
        return _keep_inside(value, start, self.minimum, self.maximum)


Scale = LinearScale | LogScale


@dataclass(frozen=True)
class Limits:
    """What may be typed. `above`: the minimum itself is too small. `whole`: no decimals."""

    minimum: float = -math.inf
    maximum: float = math.inf
    above: bool = False
    whole: bool = False

    @classmethod
    def of(cls, scale: Scale) -> Limits:
        """The ends of a scale as limits."""
        zero = isinstance(scale, LogScale) and scale.zero
        return cls(0.0 if zero else scale.minimum, scale.maximum, whole=scale.whole)

    def requirement(self) -> str:
        """What is asked for, to stand after "must be"."""
        kind = "a whole number" if self.whole else "a number"
        low, high = short_number(self.minimum), short_number(self.maximum)
        has_low, has_high = math.isfinite(self.minimum), math.isfinite(self.maximum)
        if has_low and has_high:
            return f"{kind} {f'above {low} and up to' if self.above else f'from {low} to'} {high}"
        if has_low:
            return f"{kind} above {low}" if self.above else f"{kind} of {low} or more"
        return f"{kind} of {high} or less" if has_high else kind

    def problem(self, value: float) -> str | None:
        """Why a finite value is refused, to stand after it; None where it is fine."""
        if value < self.minimum or (self.above and value == self.minimum):
            return "is too small"
        if value > self.maximum:
            return "is too large"
        if self.whole and not value.is_integer():
            return "is not a whole number"
        return None


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _keep_inside(value: float, start: float, low: float, high: float) -> float:
    """Inside the ends; a typed value outside them can move back, but no further out."""
    return _clamp(value, min(low, start), max(high, start))


def _tidy(value: float) -> float:
    return round(value, 10) + 0.0  # 0.1 + 0.2 is 0.3 on screen, and never -0


def _digits(value: float, count: int) -> float:
    return float(f"{value:.{count - 1}e}")


def _next_round(value: float, up: bool) -> float:
    """The next larger or smaller number of the row ... 0.5, 1, 2, 5, 10 ..."""
    exponent = math.floor(math.log10(value))
    row = [float(f"{digit}e{exponent + e}") for e in (-1, 0, 1) for digit in _ONE_TWO_FIVE]
    if up:
        return min(each for each in row if each > value * (1 + 1e-9))
    return max(each for each in row if each < value * (1 - 1e-9))

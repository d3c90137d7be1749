"""What the plot of the relative error over the step h shows, as plain frozen data. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lossviz.widgets.descent.log_axes import Axis
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ranges import FloatArray, Range

_BOTTOM, _TOP = -13, 1  # powers of ten at the ends of the axis of the error,
_DECADES = 4  # which grows by so many at a time
_LOWEST, _HIGHEST = -21, 17  # up to here


@dataclass(frozen=True, eq=False)
class ErrorCurve:
    """The relative error of one scheme over h, both (K,), h ascending and above 0.

    An error of 0 means exactly equal and is drawn at the bottom edge; NaN and ∞ are no points.
    chosen: the one in force. dashed: the other precision.
    """

    name: str
    h: FloatArray
    error: FloatArray
    chosen: bool = False
    dashed: bool = False

    def __post_init__(self) -> None:
        if self.h.ndim != 1 or self.h.shape != self.error.shape:
            raise ValueError(
                f"curve {self.name!r}: h {self.h.shape} and error {self.error.shape} "
                "must be (K,) alike"
            )

    def known(self) -> FloatArray:
        """The errors, NaN where there is no point."""
        fine = np.isfinite(self.error) & (self.error >= 0) & (self.h > 0)
        return np.where(fine, self.error, np.nan)


@dataclass(frozen=True, eq=False)
class ErrorPicture:
    """The curves, and the step h in force with its error (NaN when there is none).

    Errors below `pass_below` pass, from `wrong_above` on they are wrong.
    """

    curves: tuple[ErrorCurve, ...] = ()
    h: float = 1e-4
    error: float = math.nan
    pass_below: float = 1e-4
    wrong_above: float = 1e-2
    h_range: Range = (1e-12, 1e-1)

    @property
    def chosen(self) -> ErrorCurve | None:
        """The curve in force."""
        return next((curve for curve in self.curves if curve.chosen), None)

    def error_at(self, h: float) -> float:
        """The error at another h, between two points of the chosen curve; NaN where unknown.

        While the knob is dragged, the error in force is a moment late.
        """
        if h == self.h or self.chosen is None:
            return self.error if h == self.h else math.nan
        curve = self.chosen
        errors = curve.known()
        known = np.isfinite(errors)
        if not known.any() or not curve.h[known][0] <= h <= curve.h[known][-1]:
            return math.nan
        with np.errstate(divide="ignore"):
            places = np.maximum(np.log10(errors[known]), _LOWEST)
        place = float(np.interp(math.log10(h), np.log10(curve.h[known]), places))
        return 10**place if place > _LOWEST else 0.0

    def words(self) -> str:
        """The step and its error, for screen readers."""
        step = f"h {short_number(self.h)}"
        if math.isnan(self.error):
            return f"{step}, no error yet"
        return f"{step}, relative error {format_number(self.error, 5)}"


def error_axis(picture: ErrorPicture) -> Axis:
    """The axis of the error: it reaches from 10⁻¹³ to 10, and grows in steps of four decades."""
    errors = [curve.known() for curve in picture.curves] + [np.array([picture.error])]
    every = np.concatenate(errors)
    some = every[np.isfinite(every) & (every > 0)]
    low, high = _BOTTOM, _TOP
    if len(some):
        # The word "pass" stands in the half decade below the least error.
        least, most = math.log10(some.min()) - 0.5, math.log10(some.max())
        low -= _DECADES * max(math.ceil((low - least) / _DECADES), 0)
        high += _DECADES * max(math.ceil((most - high) / _DECADES), 0)
    return Axis(10.0 ** max(low, _LOWEST), 10.0 ** min(high, _HIGHEST), log=True)

"""How large the cells of the weight grid are, and how their numbers are written to fit. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lossviz.widgets.numbers.fewer_digits import close_power, shorter_numbers
from lossviz.widgets.numbers.number_text import MINUS, format_number

DECIMALS, SLOPE_DECIMALS = 2, 3
USUAL_LENGTH, LEAST_LENGTH = 6, 4
"""Characters of "−12.34" and "+0.054": a number up to this long has one size, whatever its sign;
and of "−2.3", which is left of it in the narrowest cell."""
LEAST_BAR = 14
"""Logical px below which a bar from the centre says nothing: its number is left out instead."""


@dataclass(frozen=True)
class WeightForm:
    """Sizes in logical px.

    names: the column with the names. gap: between cells. height, least: of a cell, and the width
    from which on this form serves. buttons: width of the column with the buttons, or 0. left,
    right: from the edges of what is beside the buttons to the bar and to the last digit. field,
    slope: where the number begins and the middle of the slope lies, from the top. bar: its width
    at most. radius: of the corners, by role. roles: of the number, the largest type first.
    """

    names: int
    gap: int
    height: int
    least: int
    buttons: int
    left: int
    right: int
    field: int
    slope: int
    bar: int
    radius: str
    roles: tuple[str, ...]


ROOMY = WeightForm(
    names=80,
    gap=8,
    height=56,
    least=120,
    buttons=28,
    left=10,
    right=14,
    field=5,
    slope=43,
    bar=40,
    radius="radius.cell",
    roles=("numberCell", "number", "numberSmall"),
)
TIGHT = replace(ROOMY, names=72, gap=6, least=98, buttons=24, left=8, right=8)
COMPACT = replace(
    TIGHT,
    gap=4,
    height=42,
    least=60,
    buttons=0,
    field=2,
    slope=32,
    radius="radius.small",
    roles=("number", "numberSmall"),
)
SLIM = replace(COMPACT, names=30, gap=3, height=34, least=0, left=5, right=5, field=1, slope=28)


def cell_width(width: float, columns: int, form: WeightForm, scale: float = 1.0) -> float:
    """Px of each of so many columns in a grid of a width in px."""
    return (width - scale * (form.names + form.gap * (columns - 1))) / columns


def weight_form(width: float, columns: int, compact: bool) -> WeightForm:
    """The first form whose cells are wide enough; `compact` asks for the low ones."""
    forms = (COMPACT, SLIM) if compact else (ROOMY, TIGHT, COMPACT, SLIM)
    return next(form for form in forms if _serves(form, width, columns) or form is SLIM)


def _serves(form: WeightForm, width: float, columns: int) -> bool:
    return cell_width(width, columns, form) >= form.least


class Fit(NamedTuple):
    """A number as it is written, and its type role."""

    text: str
    role: str


def fitted(
    value: float, room: float, advances: Sequence[tuple[str, float]], decimals: int = DECIMALS
) -> Fit:
    """A weight in the largest type that has room; if none has, shortened rather than cut.

    `advances` are roles with the px of one character, the largest first.
    """
    usual = format_number(value, decimals)
    for role, advance in advances:
        if max(len(usual), USUAL_LENGTH) * advance <= room:
            return Fit(usual, role)
    role, advance = advances[-1]
    texts = (usual, *shorter_numbers(value))
    return Fit(next((each for each in texts if len(each) * advance <= room), texts[-1]), role)


def slope_text(slope: float) -> str:
    """A slope with its sign in six characters, "+0.054"; very small ones in a few more.

    >>> slope_text(-0.0821), slope_text(12.345), slope_text(2e-6)
    ('−0.082', '+12.35', '+2×10⁻⁶')
    """
    if math.isnan(slope) or slope == 0:
        return format_number(slope, SLOPE_DECIMALS)
    sign, size = MINUS if slope < 0 else "+", abs(slope)
    if math.isinf(size):
        return f"{sign}∞"
    if size < 0.5 * 10**-SLOPE_DECIMALS or size >= 99999.5:
        return f"{sign}{close_power(size)}"
    texts = (f"{sign}{size:.{decimals}f}" for decimals in range(SLOPE_DECIMALS, -1, -1))
    return next(text for text in texts if len(text) <= USUAL_LENGTH)


def slope_share(slope: float, reach: float) -> float:
    """How far a bar goes from the centre, −1 to 1; 0 where there is nothing to draw."""
    if math.isnan(slope) or not reach > 0:
        return 0.0
    return max(-1.0, min(1.0, slope / reach)) if math.isfinite(slope) else math.copysign(1, slope)


class Slope(NamedTuple):
    """A slope as it is drawn; `length` characters are kept free for the numbers of all cells."""

    text: str
    share: float
    length: int

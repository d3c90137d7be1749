"""The slide's table: W, W + h, the losses, dW; filled one weight at a time. No Qt."""

from __future__ import annotations

import math

from lossviz.model.gradients import Slope
from lossviz.panels.landscape.checking import Check
from lossviz.panels.landscape.state import LandscapeState
from lossviz.widgets.check.table_picture import Cell, TablePicture, TableRow
from lossviz.widgets.numbers.number_text import MINUS, format_number, short_number

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
)  # fmt: skip
LOSS_DECIMALS, SLOPE_DECIMALS = 5, 3
LEAST_DECIMALS, MOST_DECIMALS, ALL_DECIMALS = 4, 8, 18
CLOSE_SLOPE, CLOSE_SHARE = 0.01, 0.005  # what a slope may be from its quotient as printed
LONGEST_DIFFERENCE = 36  # characters
LEAST_POWER = 1e-3
NUMERIC = "semantic.numeric"
NAME_OF_LOSS = "loss"


def table_picture(check: Check, state: LandscapeState, filled: int | None) -> TablePicture:
    """Two weights: a column each, as on the slide. More: one column, of the newest weight."""
    D = len(check.W)
    count = len(check.slopes) if filled is None else min(filled, len(check.slopes))
    shown = range(D) if D == 2 else range(max(count - 1, 0), max(count, 1))
    sign = "W + h" if state.scheme == "forward" else "W ± h"
    columns = ("W", *(f"{sign}, {ORDINALS[i]}" for i in shown), "dW num.", "analytic")
    rows = [weight_row(check, state, i, count, list(shown)) for i in range(D)]
    return TablePicture(columns, (*rows, *loss_rows(check, state, count, list(shown))))


def weight_row(
    check: Check, state: LandscapeState, row: int, count: int, shown: list[int]
) -> TableRow:
    """A weight: as it is, as it is moved in each column, and both slopes."""
    w = float(check.W[row])
    decimals = decimals_for(state.h) if state.scheme == "forward" else LEAST_DECIMALS
    moved = [
        Cell(moved_text(check.slopes[i], state), NUMERIC)
        if row == i < count
        else Cell(weight_text(w, decimals) if i < count else "")
        for i in shown
    ]
    numeric, analytic = Cell("?" if row >= count else ""), Cell()
    if row < count:
        numeric = Cell(slope_text(check.slopes[row].slope), NUMERIC)
    if row < count or count == len(check.W):
        analytic = Cell(slope_text(float(check.analytic[row])), strong=True)
    newest = row == count - 1 and count < len(check.W)
    return TableRow(check.names[row], (Cell(weight_text(w)), *moved, numeric, analytic), newest)


def loss_rows(
    check: Check, state: LandscapeState, count: int, shown: list[int]
) -> tuple[TableRow, ...]:
    """The loss at W and at each W + h; of a central difference also at each W − h."""
    here = Cell(format_number(check.loss, LOSS_DECIMALS))

    def losses(of: str) -> list[Cell]:
        return [
            Cell(format_number(getattr(check.slopes[i], of), LOSS_DECIMALS))
            if i < count
            else Cell()
            for i in shown
        ]

    ends = (Cell(), Cell())
    if state.scheme == "forward":
        return (TableRow(NAME_OF_LOSS, (here, *losses("loss_above"), *ends), choosable=False),)
    above = TableRow("loss, +h", (Cell(), *losses("loss_above"), *ends), choosable=False)
    below = TableRow("loss, −h", (Cell(), *losses("loss_below"), *ends), choosable=False)
    return above, below


def moved_text(slope: Slope, state: LandscapeState) -> str:
    """W + h with the digits that h needs; of a central difference the middle and ± h."""
    if state.scheme == "forward":
        return weight_text(slope.above, decimals_for(state.h))
    return f"{weight_text((slope.above + slope.below) / 2)} ± h"


def slope_text(slope: float) -> str:
    """A slope with three decimals, however small: those below each other compare only so."""
    if abs(slope) < LEAST_POWER:
        return format_number(round(slope, SLOPE_DECIMALS), SLOPE_DECIMALS)
    return format_number(slope, SLOPE_DECIMALS)


def decimals_for(h: float) -> int:
    """So many that a weight and the same weight + h differ."""
    return min(max(math.ceil(-math.log10(h)), LEAST_DECIMALS), MOST_DECIMALS)


def weight_text(value: float, decimals: int = LEAST_DECIMALS) -> str:
    """A weight; all of a column have as many decimals, so that these stand below each other."""
    return format_number(value, decimals)


def quotient_text(check: Check, state: LandscapeState, filled: int | None) -> str:
    """The slope of the newest weight as the slide works it out: (after − before) / h = slope."""
    count = len(check.slopes) if filled is None else min(filled, len(check.slopes))
    if not count:
        return ""
    slope = check.slopes[0 if filled is None else count - 1]
    difference = difference_text(slope)
    if MINUS in difference[1:]:
        difference = f"({difference})"
    return f"{difference} / {step_text(slope, state)} = "


def difference_text(slope: Slope) -> str:
    """After − before, with as many decimals as it takes to come to the slope.

    Where these are too many to be read it is what they come to.
    """
    after, before = slope.loss_above, slope.loss_below
    step = slope.above - slope.below
    close = max(CLOSE_SLOPE, CLOSE_SHARE * abs(slope.slope)) * step
    for decimals in range(LOSS_DECIMALS, ALL_DECIMALS):
        told = round(after, decimals) - round(before, decimals)
        if not abs(told - (after - before)) > close:
            break
    text = " − ".join(f"{loss:,.{decimals}f}".replace("-", MINUS) for loss in (after, before))
    return text if len(text) <= LONGEST_DIFFERENCE else short_number(after - before)


def step_text(slope: Slope, state: LandscapeState) -> str:
    """What a difference is divided by; a step that rounding made another one is told as it is."""
    step, h = slope.above - slope.below, state.h
    wanted = h if state.scheme == "forward" else 2 * h
    if abs(step - wanted) > CLOSE_SHARE * wanted:
        return short_number(float(f"{step:.3g}"))
    return short_number(h) if state.scheme == "forward" else f"(2 × {short_number(h)})"


def quotient_slope(check: Check, filled: int | None) -> str:
    """The slope at the end of that line."""
    count = len(check.slopes) if filled is None else min(filled, len(check.slopes))
    if not count:
        return ""
    return slope_text(check.slopes[0 if filled is None else count - 1].slope)

"""Where the columns of the hinge terms lie: what gives way when there is little room. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Logical px: the name's room, gaps around "=" and between other columns, the bar.
_FROM_NAME = 17
_LEAST_NAME, _NAME, _MOST_NAME = 24, 41, 84
_GAP, _EQUALS_GAP, _TIGHT_GAP = 14, 10, 5
_LEAST_BAR, _MOST_BAR = 24, 72
_LEAST_VALUE = 4  # characters: 12.9


@dataclass(frozen=True)
class HingeTexts:
    """What the columns have to hold: characters of formula and value, px of name and note."""

    formula: int
    value: int
    name: float
    note: float


@dataclass(frozen=True)
class HingeColumns:
    """Left ends in px, but the right end of the values. A bar or note without room is 0 wide.

    name: room for names. equals: where "=" is. font: the type role of formulas and values.
    """

    name: float
    formula: float
    equals: float
    value: float
    bar: float
    bar_width: float
    note: float
    note_width: float
    font: str


def hinge_columns(
    width: float,
    texts: HingeTexts,
    px: Callable[[float], int],
    digit: float,
    small_digit: float,
) -> HingeColumns:
    """Lay the columns out.

    The note gives way first, then the bar, the names, large digits, and at last the gaps.
    """
    name = min(max(texts.name, px(_NAME)), px(_MOST_NAME))
    for font, each in (("number", digit), ("numberSmall", small_digit)):
        missing = max(_columns(width, name, texts, px, each, font).value - width, 0.0)
        if missing <= name - px(_LEAST_NAME):
            return _columns(width, name - missing, texts, px, each, font)
    return _columns(width, px(_LEAST_NAME), texts, px, small_digit, "numberSmall", tight=True)


def least_hinge_width(texts: HingeTexts, px: Callable[[float], int], small_digit: float) -> float:
    """The least width in which formulas and values are whole."""
    name = px(_LEAST_NAME)
    return _columns(0.0, name, texts, px, small_digit, "numberSmall", tight=True).value


def _columns(
    width: float,
    name: float,
    texts: HingeTexts,
    px: Callable[[float], int],
    digit: float,
    font: str,
    tight: bool = False,
) -> HingeColumns:
    around = px(_TIGHT_GAP if tight else _EQUALS_GAP)
    characters = texts.formula if tight else _steady(texts.formula)
    formula = px(_FROM_NAME) + name + px(_TIGHT_GAP if tight else _GAP)
    equals = formula + characters * digit + around
    value = equals + digit + around + max(texts.value, _LEAST_VALUE) * digit
    bar = value + px(_GAP)
    room = width - bar
    beside_note = room - texts.note - px(_GAP)
    if texts.note and beside_note >= px(_LEAST_BAR):
        bar_width, note_width = min(beside_note, px(_MOST_BAR)), texts.note
    else:
        bar_width, note_width = min(room, px(_MOST_BAR)), 0.0
    if bar_width < px(_LEAST_BAR):
        bar_width = 0.0
    note = bar + bar_width + px(_GAP)
    return HingeColumns(name, formula, equals, value, bar, bar_width, note, note_width, font)


def _steady(characters: int) -> int:
    """A formula's room in steps of three characters: a digit more need not move what follows."""
    return 3 * -(-characters // 3)

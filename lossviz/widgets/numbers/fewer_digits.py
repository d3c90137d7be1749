"""Ever shorter ways to write a number, for where the usual one has no room. No Qt."""

from __future__ import annotations

import math

from lossviz.widgets.numbers.number_text import (
    MINUS,
    format_number,
    parse_number,
    power_of_ten,
    power_text,
)

ANY = 99
"""As many characters as a number may take where there is room for all of it."""


def in_length(usual: str, value: float, length: int) -> str:
    """A number as it is usually written, or shorter, in so many characters where that can be.

    >>> in_length("41,643.23", 41643.23, 8), in_length("−2.1 × 10⁶", -2.1e6, 6)
    ('41,643.2', '−2×10⁶')
    """
    if len(usual) <= length:
        return usual
    texts = shorter_numbers(value) or (usual,)
    return next((each for each in texts if len(each) <= length), texts[-1])


def shortened(text: str, length: int) -> str:
    """A written number, its sign too, in so many characters where that can be; words stay.

    >>> shortened("+15,241.3839", 7), shortened("neither", 3)
    ('+15,241', 'neither')
    """
    if len(text) <= length:
        return text
    sign = "+" if text.startswith("+") else ""
    try:
        value = parse_number(text.removeprefix(sign))
    except ValueError:
        return text
    return sign + in_length(text.removeprefix(sign), value, length - len(sign))


def shorter_numbers(value: float) -> tuple[str, ...]:
    """From one decimal down to its power of ten; none for what is not finite."""
    if not math.isfinite(value):
        return ()
    if value == 0:
        return ("0",)
    powers = close_power(value), f"{MINUS if value < 0 else ''}{_order(value)}"
    if 0.05 <= abs(value) < 1:
        return format_number(value, 1), *powers
    if not 1 <= abs(value) < 1e5:
        return powers
    whole = format_number(value, 0)
    return format_number(value, 1), whole, whole.replace(",", ""), *powers


def close_power(value: float) -> str:
    """One digit and a power of ten without spaces: 3×10⁻⁵."""
    return power_of_ten(value, 0).replace(" ", "")


def _order(value: float) -> str:
    return power_text(round(math.log10(abs(value))))

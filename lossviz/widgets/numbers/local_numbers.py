"""Numbers with the decimal sign of this system."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from lossviz.widgets.numbers.number_text import parse_number


def parse_as_local(text: str) -> float:
    """A number, with the decimal sign of this system or a point; ValueError if it is none."""
    return parse_number(text, decimal_comma=QLocale().decimalPoint() == ",")

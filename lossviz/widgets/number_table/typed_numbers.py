"""Numbers of a table as a person types them: with the locale's decimals, within limits."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from lossviz.widgets.numbers.local_numbers import parse_as_local
from lossviz.widgets.numbers.number_reader import NumberReader
from lossviz.widgets.numbers.number_scale import Limits
from lossviz.widgets.numbers.number_text import MINUS


class EitherWay(Limits):
    """As far below 0 as above, written out in full."""

    def requirement(self) -> str:
        """What is asked for, to stand after "must be"."""
        return f"a number from {MINUS}{self.maximum:,.0f} to {self.maximum:,.0f}"


def reader(name: str, largest: float) -> NumberReader:
    """What reads the number called `name`, up to `largest` either way."""
    return NumberReader(name, EitherWay(-largest, largest), parse_as_local)


def to_type_over(shown: str, value: float) -> str:
    """The number as it is shown, or with all of its digits where some are not shown."""
    try:
        exact = parse_as_local(shown) == value
    except ValueError:
        exact = False
    return shown if exact else repr(value).replace("-", MINUS).replace(".", _decimal_point())


def as_text(value: object) -> str:
    """What is to be read, of a text or of a number; of anything else nothing."""
    if isinstance(value, int | float):
        return repr(float(value)).replace(".", _decimal_point())
    return value if isinstance(value, str) else ""


def _decimal_point() -> str:
    return QLocale().decimalPoint()

"""What commas and points within the numbers of a table mean; a table writes all of them alike.

1,5 has a decimal comma and 1,234.5 commas between thousands; 1,234 could be either. So numbers are
judged together: one that leaves no doubt tells what the others mean. Where none does, a point is a
decimal point, and a comma is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_NUMBER = 400
"""Characters of a cell that may be a number; more were never meant as one."""
_MINUSES = str.maketrans("−–﹣－", "----")
_EXPONENT = r"([eE][-+]?[0-9]{1,9})?"
_SURE = (  # what a number of this form says: its decimal sign, and the sign between thousands
    (re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]*" + _EXPONENT), ".", ","),
    (re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]*" + _EXPONENT), ",", "."),
    (re.compile(r"[-+]?[1-9][0-9]{0,2}(,[0-9]{3}){2,}"), ".", ","),
    (re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3}){2,}"), ",", "."),
)
_ONE_GROUP = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_DECIMALS = re.compile(r"[-+]?([0-9]+[.,][0-9]*|[.,][0-9]+)" + _EXPONENT)
_GROUPS = {
    ",": re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?" + _EXPONENT),
    ".": re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]*)?" + _EXPONENT),
}
_APART = re.compile("[-+]?[0-9]{1,3}(['’\u00a0\u2009\u202f ][0-9]{3})+([.,][0-9]*)?")
_APART_SIGNS = re.compile("['’\u00a0\u2009\u202f ]")
_PLAIN = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)" + r"([eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Decimals:
    """The sign before decimals and the one between thousands; "" while it was not seen."""

    sign: str = ""
    thousands: str = ""

    @property
    def words(self) -> str:
        """What is worth saying of it; "" for decimal points."""
        if self.thousands:
            between = "commas" if self.thousands == "," else "points"
            return f"{between} stand between thousands"
        return "decimals have a comma" if self.sign == "," else ""


def signs_joined(cell: str) -> str:
    """A cell without blanks or apostrophes between thousands, with a plain minus.

    >>> signs_joined("−1 234,5"), signs_joined("1'234.5"), signs_joined("1 2")
    ('-1234,5', '1234.5', '1 2')
    """
    plain = cell.strip().translate(_MINUSES)
    if len(plain) <= LONGEST_NUMBER and _APART.fullmatch(plain):
        return _APART_SIGNS.sub("", plain)
    return plain


def judged(cells: Iterable[str], known: Decimals) -> tuple[Decimals, str]:
    """What the signs mean, with these cells too, and the first cell that is in doubt, or "".

    What is known stays: a number that says otherwise is a fault, and found when it is read.
    """
    doubtful, points = "", False
    for cell in cells:
        if len(cell) > LONGEST_NUMBER or ("," not in cell and "." not in cell):
            continue
        number = signs_joined(cell)
        if _ONE_GROUP.fullmatch(number):
            points |= "." in number
            doubtful = doubtful or (number if "," in number else "")
            continue
        sign, thousands = _said_by(number)
        if sign and known.sign in ("", sign):
            known = Decimals(sign, known.thousands or thousands)
    if doubtful and known.sign == ".":
        known = Decimals(".", ",")
    if known.sign:
        return known, ""
    return Decimals("." if points and not doubtful else "", known.thousands), doubtful


def _said_by(number: str) -> tuple[str, str]:
    for form, sign, thousands in _SURE:
        if form.fullmatch(number):
            return sign, thousands
    if _DECIMALS.fullmatch(number):
        return ("," if "," in number else "."), ""
    return "", ""


def with_point(cell: str, decimals: Decimals) -> str | None:
    """The number as Python reads it; None for what is no number in this way of writing.

    >>> with_point("1,234.5", Decimals(".", ",")), with_point("3,2", Decimals(","))
    ('1234.5', '3.2')
    """
    number = signs_joined(cell)
    if len(number) > LONGEST_NUMBER:
        return None
    groups = _GROUPS.get(decimals.thousands)
    if groups and groups.fullmatch(number):
        number = number.replace(decimals.thousands, "")
    if decimals.sign == ",":
        if "." in number:
            return None
        number = number.replace(",", ".")
    return number if _PLAIN.fullmatch(number) else None

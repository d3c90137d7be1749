"""What the hinge terms show, and how a term is written. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.widgets.numbers.number_text import MINUS

_BEFORE = "max(0, "


@dataclass(frozen=True)
class HingeRow:
    """A term of the sum, in ready words. s_j and s_y are as written, without brackets.

    true_color_name: the colour of s_y. value: the term. share: the bar's length, 0 to 1.
    """

    name: str
    color_name: str
    s_j: str
    s_y: str
    true_color_name: str
    margin: str
    value: str
    share: float
    note: str = ""
    is_zero: bool = False
    squared: bool = False


@dataclass(frozen=True)
class HingeMean:
    """The last line where the loss is a mean: "(2.9 + 0.0) / 2" and "1.45"."""

    terms: str
    value: str


@dataclass(frozen=True)
class HingeContent:
    """The terms of one example's loss, and how they become the loss if that is not their sum."""

    rows: tuple[HingeRow, ...] = ()
    mean: HingeMean | None = None

    def words(self) -> tuple[str, ...]:
        """Each line in words: "car: max(0, 5.1 − 3.2 + 1) = 2.9, over the line"."""
        rows = tuple(_row_words(row) for row in self.rows)
        if self.mean is None:
            return rows
        return (*rows, f"mean: {self.mean.terms} = {self.mean.value}")

    def formulas(self) -> tuple[Formula, ...]:
        """Each row's formula; numbers are padded so that their decimals stand in line."""
        s_j = max((len(row.s_j) for row in self.rows), default=0)
        s_y = max((len(_bracketed(row.s_y)) for row in self.rows), default=0)
        return tuple(_formula(row, s_j, s_y) for row in self.rows)


@dataclass(frozen=True)
class Formula:
    """A written formula: `frame` with blanks where two numbers go, each with its place in it."""

    frame: str
    s_j: tuple[int, str]
    s_y: tuple[int, str]


def _formula(row: HingeRow, s_j_room: int, s_y_room: int) -> Formula:
    s_y = _bracketed(row.s_y)
    after_s_j = len(_BEFORE) + s_j_room
    after_s_y = after_s_j + 3 + s_y_room
    frame = (
        f"{_BEFORE}{' ' * s_j_room} {MINUS} {' ' * s_y_room} + {row.margin})"
        f"{'²' if row.squared else ''}"
    )
    return Formula(frame, (after_s_j - len(row.s_j), row.s_j), (after_s_y - len(s_y), s_y))


def _bracketed(number: str) -> str:
    """What is taken away, as the lecture writes it: 3.2, but (−3.1)."""
    return f"({number})" if number.startswith(MINUS) else number


def _row_words(row: HingeRow) -> str:
    square = "²" if row.squared else ""
    s_y = _bracketed(row.s_y)
    formula = f"max(0, {row.s_j} {MINUS} {s_y} + {row.margin}){square}"
    words = f"{row.name}: {formula} = {row.value}"
    return f"{words}, {row.note}" if row.note else words

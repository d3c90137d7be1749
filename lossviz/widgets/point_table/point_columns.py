"""Where the columns of the table of points lie, and how they give way in a narrow one. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lossviz.widgets.numbers.fewer_digits import ANY
from lossviz.widgets.point_table.point_rows import Lengths

Kind = Literal["x", "class", "score", "true", "best", "loss"]

_MARK, _SMALL_MARK = 11, 9
MARK_GAP, SMALL_MARK_GAP = 7, 5
"""Logical px from a shape to what stands behind it."""
_BAR_GAP = 8
_BAR_SHARE, _WIDEST_BAR = 0.3, 140
"""How much of the spare room the bar of the loss takes, and how wide it gets at most."""
_BAR_GIVES, _LEAST_BAR = 10, 16
"""How many logical px the bar gives to words about points that are held out, and what it keeps."""


class Try(NamedTuple):
    """A way to fit: type role, px between columns, px of the bar, which scores, the word "wrong".

    paired: of the scores only that of the true class and the highest. digits: characters of a
    number at most.
    """

    role: str
    gap: int
    bar: float
    paired: bool
    word: bool
    digits: int = ANY


_TRIES = (
    Try("number", 14, 52, False, True),
    Try("number", 9, 36, False, True),
    Try("numberSmall", 9, 28, False, True),
    Try("numberSmall", 6, 16, False, True),
    Try("number", 14, 52, True, True),
    Try("number", 9, 28, True, True),
    Try("numberSmall", 6, 16, True, True),
    Try("numberSmall", 4, 0, True, True),
    Try("numberSmall", 4, 0, True, False),
    *(Try("numberSmall", 4, 0, True, False, digits) for digits in (8, 7, 6)),
)


@dataclass(frozen=True)
class Measures:
    """Px of one digit by type role, of words behind a class, and of the header of each kind.

    wrong: of the word "wrong", or of "test", which is shorter. both: of "test, wrong". name: of the
    longest name of a class, 0 where they have none.
    """

    digits: dict[str, float]
    wrong: float
    headers: dict[Kind, float]
    both: float
    name: float = 0.0


class Column(NamedTuple):
    """A column from left to right px; `number` counts the x and the scores."""

    kind: Kind
    number: int
    left: float
    right: float


@dataclass(frozen=True)
class PointColumns:
    """The columns, px of the bar, the type role of the numbers, whether "wrong" is written.

    both: whether "test, wrong" has room, for a point that is both. mark, small_mark: px of the
    shape of the true class, and of that beside the highest score. digits: characters that a number
    may take. A class has its name where "wrong" is written, else its number.
    """

    columns: tuple[Column, ...]
    bar: float
    role: str
    word: bool
    both: bool
    mark: float
    small_mark: float
    digits: int

    @property
    def paired(self) -> bool:
        """Whether only the true and the highest score are shown."""
        return any(column.kind == "best" for column in self.columns)

    def of_class(self) -> Column:
        """The column of the true class."""
        return next(column for column in self.columns if column.kind == "class")

    def editable_at(self, x: float) -> int | None:
        """Which of x₀, x₁ and class, 0 to 2, is at a position; None elsewhere."""
        three = [each for each in self.columns if each.kind in ("x", "class")]
        after = [each.left for each in self.columns[1:4]]
        for k, (column, end) in enumerate(zip(three, after, strict=True)):
            if x < (column.right + end) / 2:
                return k
        return None


def point_columns(
    width: float,
    classes: int,
    lengths: Lengths,
    measures: Measures,
    scale: float,
    *,
    test: bool = False,
) -> PointColumns:
    """The first way to fit that does. Numbers have fewer digits before they would be cut.

    test: some points are held out, which takes words; no column but the bar gives way to them.
    """
    for way in _TRIES:
        wanted = _wanted(way, classes, lengths, measures, scale)
        spare = width - _total(way, wanted, scale)
        if spare >= 0:
            break
    gives = min(max(way.bar - _LEAST_BAR, 0), _BAR_GIVES) * scale
    both = test and way.word and measures.both - measures.wrong <= spare + gives
    if both:
        way, wanted, spare = _with_both(way, wanted, spare, measures, scale)
    return _placed(way, wanted, max(spare, 0.0), scale, both)


def least_width(classes: int, lengths: Lengths, measures: Measures, scale: float) -> float:
    """The least px that hold every number, if need be with fewer digits."""
    way = _TRIES[-1]
    return _total(way, _wanted(way, classes, lengths, measures, scale), scale)


class _Wanted(NamedTuple):
    kind: Kind
    number: int
    width: float


def _wanted(
    way: Try, classes: int, lengths: Lengths, measures: Measures, scale: float
) -> list[_Wanted]:
    """Each column with the px that its numbers and its header need."""
    digit, headers = measures.digits[way.role], measures.headers
    lengths = lengths.at_most(way.digits)
    score = lengths.score * digit
    bar = (way.bar + _BAR_GAP) * scale if way.bar else 0.0
    word = MARK_GAP * scale + measures.wrong if way.word else 0.0
    name = max(digit, measures.name) if way.word else digit
    label = (_MARK + MARK_GAP) * scale + name + word
    x = [_Wanted("x", k, max(lengths.x * digit, headers["x"])) for k in (0, 1)]
    y = _Wanted("class", 0, max(label, headers["class"]))
    loss = _Wanted("loss", 0, max(bar + lengths.loss * digit, headers["loss"]))
    if not way.paired:
        each = max(score, headers["score"])
        return [*x, y, *(_Wanted("score", c, each) for c in range(classes)), loss]
    # The header of both reaches over the two of them.
    best = score + (_SMALL_MARK + SMALL_MARK_GAP) * scale
    missing = max(headers["best"] - score - best - way.gap * scale, 0.0)
    return [*x, y, _Wanted("true", 0, score + missing), _Wanted("best", 0, best), loss]


def _with_both(
    way: Try, wanted: list[_Wanted], spare: float, measures: Measures, scale: float
) -> tuple[Try, list[_Wanted], float]:
    """The same with room for "test, wrong", from what is spare and then from the bar."""
    more = measures.both - measures.wrong
    lack = max(more - spare, 0.0)
    change = {"class": more, "loss": -lack}
    wanted = [each._replace(width=each.width + change.get(each.kind, 0.0)) for each in wanted]
    return way._replace(bar=way.bar - lack / scale), wanted, spare - more + lack


def _total(way: Try, wanted: Sequence[_Wanted], scale: float) -> float:
    gaps = way.gap * (len(wanted) - 1)
    return sum(each.width for each in wanted) + gaps * scale


def _placed(
    way: Try, wanted: Sequence[_Wanted], spare: float, scale: float, both: bool
) -> PointColumns:
    more = min(spare * _BAR_SHARE, (_WIDEST_BAR - way.bar) * scale) if way.bar else 0.0
    gap = way.gap * scale + (spare - more) / (len(wanted) - 1)
    columns, at = [], 0.0
    for kind, number, width in wanted:
        end = at + width + (more if kind == "loss" else 0.0)
        columns.append(Column(kind, number, at, end))
        at = end + gap
    bar = way.bar * scale + more
    mark, small = _MARK * scale, _SMALL_MARK * scale
    return PointColumns(tuple(columns), bar, way.role, way.word, both, mark, small, way.digits)

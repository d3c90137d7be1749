"""What the columns of a table of points are: x0, x1, the class, and which points are held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lossviz.data.errors import DataError, shortened
from lossviz.data.score_columns import LeftOut
from lossviz.data.tables.numbers import is_like_number, whole_number
from lossviz.data.tables.table import Head
from lossviz.data.tables.words import (
    CLASS_NAMES,
    INDICES,
    MISSING,
    TESTS,
    is_label,
    is_unnamed,
    why_left_out,
    word_of,
)

NAME_COLUMN, TEST_COLUMN = "class name", "test"
X_NAMES = ("x0", "x1")
MOST_NAMED = 6
"""Columns that a sentence lists."""


@dataclass(frozen=True)
class PointColumns:
    """Which column is what; columns are counted from 0.

    x: of x0 and x1; x_names: their names, () where these say nothing. label: of the classes;
    label_is_sure: it is called so, or is the last one where there is no header. name: of the
    classes' names; test: of the points that are held out; None without.
    """

    x: tuple[int, int]
    x_names: tuple[str, ...]
    label: int
    label_title: str
    label_is_sure: bool
    name: int | None
    test: int | None
    left_out: tuple[LeftOut, ...]


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells of a first line are names of columns: none of them is a number."""
    return not any(map(is_like_number, cells))


def columns_of(head: Head) -> PointColumns:
    """What the columns are.

    Raises DataError if there are not three columns, besides those of the classes' names, of which
    points are held out, and those that are known to be neither.
    """
    words, width = [word_of(cell) for cell in head.header], head.width
    # Of three columns all are needed, whatever they are called.
    names, tests = (
        [j for j, word in enumerate(words) if word in wanted and width > 3]
        for wanted in (CLASS_NAMES, TESTS)
    )
    used = (*names, *tests)
    out = [] if width == 3 else [j for j in range(width) if j not in used and _is_out(head, j)]
    free = [j for j in range(width) if j not in (*used, *out)]
    if len(free) != 3 or len(names) > 1 or len(tests) > 1:
        raise _not_three(head, free)
    label = _label_column(head, words, free)
    x0, x1 = (j for j in free if j != label)
    for j in (x0, x1):
        if head.header and (words[j] in INDICES or _is_out(head, j)):
            title = f"“{shortened(head.header[j])}”" if head.header[j] else f"column {j + 1}"
            raise DataError(
                f"{head.where}: {title} is an index or a result, and no place: x0, x1 and the "
                "class are needed."
            )
    if head.header and (words[x0], words[x1]) == ("x1", "x0"):
        x0, x1 = x1, x0
    name, test = (found[0] if found else None for found in (names, tests))
    title = f"“{shortened(head.header[label])}”" if head.header else f"column {label + 1}"
    is_sure = is_label(head.header[label]) if head.header else label == free[-1]
    x_names = _x_names(head, x0, x1)
    left_out = tuple(
        LeftOut(head.header[j] or f"column {j + 1}", why_left_out(head.header[j]) or "an index")
        for j in out
    )
    return PointColumns((x0, x1), x_names, label, title, is_sure, name, test, left_out)


def _x_names(head: Head, x0: int, x1: int) -> tuple[str, ...]:
    """What both inputs are called; () for x0 and x1, and for what pandas counts."""
    names = tuple(head.header[j] for j in (x0, x1) if head.header)
    said_nothing = any(map(is_like_number, names)) or tuple(map(word_of, names)) == X_NAMES
    return () if said_nothing else names


def _is_out(head: Head, j: int) -> bool:
    """Whether a column is known to be neither a place nor a class."""
    if not head.header:
        return False
    if is_unnamed(head.header[j]):
        cells = [cell for cell in head.column(j) if cell]
        return not cells or (j == 0 and all(whole_number(cell) is not None for cell in cells))
    return bool(why_left_out(head.header[j])) and not is_label(head.header[j])


def _label_column(head: Head, words: Sequence[str], free: Sequence[int]) -> int:
    """The last of the free columns that is called as labels are, else the one of words alone.

    Else it is the last. y beside x is a place.
    """
    found = [
        j for j in free if words and is_label(words[j]) and not (words[j] == "y" and "x" in words)
    ]
    if found:
        return found[-1]
    named = [j for j in free if _are_words(head.column(j))]
    return named[0] if len(named) == 1 else free[-1]


def _are_words(cells: Sequence[str]) -> bool:
    """Whether cells are names, one of them more than once, as those of classes are."""
    return len(set(cells)) < len(cells) and all(map(_is_word, cells))


def _is_word(cell: str) -> bool:
    return cell[:1].isalpha() and not is_like_number(cell) and cell.lower() not in MISSING


def _not_three(head: Head, free: Sequence[int]) -> DataError:
    width = head.width
    columns = "is 1 column" if width == 1 else f"are {width:,} columns"
    if not head.header or len(free) <= 3:
        what = f"there {columns}, and not three: x0, x1 and the class."
        return DataError(f"{head.where}: {what}")
    words = [word_of(cell) for cell in head.header]
    label = _label_column(head, words, free)
    titles = [f"“{shortened(head.header[j])}”" for j in free if j != label]
    listed = ", ".join([*titles[:MOST_NAMED], "…"] if len(titles) > MOST_NAMED else titles)
    return DataError(
        f"{head.where}: there {columns}, and not three: the plane has two; of {listed} keep two, "
        f"and the class “{shortened(head.header[label])}”."
    )

"""What the columns of a table of scores are: found out from its header and its first rows.

- The first line is a header when it holds a word that `tables.words` knows, or mostly cells that
  are no numbers.
- The labels are in the column that is called label, class, y_true or the like. Where none is, they
  are in the column that holds names of classes; without a header in the last one. 0 and 1 in a
  column for each class, label_cat, label_car, are labels too.
- A column called name, image or the like has the names of examples, one without a name too.
- Numbers of rows, ids, predictions and losses are left out. All other columns are classes.

A class may be called as such a column is: where the last column is called `ALL_ARE_CLASSES`, all
but that of names are classes, whatever they are called. What leaves a doubt is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lossviz.data.errors import DataError, shortened
from lossviz.data.score_measures import beside_scores
from lossviz.data.tables import words
from lossviz.data.tables.numbers import is_like_number, whole_number
from lossviz.data.tables.table import Head
from lossviz.data.tables.words import is_label, is_unnamed, why_no_score, word_of

FEWEST_CLASSES, MOST_CLASSES = 2, 1000
LONGEST_NAME = 200
"""Characters of a class's or an example's name; labels and menus show it."""
_PREFIX = re.compile(
    "|".join(
        rf"^{re.escape(word)}[\s_.-]+" for word in sorted(words.LABELS, key=len, reverse=True)
    ),
    re.I,
)
MOST_NAMED = 6
"""Columns that a sentence lists."""


@dataclass(frozen=True)
class LeftOut:
    """A column that is not used, what it is called and why."""

    title: str
    why: str


@dataclass(frozen=True)
class Columns:
    """Which column is what; columns are counted from 0.

    classes (C,): their names; named: they are from the header. scores (C,): their columns. labels:
    the column of labels, or C columns of 0 and 1. name: the column of names, or None.
    """

    classes: tuple[str, ...]
    named: bool
    scores: tuple[int, ...]
    labels: tuple[int, ...]
    name: int | None
    label_title: str
    left_out: tuple[LeftOut, ...]


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells of a first line are names of columns."""
    if any(is_label(cell) or word_of(cell) in words.NAMES or why_no_score(cell) for cell in cells):
        return True
    texts = [cell for cell in cells if cell and not is_like_number(cell)]
    return len(texts) * 2 > len(cells)


def columns_of(head: Head) -> Columns:
    """What the columns are; DataError where that leaves a doubt."""
    if not head.header:
        scores = tuple(range(head.width - 1))
        _check_count(len(scores), head.where, ())
        classes = tuple(f"class {j}" for j in scores)
        title = f"column {head.width}"
        return Columns(classes, False, scores, (head.width - 1,), None, title, ())
    if word_of(head.header[-1]) == word_of(words.ALL_ARE_CLASSES):
        return _columns(head, _Roles(labels=(head.width - 1,)))
    if word_of(head.header[-1]) == word_of(words.ALL_BUT_NAME_ARE_CLASSES):
        return _columns(head, _Roles(labels=(head.width - 1,), name=0))
    return _columns(head, _roles(head))


@dataclass(frozen=True)
class _Roles:
    labels: tuple[int, ...]
    name: int | None = None
    left_out: tuple[int, ...] = ()
    beside: Mapping[int, str] = field(default_factory=dict)
    """Columns that tell more of the classes that have scores, and why they are left out."""


def _columns(head: Head, roles: _Roles) -> Columns:
    header, used = head.header, {*roles.labels, roles.name, *roles.left_out, *roles.beside}
    scores = tuple(j for j in range(head.width) if j not in used)
    reasons = {j: why_no_score(header[j]) or _other_reason(head, j) for j in roles.left_out}
    reasons |= roles.beside
    left_out = tuple(LeftOut(header[j] or f"column {j + 1}", why) for j, why in reasons.items())
    _check_count(len(scores), head.where, left_out)
    classes = tuple(header[j] for j in scores)
    _check_names(classes, scores, head.where)
    title = " and ".join(
        f"“{shortened(header[j])}”" if header[j] else f"column {j + 1}"
        for j in (roles.labels[0], roles.labels[-1])[: len(roles.labels)]
    )
    labels = roles.labels if len(roles.labels) == 1 else _in_order(head, roles.labels, classes)
    return Columns(classes, True, scores, labels, roles.name, title, left_out)


def _in_order(head: Head, labels: Sequence[int], classes: Sequence[str]) -> tuple[int, ...]:
    """Columns of 0 and 1 in the order of the classes, by what stands behind "label_" or "y."."""
    ends = {_PREFIX.sub("", head.header[j].strip()).casefold(): j for j in labels}
    for wanted in (classes, map(str, range(len(classes))), map(str, range(1, len(classes) + 1))):
        names = [name.casefold() for name in wanted]
        if len(labels) == len(classes) and set(names) == set(ends):
            return tuple(ends[name] for name in names)
    raise _doubt(head, [head.header[j] for j in labels])


def _other_reason(head: Head, j: int) -> str:
    if _is_other_label(head, j):
        return "other labels"
    if not is_unnamed(head.header[j]):
        return "names"
    return "an index" if any(head.column(j)) else "empty"


def _roles(head: Head) -> _Roles:
    """What the header and the first rows say."""
    labels = _label_columns(head)
    seen = set(head.column(labels[0])) if len(labels) == 1 else set()
    free = [j for j in range(head.width) if j not in labels]
    names: list[int] = []
    left_out: list[int] = []
    for j in free:
        title = head.header[j]
        if title and title in seen:
            continue  # a label says that it is a class
        if word_of(title) in words.NAMES or (is_label(title) and not _may_be_labels(head, j)):
            names.append(j)
        elif word_of(title) in words.CLASS_NAMES or _is_other_label(head, j):
            left_out.append(j)
        elif is_unnamed(title) and (j == 0 or not any(head.column(j))):
            is_index = all(whole_number(cell) is not None for cell in head.column(j) if cell)
            (left_out if is_index else names).append(j)
        elif why_no_score(title):
            left_out.append(j)
    free = [j for j in free if j not in (*names, *left_out)]
    found = beside_scores(head.header, free)
    beside = {j: why for j, why in found.items() if head.header[j] not in seen}
    return _Roles(labels, names[0] if names else None, (*left_out, *names[1:]), beside)


def _label_columns(head: Head) -> tuple[int, ...]:
    header = head.header
    found = [j for j, cell in enumerate(header) if is_label(cell)]
    if len(found) > 1:
        found = [j for j in found if _may_be_labels(head, j)] or found
    found = _without_classes(head, found)
    if len(found) > 1:
        raise _doubt(head, [header[j] for j in found])
    if found:
        return (found[0],)
    one_hot = [j for j, cell in enumerate(header) if _is_one_hot(head, j, cell)]
    if len(one_hot) > 1:
        return tuple(one_hot)
    return (_by_content(head),)


def _may_be_labels(head: Head, j: int) -> bool:
    """Whether a column holds whole numbers or names of other columns alone."""
    return all(cell in head.header or whole_number(cell) is not None for cell in head.column(j))


def _without_classes(head: Head, found: list[int]) -> list[int]:
    """Of several columns called as labels are, those that are no class by the labels of another."""
    if len(found) < 2:
        return found
    last = found[-1]
    labels = set(head.column(last))
    rest = [j for j in found[:-1] if head.header[j] not in labels]
    return [*rest, last]


def _is_one_hot(head: Head, j: int, title: str) -> bool:
    """Whether a column is called label_cat or y.0, and holds 0 and 1 alone."""
    word = word_of(title)
    begins = any(word.startswith(f"{label}_") for label in words.LABELS)
    cells = [whole_number(cell) for cell in head.column(j)]
    truths = [cell.lower() in ("true", "false") for cell in head.column(j)]
    return begins and all(n in (0, 1) or truth for n, truth in zip(cells, truths, strict=True))


def _is_other_label(head: Head, j: int) -> bool:
    """Whether it is called coarse_label or label2; LABEL_0 and LABEL_1 side by side are classes."""
    numbered = re.compile("labels?_?[0-9]+")
    parts = word_of(head.header[j]).split("_")
    alone = sum(bool(numbered.fullmatch(word_of(title))) for title in head.header) == 1
    is_second = alone and bool(numbered.fullmatch(word_of(head.header[j])))
    return is_second or (len(parts) > 1 and parts[-1] in ("label", "labels"))


def _by_content(head: Head) -> int:
    """The column that holds names of classes, where no column is called as labels are."""
    known = set(filter(None, head.header))
    fitting = [
        j for j in range(head.width)
        if (cells := set(head.column(j))) and cells <= known - {head.header[j]}
        and not any(map(is_like_number, cells))
    ]  # fmt: skip
    if len(fitting) > 1:
        raise _doubt(head, [head.header[j] for j in fitting])
    if fitting:
        _refuse_names_of_rows(head, fitting[0])
        return fitting[0]
    last = head.column(head.width - 1)
    if last and not any(map(is_like_number, last)):
        return head.width - 1  # its labels are no classes, and that is said
    where, title = head.where, shortened(head.header[-1])
    raise DataError(
        f"{where}: no column is called label, and “{title}”, the last, may be a class: call the "
        "column of true classes “label”."
    )


def _refuse_names_of_rows(head: Head, j: int) -> None:
    """DataError where a first column without a name of its own names all others in their order.

    So it is in a table of classes by images, and where classes are counted that were taken for
    others, which may be headed "true \\ predicted".
    """
    has_no_name = is_unnamed(head.header[j]) or any(sign in head.header[j] for sign in "\\/")
    if j == 0 and has_no_name and tuple(head.column(0)) == head.header[1:]:
        raise DataError(
            f"{head.where}: column 1 names the other columns in their order: call it “label” if it "
            "holds the true classes; else this is no table with a row for each image."
        )


def _doubt(head: Head, titles: Sequence[str]) -> DataError:
    listed_titles = " and ".join(f"“{shortened(title)}”" for title in titles[:MOST_NAMED])
    return DataError(
        f"{head.where}: {listed_titles} may all hold the labels: keep one of them, called “label”."
    )


def _check_count(C: int, where: str, left_out: Sequence[LeftOut]) -> None:
    if C < FEWEST_CLASSES:
        if not C and not left_out:
            raise DataError(
                f"{where}: there is one column alone: part cells by commas, semicolons or tabs."
            )
        columns = "is 1 column" if C == 1 else f"are {C} columns"
        without = f" besides {listed(left_out)}" if left_out else ""
        raise DataError(
            f"{where}: there {columns} of scores{without}; two classes at least are needed, "
            "and labels."
        )
    if C > MOST_CLASSES:
        raise DataError(f"{where}: there are {C:,} classes, and {MOST_CLASSES:,} is the most.")


def listed(left_out: Sequence[LeftOut]) -> str:
    """Columns that are left out, as a sentence names them."""
    titles = [f"“{shortened(each.title)}” ({each.why})" for each in left_out[:MOST_NAMED]]
    more = len(left_out) - len(titles)
    return ", ".join([*titles, f"{more:,} more"] if more else titles)


def _check_names(classes: Sequence[str], columns: Sequence[int], where: str) -> None:
    seen: set[str] = set()
    for name, j in zip(classes, columns, strict=True):
        if not name:
            raise DataError(f"{where}, column {j + 1}: the class has no name.")
        if len(name) > LONGEST_NAME:
            what = f"the class’s name has {len(name):,} characters, and {LONGEST_NAME} is the most"
            raise DataError(f"{where}, column {j + 1}: {what}.")
        if name in seen:
            raise DataError(
                f"{where}, column {j + 1}: there is already a class “{shortened(name)}”."
            )
        seen.add(name)

"""What the columns of a CSV file of scores are: found out from its first lines.

- The delimiter is a tab, a semicolon or a comma: the first of them that parts all lines alike.
- The first line is a header when it holds one of the words below, or mostly cells that are no
  numbers.
- The label column is called label, y, class, target or true. A class may be called so too: the last
  such column is the label. Without one, labels are in the last column.
- The column of names is called name, example or image, or has an empty header and is the first.
  A class may be called so too: the first such column has the names.
- All other columns are classes. Without a header they are called class 0, class 1, ...

So what begins with a column "name" and ends with a column "label" is read as it is meant, whatever
its classes are called.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lossviz.data.errors import DataError, shortened

LABEL_WORDS = ("label", "y", "class", "target", "true")
NAME_WORDS = ("name", "example", "image")
DELIMITERS = "\t;,"
FEWEST_CLASSES, MOST_CLASSES = 2, 1000
LONGEST_NUMBER = 400
"""Characters of a cell that may be a number; more were never meant as one."""
LONGEST_NAME = 200
"""Characters of a class's or an example's name; labels and menus show it."""
_BLANK = f" {DELIMITERS}"
_QUOTED = re.compile('"(?:[^"]|"")*"')
_LIKE_NUMBER = re.compile(r"[-+−]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[-+]?[0-9]+)?|[-+−]?inf|nan")


@dataclass(frozen=True)
class Columns:
    """Which column is what; columns are counted from 0.

    header: the cells of the header, or () where there is none. scores (C,): the columns of the
    classes. name: the column of names, or None.
    """

    delimiter: str
    header: tuple[str, ...]
    width: int
    classes: tuple[str, ...]
    scores: tuple[int, ...]
    label: int
    name: int | None


def is_blank(line: str) -> bool:
    """Whether a line holds nothing, or nothing but delimiters, as spreadsheets leave them."""
    return not line.strip(_BLANK)


def delimiter_of(lines: Sequence[str]) -> str:
    """What parts the cells of some lines that are not blank."""
    bare = [_QUOTED.sub("", line) for line in lines]
    counts = {each: [line.count(each) for line in bare] for each in DELIMITERS}
    for each, count in counts.items():
        if count[0] and len(set(count)) == 1:
            return each
    return max(DELIMITERS, key=lambda each: counts[each][0])


def cells_of(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The cells of lines; csv.Error for quotation marks that make no sense."""
    if any('"' in line for line in lines):
        return list(csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True))
    return [line.split(delimiter) for line in lines]


def clean_name(cell: str) -> str:
    """A name as a person reads it: no spaces around it, single ones in it."""
    return " ".join(cell.split())


def columns_of(first: Sequence[str], delimiter: str, where: str) -> Columns:
    """What the columns are, from the first line's cells. `where` is file and line, for errors."""
    cells = [clean_name(cell) for cell in first]
    header = cells if _is_header(cells) else []
    width = len(cells)
    label = _label_column(header, width)
    name = _name_column(header, label)
    if header and label == name:
        label = width - 2
    scores = tuple(j for j in range(width) if j not in (label, name))
    _check_count(len(scores), where)
    classes = tuple(header[j] if header else f"class {j}" for j in scores)
    if header:
        _check_names(classes, scores, where)
    return Columns(delimiter, tuple(header), width, classes, scores, label, name)


def _is_header(cells: Sequence[str]) -> bool:
    if any(cell.lower() in (*LABEL_WORDS, *NAME_WORDS) for cell in cells):
        return True
    texts = [cell for cell in cells if cell and not _is_like_number(cell)]
    return len(texts) * 2 > len(cells)


def _is_like_number(cell: str) -> bool:
    return len(cell) <= LONGEST_NUMBER and bool(_LIKE_NUMBER.fullmatch(cell.lower()))


def _label_column(header: Sequence[str], width: int) -> int:
    found = [j for j, cell in enumerate(header) if cell.lower() in LABEL_WORDS]
    return found[-1] if found else width - 1


def _name_column(header: Sequence[str], label: int) -> int | None:
    found = [j for j, cell in enumerate(header) if cell.lower() in NAME_WORDS]
    if found:
        return found[0]
    return 0 if header and not header[0] and label else None


def _check_count(C: int, where: str) -> None:
    if C < FEWEST_CLASSES:
        columns = "is 1 column" if C == 1 else f"are {C} columns"
        raise DataError(
            f"{where}: there {columns} of scores; two classes at least are needed, and labels."
        )
    if C > MOST_CLASSES:
        raise DataError(f"{where}: there are {C:,} classes, and {MOST_CLASSES:,} is the most.")


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

"""What is said of columns that are read as classes, and look as though they were none.

Names of columns may be any, so nothing is refused for it: a person who is asked sees it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import shortened
from lossviz.data.score_columns import MOST_NAMED, Columns
from lossviz.model.arrays import Labels

FEWEST_COUNTED = 3
"""Rows from which whole numbers are none by chance."""
ROWS_A_CLASS = 5
"""Rows for each class, with which each has some, but for rare ones."""
_TWO_PARTS = re.compile(r"(.+)[\s_.:-](.+)")


def doubts(columns: Columns, whole: NDArray[np.bool_], y: Labels, *, counted: bool) -> list[str]:
    """What is worth asking, in words without a full stop.

    whole (C,): whether a column has whole numbers alone; y (N,): the labels; counted: they are
    numbers of classes in the file, and not their names.
    """
    classes = columns.classes
    found = [*_whole(columns, np.flatnonzero(whole), len(y))]
    if not counted or not columns.named:
        return found
    crossed = _crossed(classes)
    if crossed:
        found.append(crossed)
    if len(y) >= ROWS_A_CLASS * len(classes) and y.max() + 1 < len(classes):
        last = shortened(classes[int(y.max())])
        found.append(f"no label is of a class behind “{last}”: are all {len(classes)} classes?")
    return found


def _whole(columns: Columns, whole: Sequence[int] | Labels, rows: int) -> list[str]:
    """Columns of whole numbers alone beside as many others at least."""
    if rows < FEWEST_COUNTED or not 0 < 2 * len(whole) <= len(columns.classes):
        return []
    hold = "holds" if len(whole) == 1 else "hold"
    return [f"{_listed(columns, whole)} {hold} whole numbers alone: are these scores?"]


def _crossed(classes: Sequence[str]) -> str:
    """What is said where names are two parts, each of the first with each of the last; else "".

    So are logit_cat, logit_car, prob_cat, prob_car, and cat.svm, cat.net, car.svm, car.net.
    """
    parts = [found for name in classes if (found := _TWO_PARTS.fullmatch(name))]
    firsts, lasts = (list(dict.fromkeys(found[k] for found in parts)) for k in (1, 2))
    is_crossed = len(parts) == len(classes) == len(firsts) * len(lasts)
    if not is_crossed or min(len(firsts), len(lasts)) < 2:
        return ""
    return f"each of {_quoted(firsts)} has {_quoted(lasts)}: are these {len(classes)} classes?"


def _listed(columns: Columns, which: Sequence[int] | Labels) -> str:
    if columns.named:
        return _quoted([columns.classes[k] for k in which])
    more = ["…"] if len(which) > MOST_NAMED else []
    return ", ".join([*(f"column {1 + int(k)}" for k in which[:MOST_NAMED]), *more])


def _quoted(names: Sequence[str]) -> str:
    titles = [f"“{shortened(name)}”" for name in names[:MOST_NAMED]]
    return ", ".join([*titles, "…"] if len(names) > MOST_NAMED else titles)

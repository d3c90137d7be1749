"""What the score table, the losses below it and the number table are given to draw. No Qt.

Everything is ready to be shown: numbers with their texts. A cell's index is (i, j) as in the model,
example before class, although on the screen an example is a column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class ClassHead:
    """A class: its name, and the class of the tokens that lends it its colour."""

    name: str
    color_name: str


@dataclass(frozen=True)
class ExampleHead:
    """An example: its name, its true class, and its drawing ("cat"), or "" for a lettered tile."""

    name: str
    true: int
    picture: str = ""


class ScoreCell(NamedTuple):
    """One score.

    note: the small second line, such as "+2.9", "0" or "true". share: of the largest hinge term, 0
    to 1, for the tint. original: the score with k = 1 where k is another, else None. default: what
    a double click goes back to, or None.
    """

    text: str
    value: float
    note: str = ""
    share: float = 0.0
    original: str | None = None
    default: float | None = None


@dataclass(frozen=True)
class ScoreTableContent:
    """The whole table.

    cells: (N, C), a row an example. selected: the example whose loss is worked out. active: the
    cell (i, j) with the violet border. read_only: why the scores can't be edited, as a sentence;
    "" where they can. can_add_class, can_add_example: whether there is room for one more.
    """

    classes: tuple[ClassHead, ...]
    examples: tuple[ExampleHead, ...]
    cells: tuple[tuple[ScoreCell, ...], ...]
    selected: int = 0
    active: tuple[int, int] | None = None
    read_only: str = ""
    can_add_class: bool = True
    can_add_example: bool = True


@dataclass(frozen=True)
class LossRow:
    """One loss of every example and their mean; `originals` are empty where nothing differs."""

    texts: tuple[str, ...]
    mean: str
    originals: tuple[str, ...] = ()
    original_mean: str = ""


@dataclass(frozen=True)
class LossRowsContent:
    """Both losses below the table; `line` is how the mean came about, "" for none."""

    examples: tuple[str, ...]
    hinge: LossRow
    softmax: LossRow
    selected: int = 0
    line: str = ""

"""What a person can set in the Scores panel, and the pure actions on it.

The table and the controls are what undo takes back; where one looks (chosen image, jiggled score,
...) is not, so it has a record of its own. Scores are (N, C) as in the model: a row an example. On
the screen the example is a column, as on the slide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lossviz.data.score_file import ScoreFile
from lossviz.model.losses import Hinge
from lossviz.panels.scores.linear import PICTURES, Linear, Rows, linear_scores, rows_of

FEWEST_CLASSES, MOST_CLASSES = 2, 10
FEWEST_EXAMPLES, MOST_EXAMPLES = 1, 10
LARGEST_SCORE = 1e6
ORIGINAL = Hinge()
LARGEST_MARGIN = 100.0
LARGEST_SCALE = 4.0
FEWEST_DIGITS, MOST_DIGITS = 1, 8
LONGEST_NAME = 24
LONGEST_STEM = LONGEST_NAME - len(" image 10")
LARGEST_WEIGHT = 1e4
PLOTS = ("one", "all", "history")
READINGS = ("likelihood", "cross-entropy", "divergence")
DRAWN = ("cat", "car", "frog")
NAMES = ("cat", "car", "frog", "airplane", "bird", "deer", "dog", "horse", "ship", "truck")


@dataclass(frozen=True)
class Origin:
    """The file that a table was read from, and what was in it; see `ScoresState`."""

    name: str
    scores: Rows
    y: tuple[int, ...]


@dataclass(frozen=True)
class ScoresState:
    """The table and the variant of the losses; each edit makes a new one.

    classes (C,), examples (N,): their names. scores (N, C): the scores as they are in the table,
    before `scale`; with `linear`, what W x + b gave when W drove them last. y (N,): true classes.
    scale: k of W → kW. hinge: the variant of the hinge loss; `ORIGINAL` is the lecture's. linear:
    what drives the scores, or None. digits: decimals of losses. file: a larger file of which the
    table held the worst examples when it was opened, or None. drawings (N,): what the examples'
    pictures show, "" for a tile; () as long as their names tell. origin: where the table was read
    from, whatever was changed since; or None.
    """

    classes: tuple[str, ...]
    examples: tuple[str, ...]
    scores: Rows
    y: tuple[int, ...]
    scale: float = 1.0
    hinge: Hinge = ORIGINAL
    linear: Linear | None = None
    digits: int = 2
    file: ScoreFile | None = None
    drawings: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def is_as_read(self) -> bool:
        """Whether the table is what a file holds, to the last score."""
        origin = self.origin
        return origin is not None and (self.scores, self.y) == (origin.scores, origin.y)

    @property
    def is_original(self) -> bool:
        """Whether the losses are the lecture's own: no variant, k = 1."""
        return self.scale == 1.0 and self.hinge == ORIGINAL


@dataclass(frozen=True)
class ScoresView:
    """Where one looks.

    example: the chosen image. j: the class whose score is jiggled. offset: how far. plot: the
    curves of the chosen image, of several side by side, or the history of both losses. reading:
    which of the three readings of the softmax loss is written out.
    """

    example: int = 0
    j: int = 1
    offset: float = -1.0
    plot: Literal["one", "all", "history"] = "one"
    reading: Literal["likelihood", "cross-entropy", "divergence"] = "likelihood"

    def within(self, state: ScoresState) -> ScoresView:
        """The same place, or the nearest that is in the table."""
        example = min(self.example, len(state.examples) - 1)
        return replace(self, example=example, j=min(self.j, len(state.classes) - 1))


def with_score(state: ScoresState, i: int, j: int, value: float) -> ScoresState:
    """Score j of example i changed; ValueError if it can't be."""
    return with_scores(state, i, j, ((value,),))


def with_scores(state: ScoresState, i: int, j: int, block: Rows) -> ScoresState:
    """A block (n, c) of scores put in at example i, class j; ValueError if it can't be.

    Scores are edited as they are shown, k times those in the table.
    """
    if state.linear is not None:
        raise ValueError("W x + b gives these scores: change W, b or x.")
    if state.scale == 0:
        raise ValueError("With k = 0 all scores are 0: give k another value first.")
    n, c = len(block), max((len(row) for row in block), default=0)
    if i + n > len(state.examples) or j + c > len(state.classes):
        raise ValueError(too_large(c, n, len(state.classes) - j, len(state.examples) - i))
    rows = [list(row) for row in state.scores]
    for di, row in enumerate(block):
        for dj, value in enumerate(row):
            rows[i + di][j + dj] = _unscaled(value, state.scale)
    return replace(state, scores=rows_of(rows))


def _unscaled(value: float, k: float) -> float:
    """The score in the table that is shown as this one."""
    what = "A score" if k >= 1 else f"With k = {k:g} a score"
    score = checked(value, LARGEST_SCORE * min(k, 1.0), what) / k
    return round(score, 12) + 0.0  # k times it is the value again, when that is rounded to 10


def too_large(rows: int, columns: int, room_down: int, room_across: int) -> str:
    """What to say of a block that does not fit."""
    return (
        f"The block has {_count(rows, 'row')} and {_count(columns, 'column')}; from here "
        f"{_count(room_down, 'row')} and {_count(room_across, 'column')} fit."
    )


def with_true_class(state: ScoresState, i: int, j: int) -> ScoresState:
    """Class j is the true one of example i."""
    y = list(state.y)
    y[i] = j
    return replace(state, y=tuple(y))


def with_class_name(state: ScoresState, j: int, name: str) -> ScoresState:
    """Class j renamed; ValueError for a name that can't be."""
    return replace(state, classes=_named(state.classes, j, name))


def with_example_name(state: ScoresState, i: int, name: str) -> ScoresState:
    """Example i renamed; ValueError for a name that can't be."""
    names = _named(state.examples, i, name)
    return replace(state, examples=names, drawings=drawings_of(state))


def drawings_of(state: ScoresState) -> tuple[str, ...]:
    """What each example's picture shows; another name gives it no other picture."""
    return state.drawings or tuple(_drawing(name) for name in state.examples)


def _drawing(name: str) -> str:
    word = name.split(" ", maxsplit=1)[0]
    return word if word in DRAWN else ""


def _named(names: tuple[str, ...], place: int, name: str) -> tuple[str, ...]:
    name = " ".join(name.split())
    if not name:
        raise ValueError("A name can’t be empty.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"A name has {LONGEST_NAME} letters at most; this one has {len(name)}.")
    if name in names[:place] + names[place + 1 :]:
        raise ValueError(f"There is already one called “{name}”.")
    return (*names[:place], name, *names[place + 1 :])


def color_names(classes: Sequence[str]) -> tuple[str, ...]:
    """The class whose colour each class has: its own where there is one, else one that is free."""
    free = [name for name in NAMES if name not in classes]
    return tuple(name if name in NAMES else free.pop(0) for name in classes)


def with_class_added(state: ScoresState) -> ScoresState:
    """One class more, with score 0 everywhere; ValueError when there are ten."""
    C = len(state.classes)
    if C == MOST_CLASSES:
        raise ValueError(f"The table holds {MOST_CLASSES} classes at most.")
    linear = state.linear
    if linear is not None:
        W = (*linear.W, (0.0,) * len(linear.W[0]))
        linear = replace(linear, W=W, b=(*linear.b, 0.0))
    names = (*state.classes, _free_name(color_names(state.classes), NAMES))
    return replace(
        state, classes=names, scores=tuple((*row, 0.0) for row in state.scores), linear=linear
    )


def with_class_removed(state: ScoresState, j: int) -> ScoresState:
    """Without class j; ValueError for one of the last two, or the true class of an example."""
    if len(state.classes) == FEWEST_CLASSES:
        raise ValueError(f"A classifier needs {FEWEST_CLASSES} classes at least.")
    if j in state.y:
        example = state.examples[state.y.index(j)]
        raise ValueError(
            f"“{state.classes[j]}” is the true class of “{example}”: choose another for it first."
        )
    linear = state.linear
    if linear is not None:
        linear = replace(linear, W=_without(linear.W, j), b=_without(linear.b, j))
    return replace(
        state,
        classes=_without(state.classes, j),
        scores=tuple(_without(row, j) for row in state.scores),
        y=tuple(y - (y > j) for y in state.y),
        linear=linear,
    )


def with_example_added(state: ScoresState) -> ScoresState:
    """One example more, all its scores 0; ValueError when there are ten."""
    N = len(state.examples)
    if N == MOST_EXAMPLES:
        raise ValueError(f"The table holds {MOST_EXAMPLES} images at most.")
    y = N % len(state.classes)
    name = _free_name(state.examples, (f"{state.classes[y][:LONGEST_STEM]} image",))
    linear, scores = state.linear, (*state.scores, (0.0,) * len(state.classes))
    if linear is not None:
        linear = replace(linear, X=(*linear.X, PICTURES[N]))
        scores = linear_scores(linear)
    return replace(
        state,
        examples=(*state.examples, name),
        scores=scores,
        y=(*state.y, y),
        linear=linear,
        drawings=(*state.drawings, _drawing(name)) if state.drawings else (),
    )


def with_example_removed(state: ScoresState, i: int) -> ScoresState:
    """Without example i; ValueError for the last one."""
    if len(state.examples) == FEWEST_EXAMPLES:
        raise ValueError("The table needs one image at least.")
    linear = state.linear
    if linear is not None:
        linear = replace(linear, X=_without(linear.X, i))
    return replace(
        state,
        examples=_without(state.examples, i),
        scores=_without(state.scores, i),
        y=_without(state.y, i),
        drawings=_without(state.drawings, i),
        linear=linear,
    )


def _free_name(taken: Sequence[str], wanted: Sequence[str]) -> str:
    """The first wanted name that is not taken, else a numbered one."""
    for name in wanted:
        if name not in taken:
            return name
    stem = wanted[-1].rstrip("0123456789 ")
    return next(f"{stem} {k}" for k in range(2, 100) if f"{stem} {k}" not in taken)


def with_scale(state: ScoresState, scale: float) -> ScoresState:
    """Another k of W → kW; ValueError if it can't be."""
    if not 0 <= scale <= LARGEST_SCALE:
        raise ValueError(f"k must be between 0 and {LARGEST_SCALE:g}.")
    return replace(state, scale=scale + 0.0)


def with_variant(state: ScoresState, **changes: object) -> ScoresState:
    """Another variant of the hinge loss: margin, squared, include_true_class, mean.

    ValueError for a margin that can't be.
    """
    margin = changes.get("margin", 0.0)
    if not (isinstance(margin, float | int) and 0 <= margin <= LARGEST_MARGIN):
        raise ValueError(f"The margin must be between 0 and {LARGEST_MARGIN:g}.")
    return replace(state, hinge=replace(state.hinge, **changes))  # type: ignore[arg-type]


def with_digits(state: ScoresState, digits: int) -> ScoresState:
    """Losses with so many decimals; ValueError if it can't be."""
    if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise ValueError(f"Losses have {FEWEST_DIGITS} to {MOST_DIGITS} decimals.")
    return replace(state, digits=digits)


def checked(value: float, largest: float, what: str) -> float:
    """The number, −0 as 0; ValueError with a sentence when it is too large or not finite."""
    if not math.isfinite(value) or abs(value) > largest:
        raise ValueError(f"{what} must be between −{largest:,.7g} and {largest:,.7g}.")
    return value + 0.0  # −0 is 0


def _without(values: tuple, place: int) -> tuple:  # type: ignore[type-arg]
    return (*values[:place], *values[place + 1 :])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

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

import numpy as np

from lossviz.data.score_file import ScoreFile
from lossviz.model.arrays import Floats
from lossviz.model.losses import Hinge

Row = tuple[float, ...]
Rows = tuple[Row, ...]

FEWEST_CLASSES, MOST_CLASSES = 2, 10
FEWEST_EXAMPLES, MOST_EXAMPLES = 1, 10
LARGEST_SCORE = 1e6
ORIGINAL = Hinge()
LARGEST_MARGIN = 100.0
LARGEST_SCALE = 4.0
FEWEST_DIGITS, MOST_DIGITS = 1, 8
LONGEST_NAME = 24
LONGEST_STEM = LONGEST_NAME - len(" image 10")
PIXELS = 4
"""Numbers in the small x of s = W x + b: a picture of 2 by 2."""


@dataclass(frozen=True)
class Linear:
    """Weights and examples behind the scores, s = W x + b. W (C, D), b (C,), X (N, D)."""

    W: Rows
    b: Row
    X: Rows


@dataclass(frozen=True)
class ScoresState:
    """The table and the variant of the losses; each edit makes a new one.

    classes (C,), examples (N,): their names. scores (N, C): the scores as they are in the table,
    before `scale`; with `linear`, what W x + b gave when W drove them last. y (N,): true classes.
    scale: k of W → kW. hinge: the variant of the hinge loss; `ORIGINAL` is the lecture's. linear:
    what drives the scores, or None. digits: decimals of losses. file: a larger file of which the
    table held the worst examples when it was opened, or None. preset: key of the preset that the
    table came from, "" for none.
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


# The numbers in the table


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
        raise ValueError(_too_large(c, n, len(state.classes) - j, len(state.examples) - i))
    rows = [list(row) for row in state.scores]
    for di, row in enumerate(block):
        for dj, value in enumerate(row):
            rows[i + di][j + dj] = _unscaled(value, state.scale)
    return replace(state, scores=_rows(rows))


def _unscaled(value: float, k: float) -> float:
    """The score in the table that is shown as this one."""
    what = "A score" if k >= 1 else f"With k = {k:g} a score"
    score = _checked(value, LARGEST_SCORE * min(k, 1.0), what) / k
    return round(score, 12) + 0.0  # k times it is the value again, when that is rounded to 10


def _too_large(rows: int, columns: int, room_down: int, room_across: int) -> str:
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
    return replace(state, examples=_named(state.examples, i, name))


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


# Its size


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
        state, examples=(*state.examples, name), scores=scores, y=(*state.y, y), linear=linear
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
        linear=linear,
    )


def _short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names that fit into the table, each another: cut ones get a number at their end."""
    short: list[str] = []
    for name in names:
        cut, number = name[:LONGEST_NAME], 1
        while cut in short or not cut:
            number += 1
            cut = f"{name[: LONGEST_NAME - 4]} {number}"
        short.append(cut)
    return tuple(short)


def _free_name(taken: Sequence[str], wanted: Sequence[str]) -> str:
    """The first wanted name that is not taken, else a numbered one."""
    for name in wanted:
        if name not in taken:
            return name
    stem = wanted[-1].rstrip("0123456789 ")
    return next(f"{stem} {k}" for k in range(2, 100) if f"{stem} {k}" not in taken)


# The losses


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


# s = W x + b


def with_linear(state: ScoresState, on: bool) -> ScoresState:
    """Let W x + b drive the scores, or the person.

    For up to four images W starts as one that gives the scores, for more as the one that comes
    nearest to them (least squares, to one decimal).
    """
    if not on:
        return replace(state, linear=None)
    if state.scores == LECTURE.scores:
        W = LECTURE_WEIGHTS
    else:
        W = _rows(_nearest_weights(np.array(state.scores)).tolist())
    if max(abs(w) for row in W for w in row) > LARGEST_WEIGHT:
        raise ValueError(f"These scores need weights above {LARGEST_WEIGHT:,.0f}: too large here.")
    X = PICTURES[: len(state.examples)]
    linear = Linear(W, (0.0,) * len(state.classes), X)
    return replace(state, linear=linear, scores=linear_scores(linear))


def _nearest_weights(scores: Floats) -> Floats:
    """W (C, D) with which the first N pictures come nearest to scores (N, C)."""
    N, C = scores.shape
    missing = np.zeros((max(PIXELS - N, 0), C))  # with four pictures W is unique
    X = np.array(PICTURES[: max(N, PIXELS)])
    W = np.linalg.lstsq(X, np.vstack([scores, missing]), rcond=None)[0].T
    nearest: Floats = W.round(10 if N <= PIXELS else 1) + 0.0
    return nearest


def with_weight(state: ScoresState, j: int, d: int, value: float) -> ScoresState:
    """Weight d of class j changed."""
    return with_weights(state, j, d, ((value,),))


def with_bias(state: ScoresState, j: int, value: float) -> ScoresState:
    """The bias of class j changed."""
    return with_weights(state, j, PIXELS, ((value,),))


def with_pixel(state: ScoresState, i: int, d: int, value: float) -> ScoresState:
    """Number d of example i changed."""
    return with_pixels(state, d, i, ((value,),))


def with_weights(state: ScoresState, j: int, d: int, block: Rows) -> ScoresState:
    """A block of W and b, b in the last column, put in at class j, column d."""
    linear = _linear(state)
    rows = tuple((*w, b) for w, b in zip(linear.W, linear.b, strict=True))
    rows = _with_block(rows, j, d, block, "A weight")
    return _driven(state, W=tuple(row[:-1] for row in rows), b=tuple(row[-1] for row in rows))


def with_pixels(state: ScoresState, d: int, i: int, block: Rows) -> ScoresState:
    """A block of the images' numbers, a row a number, put in at number d of example i."""
    columns = _turned(_linear(state).X)
    return _driven(state, X=_turned(_with_block(columns, d, i, block, "A number")))


def _with_block(rows: Rows, row: int, column: int, block: Rows, what: str) -> Rows:
    """Rows with a block put in; ValueError if it does not fit."""
    height, width = len(block), max((len(each) for each in block), default=0)
    if row + height > len(rows) or column + width > len(rows[0]):
        raise ValueError(_too_large(height, width, len(rows) - row, len(rows[0]) - column))
    changed = [list(each) for each in rows]
    for i, each in enumerate(block):
        for j, value in enumerate(each):
            changed[row + i][column + j] = _checked(value, LARGEST_WEIGHT, what)
    return _rows(changed)


def _turned(rows: Rows) -> Rows:
    return tuple(zip(*rows, strict=True))


def linear_scores(linear: Linear) -> Rows:
    """What W x + b gives (N, C), without the rounding dirt of binary fractions."""
    s = np.array(linear.X) @ np.array(linear.W).T + np.array(linear.b)
    return _rows((s.round(10) + 0.0).tolist())


def _driven(state: ScoresState, **changes: object) -> ScoresState:
    linear = replace(_linear(state), **changes)  # type: ignore[arg-type]
    scores = linear_scores(linear)
    for row in scores:
        for value in row:
            _checked(value, LARGEST_SCORE, "A score of W x + b")
    return replace(state, linear=linear, scores=scores)


def _linear(state: ScoresState) -> Linear:
    if state.linear is None:
        raise ValueError("The scores are not driven by weights.")
    return state.linear


# Presets, and tables from elsewhere


def preset(state: ScoresState, key: str, seed: int = 0) -> ScoresState:
    """The table of a preset, with k as the preset has it.

    The variant of the hinge loss stays, but the lecture's example comes with the lecture's loss.
    KeyError for a preset that is not in `PRESETS`. `seed` is for "random".
    """
    if key == "random":
        return random_table(state, seed)
    table = LECTURE if key == "double" else TABLES[key]
    scale = 2.0 if key == "double" else 1.0
    hinge = ORIGINAL if key == "lecture" else state.hinge
    return replace(table, scale=scale, hinge=hinge, digits=state.digits)


def preset_in_force(state: ScoresState) -> str:
    """The preset that the table is, whoever made it so; "" for none."""
    for key, table in TABLES.items():
        if (state.scores, state.y) == (table.scores, table.y):
            if key == "lecture" and state.scale == 2:
                return "double"
            return key if state.scale == 1 else ""
    return ""


def random_table(state: ScoresState, seed: int) -> ScoresState:
    """The same classes and examples with scores drawn anew, to one decimal."""
    random = np.random.default_rng(seed)
    scores = random.normal(0, 3, (len(state.examples), len(state.classes))).round(1) + 0.0
    return replace(state, scores=_rows(scores.tolist()), linear=None, scale=1.0)


def with_file(state: ScoresState, file: ScoreFile, chosen: Sequence[int]) -> ScoresState:
    """A file's examples, chosen by number: all of it when it is small, else its worst ten.

    A file with more classes than the table holds leaves the table as it is.
    """
    if len(file.classes) > MOST_CLASSES:
        return replace(state, file=file)
    chosen = tuple(chosen)
    return ScoresState(
        classes=_short_names(file.classes),
        examples=_short_names([file.example_name(i) for i in chosen]),
        scores=_rows(file.scores[list(chosen)].tolist()),
        y=tuple(int(each) for each in file.y[list(chosen)]),
        hinge=state.hinge,
        digits=state.digits,
        file=file if len(file.y) > MOST_EXAMPLES else None,
    )


def _checked(value: float, largest: float, what: str) -> float:
    if not math.isfinite(value) or abs(value) > largest:
        raise ValueError(f"{what} must be between −{largest:,.7g} and {largest:,.7g}.")
    return value + 0.0  # −0 is 0


def _rows(rows: Sequence[Sequence[float]]) -> Rows:
    return tuple(tuple(row) for row in rows)


def _without(values: tuple, place: int) -> tuple:  # type: ignore[type-arg]
    return (*values[:place], *values[place + 1 :])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# The lecture's numbers

LARGEST_WEIGHT = 1e4
NAMES = ("cat", "car", "frog", "airplane", "bird", "deer", "dog", "horse", "ship", "truck")
LECTURE = ScoresState(
    classes=("cat", "car", "frog"),
    examples=("cat image", "car image", "frog image"),
    scores=((3.2, 5.1, -1.7), (1.3, 4.9, 2.0), (2.2, 2.5, -3.1)),
    y=(0, 1, 2),
)
LECTURE_AT_ZERO = replace(LECTURE, scores=((0.0, 0.0, 0.0),) * 3)
THREE_VECTORS = ScoresState(
    classes=("cat", "car", "frog"),
    examples=("[10, −2, 3]", "[10, 9, 9]", "[10, −100, −100]"),
    scores=((10.0, -2.0, 3.0), (10.0, 9.0, 9.0), (10.0, -100.0, -100.0)),
    y=(0, 0, 0),
)
BY_A_HAIR = replace(LECTURE, scores=((3.2, 3.1, -1.7), (4.8, 4.9, 2.0), (2.2, 2.5, 2.6)))
CONFIDENTLY_WRONG = replace(LECTURE, scores=((-4.0, 9.5, 0.5), (8.0, -6.0, 1.0), (3.0, 12.0, -7.5)))
TABLES = {
    "lecture": LECTURE,
    "zero": LECTURE_AT_ZERO,
    "three": THREE_VECTORS,
    "hair": BY_A_HAIR,
    "wrong": CONFIDENTLY_WRONG,
}
PRESETS: dict[str, str] = {
    "lecture": "Lecture 3×3",
    "zero": "All zero",
    "double": "2W",
    "three": "Three vectors",
    "hair": "Correct by a hair",
    "wrong": "Confidently wrong",
    "random": "Random",
}
# Ten small pictures x of 2 by 2; with the first three, the weights below give the lecture's scores.
# The first four have determinant 1: for scores of one decimal there are weights of one decimal.
PICTURES: Rows = (
    (1.0, 0.0, 1.0, 0.0),
    (0.0, 1.0, 1.0, 0.0),
    (0.0, 0.0, 1.0, 1.0),
    (1.0, 1.0, 1.0, 0.0),
    (0.0, 1.0, 0.0, 1.0),
    (1.0, 0.0, 0.0, 1.0),
    (1.0, 1.0, 0.0, 0.0),
    (0.0, 1.0, 1.0, 1.0),
    (1.0, 1.0, 1.0, 1.0),
    (0.5, 0.5, 0.5, 0.5),
)
LECTURE_WEIGHTS: Rows = ((2.2, 0.3, 1.0, 1.2), (3.1, 2.9, 2.0, 0.5), (-0.7, 3.0, -1.0, -2.1))

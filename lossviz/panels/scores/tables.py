"""The lecture's tables and the other presets, and the table of a file. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lossviz.data.score_file import ScoreFile
from lossviz.panels.scores.linear import rows_of
from lossviz.panels.scores.state import (
    LONGEST_NAME,
    MOST_CLASSES,
    MOST_EXAMPLES,
    ORIGINAL,
    Origin,
    ScoresState,
)

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
    return replace(state, scores=rows_of(scores.tolist()), linear=None, scale=1.0)


def with_file(state: ScoresState, file: ScoreFile, chosen: Sequence[int]) -> ScoresState:
    """A file's examples, chosen by number: all of it when it is small, else its worst ten.

    A file with more classes than the table holds leaves the table as it is.
    """
    if len(file.classes) > MOST_CLASSES:
        return replace(state, file=file)
    chosen = tuple(chosen)
    scores = rows_of(file.scores[list(chosen)].tolist())
    y = tuple(int(each) for each in file.y[list(chosen)])
    return ScoresState(
        classes=_short_names(file.classes),
        examples=_short_names([file.example_name(i) for i in chosen]),
        scores=scores,
        y=y,
        hinge=state.hinge,
        digits=state.digits,
        file=file if len(file.y) > MOST_EXAMPLES else None,
        origin=Origin(file.name, scores, y),
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

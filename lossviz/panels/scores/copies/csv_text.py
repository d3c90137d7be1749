"""The scores as CSV, such that `lossviz.data.score_file` reads them back to the last bit.

Lines end with a line feed, decimals have a point. A label is its class's name, so that a class may
be called 1. Where a class is called as a column of something else is, such as "label" or "loss",
the heading of the labels says that all others are classes: see `lossviz.data.score_columns`.
"""

from __future__ import annotations

from collections.abc import Sequence

from lossviz.data.tables.dialect import comment
from lossviz.data.tables.words import ALL_BUT_NAME_ARE_CLASSES, is_taken
from lossviz.panels.scores.evaluation import Evaluation

# Also what another reader may take for a delimiter.
QUOTED = frozenset('",;\t\r\n')


def as_csv(evaluation: Evaluation) -> str:
    """A row an image: its name, its scores as they are shown, after k, and its true class."""
    state = evaluation.state
    label = ALL_BUT_NAME_ARE_CLASSES if any(map(is_taken, state.classes)) else "label"
    rows: list[Sequence[str]] = [("name", *state.classes, label)]
    for name, s, y in zip(state.examples, evaluation.s.tolist(), state.y, strict=True):
        rows.append((name, *map(_number, s), state.classes[y]))
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _cell(text: str) -> str:
    if QUOTED.isdisjoint(text) and text == text.strip() and comment(text) is None:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'

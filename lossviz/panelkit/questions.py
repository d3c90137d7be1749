"""Questions: how a panel asks them, which prediction is right, and how one is marked. No Qt.

Each panel has one tuple of `Asked`, in `panels/NAME/questions.py`. What is right is worked out from
what the panel has seen, its newest evaluation or report, by `mark` in the worker; and there is one
rule for all of them, `is_right`, whose tolerance the person is told beside the question.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from lossviz.panelkit.explanation import Mark, Marking, Predictions, Prompt, Question
from lossviz.widgets.numbers.number_text import format_number, short_number

SeenT = TypeVar("SeenT")
StateT = TypeVar("StateT")
ViewT = TypeVar("ViewT")

Kind = Literal["number", "count"]
"""What is predicted: a number, which may be a little off, or a count, which may not."""
NOT_KNOWN = "not known yet"
EXACT = "Only the exact number is right."
# A half that was rounded up or down is right, however the computer keeps it.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Tolerance:
    """How near a number must come: to so many decimals, or within a share of it."""

    decimals: int = 2
    share: float = 0.01

    def admits(self, said: float, truth: float) -> bool:
        """Whether one is near enough to the other."""
        half_digit = 0.5 * 10**-self.decimals + ROUNDING
        return math.isclose(said, truth, rel_tol=self.share, abs_tol=half_digit)

    @property
    def words(self) -> str:
        """The same in a sentence.

        >>> Tolerance().words, Tolerance(1, 0).words
        ('Right to 2 decimals or within 1 %.', 'Right to 1 decimal.')
        """
        decimals = "1 decimal" if self.decimals == 1 else f"{self.decimals} decimals"
        share = f" or within {100 * self.share:g} %" if self.share else ""
        return f"Right to {decimals}{share}."


@dataclass(frozen=True)
class Unknown(Generic[SeenT]):
    """A number to predict.

    truth: what it is, None while nobody knows. written: how it is told; by itself, with as many
    decimals as the prediction.
    """

    prompt: Prompt
    truth: Callable[[SeenT], float | None]
    written: Callable[[SeenT, float], str] | None = None

    def tell(self, seen: SeenT, truth: float) -> str:
        """The right number in words."""
        if self.written is None:
            return format_number(truth, self.prompt.decimals)
        return self.written(seen, truth)


@dataclass(frozen=True)
class Asked(Generic[SeenT, StateT, ViewT]):
    """A question of a panel.

    text: the question; why: the sentence of its answer; both may have numbers of what was seen.
    unknowns: what is to be predicted; () where the answer is the sentence alone. formula: key of
    the one that stands above it. try_text: what its button does, "" for none; try_on, look: the
    state and the view in which its answer is on the screen, None for what stays as it is.
    """

    key: str
    title: str
    text: str | Callable[[SeenT], str]
    why: str | Callable[[SeenT], str]
    unknowns: tuple[Unknown[SeenT], ...] = ()
    kind: Kind = "number"
    tolerance: Tolerance = Tolerance()
    formula: str = ""
    try_text: str = ""
    try_on: Callable[[StateT], StateT] | None = None
    look: Callable[[ViewT], ViewT] | None = None

    def question(self, seen: SeenT) -> Question:
        """As it is put now; its prompts stay while numbers move, so that one can go on typing."""
        prompts = tuple(each.prompt for each in self.unknowns)
        text = self.text if isinstance(self.text, str) else self.text(seen)
        near = EXACT if self.kind == "count" else self.tolerance.words
        return Question(self.key, self.title, text, prompts, self.try_text, self.formula, near)


def questions(table: Sequence[Asked[SeenT, Any, Any]], seen: SeenT) -> tuple[Question, ...]:
    """All of a panel's questions as they are put now."""
    return tuple(asked.question(seen) for asked in table)


def by_key(table: Sequence[Asked[SeenT, StateT, ViewT]], key: str) -> Asked[SeenT, StateT, ViewT]:
    """The question of that key."""
    return next(asked for asked in table if asked.key == key)


def mark(asked: Asked[SeenT, Any, Any], seen: SeenT, predictions: Predictions) -> Marking:
    """Hold what the person predicted against what is right."""
    marks = tuple(
        _mark(asked, unknown, seen, predictions.get(unknown.prompt.key))
        for unknown in asked.unknowns
    )
    why = asked.why if isinstance(asked.why, str) else asked.why(seen)
    return Marking(asked.key, marks, why, dict(predictions))


def _mark(
    asked: Asked[SeenT, Any, Any], unknown: Unknown[SeenT], seen: SeenT, said: float | None
) -> Mark:
    key, truth = unknown.prompt.key, unknown.truth(seen)
    if truth is None:  # nothing can be wrong then
        return Mark(key, False, NOT_KNOWN)
    told = unknown.tell(seen, truth)
    if said is None:
        return Mark(key, False, told)
    return Mark(key, is_right(asked, said, truth), told, short_number(said))


def is_right(asked: Asked[Any, Any, Any], said: float, truth: float) -> bool:
    """Whether a prediction is as good as the number; a count must be the same, only ∞ is ∞."""
    if asked.kind == "count" or math.isinf(truth):
        return said == truth
    return asked.tolerance.admits(said, truth)

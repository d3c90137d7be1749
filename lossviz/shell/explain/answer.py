"""What the person said to each question of each panel, kept while the app runs. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from lossviz.panelkit.explanation import Explanation, Marking


@dataclass
class Answer:
    """Predictions by key of their prompt, words of one's own, and how it was marked."""

    predictions: dict[str, float] = field(default_factory=dict)
    note: str = ""
    marking: Marking | None = None

    @property
    def is_begun(self) -> bool:
        """Whether there is something that must not be lost from view."""
        return bool(self.predictions or self.note.strip())

    def predict(self, prompt: str, value: float) -> None:
        """Keep a prediction, nan takes it back; how another one was marked no longer counts."""
        self.marking = None
        if math.isnan(value):
            self.predictions.pop(prompt, None)
        else:
            self.predictions[prompt] = value

    def take(self, marking: Marking) -> None:
        """Keep how it was marked, unless something else has been predicted since."""
        if dict(marking.predictions) == self.predictions:
            self.marking = marking


class Answers:
    """All answers, and which question is in view.

    The column follows the panel's state to its question, but not away from one that the person has
    chosen or begun to answer.
    """

    def __init__(self) -> None:
        self._answers: dict[tuple[str, str], Answer] = {}
        self._chosen: dict[str, str] = {}
        self._panel = ""
        self._proposed = ""
        self.current = ""

    @property
    def answer(self) -> Answer:
        """That to the question in view."""
        return self.of(self._panel, self.current)

    def choose(self, question: str) -> None:
        """Go to a question and stay there, whatever the state proposes."""
        self.current = self._chosen[self._panel] = question

    def of(self, panel: str, question: str) -> Answer:
        """The answer to a question of a panel, as far as there is one."""
        return self._answers.setdefault((panel, question), Answer())

    def follow(self, panel: str, explanation: Explanation) -> None:
        """Go to the question of the present state if it is another one than before."""
        other, self._panel = panel != self._panel, panel
        keys = [question.key for question in explanation.questions]
        proposed = explanation.question if explanation.question in keys else ""
        changed, self._proposed = proposed != self._proposed, proposed
        if self._chosen.get(panel) in keys:
            self.current = self._chosen[panel]
        elif other or self.current not in keys:
            self.current = proposed or (keys[0] if keys else "")
        elif proposed and changed and not self.answer.is_begun:
            self.current = proposed

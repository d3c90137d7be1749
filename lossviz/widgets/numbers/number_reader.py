"""What a person typed, read as a value of one field, or refused in one sentence. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lossviz.widgets.numbers.number_scale import Limits


@dataclass(frozen=True)
class NumberReader:
    """Reads text for the field called `name`: `parse` knows numbers, `limits` this field."""

    name: str
    limits: Limits
    parse: Callable[[str], float]

    def read(self, text: str) -> float:
        """The value; ValueError says what is asked for and what is wrong with the text."""
        try:
            value = self.parse(text)
        except ValueError as error:
            raise ValueError(self._sentence(str(error))) from error
        problem = self.limits.problem(value)
        if problem is not None:
            raise ValueError(self._sentence(f"“{text.strip()}” {problem}."))
        return value

    def _sentence(self, reason: str) -> str:
        reason = reason[0].lower() + reason[1:]
        return f"{self.name} must be {self.limits.requirement()}; {reason}"

"""What a history plot shows, as plain frozen data. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lossviz.widgets.numbers.ranges import FloatArray


@dataclass(frozen=True)
class HistoryNote:
    """A point in words: what was edited ("car score 5.1 → 4.1"), and both losses after it."""

    edit: str
    hinge: str
    softmax: str


@dataclass(frozen=True, eq=False)
class HistoryPicture:
    """Both mean losses after each edit, (K,) with K of 0 or more.

    first: the number of the first edit shown, above 0 when older ones were dropped. notes: one a
    point; the last one's values stand beside the lines' names.
    """

    hinge: FloatArray
    softmax: FloatArray
    notes: Sequence[HistoryNote]
    first: int = 0
    x_name: str = "edit"

    def __post_init__(self) -> None:
        if not len(self.hinge) == len(self.softmax) == len(self.notes):
            raise ValueError("a history has a hinge loss, a softmax loss and a note for each edit")

    @property
    def last(self) -> int:
        """The number of the newest edit; one less than `first` when there is none."""
        return self.first + len(self.notes) - 1

    def greatest(self) -> float:
        """The largest finite loss, for the axis."""
        values = np.concatenate((self.hinge, self.softmax))
        return float(np.max(values, initial=0.0, where=np.isfinite(values)))

    def words(self, point: int | None = None) -> str:
        """An edit in words, or without one where the losses are now."""
        if not self.notes:
            return "No edits yet."
        note = self.notes[-1 if point is None else point]
        losses = f"hinge {note.hinge}, softmax {note.softmax}"
        if point is None:
            return f"{self.x_name} {self.last}, the last: {losses}"
        return f"{self.x_name} {self.first + point}, {note.edit}: {losses}"

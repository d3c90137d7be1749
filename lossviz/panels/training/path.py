"""The path of a run through weight space: a few of its weights, evenly spaced. No Qt, no thread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.float32]
"""W row by row, then b: one array (M,)."""

MOST = 64  # 8 MB of a CIFAR-10 classifier's weights


class WeightPath:
    """Keeps the weights of every `stride`-th step, from the start on, and at most 64 of them.

    When it is full, every second one is dropped and the stride doubles, so that a path of any
    length is spaced evenly. Arrays are kept as they are, without a copy, and become read-only.
    """

    def __init__(self, start: Packed, first: int = 0) -> None:
        """Begin at step 0, or at the first one that is known."""
        self.stride = 1
        self._kept: list[Packed] = []
        self._first = self._due = first
        self.note(first, start)

    @property
    def start(self) -> Packed:
        """The weights where it begins."""
        return self._kept[0]

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps whose weights are kept."""
        return tuple(range(self._first, self._due, self.stride))

    def note(self, step: int, weights: Packed) -> None:
        """The weights after a step; to be called after each, in order."""
        if step < self._due:
            return
        if len(self._kept) == MOST:
            self._kept = self._kept[::2]
            self.stride *= 2
        weights.setflags(write=False)
        self._kept.append(weights)
        self._due += self.stride

    def cut(self, step: int) -> None:
        """Go back to a step, and forget what was walked after it."""
        self._kept = self._kept[: (step - self._first) // self.stride + 1]
        self._due = self._first + len(self._kept) * self.stride

    def until(self, step: int, weights: Packed) -> tuple[tuple[int, ...], tuple[Packed, ...]]:
        """The steps of the path and their weights, up to a step that is the newest."""
        if self.steps[-1] == step:
            return self.steps, tuple(self._kept)
        return (*self.steps, step), (*self._kept, weights)

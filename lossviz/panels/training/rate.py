"""Steps a second, over about the last second."""

from __future__ import annotations

import time

FIRST_SECONDS = 0.1
WINDOW_SECONDS = 1.0


class StepRate:
    """Measures while steps are taken; starts again after each pause."""

    def __init__(self) -> None:
        self.begin(0)

    def begin(self, step: int) -> None:
        """Steps are taken from here on."""
        self._rate = 0.0
        self._since = time.perf_counter()
        self._step = step

    def measure(self, step: int) -> float:
        """The rate now; 0 until there is enough to tell."""
        now = time.perf_counter()
        elapsed = now - self._since
        if elapsed >= (WINDOW_SECONDS if self._rate else FIRST_SECONDS):
            self._rate = (step - self._step) / elapsed
            self._since, self._step = now, step
        return self._rate

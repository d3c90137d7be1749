"""How fast steps are taken, and how fast they were."""

from __future__ import annotations

import time

FIRST_SECONDS = 0.1
WINDOW_SECONDS = 1.0


class StepRate:
    """Steps a second over about the last second; starts again after each pause."""

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


class Pace:
    """When the next step is due, at so many a second; one that is late is made up for, a little."""

    MOST_BEHIND = 0.1

    def __init__(self) -> None:
        self._due = 0.0

    def wait(self, speed: int | None) -> float:
        """Seconds until the next step; 0 or less when it is due."""
        return 0.0 if speed is None else self._due - time.perf_counter()

    def stepped(self, speed: int | None) -> None:
        """A step was taken."""
        if speed is not None:
            earliest = time.perf_counter() - self.MOST_BEHIND
            self._due = max(self._due, earliest) + 1 / speed

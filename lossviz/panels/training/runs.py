"""The runs on one data set that a person may come back to. No Qt, and the worker's alone."""

from __future__ import annotations

from lossviz.panels.training.run import TrainingRun

# One holds its curves, the weights on its way and the memory of its optimizer: some megabytes.
MOST_KEPT = 8


class Runs:
    """Runs by number, the newest few. shown: the number of the one that goes on."""

    def __init__(self) -> None:
        self.shown = 0
        self._kept: dict[int, TrainingRun] = {}

    def begin(self, number: int) -> TrainingRun | None:
        """The images are open again: the newest run on them goes on, by the number of now."""
        if self._kept and number not in self._kept:
            self._kept[number] = self._kept.pop(next(reversed(self._kept)))
        return self.show(number)

    def here(self) -> TrainingRun | None:
        """The run that is shown."""
        return self._kept.get(self.shown)

    def show(self, number: int) -> TrainingRun | None:
        """Go to the run of that number; None where it is not kept, or never was."""
        self.shown = number
        return self.here()

    def keep(self, run: TrainingRun) -> None:
        """Keep this one as the one that is shown; the oldest makes room."""
        self.forget_shown()
        self._kept[self.shown] = run
        for number in list(self._kept)[:-MOST_KEPT]:
            del self._kept[number]

    def forget_shown(self) -> None:
        """It failed: begin anew in its place."""
        self._kept.pop(self.shown, None)

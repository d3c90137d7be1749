"""The curves of a run: one row a step, one row an evaluation, in arrays that only grow."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# About the last 20 minibatches count in the smoothed curves.
SMOOTHING = 0.95
STEP_COLUMNS = (
    "epoch",
    "step",
    "data_loss",
    "penalty",
    "total",
    "accuracy",
    "smooth",
    "smooth_accuracy",
)
VALIDATION_COLUMNS = ("epoch", "data_loss", "accuracy")


class Table:
    """Rows of float32 that are appended, and read as views that never change.

    The rows before the one being written are never written again, so a view handed to another
    thread stays what it was. Rows are copied only when the table has to grow.
    """

    def __init__(self, columns: int, capacity: int = 65_536) -> None:
        # Pages that nothing was written to cost no memory.
        self._rows = np.empty((columns, capacity), np.float32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, row: tuple[float, ...]) -> None:
        """Add one row with as many values as there are columns."""
        if self._count == self._rows.shape[1]:
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)], axis=1)
        with np.errstate(over="ignore"):  # beyond float32 it is ∞ in the curves
            self._rows[:, self._count] = row
        self._count += 1

    def until(self, count: int) -> Table:
        """A table of the first rows alone."""
        return Table.of(self._rows[:, :count])

    @classmethod
    def of(cls, rows: NDArray[np.float32]) -> Table:
        """A table of these rows, given as `view` gives them."""
        columns, count = rows.shape
        table = cls(columns, max(65_536, count))
        table._rows[:, :count] = rows
        table._count = count
        return table

    def view(self) -> NDArray[np.float32]:
        """The rows so far, (columns, rows), read-only."""
        view = self._rows[:, : self._count]
        view.flags.writeable = False
        return view


@dataclass(frozen=True, eq=False)
class StepCurves:
    """One entry a step: the minibatch before the update. Arrays (steps,), read-only.

    epoch: passes over the training images after the step. smooth and smooth_accuracy: exponential
    moving averages of data_loss and accuracy.
    """

    epoch: NDArray[np.float32]
    step: NDArray[np.float32]
    data_loss: NDArray[np.float32]
    penalty: NDArray[np.float32]
    total: NDArray[np.float32]
    accuracy: NDArray[np.float32]
    smooth: NDArray[np.float32]
    smooth_accuracy: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ValidationCurves:
    """One entry an evaluation of the validation images: at the start and after each epoch."""

    epoch: NDArray[np.float32]
    data_loss: NDArray[np.float32]
    accuracy: NDArray[np.float32]


class History:
    """Collects both kinds of curve while a run goes on."""

    def __init__(self, steps: Table | None = None, validation: Table | None = None) -> None:
        """Empty, or to go on from tables."""
        self._steps = steps or Table(len(STEP_COLUMNS))
        self._validation = validation or Table(len(VALIDATION_COLUMNS))
        self._smooth = self._smooth_accuracy = float("nan")
        if len(self._steps):
            self._smooth = float(self.steps().smooth[-1])
            self._smooth_accuracy = float(self.steps().smooth_accuracy[-1])

    def add_step(
        self,
        epoch: float,
        step: int,
        data_loss: float,
        penalty: float,
        total: float,
        accuracy: float,
    ) -> None:
        """Add the minibatch of one step."""
        self._smooth = _average(self._smooth, data_loss)
        self._smooth_accuracy = _average(self._smooth_accuracy, accuracy)
        self._steps.append(
            (epoch, step, data_loss, penalty, total, accuracy, self._smooth, self._smooth_accuracy)
        )

    def begin_average(self) -> None:
        """Forget the averages: the next steps are of another loss."""
        self._smooth = float("nan")

    def add_validation(self, epoch: float, data_loss: float, accuracy: float) -> None:
        """Add an evaluation of the validation images."""
        self._validation.append((epoch, data_loss, accuracy))

    def until(self, step: int, epoch: float) -> History:
        """The curves up to a step and an epoch, to go on from there."""
        steps, validation = self.steps(), self.validation()
        return History(
            self._steps.until(int(np.searchsorted(steps.step, step, "right"))),
            self._validation.until(int(np.searchsorted(validation.epoch, epoch, "right"))),
        )

    def rows(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """All of it, to be kept: (8, steps) and (3, evaluations), read-only."""
        return self._steps.view(), self._validation.view()

    @classmethod
    def of(cls, steps: NDArray[np.float32], validation: NDArray[np.float32]) -> History:
        """What `rows` gave."""
        return cls(Table.of(steps), Table.of(validation))

    def steps(self) -> StepCurves:
        """The steps so far."""
        return StepCurves(*self._steps.view())

    def validation(self) -> ValidationCurves:
        """The evaluations so far."""
        return ValidationCurves(*self._validation.view())


def _average(average: float, value: float) -> float:
    """The next exponential moving average; the first value starts it."""
    return value if math.isnan(average) else SMOOTHING * average + (1 - SMOOTHING) * value

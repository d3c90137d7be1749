"""What the playground job tells the panel: frozen, with read-only arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.panels.playground.evaluating import Evaluation
from lossviz.panels.playground.running import Curve
from lossviz.panels.playground.state import PlaygroundState, PlaygroundView
from lossviz.widgets.curves import Range


@dataclass(frozen=True, eq=False)
class RegionReport:
    """Which class wins where: codes (H, W) as `widgets.plane` takes them, and the part shown."""

    codes: NDArray[np.uint8]
    x_range: Range
    y_range: Range


@dataclass(frozen=True)
class Reading:
    """The place under the pointer: scores and probabilities (C,) there."""

    at: tuple[float, float]
    s: tuple[float, ...]
    p: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Pinned:
    """The curve of a run that was kept, and what it was: loss and step size."""

    name: str
    curve: Curve


@dataclass(frozen=True, eq=False)
class PlaygroundReport:
    """Where a run stands; all of one state and view.

    step: updates so far. evaluation: at the weights of now. after: weights after the next update,
    W (C, D) and b (C,), where they are looked at. curve: of this run. pinned: of others. regions:
    None while none are worked out. diverged: whether the next update would leave all numbers.
    """

    state: PlaygroundState
    view: PlaygroundView
    step: int
    evaluation: Evaluation
    after: tuple[Floats, Floats] | None
    curve: Curve
    pinned: tuple[Pinned, ...]
    regions: RegionReport | None
    reading: Reading | None
    can_go_back: bool
    diverged: bool
    running: bool
    steps_per_second: float

"""What the playground job tells the panel: frozen, with read-only arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.panels.playground.evaluating import Evaluation
from lossviz.panels.playground.running import Curve
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.plane.plane_picture import Segment


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
    """The curve of a run that was kept, and what it was: loss and step size, in words."""

    name: str
    loss: str
    curve: Curve


@dataclass(frozen=True, eq=False)
class RivalReport:
    """Where the run with the other loss stands; it has taken the same updates from the same start.

    state: that of the first run, with the other loss. evaluation: at its own weights; its gradient
    is not checked. regions: of the same part of the plane as those of the first run. diverged: it
    rests at `step`, at its last good weights, while the first run may have gone on.
    """

    state: PlaygroundState
    evaluation: Evaluation
    curve: Curve
    regions: RegionReport | None
    step: int
    diverged: bool


@dataclass(frozen=True, eq=False)
class FeatureSpace:
    """The points on their way from the plane of inputs to two of their features.

    places (N, 2): where all points are; x_range, y_range: what is seen, with axes of different
    scale. names: of the two axes. D: features in all; axes: which two are drawn. travel: how far
    the points have come, 0 to 1. Once they are there and D is 2, regions and ends are those of the
    classifier itself, ends (C,) where the score of a class is 0; else None and ().
    """

    places: Floats
    x_range: Range
    y_range: Range
    names: tuple[str, str]
    D: int
    axes: tuple[int, int]
    travel: float
    regions: RegionReport | None
    ends: tuple[Segment | None, ...]


@dataclass(frozen=True, eq=False)
class PlaygroundReport:
    """Where a run stands; all of one state and view.

    step: updates so far. evaluation: at the weights of now. after: weights after the next update,
    W (C, D) and b (C,), where they are looked at. curve: of this run. pinned: of others. regions:
    None while none are worked out. diverged: whether the next update would leave all numbers.
    finished: whether these are the most updates that a run takes. rival: the run with the other
    loss; None while it is not looked at, or takes the updates again that the first one has taken.
    feature_space: None while it is not looked at.
    """

    state: PlaygroundState
    view: PlaygroundSight
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
    finished: bool
    rival: RivalReport | None
    feature_space: FeatureSpace | None

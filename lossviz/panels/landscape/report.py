"""What the landscape job tells the panel: frozen, with read-only arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.panels.landscape.checking import Check
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.looking import Cut, ErrorCurve, Hovered
from lossviz.panels.landscape.state import LandscapeSight, LandscapeState
from lossviz.panels.landscape.walking import WalkRecord
from lossviz.widgets.heat_map.heat_codes import HeatImage
from lossviz.widgets.relief.relief_picture import ReliefPath


@dataclass(frozen=True, eq=False)
class MapReport:
    """The map as far as it is worked out.

    image: its picture. w1 (G,), w2 (M,): the grid. heights (M, G): 0 to 1, nan where the loss is
    not finite. done: whether it is as fine as it gets.
    """

    image: HeatImage
    w1: Floats
    w2: Floats
    heights: Floats
    done: bool


@dataclass(frozen=True, eq=False)
class TrainingView:
    """The classifier at the point. templates (C, 32, 32, 3). accuracy: share of the images."""

    templates: NDArray[np.uint8]
    accuracy: float


@dataclass(frozen=True, eq=False)
class LandscapeReport:
    """Where the walk stands and what is looked at; all of one state and view.

    check: at the point. lecture: of the lecture's vector, while it is looked at. minibatches
    (K, 2): gradients. walks: the one in hand first. old: of earlier starts. map: None while none is
    worked out. errors: () until they are. draped: the walks over the surface, old ones first, and
    downhill (K, 3), the arrow there: while it is looked at in 3-D.
    """

    state: LandscapeState
    view: LandscapeSight
    ground: Ground
    check: Check
    lecture: Check | None
    cut: Cut
    minibatches: Floats
    walks: tuple[WalkRecord, ...]
    old: tuple[WalkRecord, ...]
    map: MapReport | None
    errors: tuple[ErrorCurve, ...]
    hovered: Hovered | None
    training: TrainingView | None
    running: bool
    steps_per_second: float
    draped: tuple[ReliefPath, ...] = ()
    downhill: Floats | None = None

    @property
    def walk(self) -> WalkRecord:
        """The walk in hand."""
        return self.walks[0]


@dataclass(frozen=True)
class NoGround:
    """There is nothing to walk on. why: in a sentence. panel: which one has to be opened first."""

    state: LandscapeState
    why: str
    panel: str

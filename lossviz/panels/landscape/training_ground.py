"""The ground on a plane through the weights of the classifier in training. No Qt."""

from __future__ import annotations

from collections.abc import Generator

from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.slices import training_landscape
from lossviz.panels.landscape.state import LandscapeState


def training_ground(state: LandscapeState, trace: TrainingTrace) -> Generator[None, None, Ground]:
    """The ground on the plane that a person chose."""
    surface, found = yield from training_landscape(trace, state.plane, state.seed)
    reach, axes = found.slice.reach, found.slice.axes
    return Ground(
        surface, axes, (-reach[0], reach[0]), (-reach[1], reach[1]), (0.0, 0.0), len(trace.now),
        f"{LOSS_FORMULAS[trace.config.loss].title} loss, {found.images:,} training images,"
        f" step {trace.step:,}",
        found.slice.note,
        LOSS_FORMULAS[trace.config.loss].color,
        found,
    )  # fmt: skip

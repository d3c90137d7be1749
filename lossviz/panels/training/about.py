"""The whole of what the app knows of the Training panel. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossviz.panelkit.panel_kind import PanelKind

if TYPE_CHECKING:
    from lossviz.panelkit.moment import Codec
    from lossviz.panels.training.state import TrainingState, TrainingView


def _panel() -> type[Any]:
    from lossviz.panels.training.ui.panel import TrainingPanel

    return TrainingPanel


def _codec() -> Codec[TrainingState, TrainingView]:
    from lossviz.panels.training.remembered import CODEC

    return CODEC


TRAINING = PanelKind(
    name="training",
    title="Training",
    subtitle="Train a linear classifier on CIFAR-10 and watch its ten templates form.",
    icon="training",
    number=5,
    hint="Space runs and pauses. A changed setting takes effect at the next step.",
    panel=_panel,
    codec=_codec,
    tour_steps=680,  # ten epochs of the stand-in
    opens=(".npz", ".npy"),
    opens_as="weights or images",
    uses_images=True,
)

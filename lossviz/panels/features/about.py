"""The whole of what the app knows of the Features panel. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossviz.panelkit.panel_kind import PanelKind

if TYPE_CHECKING:
    from lossviz.panelkit.moment import Codec
    from lossviz.panels.features.state import FeaturesState, FeaturesView


def _panel() -> type[Any]:
    from lossviz.panels.features.ui.panel import FeaturesPanel

    return FeaturesPanel


def _codec() -> Codec[FeaturesState, FeaturesView]:
    from lossviz.panels.features.remembered import CODEC

    return CODEC


FEATURES = PanelKind(
    name="features",
    title="Features",
    subtitle="Give the linear classifier something better to look at than pixels.",
    icon="features",
    number=6,
    hint="Drag a point in either plane. Space morphs.",
    panel=_panel,
    codec=_codec,
)

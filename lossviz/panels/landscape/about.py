"""The whole of what the app knows of the Landscape panel. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossviz.panelkit.panel_kind import PanelKind

if TYPE_CHECKING:
    from lossviz.panelkit.moment import Codec
    from lossviz.panels.landscape.state import LandscapeState, LandscapeView


def _panel() -> type[Any]:
    from lossviz.panels.landscape.ui.panel import LandscapePanel

    return LandscapePanel


def _codec() -> Codec[LandscapeState, LandscapeView]:
    from lossviz.panels.landscape.remembered import CODEC

    return CODEC


LANDSCAPE = PanelKind(
    name="landscape",
    title="Landscape",
    subtitle="Measure the slope where you stand, two ways, then walk down it.",
    icon="landscape",
    number=3,
    hint="Drag the point. Arrow keys move it by 0.01. Space runs, right bracket steps.",
    panel=_panel,
    codec=_codec,
    tour_steps=1,
)

"""The whole of what the app knows of the Playground panel. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossviz.panelkit.panel_kind import TABLES, PanelKind

if TYPE_CHECKING:
    from lossviz.panelkit.moment import Codec
    from lossviz.panels.playground.state import PlaygroundState, PlaygroundView


def _panel() -> type[Any]:
    from lossviz.panels.playground.ui.panel import PlaygroundPanel

    return PlaygroundPanel


def _codec() -> Codec[PlaygroundState, PlaygroundView]:
    from lossviz.panels.playground.remembered import CODEC

    return CODEC


PLAYGROUND = PanelKind(
    name="playground",
    title="Playground",
    subtitle="Move points and weights, and watch the boundaries, the slopes and the losses answer.",
    icon="playground",
    number=4,
    hint="Drag a point, or a number. Shift-click the plane to add a point.",
    panel=_panel,
    codec=_codec,
    tour_steps=40,
    opens=TABLES,
    opens_as="a table of points",
)

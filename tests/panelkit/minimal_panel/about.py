"""The whole of what the app knows of the Minimal panel. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossviz.panelkit.panel_kind import PanelKind

if TYPE_CHECKING:
    from lossviz.panels.minimal.state import MinimalState, MinimalView

    from lossviz.panelkit.moment import Codec


def _panel() -> type[Any]:
    from lossviz.panels.minimal.ui.panel import MinimalPanel

    return MinimalPanel


def _codec() -> Codec[MinimalState, MinimalView]:
    from lossviz.panels.minimal.remembered import CODEC

    return CODEC


MINIMAL = PanelKind(
    name="minimal",
    title="Minimal",
    subtitle="Move one score, and see its hinge loss.",
    icon="hinge",
    number=9,
    hint="Drag the number sideways to change it.",
    panel=_panel,
    codec=_codec,
)

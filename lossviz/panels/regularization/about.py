"""The whole of what the app knows of the Regularization panel. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossviz.panelkit.panel_kind import PanelKind

if TYPE_CHECKING:
    from lossviz.panelkit.moment import Codec
    from lossviz.panels.regularization.state import RegularizationState, RegularizationView


def _panel() -> type[Any]:
    from lossviz.panels.regularization.ui.panel import RegularizationPanel

    return RegularizationPanel


def _codec() -> Codec[RegularizationState, RegularizationView]:
    from lossviz.panels.regularization.remembered import CODEC

    return CODEC


REGULARIZATION = PanelKind(
    name="regularization",
    title="Regularization",
    subtitle="Choose among the weights that fit the data equally well.",
    icon="regularization",
    number=2,
    hint="Drag λ, or what is drawn. Alt+1 to 5: another view.",
    panel=_panel,
    codec=_codec,
)

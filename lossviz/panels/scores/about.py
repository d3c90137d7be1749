"""The whole of what the app knows of the Scores panel. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossviz.panelkit.panel_kind import TABLES, PanelKind

if TYPE_CHECKING:
    from lossviz.panelkit.moment import Codec
    from lossviz.panels.scores.state import ScoresState, ScoresView


def _panel() -> type[Any]:
    from lossviz.panels.scores.ui.panel import ScoresPanel

    return ScoresPanel


def _codec() -> Codec[ScoresState, ScoresView]:
    from lossviz.panels.scores.remembered import CODEC

    return CODEC


SCORES = PanelKind(
    name="scores",
    title="Scores",
    subtitle="Turn scores into one number that says how unhappy we are with them.",
    icon="scores",
    number=1,
    hint="Drag a number sideways to change it. Shift: finer. Enter: type.",
    panel=_panel,
    codec=_codec,
    explains_at_first=True,
    opens=TABLES,
    opens_as="a table of scores",
)

"""The panels, in lecture order: the one line that a new panel adds outside its folder."""

from __future__ import annotations

from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panels.features.about import FEATURES
from lossviz.panels.landscape.about import LANDSCAPE
from lossviz.panels.playground.about import PLAYGROUND
from lossviz.panels.regularization.about import REGULARIZATION
from lossviz.panels.scores.about import SCORES
from lossviz.panels.training.about import TRAINING

PANELS: tuple[PanelKind, ...] = (
    SCORES,
    REGULARIZATION,
    LANDSCAPE,
    PLAYGROUND,
    TRAINING,
    FEATURES,
)


def panel_kind(name: str) -> PanelKind:
    """The panel of that name, or title; KeyError, with the names there are, if there is none."""
    for kind in PANELS:
        if kind.name == name.strip().lower():
            return kind
    raise KeyError(f"no panel is called {name!r}. There is: {panel_names()}.")


def panel_names() -> str:
    """All names, as a sentence lists them."""
    return ", ".join(kind.name for kind in PANELS)

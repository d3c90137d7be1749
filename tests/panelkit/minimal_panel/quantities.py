"""The numbers of the Minimal panel that can be asked for by name. No Qt."""

from __future__ import annotations

from lossviz.panels.minimal.evaluation import Evaluation

from lossviz.panelkit.quantities import Quantity

QUANTITIES: tuple[Quantity[Evaluation], ...] = (
    Quantity("score", "the score of the wrong class", lambda seen: seen.state.score),
    Quantity("hinge", "the hinge loss", lambda seen: seen.loss),
    Quantity("hinge_led", "the hinge loss with a lead of 2", lambda seen: seen.led),
)

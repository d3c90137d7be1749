"""The numbers of the Features panel that can be asked for by name. No Qt."""

from __future__ import annotations

from lossviz.panelkit.quantities import Quantity
from lossviz.panels.features.evaluation import Evaluation

QUANTITIES: tuple[Quantity[Evaluation], ...] = (
    Quantity("points", "how many points there are", lambda seen: len(seen.y)),
    Quantity("plane_right", "how many points a line in (x, y) has right", lambda s: s.plane.right),
    Quantity("polar_right", "how many points a line in (r, θ) has right", lambda s: s.polar.right),
    Quantity("plane_loss", "the data loss in (x, y) after the last step", lambda s: s.plane.loss),
    Quantity("polar_loss", "the data loss in (r, θ) after the last step", lambda s: s.polar.loss),
    Quantity(
        "plane_weights",
        "w1, w2 and b in (x, y), outer ring less inner ring",
        lambda s: s.plane.weights,
    ),
    Quantity(
        "polar_weights",
        "w1, w2 and b in (r, θ), outer ring less inner ring",
        lambda s: s.polar.weights,
    ),
    Quantity(
        "point_polar",
        "r and θ of the chosen point",
        lambda s: None if s.view.chosen is None else tuple(s.polar.X[s.view.chosen].tolist()),
    ),
)

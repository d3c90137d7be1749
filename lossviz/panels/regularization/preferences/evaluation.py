"""All numbers of the view Preferences, worked out in the worker. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.regularization import Regularization, Regularizer
from lossviz.model.regularized.penalty_parts import without_strength
from lossviz.model.regularized.preferences import least_weights, preferred, tie_of_l1
from lossviz.panels.regularization.preferences.settings import (
    LOOKED_AT,
    PreferencesLook,
    PreferencesSettings,
    score,
)
from lossviz.panels.regularization.state import PENALTIES

FIRST, LAST, POINTS = -0.25, 1.6, 186
"""Of the way from w1 to w2: how far it is drawn, and at how many points."""


@dataclass(frozen=True, eq=False)
class PreferencesFound:
    """What was found. Kinds are in the order of `PENALTIES`, weights in that of `LOOKED_AT`.

    scores (3,): w · x. costs (3 kinds, 3 weights): R, whatever λ is. terms (3 weights, D): what
    each weight adds to the R in force. least (3,): the least R of each kind that the score of w
    can have, NaN if there is no such w; least_w (D,): where it is for the R in force. prefers: 0
    for w1, 1 for w2, None for a tie, of each kind; None too where w1 and w2 have other scores:
    then `comparable` is False. slopes (3 kinds, D): dR/dw of what is looked at. share: of the point
    between w1 and w2 that is nearest to w. shares (K,), between (3 kinds, K): R on the way.
    flat: whether L1 has no favourite for this x.
    """

    settings: PreferencesSettings
    look: PreferencesLook
    scores: Floats
    costs: Floats
    terms: Floats
    least: Floats
    least_w: Floats
    prefers: tuple[int | None, ...]
    comparable: bool
    slopes: Floats
    share: float
    shares: Floats
    between: Floats
    flat: bool

    @property
    def kind(self) -> int:
        """The place of the penalty in force."""
        return PENALTIES.index(self.settings.penalty.kind)

    @property
    def cost_of_w(self) -> float:
        """Of w, whatever λ is."""
        return float(self.costs[self.kind, 2])


def regularizers(penalty: Regularization) -> list[Regularizer]:
    """All three, with λ = 1 and the β in force."""
    return [without_strength(replace(penalty, kind=kind)) for kind in PENALTIES]


def evaluate(settings: PreferencesSettings, look: PreferencesLook) -> PreferencesFound:
    """All of it."""
    kinds = regularizers(settings.penalty)
    weights = [np.array(getattr(settings, name)) for name in LOOKED_AT]
    w1, w2, w = weights
    scores = np.array([score(getattr(settings, name), settings.x) for name in LOOKED_AT])
    costs = np.array([[kind.penalty(each) for each in weights] for kind in kinds])
    chosen = kinds[PENALTIES.index(settings.penalty.kind)]
    shares = np.linspace(FIRST, LAST, POINTS)
    way = w1 + shares[:, None] * (w2 - w1)
    some_x = any(settings.x)
    possible = [least_weights(settings.x, scores[2], kind) for kind in kinds] if some_x else []
    nothing = np.full(len(w), np.nan)
    return PreferencesFound(
        settings=settings,
        look=look,
        scores=scores,
        costs=costs,
        terms=np.array([[chosen.penalty(each) for each in row] for row in weights]),
        least=np.array([k.penalty(v) for k, v in zip(kinds, possible, strict=False)])
        if some_x
        else np.full(len(kinds), np.nan),
        least_w=least_weights(settings.x, scores[2], chosen) if some_x else nothing,
        prefers=tuple(preferred(*row[:2]) for row in costs.tolist()),
        comparable=bool(scores[0] == scores[1]),
        slopes=np.array([kind.gradient(weights[LOOKED_AT.index(look.of)]) for kind in kinds]),
        share=nearest_share(w, w1, w2),
        shares=shares,
        between=np.array([[kind.penalty(each) for each in way] for kind in kinds]),
        flat=some_x and tie_of_l1(settings.x),
    )


def nearest_share(w: Floats, w1: Floats, w2: Floats) -> float:
    """Of the point on the line through w1 (0) and w2 (1) that is nearest to w."""
    way = w2 - w1
    length = float(way @ way)
    if length == 0:
        return 0.0
    return round(float(np.clip((w - w1) @ way / length, FIRST, LAST)), 12)

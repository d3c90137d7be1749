"""All numbers of the view W or 2W, worked out in the worker. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lossviz.data.lecture_scores import CLASSES, PIXELS, TRUE_CLASSES
from lossviz.model.arrays import Floats, Labels
from lossviz.model.losses import Hinge
from lossviz.model.one_example import hinge_terms
from lossviz.model.regularization import Regularization
from lossviz.model.regularized.penalty_parts import without_strength
from lossviz.model.regularized.scaling import closing_scale, least_scale, scaled_losses
from lossviz.panels.regularization.w_or_2w.settings import WOr2WLook, WOr2WSettings

POINTS = 201
USUAL_END = 2.5
"""Of the plot, in k; it ends further out for a larger k."""


@dataclass(frozen=True, eq=False)
class Scaled:
    """The losses at one k: data loss, R(kW), penalty λ R(kW) and total."""

    k: float
    data: float
    R: float
    penalty: float

    @property
    def total(self) -> float:
        """Data loss and penalty."""
        return self.data + self.penalty


@dataclass(frozen=True, eq=False)
class WOr2WFound:
    """What was found. n: which images the data loss is of.

    W (C, D), X (N, D) and y (N,) of those images; s (N, C): scores at k = 1. R_terms (C, D): what
    each weight of kW adds to R. hinge_terms (N, C): of kW, at the true class 0. one_losses (N, 2):
    the hinge loss of each image with W and with kW. one, now, least: the losses at k = 1, at k, and
    at the k of the least total. closing: the least k from which on the data loss is 0, ∞ where
    there is none. k, data, penalty (K,): the curves.
    """

    settings: WOr2WSettings
    look: WOr2WLook
    n: tuple[int, ...]
    W: Floats
    X: Floats
    y: Labels
    s: Floats
    R_terms: Floats
    hinge_terms: Floats
    one_losses: Floats
    one: Scaled
    now: Scaled
    least: Scaled
    closing: float
    k: Floats
    data: Floats
    penalty: Floats

    @property
    def name(self) -> str:
        """What kW is called: 2W where k is 2."""
        return scaled_name(self.settings.scale)


def scaled_name(k: float) -> str:
    """What kW is called.

    >>> scaled_name(1.0), scaled_name(2.0), scaled_name(0.5)
    ('W', '2W', 'kW')
    """
    if k == 1:
        return "W"
    return f"{k:.0f}W" if k.is_integer() and 2 <= k < 10 else "kW"


def term_of(penalty: Regularization, weight: float) -> float:
    """What one weight adds to R, whatever λ is."""
    return without_strength(penalty).penalty(weight)


def evaluate(settings: WOr2WSettings, look: WOr2WLook) -> WOr2WFound:
    """All of it."""
    n = range(len(CLASSES)) if settings.image == "all" else (CLASSES.index(settings.image),)
    W, X = np.array(settings.W), np.array(PIXELS)[list(n)]
    y = np.array(TRUE_CLASSES)[list(n)]
    # Without the rounding dirt of binary fractions: a margin that is closed must read so.
    s = (X @ W.T).round(10) + 0.0
    k, penalty = settings.scale, settings.penalty

    def scaled(k: float) -> Scaled:
        losses = scaled_losses([k], s, y, W, penalty)
        return Scaled(k, *(float(each[0]) for each in (losses.data, losses.R, losses.penalty)))

    ks, closing = scales(k), closing_scale(s, y)
    curves = scaled_losses(ks, s, y, W, penalty)
    hinge = Hinge()
    return WOr2WFound(
        settings=settings,
        look=look,
        n=tuple(n),
        W=W,
        X=X,
        y=y,
        s=s,
        R_terms=np.array([[term_of(penalty, k * w) for w in row] for row in settings.W]),
        hinge_terms=np.array([hinge_terms(k * s_n, y_n) for s_n, y_n in zip(s, y, strict=True)]),
        one_losses=np.stack([hinge.loss(s, y), hinge.loss(k * s, y)], axis=1),
        one=scaled(1.0),
        now=scaled(k),
        least=scaled(least_scale(s, y, W, penalty)),
        closing=math.inf if closing is None else closing,
        k=ks,
        data=curves.data,
        penalty=curves.penalty,
    )


def scales(k: float) -> Floats:
    """The k of the curves (K,): to 2.5, or beyond a k that is larger."""
    if k <= USUAL_END:
        return np.linspace(0.0, USUAL_END, POINTS)
    power = 10.0 ** math.floor(math.log10(k))
    end = next(power * each for each in (1, 2, 2.5, 5, 10, 20) if power * each >= 1.2 * k)
    return np.linspace(0.0, end, POINTS)

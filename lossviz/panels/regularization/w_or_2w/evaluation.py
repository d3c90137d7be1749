"""All numbers of the view W or 2W, worked out in the worker. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from lossviz.data.lecture_scores import CLASSES, PIXELS, TRUE_CLASSES
from lossviz.model.arrays import Floats, Labels
from lossviz.model.one_example import hinge_terms
from lossviz.model.regularization import Regularization
from lossviz.model.scaling import (
    LECTURE,
    closing_scale,
    least_total_scale,
    scaled_data_loss,
    scaled_penalty,
)
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
    return unit(penalty).penalty(weight)


def unit(penalty: Regularization) -> Regularization:
    """The same R with λ = 1."""
    return replace(penalty, strength=1.0)


def evaluate(settings: WOr2WSettings, look: WOr2WLook) -> WOr2WFound:
    """All of it."""
    n = range(len(CLASSES)) if settings.image == "all" else (CLASSES.index(settings.image),)
    W, X = np.array(settings.W), np.array(PIXELS)[list(n)]
    y = np.array(TRUE_CLASSES)[list(n)]
    # Without the rounding dirt of binary fractions: a margin that is closed must read so.
    s = (X @ W.T).round(10) + 0.0
    k, penalty = settings.scale, settings.penalty
    R = unit(penalty)

    def scaled(k: float) -> Scaled:
        data = float(scaled_data_loss(k, s, y)[0])
        return Scaled(k, data, R.penalty(k * W), penalty.penalty(k * W))

    ks = scales(k)
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
        one_losses=np.stack([LECTURE.loss(s, y), LECTURE.loss(k * s, y)], axis=1),
        one=scaled(1.0),
        now=scaled(k),
        least=scaled(least_total_scale(s, y, W, penalty)),
        closing=closing_scale(s, y),
        k=ks,
        data=scaled_data_loss(ks, s, y),
        penalty=scaled_penalty(ks, W, penalty),
    )


def scales(k: float) -> Floats:
    """The k of the curves (K,): to 2.5, or beyond a k that is larger."""
    if k <= USUAL_END:
        return np.linspace(0.0, USUAL_END, POINTS)
    power = 10.0 ** math.floor(math.log10(k))
    end = next(power * each for each in (1, 2, 2.5, 5, 10, 20) if power * each >= 1.2 * k)
    return np.linspace(0.0, end, POINTS)

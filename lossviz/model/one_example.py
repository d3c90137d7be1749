"""The losses of one example as on the lecture's slides: s (C,) its scores, y its true class.

Made to be read aloud. `lossviz.model.losses` has the same for all examples at once and says which
variants of the hinge loss there are; tests hold both to the same numbers. Scores are finite here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes, checked_class
from lossviz.model.losses import Hinge

LECTURE = Hinge()


def hinge_terms(s: ArrayLike, y: int, hinge: Hinge = LECTURE) -> Floats:
    """What each class adds to the hinge loss, (C,): max(0, s_j − s_y + margin), 0 for j = y."""
    s, y = checked(s, y)
    margins: Floats = np.maximum(0, s - s[y] + hinge.margin)
    if not hinge.include_true_class:
        margins[y] = 0
    if hinge.squared:
        margins *= margins
    return margins


def hinge_loss(s: ArrayLike, y: int, hinge: Hinge = LECTURE) -> float:
    """The hinge, or multiclass SVM, loss: the sum of the terms, or their mean."""
    terms = hinge_terms(s, y, hinge)
    return float(terms.sum() / hinge.divisor(len(terms)))


def hinge_gradient(s: ArrayLike, y: int, hinge: Hinge = LECTURE) -> Floats:
    """dL/ds, (C,): 1 for each class that costs, for the true class minus their number."""
    s, y = checked(s, y)
    margins: Floats = np.maximum(0, s - s[y] + hinge.margin)
    dS: Floats = 2 * margins if hinge.squared else np.sign(margins)
    dS[y] = 0
    dS[y] = -dS.sum()  # s_y is in every term, with a minus sign
    dS /= hinge.divisor(len(s))
    return dS


def hinge_kinks(s: ArrayLike, y: int, j: int, hinge: Hinge = LECTURE) -> Floats:
    """How far score j must move to where a term starts to cost, ascending.

    One number for a wrong class, one for each wrong class where j is the true one; equal ones once.
    """
    s, y = checked(s, y)
    if checked_class(j, len(s), "j") == y:
        return np.unique(np.delete(s, y) - s[y] + hinge.margin)
    return np.array([s[y] - hinge.margin - s[j]])


def probabilities(s: ArrayLike) -> Floats:
    """Softmax, (C,): p_j = exp(s_j) / sum over k of exp(s_k)."""
    s = Sizes().numbers("s", s, "C")
    p: Floats = np.exp(s - s.max())  # less the highest score no exp overflows; p is the same
    p /= p.sum()
    return p


def softmax_loss(s: ArrayLike, y: int) -> float:
    """The softmax, or cross-entropy, loss: −log p_y = log of the sum over k of exp(s_k − s_y)."""
    s, y = checked(s, y)
    return float(np.logaddexp.reduce(s - s[y]))  # exact where p_y rounds to 0 or to 1


def softmax_gradient(s: ArrayLike, y: int) -> Floats:
    """dL/ds, (C,): p_j, less 1 for the true class."""
    s, y = checked(s, y)
    dS = probabilities(s)
    dS[y] = 0
    dS[y] = -dS.sum()  # p_y − 1, without losing digits where p_y is nearly 1
    return dS


def checked(s: ArrayLike, y: int) -> tuple[Floats, int]:
    """Scores as an array and the true class, or ValueError with what is wrong."""
    s = Sizes().numbers("s", s, "C")
    return s, checked_class(y, len(s))

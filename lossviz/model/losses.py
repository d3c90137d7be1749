"""Loss functions: how unhappy we are with the scores of an example.

Conventions, the same for every loss:

- s (N, C) scores, y (N,) true classes, 0 to C − 1, two classes or more; N may be 0.
- `loss` is (N,), one number an example; `gradient` is (N, C), the derivative of each example's
  loss with respect to its own scores. Nothing is averaged over N.
- float32 and float64 stay what they are; any other numbers become float64.
- At a kink, where the slope jumps, the gradient is that of the flat side: max(0, 0) has slope 0.
- Scores that are inf give the limit where there is one, else nan. nan gives nan. No warnings.
- Wrong shapes or classes raise ValueError.

Source: lecture; Weston and Watkins 1999; Crammer and Singer 2001.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats, Labels
from lossviz.model.checking import Sizes
from lossviz.model.limits import at_infinity, limit


class Loss(ABC):
    """A loss: `name` is its key in `LOSSES`."""

    name: ClassVar[str]

    def loss(self, scores: ArrayLike, y: ArrayLike) -> Floats:
        """Loss (N,) of each example."""
        s, y = checked(scores, y)
        with np.errstate(all="ignore"):
            losses = self._loss(s, y)
            if (rows := at_infinity(s, losses)).any():
                losses[rows] = limit(lambda s: self._loss(s, y[rows]), s[rows])
            return losses

    def gradient(self, scores: ArrayLike, y: ArrayLike) -> Floats:
        """Derivative (N, C) of each example's loss with respect to its scores."""
        return self.loss_and_gradient(scores, y)[1]

    def loss_and_gradient(self, scores: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Loss (N,) and gradient (N, C), for little more than the price of the gradient."""
        s, y = checked(scores, y)
        with np.errstate(all="ignore"):
            losses, dS = self.unchecked(s, y)
            if (rows := at_infinity(s, losses)).any():
                losses[rows] = limit(lambda s: self._loss(s, y[rows]), s[rows])
                dS[rows] = limit(lambda s: self.unchecked(s, y[rows])[1], s[rows])
            return losses, dS

    @abstractmethod
    def _loss(self, s: Floats, y: Labels) -> Floats: ...

    @abstractmethod
    def unchecked(self, s: Floats, y: Labels) -> tuple[Floats, Floats]:
        """Both for a step of training: what is known to be right is not looked at again.

        s: finite float32 or float64; scores that are inf may give nan, and may warn.
        """


@dataclass(frozen=True)
class Hinge(Loss):
    """Multiclass SVM loss (Weston-Watkins): sum over j != y of max(0, s_j − s_y + margin).

    squared: max(0, .)^2 in place of max(0, .).
    include_true_class: sum over j = y too; it adds max(0, margin), or its square, a constant.
    mean: divide by the number of classes in the sum: C − 1, or C with the true class.
    """

    name = "hinge"

    margin: float = 1.0
    squared: bool = False
    include_true_class: bool = False
    mean: bool = False

    def __post_init__(self) -> None:
        check_margin(self.margin)

    def divisor(self, C: int) -> int:
        """How many of C classes the mean is over; 1 for a sum."""
        terms = C if self.include_true_class else C - 1
        return terms if self.mean else 1

    def _loss(self, s: Floats, y: Labels) -> Floats:
        margins = self._margins(s, y)
        if self.squared:
            margins *= margins
        return self._sum(margins)

    def unchecked(self, s: Floats, y: Labels) -> tuple[Floats, Floats]:
        """Loss (N,) and gradient (N, C) of scores that are right."""
        n = np.arange(len(y))
        margins = self._margins(s, y)
        dS = 2 * margins if self.squared else np.sign(margins)
        dS[n, y] = 0  # s_y − s_y + margin does not move
        dS[n, y] = -dS.sum(axis=1)
        dS /= self.divisor(s.shape[1])
        if self.squared:
            margins *= margins
        return self._sum(margins), dS

    def _margins(self, s: Floats, y: Labels) -> Floats:
        """max(0, s_j − s_y + margin) (N, C); at j = y 0, or the margin if it is included."""
        n = np.arange(len(y))
        margins = s - s[n, y][:, None]
        margins += self.margin
        np.maximum(margins, 0, out=margins)
        margins[n, y] = self.margin if self.include_true_class else 0
        return margins

    def _sum(self, margins: Floats) -> Floats:
        """Sum or mean (N,) of the margins (N, C)."""
        loss: Floats = margins.sum(axis=1)
        return loss / self.divisor(margins.shape[1]) if self.mean else loss


@dataclass(frozen=True)
class OneVsAll(Loss):
    """C two-class SVMs: sum over j of max(0, margin − t_j s_j), t_j = +1 if j = y, else −1."""

    name = "one-vs-all"

    margin: float = 1.0

    def __post_init__(self) -> None:
        check_margin(self.margin)

    def _loss(self, s: Floats, y: Labels) -> Floats:
        loss: Floats = self._margins(s, y).sum(axis=1)
        return loss

    def unchecked(self, s: Floats, y: Labels) -> tuple[Floats, Floats]:
        """Loss (N,) and gradient (N, C) of scores that are right."""
        margins = self._margins(s, y)
        dS = np.sign(margins)
        dS[np.arange(len(y)), y] *= -1
        return margins.sum(axis=1), dS

    def _margins(self, s: Floats, y: Labels) -> Floats:
        """max(0, margin − t_j s_j) (N, C)."""
        n = np.arange(len(y))
        margins = s + self.margin
        margins[n, y] = self.margin - s[n, y]
        np.maximum(margins, 0, out=margins)
        return margins


@dataclass(frozen=True)
class Structured(Loss):
    """Structured SVM loss (Crammer-Singer): max(0, max over j != y of s_j − s_y + margin).

    Of several wrong classes with the same highest score the first one is pushed down.
    """

    name = "structured"

    margin: float = 1.0

    def __post_init__(self) -> None:
        check_margin(self.margin)

    def _loss(self, s: Floats, y: Labels) -> Floats:
        _, loss = self._worst(s, y)
        return loss

    def unchecked(self, s: Floats, y: Labels) -> tuple[Floats, Floats]:
        """Loss (N,) and gradient (N, C) of scores that are right."""
        n = np.arange(len(y))
        j, loss = self._worst(s, y)
        dS = np.zeros_like(s)
        dS[n, j] = np.sign(loss)
        dS[n, y] = -np.sign(loss)
        return loss, dS

    def _worst(self, s: Floats, y: Labels) -> tuple[Labels, Floats]:
        """The wrong class j (N,) with the highest score, and the loss (N,) it causes."""
        n = np.arange(len(y))
        wrong = s.copy()
        wrong[n, y] = -np.inf
        j = wrong.argmax(axis=1)
        return j, np.maximum(wrong[n, j] - s[n, y] + self.margin, 0)


@dataclass(frozen=True)
class Softmax(Loss):
    """Softmax, or cross-entropy, loss: −log p_y with p_j = exp(s_j) / sum over k of exp(s_k).

    Computed as s_m − s_y + log(1 + sum over j != m of exp(s_j − s_m)), m the highest score:
    no exp overflows, and log1p keeps a loss of 3.38e−48 that log(1 + 3.38e−48) would round to 0.
    """

    name = "softmax"

    def _loss(self, s: Floats, y: Labels) -> Floats:
        loss, _, _ = self._loss_and_exp(s, y)
        return loss

    def unchecked(self, s: Floats, y: Labels) -> tuple[Floats, Floats]:
        """Loss (N,) and gradient (N, C) of scores that are right."""
        n = np.arange(len(y))
        loss, exp, total = self._loss_and_exp(s, y)
        dS = exp / total[:, None]
        dS[n, y] = 0
        dS[n, y] = -dS.sum(axis=1)  # p_y − 1, without cancellation
        return loss, dS

    def _loss_and_exp(self, s: Floats, y: Labels) -> tuple[Floats, Floats, Floats]:
        """Loss (N,), exp(s_j − s_m) (N, C) and its sum (N,)."""
        n = np.arange(len(y))
        m = s.argmax(axis=1)
        highest = s[n, m]
        exp = s - highest[:, None]
        np.exp(exp, out=exp)
        exp[n, m] = 0
        others = exp.sum(axis=1)
        exp[n, m] = 1
        return highest - s[n, y] + np.log1p(others), exp, 1 + others


def checked(scores: ArrayLike, y: ArrayLike) -> tuple[Floats, Labels]:
    """Scores and classes as arrays, or ValueError with what is wrong."""
    sizes = Sizes()
    s = sizes.numbers("scores", scores, "N", "C")
    if s.shape[1] < 2:
        raise ValueError(f"scores must be (N, C) with two classes or more, not {s.shape}")
    return s, sizes.classes("y", y, "N")


def check_margin(margin: float) -> None:
    """Raise ValueError if a margin is not finite and 0 or more."""
    if not 0 <= margin < np.inf:
        raise ValueError(f"margin must be a finite number, 0 or more, not {margin!r}")


LOSSES: dict[str, Loss] = {
    loss.name: loss for loss in (Hinge(), OneVsAll(), Structured(), Softmax())
}


def probabilities(scores: ArrayLike) -> Floats:
    """What softmax makes of scores (N, C): exp(s_j) / sum over k of exp(s_k). Rows sum to 1."""
    s, _ = checked(scores, np.zeros(len(np.asarray(scores)), dtype=np.int64))
    with np.errstate(all="ignore"):
        p = _probabilities(s)
        if (rows := at_infinity(s, p.sum(axis=1))).any():
            p[rows] = limit(_probabilities, s[rows])
    return p


def _probabilities(s: Floats) -> Floats:
    exp = np.exp(s - s.max(axis=1, keepdims=True))
    p: Floats = exp / exp.sum(axis=1, keepdims=True)
    return p


def loss_at_zero_scores(loss: Loss, C: int) -> float:
    """The loss when all C scores are 0, a check at the start of training.

    Softmax log C, hinge C − 1, one-vs-all C, structured 1.
    """
    return float(loss.loss(np.zeros((1, C)), np.zeros(1, dtype=np.int64))[0])

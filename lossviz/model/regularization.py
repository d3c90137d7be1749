"""Regularization: a preference for simple weights, whatever the examples say.

L(W) = data loss + strength · R(W), with strength the lecture's lambda. R is a sum over the
weights W, of any shape; the biases b are never part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import as_floats


class Regularizer(Protocol):
    """R(W): `name` is its key in `REGULARIZERS`."""

    name: ClassVar[str]

    def penalty(self, W: ArrayLike) -> float:
        """R(W), one number."""
        ...

    def gradient(self, W: ArrayLike) -> Floats:
        """dR/dW, in the shape and precision of W."""
        ...


@dataclass(frozen=True)
class NoPenalty:
    """R(W) = 0: only the data count."""

    name: ClassVar[str] = "none"

    def penalty(self, W: ArrayLike) -> float:
        """0."""
        return 0.0

    def gradient(self, W: ArrayLike) -> Floats:
        """0 for each weight."""
        return np.zeros_like(as_floats("W", W))


@dataclass(frozen=True)
class L2:
    """R(W) = sum W^2: likes weights that are spread out."""

    name: ClassVar[str] = "l2"

    def penalty(self, W: ArrayLike) -> float:
        """Sum W^2."""
        W = as_floats("W", W)
        return float(np.vdot(W, W))

    def gradient(self, W: ArrayLike) -> Floats:
        """2 W."""
        return 2 * as_floats("W", W)


@dataclass(frozen=True)
class L1:
    """R(W) = sum |W|: likes few weights that are not 0."""

    name: ClassVar[str] = "l1"

    def penalty(self, W: ArrayLike) -> float:
        """Sum |W|."""
        return float(np.sum(np.abs(as_floats("W", W))))

    def gradient(self, W: ArrayLike) -> Floats:
        """The sign of W; 0 at the kink W = 0."""
        return np.sign(as_floats("W", W))


@dataclass(frozen=True)
class Elastic:
    """Elastic net, R(W) = sum beta W^2 + |W|: some of both."""

    name: ClassVar[str] = "elastic"

    beta: float = 0.5

    def penalty(self, W: ArrayLike) -> float:
        """Sum beta W^2 + |W|."""
        W = as_floats("W", W)
        return float(np.sum(self.beta * W * W + np.abs(W)))

    def gradient(self, W: ArrayLike) -> Floats:
        """2 beta W + the sign of W."""
        W = as_floats("W", W)
        return 2 * self.beta * W + np.sign(W)


REGULARIZERS: dict[str, Regularizer] = {
    regularizer.name: regularizer for regularizer in (NoPenalty(), L2(), L1(), Elastic())
}


@dataclass(frozen=True)
class Regularization:
    """Which regularizer, and how strong: strength · R(W).

    kind: a key of `REGULARIZERS`. strength: lambda, finite, 0 or more; at 0 the penalty is 0
    for every W. beta: the share of W^2 in the elastic net.
    """

    kind: str
    strength: float
    beta: float = 0.5

    def __post_init__(self) -> None:
        if self.kind not in REGULARIZERS:
            raise ValueError(f"kind must be one of {', '.join(REGULARIZERS)}, not {self.kind!r}")
        for name in ("strength", "beta"):
            if not 0 <= (value := getattr(self, name)) < np.inf:
                raise ValueError(f"{name} must be a finite number, 0 or more, not {value!r}")

    def penalty(self, W: ArrayLike) -> float:
        """Strength · R(W)."""
        return self.strength * self.regularizer.penalty(W)

    def gradient(self, W: ArrayLike) -> Floats:
        """Strength · dR/dW."""
        return self.strength * self.regularizer.gradient(W)

    @property
    def regularizer(self) -> Regularizer:
        """R, without its strength."""
        if self.strength == 0:
            return REGULARIZERS["none"]
        return Elastic(self.beta) if self.kind == "elastic" else REGULARIZERS[self.kind]

"""What the gradient bars show, as plain frozen data. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

VerdictKind = Literal["agrees", "check", "wrong", "kink"]


@dataclass(frozen=True)
class LossSlope:
    """The derivative of one loss by one score: analytic, numeric, and the analytic as it reads."""

    value: float
    numeric: float
    text: str


@dataclass(frozen=True)
class ClassSlopes:
    """The derivatives of both losses by the score of one class, coloured as `color_name`."""

    name: str
    color_name: str
    hinge: LossSlope
    softmax: LossSlope

    @property
    def slopes(self) -> tuple[LossSlope, LossSlope]:
        """Hinge, then softmax, from top to bottom."""
        return self.hinge, self.softmax


@dataclass(frozen=True)
class Verdict:
    """What the gradient check of a loss found: "numeric agrees", and how closely: "1.2 × 10⁻⁹"."""

    text: str
    value: str
    kind: VerdictKind


@dataclass(frozen=True)
class GradientPicture:
    """dL/ds of both losses by every class, and a verdict for each loss."""

    rows: tuple[ClassSlopes, ...] = ()
    hinge: Verdict | None = None
    softmax: Verdict | None = None
    x_name: str = "slope of the loss"

    @property
    def verdicts(self) -> Iterator[tuple[str, Verdict]]:
        """Each verdict there is, with the name of its loss."""
        pairs = (("hinge", self.hinge), ("softmax", self.softmax))
        return ((name, verdict) for name, verdict in pairs if verdict is not None)

    def lengths(self) -> tuple[float, ...]:
        """Analytic and numeric slope of each bar from top to bottom; what is not finite is 0."""
        slopes = [each for row in self.rows for each in row.slopes]
        values = [value for each in slopes for value in (each.value, each.numeric)]
        return tuple(each if math.isfinite(each) else 0.0 for each in values)

    def words(self) -> str:
        """All of it in words, for a screen reader."""
        rows = [f"{e.name}: hinge {e.hinge.text}, softmax {e.softmax.text}" for e in self.rows]
        checks = [f"{name}: {v.text} {v.value}".strip() for name, v in self.verdicts]
        return "; ".join(rows + checks)

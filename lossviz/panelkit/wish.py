"""What one panel asks another to show: a penalty on the same ground. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.model.regularization import Regularization


@dataclass(frozen=True)
class PenaltyWish:
    """panel: the name of the one that is asked. loss: of the examples, softmax or hinge; with it
    the two-weight classifier of the lecture is meant, where the panel has it."""

    panel: str
    penalty: Regularization
    loss: str = "softmax"

"""How all views of the panel write what they found. Pure, no Qt."""

from __future__ import annotations

from lossviz.model.regularization import Regularization
from lossviz.widgets.numbers.number_text import format_number, short_number

LOSS_DECIMALS, R_DECIMALS, K_DECIMALS = 3, 2, 3
PENALTY_SUMS = {"l2": "ΣW²", "l1": "Σ|W|", "elastic": "Σ(βW² + |W|)"}


def loss_text(value: float) -> str:
    """A loss as it stands on the panel."""
    return format_number(value, LOSS_DECIMALS)


def penalty_sum(penalty: Regularization, R: float, of: str) -> str:
    """How the penalty comes about: "λ · R(kW) = 0.02 × 178.160 = 3.563"."""
    strength = short_number(penalty.strength)
    return (
        f"λ · R({of}) = {strength} × {format_number(R, LOSS_DECIMALS)} = "
        f"{loss_text(penalty.strength * R)}"
    )

"""What the losses are called where all four stand side by side, and their colours. No Qt."""

from __future__ import annotations

# Two of them are hinge losses: Weston and Watkins' and the structured one.
LOSS_TITLES = {
    "softmax": "Softmax",
    "hinge": "Weston–Watkins",
    "one-vs-all": "One-vs-all",
    "structured": "Structured SVM",
}


def loss_color(loss: str) -> str:
    """The colour role of a loss."""
    return "semantic.softmax" if loss == "softmax" else "semantic.hinge"

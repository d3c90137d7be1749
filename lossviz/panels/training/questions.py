"""The Training panel's question: what the first loss must be. No Qt."""

from __future__ import annotations

from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Tolerance, Unknown
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.quantities import QUANTITIES
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.state import TrainingState, TrainingView


def zero_text(report: TrainingReport, truth: float) -> str:
    """The loss of scores that are all 0, and where it comes from."""
    return vm.zero_text(report.config.loss, report.start.classes, truth)


QUESTIONS: tuple[Asked[TrainingReport, TrainingState, TrainingView], ...] = (
    Asked(
        "first-loss",
        "The first loss",
        text="All weights are near 0 before the first step. What is the loss then?",
        why=vm.start_sentence,
        unknowns=(
            Unknown(
                Prompt("loss", "Loss of scores near 0", start=1.0, decimals=vm.LOSS_DECIMALS),
                number(QUANTITIES, "loss_at_zero"),
                zero_text,
            ),
        ),
        tolerance=Tolerance(decimals=2, share=0.0),
    ),
)

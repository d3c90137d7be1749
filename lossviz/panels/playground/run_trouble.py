"""What went wrong with a run, or makes it hopeless, and what to do about it: in words. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.model.losses import loss_at_zero_scores
from lossviz.panelkit.trouble import Trouble
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import MOST_STEPS, loss_of
from lossviz.panels.playground.state import PlaygroundState
from lossviz.widgets.numbers.number_text import MINUS, short_number

SETTLED_STEPS = 20
SMALL_SCORE, OUTWEIGHED = 0.25, 0.95  # of a weight's part in a score; of the loss at zero weights
SMALL_MOVE = 100.0  # a step of a weight times how far a point is: beyond, losses swing


def trouble(report: PlaygroundReport) -> Trouble | None:
    """What stands in the way of a run or of a picture; None where all is well."""
    if report.diverged:
        return Trouble("diverged", diverged_text(report))
    if report.finished and not report.running:
        return Trouble("limit", f"A run takes {MOST_STEPS:,} updates at most.", "info")
    if report.step and (text := swing_text(report.state)):
        return Trouble("swings", text, "info")
    if outweighed(report):
        text = f"λ = {short_number(report.state.strength)}: the penalty outweighs the data."
        return Trouble("outweighed", text, "info")
    if report.state.feature_map == "identity" and (flat := lineless(report)):
        return Trouble(f"lineless {flat}", f"{flat}: weights of 0 draw no line.", "info")
    return None


def diverged_text(report: PlaygroundReport) -> str:
    """Why a run diverges: the penalty alone may do it, or points far out."""
    state = report.state
    rate, strength = short_number(state.learning_rate), short_number(state.strength)
    factor = shrinking(state)
    if factor < -1:
        text = (
            f"With step size {rate} and λ {strength} the loss diverges: the penalty alone "
            f"multiplies W by 1 {MINUS} 2 × {rate} × {strength} = {short_number(round(factor, 3))} "
            "in each step."
        )
    else:
        text = f"With step size {rate} the loss diverges. {swing_text(state)}".rstrip()
    return f"{text} These are the last good weights, after step {report.step:,}."


def shrinking(state: PlaygroundState) -> float:
    """What a plain step multiplies W by for its L2 penalty alone: 1 − 2 α λ."""
    plain = state.regularization == "l2" and state.optimizer == "sgd"
    return 1 - 2 * state.learning_rate * state.strength if plain else 1.0


def swing_text(state: PlaygroundState) -> str:
    """What to do about points on other scales than the step size suits; "" where they do."""
    X, _ = state.points.training
    reach = np.abs(X).max(axis=0, initial=0.0)  # (2,)
    if not state.learning_rate * float(reach @ reach) > SMALL_MOVE:
        return ""
    far = int(reach.argmax())
    name, size = "x₀x₁"[2 * far : 2 * far + 2], short_number(float(f"{reach[far]:.2g}"))
    return f"{name} reaches {size}: bring both to about 1, or take a smaller step size."


def outweighed(report: PlaygroundReport) -> bool:
    """Whether the penalty holds the weights so near 0 that the points hardly count."""
    state, found = report.state, report.evaluation
    if report.step < SETTLED_STEPS or not state.strength:
        return False
    of_penalty = state.penalty.gradient(found.W)
    of_data = found.objective.dW - of_penalty
    at_zero = loss_at_zero_scores(loss_of(state), state.C)
    held = np.linalg.norm(of_penalty) >= np.linalg.norm(of_data) / 2
    near_zero = np.abs(found.s - found.b).max(initial=0.0) <= SMALL_SCORE
    return bool(held and near_zero and found.objective.data >= OUTWEIGHED * at_zero)


def lineless(report: PlaygroundReport) -> str:
    """The classes whose weights are all 0."""
    flat = np.flatnonzero(~report.evaluation.W.any(axis=1)).tolist()
    if not flat:
        return ""
    names = ", ".join(str(k) for k in flat)
    return f"Class{'es' if len(flat) > 1 else ''} {names}"

"""Questions about the person's own table, answered by the model. No Qt.

The margin is the one in force; of the variants of the hinge loss only the one in question is on.
For these k is 1, even after a look at all scores near 0: each is one change to the lecture's loss.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lossviz.model.losses import Hinge, Softmax, loss_at_zero_scores
from lossviz.model.one_example import hinge_terms
from lossviz.panels.scores.evaluation import Evaluation, table_scores
from lossviz.panels.scores.rounding import settled, settled_row
from lossviz.panels.scores.state import ScoresState
from lossviz.panels.scores.view_model import loss_text
from lossviz.widgets.numbers.number_text import MINUS, short_number


def plain(state: ScoresState) -> Hinge:
    """The lecture's hinge loss with the margin in force."""
    return Hinge(margin=state.hinge.margin)


def average(state: ScoresState, hinge: Hinge) -> float:
    """The hinge loss of the table, with k = 1."""
    y = np.array(state.y)
    s = settled(table_scores(state, 1.0), y, hinge.margin)
    return float(hinge.loss(s, y).mean())


def hinge_at_zero(e: Evaluation) -> float:
    """C − 1 times the margin."""
    return loss_at_zero_scores(plain(e.state), len(e.state.classes))


def zero_sentence(e: Evaluation) -> str:
    """Each wrong class lacks the whole margin."""
    state = e.state
    C, margin = len(state.classes), short_number(state.hinge.margin)
    wrong = "The one wrong class" if C == 2 else f"Each of the C {MINUS} 1 = {C - 1} wrong classes"
    loss = loss_text(hinge_at_zero(e), state.digits)
    return (
        f"{wrong} adds max(0, 0 {MINUS} 0 + {margin}) = {margin}, which makes {loss} for every "
        "image. If training starts far from that, look for a mistake."
    )


def hinge_over_all_classes(e: Evaluation) -> float:
    """With the true class in the sum."""
    return average(e.state, replace(plain(e.state), include_true_class=True))


def all_classes_sentence(e: Evaluation) -> str:
    """A constant more."""
    margin = short_number(e.state.hinge.margin)
    before, after = _before_and_after(e.state, hinge_over_all_classes(e))
    return (
        f"The true class adds max(0, 0 + {margin}) = {margin} to every image: {before} becomes "
        f"{after}. A constant changes no slope, so the same W stays best."
    )


def hinge_averaged(e: Evaluation) -> float:
    """With the mean over the wrong classes."""
    return average(e.state, replace(plain(e.state), mean=True))


def mean_sentence(e: Evaluation) -> str:
    """A constant factor."""
    C = len(e.state.classes)
    before, after = _before_and_after(e.state, hinge_averaged(e))
    return (
        f"Every loss is divided by C {MINUS} 1 = {C - 1}: {before} becomes {after}. A constant "
        "factor only rescales the loss: the W with the lowest data loss stays the same."
    )


def hinge_squared(e: Evaluation) -> float:
    """With every term squared."""
    return average(e.state, replace(plain(e.state), squared=True))


def squared_sentence(e: Evaluation) -> str:
    """No factor: the largest term weighs most."""
    before, after = _before_and_after(e.state, hinge_squared(e))
    largest = largest_term(e.state, plain(e.state))
    if not largest:
        return f"All terms are 0 here, and so are their squares: the loss stays {after}."
    square = short_number(largest_term(e.state, replace(plain(e.state), squared=True)))
    return (
        f"{before} becomes {after}. This is no constant factor: the largest term, "
        f"{short_number(largest)}, counts as {square}, while terms below 1 shrink. So another W "
        "can be best."
    )


def largest_term(state: ScoresState, hinge: Hinge) -> float:
    """The most that a class adds to the loss of an image."""
    rows = zip(table_scores(state, 1.0), state.y, strict=True)
    return max(float(hinge_terms(settled_row(s, y, hinge.margin), y, hinge).max()) for s, y in rows)


def softmax_at_zero(e: Evaluation) -> float:
    """log C."""
    return loss_at_zero_scores(Softmax(), len(e.state.classes))


def softmax_start_sentence(e: Evaluation) -> str:
    """All classes are equally likely."""
    C = len(e.state.classes)
    loss = loss_text(softmax_at_zero(e), e.state.digits)
    return (
        f"Each of the C = {C} classes gets the probability 1/{C}, so every image has "
        f"{MINUS}log(1/{C}) = log {C} = {loss}. If training starts far from that, look for a "
        "mistake."
    )


def _before_and_after(state: ScoresState, after: float) -> tuple[str, str]:
    before = average(state, plain(state))
    return loss_text(before, state.digits), loss_text(after, state.digits)

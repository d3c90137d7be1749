"""Questions about the lecture's example, answered by the model, whatever is in the table. No Qt.

An answer is the right numbers, and a sentence or two on why. Like answers about the table it takes
what is on the screen, but only for the number of digits to show.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.losses import Loss
from lossviz.model.one_example import hinge_loss, softmax_loss
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.rounding import rounded
from lossviz.panels.scores.state import ORIGINAL
from lossviz.panels.scores.tables import LECTURE, THREE_VECTORS
from lossviz.panels.scores.view_model import loss_text
from lossviz.widgets.numbers.number_text import short_number

CAR_IMAGE = CAR = 1
"""Places of the car image and of the car class in the lecture's table."""
JIGGLE = -0.5
FAR = 20.0
"""So far the true score is moved to show where both losses end."""
ON_MARGIN, FAR_BELOW = 1, 2
"""Places of [10, 9, 9] and of [10, −100, −100] among the three vectors."""
WRONG = 1
PUSH = 0.5


# The lecture's car image


def car_scores(move: float = 0.0, k: float = 1.0) -> Floats:
    """Scores (C,) of the car image with k W, its car score moved."""
    s = k * np.array(LECTURE.scores[CAR_IMAGE])
    s[CAR] += move
    return rounded(s)


def to_spare(s: Floats) -> float:
    """By how much the car score leads the next one by more than the margin."""
    return float(s[CAR] - np.delete(s, CAR).max()) - ORIGINAL.margin


def jiggled_loss(_e: Evaluation) -> float:
    """The hinge loss after the jiggle."""
    return hinge_loss(car_scores(JIGGLE), CAR)


def jiggle_sentence(e: Evaluation) -> str:
    """There was more to spare than the jiggle took."""
    loss = loss_text(jiggled_loss(e), e.state.digits)
    before, after = short_number(to_spare(car_scores())), short_number(to_spare(car_scores(JIGGLE)))
    return (
        f"It stays {loss}: the car score leads the next one by the margin and {before} more, so "
        f"{short_number(-JIGGLE)} less still leaves {after} to spare."
    )


def doubled_loss(_e: Evaluation) -> float:
    """The hinge loss with 2W."""
    return hinge_loss(car_scores(k=2.0), CAR)


def unique_sentence(e: Evaluation) -> str:
    """The lead doubles, the margin does not."""
    loss = loss_text(doubled_loss(e), e.state.digits)
    one, two = (short_number(to_spare(car_scores(k=k))) for k in (1.0, 2.0))
    return (
        f"W is not the only one: the loss is {loss} with 2W too. The lead of the car score doubles "
        f"and the margin stays, so {one} to spare becomes {two}."
    )


# Any image


def smallest(loss: Loss) -> float:
    """The loss as all wrong scores go to −∞: it rises with them, and falls with the true one."""
    return float(loss.loss(((0.0, -np.inf, -np.inf),), (0,))[0])


def largest(loss: Loss) -> float:
    """The loss as the true score goes to −∞."""
    return float(loss.loss(((-np.inf, 0.0, 0.0),), (0,))[0])


def bounds_sentence(e: Evaluation) -> str:
    """0 is reached, and there is no end to the other side."""
    digits = e.state.digits
    least = loss_text(smallest(ORIGINAL), digits)
    low, lower = (
        loss_text(hinge_loss(car_scores(move), CAR), digits) for move in (-FAR, -10 * FAR)
    )
    return (
        f"The smallest is {least}, once the true class leads all others by the margin. There is "
        f"no largest: lower the car score of the lecture’s car image by {FAR:g} and its loss is "
        f"{low}, by {10 * FAR:g} and it is {lower}."
    )


def softmax_bounds_sentence(e: Evaluation) -> str:
    """0 is a limit that no finite scores reach."""
    high, low = (
        loss_text(softmax_loss(car_scores(move), CAR), e.state.digits) for move in (FAR, -FAR)
    )
    return (
        f"It comes as near to 0 as one likes but never gets there: raise the car score of the "
        f"lecture’s car image by {FAR:g} and its loss is {high}. There is no largest: lower it by "
        f"{FAR:g} and the loss is {low}, and so on."
    )


# The three vectors


def vector(i: int, push: float = 0.0) -> Floats:
    """Scores (C,) of one of the three, a wrong one of them pushed up."""
    s = np.array(THREE_VECTORS.scores[i])
    s[WRONG] += push
    return rounded(s)


def vector_text(s: Floats) -> str:
    """[10, 9.5, 9], which no line end parts."""
    comma = ",\N{NO-BREAK SPACE}"
    return f"[{comma.join(short_number(float(each)) for each in s)}]"


def on_margin(loss: Callable[[Floats, int], float], push: float = 0.0) -> float:
    """A loss of [10, 9, 9], whose first class is the true one, before or after a push."""
    return loss(vector(ON_MARGIN, push), THREE_VECTORS.y[ON_MARGIN])


def both_sentence(e: Evaluation) -> str:
    """The hinge loss moves only where the margin is touched, softmax always."""
    digits = e.state.digits
    hinge, pushed_hinge, softmax, pushed_softmax = (
        loss_text(on_margin(loss, push), digits)
        for loss in (hinge_loss, softmax_loss)
        for push in (0.0, PUSH)
    )
    y, far, pushed = THREE_VECTORS.y[FAR_BELOW], vector(FAR_BELOW), vector(FAR_BELOW, PUSH)
    far_hinge = loss_text(hinge_loss(pushed, y), digits)
    before, after = (loss_text(softmax_loss(s, y), digits) for s in (far, pushed))
    return (
        f"{vector_text(vector(ON_MARGIN))} lies just on the margin, so a push costs: hinge from "
        f"{hinge} to {pushed_hinge}, softmax from {softmax} to {pushed_softmax}. The same push on "
        f"{vector_text(far)} leaves hinge at {far_hinge}; softmax moves even there, from {before} "
        f"to {after}."
    )

"""Questions about the lecture's example, answered by the model, whatever is in the table. No Qt.

An answer is the right numbers, by key of the prompt, and a sentence or two on why. Like answers
about the table it takes the person's state, but only for the number of digits to show.
"""

from __future__ import annotations

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.losses import Loss, Softmax
from lossviz.model.one_example import hinge_loss, softmax_loss
from lossviz.panels.scores.rounding import rounded
from lossviz.panels.scores.state import ORIGINAL, ScoresState
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


def jiggle_truths(_state: ScoresState) -> dict[str, float]:
    """The hinge loss after the jiggle."""
    return {"loss": hinge_loss(car_scores(JIGGLE), CAR)}


def jiggle_sentence(state: ScoresState) -> str:
    """There was more to spare than the jiggle took."""
    loss = loss_text(hinge_loss(car_scores(JIGGLE), CAR), state.digits)
    before, after = short_number(to_spare(car_scores())), short_number(to_spare(car_scores(JIGGLE)))
    return (
        f"It stays {loss}: the car score leads the next one by the margin and {before} more, so "
        f"{short_number(-JIGGLE)} less still leaves {after} to spare."
    )


def unique_truths(_state: ScoresState) -> dict[str, float]:
    """The hinge loss with 2W."""
    return {"loss": hinge_loss(car_scores(k=2.0), CAR)}


def unique_sentence(state: ScoresState) -> str:
    """The lead doubles, the margin does not."""
    loss = loss_text(hinge_loss(car_scores(k=2.0), CAR), state.digits)
    one, two = (short_number(to_spare(car_scores(k=k))) for k in (1.0, 2.0))
    return (
        f"W is not the only one: the loss is {loss} with 2W too. The lead of the car score doubles "
        f"and the margin stays, so {one} to spare becomes {two}."
    )


# Any image


def limits(loss: Loss) -> dict[str, float]:
    """The loss as all wrong scores go to −∞, and as the true one does.

    Both losses fall with the true score and rise with the wrong ones: these are their bounds.
    """
    best, worst = (0.0, -np.inf, -np.inf), (-np.inf, 0.0, 0.0)
    smallest, largest = loss.loss((best, worst), (0, 0))
    return {"smallest": float(smallest), "largest": float(largest)}


def bounds_truths(_state: ScoresState) -> dict[str, float]:
    """Of the lecture's hinge loss."""
    return limits(ORIGINAL)


def bounds_sentence(state: ScoresState) -> str:
    """0 is reached, and there is no end to the other side."""
    smallest = loss_text(limits(ORIGINAL)["smallest"], state.digits)
    low, lower = (
        loss_text(hinge_loss(car_scores(move), CAR), state.digits) for move in (-FAR, -10 * FAR)
    )
    return (
        f"The smallest is {smallest}, once the true class leads all others by the margin. There is "
        f"no largest: lower the car score of the lecture’s car image by {FAR:g} and its loss is "
        f"{low}, by {10 * FAR:g} and it is {lower}."
    )


def softmax_bounds_truths(_state: ScoresState) -> dict[str, float]:
    """Of the softmax loss."""
    return limits(Softmax())


def softmax_bounds_sentence(state: ScoresState) -> str:
    """0 is a limit that no finite scores reach."""
    high, low = (
        loss_text(softmax_loss(car_scores(move), CAR), state.digits) for move in (FAR, -FAR)
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


def both_truths(_state: ScoresState) -> dict[str, float]:
    """Both losses on the margin, before and after a push."""
    y = THREE_VECTORS.y[ON_MARGIN]
    now, pushed = vector(ON_MARGIN), vector(ON_MARGIN, PUSH)
    return {
        "hinge": hinge_loss(now, y),
        "softmax": softmax_loss(now, y),
        "pushed-hinge": hinge_loss(pushed, y),
        "pushed-softmax": softmax_loss(pushed, y),
    }


def both_sentence(state: ScoresState) -> str:
    """The hinge loss moves only where the margin is touched, softmax always."""
    text = {key: loss_text(value, state.digits) for key, value in both_truths(state).items()}
    y, far, pushed = THREE_VECTORS.y[FAR_BELOW], vector(FAR_BELOW), vector(FAR_BELOW, PUSH)
    hinge = loss_text(hinge_loss(pushed, y), state.digits)
    before, after = (loss_text(softmax_loss(s, y), state.digits) for s in (far, pushed))
    return (
        f"{vector_text(vector(ON_MARGIN))} lies just on the margin, so a push costs: hinge from "
        f"{text['hinge']} to {text['pushed-hinge']}, softmax from {text['softmax']} to "
        f"{text['pushed-softmax']}. The same push on {vector_text(far)} leaves hinge at {hinge}; "
        f"softmax moves even there, from {before} to {after}."
    )

"""What shows the answer to a question in the panel: pure actions on its state and view. No Qt."""

from __future__ import annotations

from dataclasses import replace

from lossviz.panels.scores.lecture_answers import CAR, CAR_IMAGE, ON_MARGIN, PUSH, WRONG
from lossviz.panels.scores.state import ScoresState, ScoresView, with_scale, with_variant
from lossviz.panels.scores.tables import preset
from lossviz.panels.scores.weights import with_bias

# The state


def with_variant_alone(state: ScoresState, variant: str) -> ScoresState:
    """The lecture's hinge loss with one change and k = 1; the margin stays."""
    return with_scale(with_variant(_plain(state), **{variant: True}), 1.0)


def at_zero(state: ScoresState) -> ScoresState:
    """The person's table with k = 0; biases, which k leaves alone, are 0 too."""
    if state.linear is not None:
        for j in range(len(state.classes)):
            state = with_bias(state, j, 0.0)
    return with_scale(_plain(state), 0.0)


def _plain(state: ScoresState) -> ScoresState:
    return with_variant(state, squared=False, include_true_class=False, mean=False)


def lecture(state: ScoresState, key: str = "lecture") -> ScoresState:
    """A preset with the lecture's own loss."""
    return preset(preset(state, "lecture"), key)


# The view


def car_moved(offset: float, view: ScoresView) -> ScoresView:
    """The cursor on the curve of the lecture's car image over its car score."""
    return replace(view, example=CAR_IMAGE, j=CAR, offset=offset, plot="one")


def car_image(view: ScoresView) -> ScoresView:
    """The lecture's car image."""
    return replace(view, example=CAR_IMAGE, plot="one")


def pushed(view: ScoresView) -> ScoresView:
    """The cursor on the curves of all three vectors, over a wrong score."""
    return replace(view, example=ON_MARGIN, j=WRONG, offset=PUSH, plot="all")


def first_reading(view: ScoresView) -> ScoresView:
    """The softmax loss read as the lecture does first."""
    return replace(view, reading="likelihood")


def last_reading(view: ScoresView) -> ScoresView:
    """The reading that has log(1 / p), which is log C where p = 1/C."""
    return replace(view, reading="divergence")

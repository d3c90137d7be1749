"""The lecture's questions about scores and losses. No Qt.

Each can be tried in the panel. The right numbers are worked out by the model.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lossviz.model.losses import Softmax
from lossviz.model.one_example import hinge_loss, softmax_loss
from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown
from lossviz.panels.scores import lecture_answers, table_answers, trying
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.lecture_answers import (
    CAR,
    CAR_IMAGE,
    FAR,
    JIGGLE,
    ON_MARGIN,
    PUSH,
    largest,
    on_margin,
    smallest,
)
from lossviz.panels.scores.quantities import QUANTITIES
from lossviz.panels.scores.state import ORIGINAL, ScoresState, ScoresView
from lossviz.panels.scores.tables import LECTURE, preset_in_force
from lossviz.panels.scores.view_model import loss_text
from lossviz.widgets.numbers.number_text import short_number

_VARIANTS = {"mean": "mean", "squared": "squared", "include_true_class": "all-classes"}


def question_of(e: Evaluation) -> str:
    """Key of the question that fits what is on the screen."""
    state, view = e.state, e.view
    for variant, key in _VARIANTS.items():
        if getattr(state.hinge, variant):
            return key
    if state.scale == 0 or not any(map(any, state.scores)):
        return "softmax-start" if view.reading == "divergence" else "zero"
    if state.scale == 2:
        return "unique"
    if preset_in_force(state) == "three":
        return "svm-softmax"
    return {-FAR: "bounds", FAR: "softmax-bounds"}.get(view.offset, "jiggle")


# The questions


def _told(e: Evaluation, truth: float) -> str:
    return loss_text(truth, e.state.digits)


def _unknown(
    key: str, label: str, truth: Callable[[Evaluation], float | None]
) -> Unknown[Evaluation]:
    return Unknown(Prompt(key, label, start=1.0), truth, _told)


def _of_variant(quantity: str) -> tuple[Unknown[Evaluation], ...]:
    label = "Average hinge loss of this table, k = 1"
    return (_unknown("loss", label, number(QUANTITIES, quantity)),)


_CAR_SCORE = short_number(LECTURE.scores[CAR_IMAGE][CAR])
_VECTOR, _PUSHED = (
    lecture_answers.vector_text(lecture_answers.vector(ON_MARGIN, push)) for push in (0.0, PUSH)
)

QUESTIONS: tuple[Asked[Evaluation, ScoresState, ScoresView], ...] = (
    Asked(
        "jiggle",
        "Jiggle the car image’s scores",
        text="What happens to the loss if the car image’s scores change a bit? Say its car score "
        f"in the lecture’s table, {_CAR_SCORE}, falls by {short_number(-JIGGLE)}.",
        why=lecture_answers.jiggle_sentence,
        unknowns=(
            _unknown("loss", "Hinge loss of the car image then", lecture_answers.jiggled_loss),
        ),
        try_text="Try on the car image",
        try_on=trying.lecture,
        look=partial(trying.car_moved, JIGGLE),
    ),
    Asked(
        "bounds",
        "Smallest and largest loss",
        text="What are the smallest and the largest hinge loss that an image can have?",
        why=lecture_answers.bounds_sentence,
        unknowns=(
            _unknown("smallest", "Smallest hinge loss of an image", lambda _: smallest(ORIGINAL)),
            _unknown("largest", "Largest hinge loss of an image", lambda _: largest(ORIGINAL)),
        ),
        try_text="Try on the car image",
        try_on=trying.lecture,
        look=partial(trying.car_moved, -FAR),
    ),
    Asked(
        "zero",
        "All scores near 0",
        text="At the start of training W is small, and all scores are near 0. What is the hinge "
        "loss then?",
        why=table_answers.zero_sentence,
        unknowns=(
            _unknown(
                "loss", "Average hinge loss of this table", number(QUANTITIES, "hinge_at_zero")
            ),
        ),
        try_text="Try with k = 0",
        try_on=trying.at_zero,
        look=trying.first_reading,
    ),
    Asked(
        "all-classes",
        "Sum over all classes",
        text="What if the sum went over all classes, the true one (j = y) included?",
        why=table_answers.all_classes_sentence,
        unknowns=_of_variant("hinge_mean_all_classes"),
        try_text="Try with j = y",
        try_on=partial(trying.with_variant_alone, variant="include_true_class"),
    ),
    Asked(
        "mean",
        "Mean instead of sum",
        text="What if we took the mean over the wrong classes instead of the sum?",
        why=table_answers.mean_sentence,
        unknowns=_of_variant("hinge_mean_averaged"),
        try_text="Try the mean",
        try_on=partial(trying.with_variant_alone, variant="mean"),
    ),
    Asked(
        "squared",
        "Squared hinge",
        text="What if every term of the hinge loss were squared?",
        why=table_answers.squared_sentence,
        unknowns=_of_variant("hinge_mean_squared"),
        try_text="Try the square",
        try_on=partial(trying.with_variant_alone, variant="squared"),
    ),
    Asked(
        "unique",
        "Is a W with L = 0 unique?",
        text="A W gives the lecture’s car image a hinge loss of 0. Is it the only W that does? Try "
        "2W, which doubles all scores.",
        why=lecture_answers.unique_sentence,
        unknowns=(
            _unknown("loss", "Hinge loss of the car image with 2W", lecture_answers.doubled_loss),
        ),
        try_text="Try 2W",
        try_on=partial(trying.lecture, key="double"),
        look=trying.car_image,
    ),
    Asked(
        "softmax-bounds",
        "Softmax: smallest and largest",
        text="Between which two limits does the softmax loss of an image lie?",
        why=lecture_answers.softmax_bounds_sentence,
        unknowns=(
            _unknown("smallest", "Lower limit of the softmax loss", lambda _: smallest(Softmax())),
            _unknown("largest", "Upper limit of the softmax loss", lambda _: largest(Softmax())),
        ),
        formula="softmax",
        try_text="Try on the car image",
        try_on=trying.lecture,
        look=partial(trying.car_moved, FAR),
    ),
    Asked(
        "softmax-start",
        "Softmax: all scores equal",
        text="At the start of training all scores are about equal. What is the softmax loss then?",
        why=table_answers.softmax_start_sentence,
        unknowns=(
            _unknown(
                "loss", "Average softmax loss of this table", number(QUANTITIES, "softmax_at_zero")
            ),
        ),
        formula="softmax",
        try_text="Try with k = 0",
        try_on=trying.at_zero,
        look=trying.last_reading,
    ),
    Asked(
        "svm-softmax",
        "SVM against softmax",
        text=f"The scores are {_VECTOR}, and the first class is the true one. What are both losses "
        f"now, and when the second score goes up by {short_number(PUSH)}?",
        why=lecture_answers.both_sentence,
        unknowns=(
            _unknown("hinge", f"Hinge loss of {_VECTOR}", lambda _: on_margin(hinge_loss)),
            _unknown("softmax", f"Softmax loss of {_VECTOR}", lambda _: on_margin(softmax_loss)),
            _unknown(
                "pushed-hinge", f"Hinge loss of {_PUSHED}", lambda _: on_margin(hinge_loss, PUSH)
            ),
            _unknown(
                "pushed-softmax",
                f"Softmax loss of {_PUSHED}",
                lambda _: on_margin(softmax_loss, PUSH),
            ),
        ),
        formula="softmax",
        try_text="Try on three vectors",
        try_on=partial(trying.lecture, key="three"),
        look=trying.pushed,
    ),
)
"""In the order of the lecture."""

"""The lecture's questions about scores and losses: how they are asked, shown, marked. No Qt.

Each can be tried in the panel: `try_on` and `look` make the state and the view in which the number
that was asked for is on the screen. The right numbers are worked out by the model.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lossviz.panelkit.explanation import Mark, Marking, Predictions, Prompt, Question
from lossviz.panels.scores import lecture_answers, table_answers, trying
from lossviz.panels.scores.lecture_answers import CAR, CAR_IMAGE, FAR, JIGGLE, ON_MARGIN, PUSH
from lossviz.panels.scores.state import ScoresState, ScoresView
from lossviz.panels.scores.tables import LECTURE, preset_in_force
from lossviz.panels.scores.view_model import loss_text
from lossviz.widgets.numbers.number_text import short_number

_VARIANTS = {"mean": "mean", "squared": "squared", "include_true_class": "all-classes"}


@dataclass(frozen=True)
class Asked:
    """A question, and what the panel does with it.

    truths: the right numbers, by key of the prompt. try_on, look: the state and the view that show
    them; None for what stays as it is. sentence: why the numbers are what they are.
    """

    question: Question
    truths: Callable[[ScoresState], dict[str, float]]
    try_on: Callable[[ScoresState], ScoresState] | None
    look: Callable[[ScoresView], ScoresView] | None
    sentence: Callable[[ScoresState], str]


def question_of(state: ScoresState, view: ScoresView) -> str:
    """Key of the question that fits what is on the screen."""
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


def _prompt(key: str, label: str) -> Prompt:
    return Prompt(key, label, start=1.0)


_VARIANT = (_prompt("loss", "Average hinge loss of this table, k = 1"),)
_CAR_SCORE = short_number(LECTURE.scores[CAR_IMAGE][CAR])
_VECTOR, _PUSHED = (
    lecture_answers.vector_text(lecture_answers.vector(ON_MARGIN, push)) for push in (0.0, PUSH)
)

_ALL = (
    Asked(
        Question(
            "jiggle",
            "Jiggle the car image’s scores",
            "What happens to the loss if the car image’s scores change a bit? Say its car score in "
            f"the lecture’s table, {_CAR_SCORE}, falls by {short_number(-JIGGLE)}.",
            (_prompt("loss", "Hinge loss of the car image then"),),
            "Try on the car image",
        ),
        lecture_answers.jiggle_truths,
        trying.lecture,
        partial(trying.car_moved, JIGGLE),
        lecture_answers.jiggle_sentence,
    ),
    Asked(
        Question(
            "bounds",
            "Smallest and largest loss",
            "What are the smallest and the largest hinge loss that an image can have?",
            (
                _prompt("smallest", "Smallest hinge loss of an image"),
                _prompt("largest", "Largest hinge loss of an image"),
            ),
            "Try on the car image",
        ),
        lecture_answers.bounds_truths,
        trying.lecture,
        partial(trying.car_moved, -FAR),
        lecture_answers.bounds_sentence,
    ),
    Asked(
        Question(
            "zero",
            "All scores near 0",
            "At the start of training W is small, and all scores are near 0. What is the hinge "
            "loss then?",
            (_prompt("loss", "Average hinge loss of this table"),),
            "Try with k = 0",
        ),
        table_answers.zero_truths,
        trying.at_zero,
        trying.first_reading,
        table_answers.zero_sentence,
    ),
    Asked(
        Question(
            "all-classes",
            "Sum over all classes",
            "What if the sum went over all classes, the true one (j = y) included?",
            _VARIANT,
            "Try with j = y",
        ),
        table_answers.all_classes_truths,
        partial(trying.with_variant_alone, variant="include_true_class"),
        None,
        table_answers.all_classes_sentence,
    ),
    Asked(
        Question(
            "mean",
            "Mean instead of sum",
            "What if we took the mean over the wrong classes instead of the sum?",
            _VARIANT,
            "Try the mean",
        ),
        table_answers.mean_truths,
        partial(trying.with_variant_alone, variant="mean"),
        None,
        table_answers.mean_sentence,
    ),
    Asked(
        Question(
            "squared",
            "Squared hinge",
            "What if every term of the hinge loss were squared?",
            _VARIANT,
            "Try the square",
        ),
        table_answers.squared_truths,
        partial(trying.with_variant_alone, variant="squared"),
        None,
        table_answers.squared_sentence,
    ),
    Asked(
        Question(
            "unique",
            "Is a W with L = 0 unique?",
            "A W gives the lecture’s car image a hinge loss of 0. Is it the only W that does? Try "
            "2W, which doubles all scores.",
            (_prompt("loss", "Hinge loss of the car image with 2W"),),
            "Try 2W",
        ),
        lecture_answers.unique_truths,
        partial(trying.lecture, key="double"),
        trying.car_image,
        lecture_answers.unique_sentence,
    ),
    Asked(
        Question(
            "softmax-bounds",
            "Softmax: smallest and largest",
            "Between which two limits does the softmax loss of an image lie?",
            (
                _prompt("smallest", "Lower limit of the softmax loss"),
                _prompt("largest", "Upper limit of the softmax loss"),
            ),
            "Try on the car image",
            formula="softmax",
        ),
        lecture_answers.softmax_bounds_truths,
        trying.lecture,
        partial(trying.car_moved, FAR),
        lecture_answers.softmax_bounds_sentence,
    ),
    Asked(
        Question(
            "softmax-start",
            "Softmax: all scores equal",
            "At the start of training all scores are about equal. What is the softmax loss then?",
            (_prompt("loss", "Average softmax loss of this table"),),
            "Try with k = 0",
            formula="softmax",
        ),
        table_answers.softmax_start_truths,
        trying.at_zero,
        trying.last_reading,
        table_answers.softmax_start_sentence,
    ),
    Asked(
        Question(
            "svm-softmax",
            "SVM against softmax",
            f"The scores are {_VECTOR}, and the first class is the true one. What are both losses "
            f"now, and when the second score goes up by {short_number(PUSH)}?",
            (
                _prompt("hinge", f"Hinge loss of {_VECTOR}"),
                _prompt("softmax", f"Softmax loss of {_VECTOR}"),
                _prompt("pushed-hinge", f"Hinge loss of {_PUSHED}"),
                _prompt("pushed-softmax", f"Softmax loss of {_PUSHED}"),
            ),
            "Try on three vectors",
            formula="softmax",
        ),
        lecture_answers.both_truths,
        partial(trying.lecture, key="three"),
        trying.pushed,
        lecture_answers.both_sentence,
    ),
)
QUESTIONS: dict[str, Asked] = {asked.question.key: asked for asked in _ALL}
"""By key, in the order of the lecture."""


# Marking


def mark(asked: Asked, state: ScoresState, predictions: Predictions) -> Marking:
    """Hold what the person predicted against the model's numbers."""
    truths = asked.truths(state)
    marks = []
    for prompt in asked.question.prompts:
        truth, said = truths[prompt.key], predictions.get(prompt.key)
        right = said is not None and is_right(said, truth)
        spoken = "" if said is None else short_number(said)
        marks.append(Mark(prompt.key, right, loss_text(truth, state.digits), spoken))
    return Marking(asked.question.key, tuple(marks), asked.sentence(state))


def is_right(said: float, truth: float) -> bool:
    """Whether it is the same to two decimals or within 1 %; only ∞ is ∞.

    Half a hundredth may be rounded up or down.
    """
    same = round(said, 2) == round(truth, 2)
    return same or math.isclose(said, truth, rel_tol=0.01, abs_tol=0.005 + 1e-9)

"""The lecture's questions: their numbers, what trying them shows, how predictions are marked."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.losses import Hinge, Loss, Softmax
from lossviz.model.one_example import hinge_loss
from lossviz.panelkit.explanation import Mark, Marking
from lossviz.panelkit.questions import by_key, mark
from lossviz.panels.scores.evaluation import Evaluation, evaluate
from lossviz.panels.scores.lecture_answers import CAR, FAR, car_scores, largest, smallest
from lossviz.panels.scores.questions import QUESTIONS, question_of
from lossviz.panels.scores.state import (
    ScoresState,
    ScoresView,
    with_digits,
    with_scale,
    with_variant,
)
from lossviz.panels.scores.tables import LECTURE, preset
from lossviz.panels.scores.weights import with_bias, with_linear
from tests.panels.scores.tables import steady, tables, views

SIX = ("jiggle", "bounds", "zero", "all-classes", "mean", "squared")
FURTHER = ("unique", "softmax-bounds", "softmax-start", "svm-softmax")
VARIANTS = {"all-classes": "include_true_class", "mean": "mean", "squared": "squared"}
LONGEST_LABEL = 40

TWO_CLASSES = ScoresState(("a", "b"), ("only image",), ((0.5, 0.2),), (0,))
TEN_BY_TEN = ScoresState(
    classes=tuple(f"class {j}" for j in range(10)),
    examples=tuple(f"image {i}" for i in range(10)),
    scores=tuple(tuple(1e4 * math.sin(10 * i + j) for j in range(10)) for i in range(10)),
    y=tuple(range(10)),
)
WEIGHTS = with_bias(with_linear(LECTURE, True), 1, 2.5)
VARIANT = with_variant(with_scale(LECTURE, 4.0), margin=2.5, squared=True, mean=True)
TABLES = pytest.mark.parametrize(
    "state",
    [LECTURE, TWO_CLASSES, TEN_BY_TEN, WEIGHTS, VARIANT, preset(LECTURE, "zero")],
    ids=["lecture", "two classes", "10x10", "weights", "variant", "zero"],
)
KEYS = pytest.mark.parametrize("key", [asked.key for asked in QUESTIONS])


def evaluated(state: ScoresState, view: ScoresView = ScoresView()) -> Evaluation:  # noqa: B008
    return evaluate(state, view.within(state))


def truths(key: str, state: ScoresState) -> dict[str, float | None]:
    """What is right, by key of the prompt."""
    seen = evaluated(state)
    return {each.prompt.key: each.truth(seen) for each in by_key(QUESTIONS, key).unknowns}


def answer(key: str, state: ScoresState, **predictions: float) -> Marking:
    return mark(by_key(QUESTIONS, key), evaluated(state), predictions)


def tried(key: str, state: ScoresState, view: ScoresView = ScoresView()) -> Evaluation:  # noqa: B008
    """What the panel shows once the question is tried."""
    asked = by_key(QUESTIONS, key)
    state = state if asked.try_on is None else asked.try_on(state)
    view = view if asked.look is None else asked.look(view)
    return evaluated(state, view)


# The lecture's numbers


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("jiggle", {"loss": 0}),
        ("bounds", {"smallest": 0, "largest": math.inf}),
        ("zero", {"loss": 2}),
        ("all-classes", {"loss": 6.2667}),
        ("mean", {"loss": 2.6333}),
        ("squared", {"loss": 30.5533}),
        ("unique", {"loss": 0}),
        ("softmax-bounds", {"smallest": 0, "largest": math.inf}),
        ("softmax-start", {"loss": 1.0986}),
        (
            "svm-softmax",
            {
                "hinge": 0,
                "softmax": 0.5514,
                "pushed-hinge": 0.5,
                "pushed-softmax": math.log(1 + math.exp(-0.5) + math.exp(-1)),
            },
        ),
    ],
)
def test_the_lectures_numbers(key: str, expected: dict[str, float]) -> None:
    assert truths(key, LECTURE) == pytest.approx(expected, abs=5e-5)


@KEYS
def test_those_about_the_lecture_do_not_depend_on_the_table(key: str) -> None:
    of_the_table = key in {"zero", "softmax-start", *VARIANTS}
    assert (truths(key, TWO_CLASSES) != truths(key, LECTURE)) == of_the_table


def test_ten_classes_start_at_9_and_at_log_10() -> None:
    assert truths("zero", TEN_BY_TEN) == {"loss": 9}
    assert truths("softmax-start", TEN_BY_TEN)["loss"] == pytest.approx(2.3026, abs=5e-5)


def test_the_margin_in_force_counts() -> None:
    wide = with_variant(LECTURE, margin=3.0)
    assert truths("zero", wide) == {"loss": 6}
    original = evaluate(wide, ScoresView()).hinge.mean
    assert truths("all-classes", wide) == {"loss": pytest.approx(original + 3)}


@pytest.mark.parametrize("loss", [Hinge(), Softmax()], ids=["hinge", "softmax"])
def test_limits_are_where_growing_scores_lead(loss: Loss) -> None:
    true_score = np.array([-1e6, -1e5, -1e4, -100, -10, 0, 10, 20, 100, 600])
    scores = np.zeros((len(true_score), 3))
    scores[:, 0] = true_score
    losses = loss.loss(scores, np.zeros(len(true_score), dtype=int))
    assert (np.diff(losses) <= 0).all()
    assert losses[-1] == pytest.approx(smallest(loss), abs=1e-99)
    assert losses[0] > 9e5
    assert largest(loss) == math.inf


@steady
@given(tables())
def test_no_loss_is_below_the_smallest(state: ScoresState) -> None:
    s, y = np.array(state.scores), np.array(state.y)
    assert (Hinge().loss(s, y) >= smallest(Hinge())).all()
    assert (Softmax().loss(s, y) >= smallest(Softmax())).all()


# Trying


@TABLES
@pytest.mark.parametrize("key", ["zero", *VARIANTS])
def test_trying_shows_the_average_that_was_asked_for(key: str, state: ScoresState) -> None:
    expected = truths(key, state)["loss"]
    assert tried(key, state).hinge.mean == pytest.approx(expected)


@TABLES
def test_trying_shows_all_scores_equal(state: ScoresState) -> None:
    shown = tried("softmax-start", state)
    assert not shown.s.any()
    expected = truths("softmax-start", state)["loss"]
    assert shown.softmax.each == pytest.approx([expected] * len(state.y))


@TABLES
def test_trying_shows_the_car_image(state: ScoresState) -> None:
    jiggled = tried("jiggle", state)
    assert jiggled.jiggles[0].at[1] == truths("jiggle", state)["loss"]
    assert jiggled.jiggles[0].at[0] < 0
    assert jiggled.state.examples[jiggled.example.i] == "car image"
    assert jiggled.state.classes[jiggled.jiggles[0].j] == "car"
    doubled = tried("unique", state)
    assert doubled.example.hinge == truths("unique", state)["loss"]
    assert doubled.hinge.mean == pytest.approx(9.5333, abs=5e-5)
    assert doubled.state.examples[doubled.example.i] == "car image"


@TABLES
def test_trying_shows_both_ends_of_the_losses(state: ScoresState) -> None:
    (curve,) = tried("bounds", state).jiggles
    assert (curve.offsets[0], curve.offsets[-1]) == (-FAR, FAR)
    assert curve.at[1] == curve.hinge[0] == hinge_loss(car_scores(-FAR), CAR)
    assert curve.hinge[-1] == truths("bounds", state)["smallest"]
    (curve,) = tried("softmax-bounds", state).jiggles
    assert 0 < curve.at[2] == curve.softmax[-1] < 1e-9
    assert curve.softmax[0] > 15


@TABLES
def test_trying_shows_the_three_vectors(state: ScoresState) -> None:
    shown, right = tried("svm-softmax", state), truths("svm-softmax", state)
    assert len(shown.jiggles) == 3
    curve = shown.jiggles[1]
    assert curve.now == pytest.approx((right["hinge"], right["softmax"]))
    assert curve.at[1:] == pytest.approx((right["pushed-hinge"], right["pushed-softmax"]))
    assert shown.example.hinge == right["hinge"]


def test_a_variant_is_tried_alone_and_keeps_the_margin() -> None:
    assert tried("squared", VARIANT).state.hinge == Hinge(margin=2.5, squared=True)
    assert tried("mean", with_scale(LECTURE, 0.0)).state.scale == 1


# Which question fits


@TABLES
@KEYS
def test_what_is_tried_is_what_is_asked(key: str, state: ScoresState) -> None:
    shown = tried(key, state)
    assert question_of(shown) == key


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (LECTURE, "jiggle"),
        (TEN_BY_TEN, "jiggle"),
        (with_variant(LECTURE, mean=True, squared=True), "mean"),
        (with_variant(LECTURE, squared=True, include_true_class=True), "squared"),
        (with_variant(preset(LECTURE, "zero"), include_true_class=True), "all-classes"),
        (preset(LECTURE, "zero"), "zero"),
        (with_scale(LECTURE, 0.0), "zero"),
        (with_scale(preset(LECTURE, "three"), 0.0), "zero"),
        (preset(LECTURE, "double"), "unique"),
        (preset(LECTURE, "three"), "svm-softmax"),
        (preset(LECTURE, "wrong"), "jiggle"),
    ],
)
def test_the_state_has_its_question(state: ScoresState, expected: str) -> None:
    assert question_of(evaluated(state)) == expected


@steady
@given(st.data())
def test_every_state_has_a_question_that_can_be_answered(data: st.DataObject) -> None:
    state = data.draw(tables())
    seen = evaluate(state, data.draw(views(state)))
    assert question_of(seen) in [asked.key for asked in QUESTIONS]
    for asked in QUESTIONS:
        right = {each.prompt.key: each.truth(seen) for each in asked.unknowns}
        marking = mark(asked, seen, right)
        assert all(each.right for each in marking.marks)
        assert "nan" not in marking.sentence
        tried(asked.key, state)


# Their words


def test_they_come_in_the_order_of_the_lecture() -> None:
    assert tuple(asked.key for asked in QUESTIONS) == SIX + FURTHER


@KEYS
def test_a_question_says_what_it_wants(key: str) -> None:
    question = by_key(QUESTIONS, key).question(evaluated(LECTURE))
    assert question.try_text.startswith("Try ")
    for prompt in question.prompts:
        assert len(prompt.label) <= LONGEST_LABEL
        assert "inge" in prompt.label or "oftmax" in prompt.label
    texts = (question.title, question.text, answer(key, LECTURE).sentence)
    assert not any("!" in text for text in texts)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("jiggle", ["0.00", "1.9", "1.4"]),
        ("bounds", ["0.00", "35.50", "395.50"]),
        ("zero", ["C − 1 = 2", "2.00"]),
        ("all-classes", ["5.27", "6.27"]),
        ("mean", ["5.27", "2.63"]),
        ("squared", ["5.27", "30.55", "6.6", "43.56"]),
        ("unique", ["0.00", "1.9", "4.8"]),
        ("softmax-bounds", ["1.70 × 10⁻¹⁰", "17.50"]),
        ("softmax-start", ["log 3", "1.10"]),
        ("svm-softmax", ["[10,\u00a09,\u00a09]", "0.50", "0.55", "0.68", "3.38 × 10⁻⁴⁸"]),
    ],
)
def test_the_sentence_has_the_numbers(key: str, said: list[str]) -> None:
    sentence = answer(key, LECTURE).sentence
    assert [number for number in said if number not in sentence] == []


def test_sentences_where_there_is_less_to_say() -> None:
    assert "The one wrong class" in answer("zero", TWO_CLASSES).sentence
    fine = dataclasses.replace(TWO_CLASSES, scores=((5.0, 0.2),))
    assert answer("squared", fine).sentence.startswith("All terms are 0")


# Marking


def test_marking() -> None:
    marking = answer("bounds", LECTURE, smallest=-1.5, largest=math.inf)
    assert marking.question == "bounds"
    assert marking.marks == (
        Mark("smallest", False, "0.00", "−1.5"),
        Mark("largest", True, "∞", "∞"),
    )


def test_what_was_left_open_is_not_right_and_nothing_was_said() -> None:
    assert answer("bounds", LECTURE, largest=1e12).marks == (
        Mark("smallest", False, "0.00", ""),
        Mark("largest", False, "∞", "10¹²"),
    )


def test_the_truth_has_as_many_digits_as_are_shown() -> None:
    (only,) = answer("squared", with_digits(LECTURE, 4), loss=30.6).marks
    assert only == Mark("loss", True, "30.5533", "30.6")

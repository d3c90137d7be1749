"""What a person can do to the table: each action gives a new state, or one sentence."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data.score_file import ScoreFile
from lossviz.model.losses import Hinge
from lossviz.panels.scores import linear, weights
from lossviz.panels.scores import state as scores
from lossviz.panels.scores.linear import PICTURES
from lossviz.panels.scores.state import (
    LONGEST_NAME,
    ScoresState,
    ScoresView,
    with_class_added,
    with_class_name,
    with_class_removed,
    with_digits,
    with_example_added,
    with_example_name,
    with_example_removed,
    with_scale,
    with_score,
    with_scores,
    with_true_class,
    with_variant,
)
from lossviz.panels.scores.tables import LECTURE, PRESETS, preset, preset_in_force, with_file
from lossviz.panels.scores.view_model import status
from lossviz.panels.scores.weights import with_bias, with_linear, with_pixel, with_weight

steady = settings(deadline=None, derandomize=True)  # the machine's load is not under test
DRIVEN = with_linear(LECTURE, True)
VARIANT = with_variant(LECTURE, margin=2.0)
FILE = ScoreFile(
    "scores.csv",
    ("a", "b"),
    np.arange(24.0).reshape(12, 2),
    np.array([0, 1] * 6),
)
Action = Callable[[ScoresState], ScoresState]


def grown(times: int, action: Action, state: ScoresState = LECTURE) -> ScoresState:
    for _ in range(times):
        state = action(state)
    return state


def is_whole(state: ScoresState) -> bool:
    """Whether all parts of a state have the same numbers of classes and examples."""
    N, C = len(state.examples), len(state.classes)
    fits = len(state.y) == len(state.scores) == N and all(len(row) == C for row in state.scores)
    if state.linear is not None:
        fits &= len(state.linear.W) == len(state.linear.b) == C and len(state.linear.X) == N
    return fits and all(0 <= y < C for y in state.y)


@pytest.mark.parametrize(
    "action",
    [
        lambda s: with_scores(with_linear(s, False), 0, 1, ((1.0, 2.0), (3.0, 4.0))),
        lambda s: with_true_class(s, 0, 2),
        lambda s: with_class_name(s, 0, "tiger"),
        lambda s: with_example_name(s, 0, "tiger"),
        with_class_added,
        lambda s: with_class_removed(with_true_class(s, 0, 1), 0),
        with_example_added,
        lambda s: with_example_removed(s, 0),
        lambda s: with_scale(s, 2.0),
        lambda s: with_variant(s, squared=True),
        lambda s: with_digits(s, 5),
        lambda s: with_linear(s, s.linear is None),
        lambda s: with_weight(with_linear(s, True), 0, 1, 9.0),
        lambda s: with_bias(with_linear(s, True), 0, 9.0),
        lambda s: with_pixel(with_linear(s, True), 0, 1, 9.0),
        lambda s: with_file(s, FILE, range(10)),
        *(lambda s, key=key: preset(with_scale(s, 3.0), key) for key in PRESETS),
    ],
)
@pytest.mark.parametrize("state", [VARIANT, with_linear(VARIANT, True)], ids=["table", "weights"])
def test_an_action_makes_a_new_state(action: Action, state: ScoresState) -> None:
    before = copy.deepcopy(state)
    after = action(state)
    assert state == before
    assert after != state
    assert is_whole(after)
    hash(after)  # frozen all through


# Sentences


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (
            lambda: with_score(DRIVEN, 0, 0, 1.0),
            "W x + b gives these scores: change W, b or x.",
        ),
        (
            lambda: with_score(with_scale(LECTURE, 0.0), 0, 0, 1.0),
            "With k = 0 all scores are 0: give k another value first.",
        ),
        (
            lambda: with_scores(LECTURE, 1, 2, ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))),
            "The block has 2 rows and 3 columns; from here 1 row and 2 columns fit.",
        ),
        (
            lambda: with_scores(LECTURE, 2, 0, ((1.0,), (2.0,))),
            "The block has 1 row and 2 columns; from here 3 rows and 1 column fit.",
        ),
        (
            lambda: with_score(LECTURE, 0, 0, 1e308),
            "A score must be between −1,000,000 and 1,000,000.",
        ),
        (
            lambda: with_score(with_scale(LECTURE, 0.01), 0, 0, 1e5),
            "With k = 0.01 a score must be between −10,000 and 10,000.",
        ),
        (lambda: with_class_name(LECTURE, 0, " \n"), "A name can’t be empty."),
        (
            lambda: with_example_name(LECTURE, 0, "x" * 25),
            "A name has 24 letters at most; this one has 25.",
        ),
        (lambda: with_class_name(LECTURE, 0, "frog"), "There is already one called “frog”."),
        (
            lambda: with_example_name(LECTURE, 2, "cat  image"),
            "There is already one called “cat image”.",
        ),
        (lambda: grown(8, with_class_added), "The table holds 10 classes at most."),
        (lambda: grown(8, with_example_added), "The table holds 10 images at most."),
        (
            lambda: with_class_removed(LECTURE, 1),
            "“car” is the true class of “car image”: choose another for it first.",
        ),
        (
            lambda: grown(2, lambda s: with_class_removed(s, 2), with_true_class(LECTURE, 2, 0)),
            "A classifier needs 2 classes at least.",
        ),
        (
            lambda: grown(3, lambda s: with_example_removed(s, 0)),
            "The table needs one image at least.",
        ),
        (lambda: with_scale(LECTURE, 4.1), "k must be between 0 and 4."),
        (lambda: with_scale(LECTURE, math.nan), "k must be between 0 and 4."),
        (lambda: with_variant(LECTURE, margin=-1.0), "The margin must be between 0 and 100."),
        (lambda: with_variant(LECTURE, margin=math.inf), "The margin must be between 0 and 100."),
        (lambda: with_digits(LECTURE, 9), "Losses have 1 to 8 decimals."),
        (lambda: with_weight(LECTURE, 0, 0, 1.0), "The scores are not driven by weights."),
        (lambda: with_bias(LECTURE, 0, 1.0), "The scores are not driven by weights."),
        (lambda: with_pixel(LECTURE, 0, 0, 1.0), "The scores are not driven by weights."),
        (
            lambda: with_weight(DRIVEN, 0, 0, 20_000.0),
            "A weight must be between −10,000 and 10,000.",
        ),
        (
            lambda: with_pixel(with_weight(DRIVEN, 0, 0, 1e4), 0, 0, 1e3),
            "A score of W x + b must be between −1,000,000 and 1,000,000.",
        ),
    ],
)
def test_what_is_refused_is_told_in_a_sentence(action: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011 - the whole sentence is compared below
        action()
    assert str(told.value) == sentence


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e308, -1e308, 1e6 + 1])
def test_numbers_that_are_none_are_refused(value: float) -> None:
    for action in (
        lambda: with_score(LECTURE, 0, 0, value),
        lambda: with_scores(LECTURE, 0, 0, ((1.0, value),)),
        lambda: with_weight(DRIVEN, 0, 0, value),
        lambda: with_bias(DRIVEN, 0, value),
        lambda: with_pixel(DRIVEN, 0, 0, value),
    ):
        with pytest.raises(ValueError, match="must be between −"):
            action()


def test_an_unknown_preset() -> None:
    with pytest.raises(KeyError):
        preset(LECTURE, "unknown")


# Scores


def test_a_score_changes_and_the_preset_is_no_longer_in_force() -> None:
    state = with_score(LECTURE, 0, 1, 4.0)
    assert state.scores == ((3.2, 4.0, -1.7), *LECTURE.scores[1:])
    assert (preset_in_force(LECTURE), preset_in_force(state)) == ("lecture", "")
    assert with_score(state, 0, 1, 5.1) == LECTURE  # back again, as if nothing had been


@pytest.mark.parametrize("state", [LECTURE, with_scale(LECTURE, 2.0)])
@pytest.mark.parametrize("zero", [-0.0, -1e-13])
def test_minus_0_is_0(state: ScoresState, zero: float) -> None:
    value = with_score(state, 0, 0, zero).scores[0][0]
    assert value == 0
    assert math.copysign(1, value) == 1
    driven = with_weight(DRIVEN, 0, 0, -0.0).linear
    assert driven is not None
    assert math.copysign(1, driven.W[0][0]) == 1


def test_extremes_are_taken() -> None:
    row = with_scores(LECTURE, 0, 0, ((1e4, -1e4, 1e6),)).scores[0]
    assert row == (1e4, -1e4, 1e6)


def test_a_block_goes_where_it_belongs() -> None:
    state = with_scores(LECTURE, 1, 1, ((1.0, 2.0), (3.0, 4.0)))
    assert state.scores == ((3.2, 5.1, -1.7), (1.3, 1.0, 2.0), (2.2, 3.0, 4.0))


@steady
@given(
    st.integers(-10_000_000, 10_000_000),
    st.sampled_from([1.0, 0.1, 0.3, 0.7, 1.7, 2.0, 3.0, 4.0]),
)
def test_a_score_is_edited_as_it_is_shown(thousandths: int, k: float) -> None:
    value = thousandths / 1000
    state = with_score(with_scale(LECTURE, k), 1, 2, value)
    assert round(k * state.scores[1][2], 10) == value
    assert state.scores[1][:2] == LECTURE.scores[1][:2]


def test_a_true_class() -> None:
    assert with_true_class(LECTURE, 1, 2).y == (0, 2, 2)


# Names and size


def test_names() -> None:
    state = with_class_name(LECTURE, 0, "  big\t tiger ")
    assert state.classes == ("big tiger", "car", "frog")
    assert with_class_name(LECTURE, 0, "cat") == LECTURE
    assert with_example_name(LECTURE, 1, "x" * LONGEST_NAME).examples[1] == "x" * LONGEST_NAME


def test_classes_come_and_go() -> None:
    state = grown(7, with_class_added)
    assert state.classes == scores.NAMES
    assert state.scores[0] == (3.2, 5.1, -1.7, *(0.0,) * 7)
    removed = with_class_removed(with_true_class(state, 0, 2), 0)
    assert removed.classes == scores.NAMES[1:]
    assert removed.y == (1, 0, 1)
    assert removed.scores[1][:2] == (4.9, 2.0)
    assert with_class_added(removed).classes[-1] == "cat"


def test_images_come_and_go() -> None:
    state = grown(7, with_example_added)
    assert state.examples[3:6] == ("cat image 2", "car image 2", "frog image 2")
    assert state.y[3:6] == (0, 1, 2)
    assert state.scores[3:] == ((0.0, 0.0, 0.0),) * 7
    removed = with_example_removed(state, 0)
    assert removed.examples[0] == "car image"
    assert (removed.y[0], removed.scores[0]) == (1, LECTURE.scores[1])
    assert with_example_added(with_example_removed(LECTURE, 2)).examples[-1] == "frog image"


@steady
@given(st.lists(st.integers(0, 3), max_size=30), st.booleans())
def test_any_growth_keeps_the_table_whole(choices: list[int], driven: bool) -> None:
    state = with_linear(LECTURE, driven)
    for choice in choices:
        action = (
            with_class_added,
            with_example_added,
            lambda s: with_class_removed(s, 0),
            lambda s: with_example_removed(s, 0),
        )[choice]
        try:
            state = action(state)
        except ValueError:
            continue
        assert is_whole(state)
        assert len(set(state.classes)) == len(state.classes)
        assert len(set(state.examples)) == len(state.examples)
        assert 2 <= len(state.classes) <= 10
        assert 1 <= len(state.examples) <= 10
        if state.linear is not None:
            assert state.scores == linear.linear_scores(state.linear)


# The losses


def test_variants_and_scale() -> None:
    state = with_variant(with_scale(LECTURE, 2.0), margin=2.0, mean=True)
    assert (state.scale, state.hinge) == (2.0, Hinge(margin=2.0, mean=True))
    assert not state.is_original
    assert with_variant(with_scale(state, 1.0), margin=1.0, mean=False).is_original
    assert with_digits(LECTURE, 8).digits == 8


# s = W x + b


def test_the_lecture_from_weights_and_back() -> None:
    assert DRIVEN.scores == LECTURE.scores
    assert DRIVEN.linear is not None
    assert DRIVEN.linear.W == weights.LECTURE_WEIGHTS
    back = with_linear(DRIVEN, False)
    assert back == LECTURE


@steady
@given(st.data(), st.integers(1, 4), st.integers(2, 10))
def test_up_to_four_images_keep_their_scores(data: st.DataObject, N: int, C: int) -> None:
    tenth = st.integers(-1000, 1000).map(lambda n: n / 10)
    row = st.lists(tenth, min_size=C, max_size=C).map(tuple)
    rows = tuple(data.draw(row) for _ in range(N))
    state = ScoresState(tuple("abcdefghij"[:C]), tuple("abcd"[:N]), rows, (0,) * N)
    driven = with_linear(state, True)
    assert driven.scores == state.scores
    assert driven.linear is not None
    assert PICTURES[:N] == driven.linear.X
    assert all(round(w, 1) == w for row in driven.linear.W for w in row)


def test_more_images_get_the_nearest_scores() -> None:
    state = preset(grown(7, with_example_added), "random", seed=1)
    driven = with_linear(state, True)
    assert driven.linear is not None
    far = np.abs(np.array(driven.scores) - np.array(state.scores)).max()
    assert 0 < far < np.abs(state.scores).max()
    assert all(round(w, 1) == w for row in driven.linear.W for w in row)


def test_weights_biases_and_pixels_drive_the_scores() -> None:
    assert with_weight(DRIVEN, 1, 0, 4.1).scores[0] == (3.2, 6.1, -1.7)
    assert with_bias(DRIVEN, 2, 0.5).scores == ((3.2, 5.1, -1.2), (1.3, 4.9, 2.5), (2.2, 2.5, -2.6))
    assert with_pixel(DRIVEN, 0, 1, 1.0).scores[0] == (3.5, 8.0, 1.3)


def test_weights_grow_with_the_table() -> None:
    state = with_example_added(with_class_added(DRIVEN))
    assert state.linear is not None
    assert state.linear.W[3] == (0.0,) * 4
    assert PICTURES[:4] == state.linear.X
    assert [row[3] for row in state.scores] == [0.0] * 4
    assert state.scores[3] == (3.5, 8.0, 1.3, 0.0)


# Presets and files


@pytest.mark.parametrize("key", PRESETS)
def test_presets(key: str) -> None:
    start = with_variant(with_digits(with_scale(DRIVEN, 3.0), 5), squared=True)
    state = preset(start, key)
    assert preset_in_force(state) == ("" if key == "random" else key)
    assert state.digits == 5
    assert state.scale == (2.0 if key == "double" else 1.0)
    assert state.hinge == (Hinge() if key == "lecture" else Hinge(squared=True))
    assert state.linear is None
    assert is_whole(state)


def test_the_random_preset_follows_its_seed() -> None:
    drawn = [preset(LECTURE, "random", seed).scores for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert drawn[0] == tuple(tuple(round(s, 1) for s in row) for row in drawn[0])


def test_a_file() -> None:
    state = with_file(with_variant(with_digits(LECTURE, 4), mean=True), FILE, [11, 2])
    assert state.scores == ((22.0, 23.0), (4.0, 5.0))
    assert (state.classes, state.examples) == (("a", "b"), ("row 12", "row 3"))
    assert state.y == (1, 0)
    assert (state.digits, state.hinge) == (4, Hinge(mean=True))
    assert state.file is FILE
    assert all(type(y) is int for y in state.y)
    small = ScoreFile("few.csv", FILE.classes, FILE.scores[:2], FILE.y[:2], ("one", "two"))
    assert with_file(LECTURE, small, range(2)).file is None
    assert with_file(LECTURE, small, range(2)).examples == ("one", "two")


def test_a_file_with_the_lectures_numbers_is_called_by_its_name() -> None:
    numbers, y = np.array(LECTURE.scores), np.array(LECTURE.y)
    file = ScoreFile("mine.csv", LECTURE.classes, numbers, y)
    state = with_file(LECTURE, file, range(3))
    assert status(state) == "mine.csv, 3 images"
    assert status(with_score(state, 0, 0, 9.0)) == "Your own table, 3 images"
    assert status(with_score(with_score(state, 0, 0, 9.0), 0, 0, 3.2)) == "mine.csv, 3 images"
    assert status(preset(state, "lecture")) == "Lecture 3×3 example, 3 images"


def test_a_file_of_many_classes_leaves_the_table() -> None:
    wide = ScoreFile("wide.csv", tuple("abcdefghijk"), np.zeros((3, 11)), np.zeros(3, dtype=int))
    state = with_file(LECTURE, wide, range(3))
    assert state.file is wide
    assert state.scores == LECTURE.scores


# Where one looks


def test_a_view_stays_within_the_table() -> None:
    view = ScoresView(example=9, j=9, offset=2.0, plot="all")
    assert view.within(LECTURE) == ScoresView(example=2, j=2, offset=2.0, plot="all")
    assert ScoresView().within(LECTURE) == ScoresView()

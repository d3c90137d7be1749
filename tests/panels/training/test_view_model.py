"""What the panel shows of a report, also of an empty one and of nonsense."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.dataset import Dataset, Split
from lossviz.model.parameters import pack
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.evaluating import Confusion
from lossviz.panels.training.history import History
from lossviz.panels.training.quantities import QUANTITIES
from lossviz.panels.training.report import (
    Divergence,
    MinibatchLoss,
    StartCheck,
    TrainingReport,
    start_check,
)
from lossviz.panels.training.state import TrainingSight
from lossviz.widgets.numbers.number_text import parse_number
from lossviz.widgets.numbers.written_numbers import numbers_in

NAMES = tuple("abcdefghij")
W = np.arange(10 * 3072, dtype=np.float32).reshape(10, 3072) / 1000
BIAS = np.zeros(10, np.float32)
NO_IMAGES = Split(np.zeros((0, 3072), np.uint8), np.zeros(0, np.int64))
PACKED = pack(W, BIAS)
TRACE = TrainingTrace(
    data=Dataset("none", NO_IMAGES, NO_IMAGES, NAMES),
    mean=np.zeros(3072, np.float32),
    config=TrainingConfig(),
    step=0,
    epoch=0.0,
    start=PACKED,
    now=PACKED,
    best=PACKED,
    best_step=0,
    gradient=None,
    velocity=None,
    path=(PACKED,),
    path_steps=(0,),
    running=False,
)


def report(losses=(), validation=(), **changes: object) -> TrainingReport:
    history = History()
    for i, loss in enumerate(losses, start=1):
        history.add_step(i / 3, i, loss, 0.0, loss, 0.5)
    for i, loss in enumerate(validation):
        history.add_validation(float(i), loss, 0.1 * i)
    made = TrainingReport(
        config=TrainingConfig(),
        view=TrainingSight(),
        running=False,
        finished=False,
        step=len(losses),
        epoch=len(losses) / 3,
        steps_total=60,
        steps_per_second=0.0,
        newest=None,
        start_acts_later=False,
        weights=W,
        bias=BIAS,
        gradient=None,
        templates=np.zeros((10, 32, 32, 3), np.uint8),
        steps=history.steps(),
        validation=history.validation(),
        judged=(),
        confusion=None,
        start=start_check("softmax", 10, 2.31, False),
        divergence=None,
        trace=TRACE,
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


ANY = st.floats(allow_nan=True, allow_infinity=True, width=32)


@given(st.lists(ANY, max_size=8), st.lists(ANY, max_size=4))
def test_the_range_of_the_losses_is_finite_and_holds_the_reference(losses, validation):
    low, high = vm.loss_range(report(losses, validation))
    assert math.isfinite(low)
    assert math.isfinite(high)
    assert 0 <= low <= math.log(10) <= high
    assert low < high


def test_most_minibatches_are_within_the_range():
    low, _ = vm.loss_range(report([1.5, *[0.7] * 97, 0.01, 0.02]))
    assert 0.02 < low < 0.7


@given(st.lists(ANY, max_size=8))
def test_both_pictures_can_be_made_of_any_losses(losses):
    made = report(losses, losses[:3])
    picture = vm.loss_picture(made)
    assert [curve.name for curve in picture.curves] == ["each batch", "train", "val"]
    assert picture.x_range == (0.0, 20.0)
    low, high = vm.accuracy_picture(made).y_range
    assert 0 == low < high <= 100


def test_the_lecture_s_reference_lines():
    references = vm.accuracy_picture(report()).references
    assert [each.text for each in references] == ["chance 10 %", "random W 15.5 %"]
    assert [each.y for each in references] == [10.0, 15.5]
    others, few = (Dataset("pictures", NO_IMAGES, NO_IMAGES, names) for names in (NAMES, NAMES[:3]))
    assert "CIFAR-10" in vm.accuracy_caption(others)
    its_own = replace(others, name="CIFAR-10 excerpt")
    assert vm.accuracy_caption(its_own) == ""  # the line's own label says it
    assert vm.accuracy_caption(few) == ""  # there is no such line
    assert vm.loss_picture(report()).references[0].text == "log 10 = 2.303"


@pytest.mark.parametrize(("classes", "chance"), [(2, 50), (3, 100 / 3), (8, 12.5)])
def test_chance_is_one_of_the_classes_there_are(classes, chance):
    of_few = report(start=start_check("softmax", classes, 2.31, False))
    line = vm.accuracy_picture(of_few).references[0]
    assert line.y == pytest.approx(chance)
    assert line.text == f"chance {chance:.0f} %"
    (quantity,) = (each for each in QUANTITIES if each.name == "chance")
    assert quantity.value(of_few) == pytest.approx(chance)


def test_a_divergence_is_marked_where_it_happened():
    made = report([2.0, 9.0], divergence=Divergence(3, 1e30, 0))
    assert vm.loss_picture(made).diverged_at == made.epoch
    said = vm.diverged_sentence(made)
    assert said == "The loss left the range at step 3. Learning rate 10³⁰ is too large here."


@pytest.mark.parametrize(
    ("loss", "measured", "words"),
    [
        ("softmax", 2.31, "First loss 2.310: log 10 = 2.303, as it should be"),
        ("hinge", 9.1, "First loss 9.100: C − 1 = 9, as it should be"),
        ("one-vs-all", 10.0, "C = 10"),
        ("structured", 1.0, "margin = 1"),
        ("softmax", 5.0, "First loss 5.000, not log 10 = 2.303"),
        ("hinge", math.nan, "not C − 1 = 9"),
        ("softmax", math.inf, "First loss ∞, not"),
    ],
)
def test_the_sentence_about_the_start(loss, measured, words):
    start = start_check(loss, 10, measured, False)
    made = report(start=start, config=TrainingConfig(loss=loss))
    assert words in vm.start_sentence(made)


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_the_first_loss_may_differ_by_a_twentieth(loss):
    zero = start_check(loss, 10, 0.0, False).expected
    passed = [start_check(loss, 10, zero * part, False).passed for part in (0.951, 1.049)]
    failed = [start_check(loss, 10, zero * part, False).passed for part in (0.949, 1.051)]
    assert (passed, failed) == ([True, True], [False, False])


def test_the_sentence_about_another_start():
    loaded = report(start=start_check("softmax", 10, 0.5, True))
    assert "loaded weights" in vm.start_sentence(loaded)
    later = report([2.0], start_acts_later=True)
    assert "next reset" in vm.start_sentence(later)
    assert "next reset" not in vm.start_sentence(report(start_acts_later=True))
    other = report(config=TrainingConfig(loss="hinge"))
    assert "with softmax" in vm.start_sentence(other)


def test_shorter_forms_leave_words_out_and_no_number():
    view = TrainingSight(pixel=(1, 0, 1))
    for whole, *shorter in (
        vm.start_sentences(report()),
        vm.pixel_texts(report(), view, NAMES),
        vm.pixel_texts(report(), TrainingSight(pixel=(1, 0, 1), templates="gradients"), NAMES),
    ):
        lengths = [len(text) for text in (whole, *shorter)]
        assert lengths == sorted(lengths, reverse=True)
        numbers = set(numbers_in(whole))
        assert all(set(numbers_in(text)) <= numbers for text in shorter)


@pytest.mark.parametrize(("share", "passed"), [(0.94, False), (0.96, True), (1.04, True)])
def test_the_start_check_allows_five_per_cent(share, passed):
    assert StartCheck("hinge", 10, 9.0, 9.0 * share).passed is passed


NUMBER = st.floats(0, 1e4, width=32)


@given(NUMBER, NUMBER)
def test_the_parts_of_the_loss_are_each_rounded(data, penalty):
    parts = vm.loss_parts(report(newest=MinibatchLoss(data, penalty, data + penalty)))
    read = [parse_number(text) for text in (parts.data, parts.penalty, parts.total)]
    assert read[0] == pytest.approx(data, abs=6e-4)
    assert read[1] == pytest.approx(penalty, abs=6e-4)
    assert read[2] == pytest.approx(data + penalty, abs=6e-4)


def test_no_parts_before_the_first_step_and_huge_ones():
    assert vm.loss_parts(report()) == vm.LossParts("–", "–", "–")
    huge = vm.loss_parts(report(newest=MinibatchLoss(1.0, 3.4e38, math.inf)))
    assert huge.penalty == "3.4 × 10³⁸"
    assert huge.total == "∞"


def test_epochs_and_steps():
    assert vm.epoch_texts(report()) == ("0", "0 / 60")
    assert vm.epoch_texts(report(step=3, epoch=0.1 * 10)) == ("1", "3 / 60")
    almost = report(step=3, epoch=1 - 1e-12)
    assert vm.epoch_texts(almost)[0] == "1"
    assert vm.epoch_texts(report(step=2, epoch=0.99))[0] == "0"
    many = report(step=12345, steps_total=100_000)
    assert vm.epoch_texts(many)[1] == "12,345 / 100,000"


def test_the_text_of_a_pixel():
    view = TrainingSight(pixel=(2, 3, 4))
    first = 2 * 3072 + 3 * 32 + 4
    text = vm.pixel_texts(report(), view, NAMES)[0]
    expected = [f"{(first + 1024 * i) / 1000:+.4f}" for i in range(3)]
    assert text == (
        f"c, row 3, column 4: weight red {expected[0]}, green {expected[1]}, blue {expected[2]}"
    )
    assert vm.pixel_texts(report(), TrainingSight(), NAMES)[0] == ""
    negative = vm.pixel_texts(report(weights=-W), view, NAMES)[0]
    assert "red −6.2440" in negative
    gradients = TrainingSight("gradients", pixel=(2, 3, 4))
    assert "no gradient" in vm.pixel_texts(report(), gradients, NAMES)[0]
    assert "slope red +6.2440" in vm.pixel_texts(report(gradient=W), gradients, NAMES)[0]


def test_the_pixel_of_a_huge_weight_is_readable():
    view = TrainingSight(pixel=(0, 0, 0))
    text = vm.pixel_texts(report(weights=np.full_like(W, -3.4e38)), view, NAMES)[0]
    assert len(text) < 120, text


def test_a_loss_that_stays_where_it_was_is_told():
    assert vm.advice_sentences(report([2.3026] * 200))[0] == (
        "Nothing is learned: learning rate 0.005 is too small. The loss stays at log 10 = 2.303."
    )
    assert vm.advice_sentences(report([2.3026] * 50)) == ()
    assert vm.advice_sentences(report([1.9] * 200)) == ()


def test_a_rate_and_a_strength_of_raw_pixels_are_translated():
    course = TrainingConfig(learning_rate=1e-7, strength=2.5e4)
    assert (
        "Pixels are value / 255 here: that is rate 0.0065 and λ 0.384."
        in (vm.advice_sentences(report(config=course))[1])
    )


def matrix(counts: np.ndarray) -> Confusion:
    return Confusion(0, counts, np.zeros(int(counts.sum()), np.int64))


def test_the_most_confused_cell_is_told():
    counts = np.diag(np.full(10, 100))
    counts[3, 6] = 1300
    assert vm.most_confused(report(confusion=matrix(counts))) == (3, 6)
    assert vm.most_confused(report()) is None


def test_the_most_confused_cell_is_never_on_the_diagonal():
    made = report(confusion=matrix(np.diag(np.full(10, 5))))
    cell = vm.most_confused(made)
    assert cell is not None
    assert cell[0] != cell[1]


def test_an_accuracy_of_weights_that_moved_on_says_of_which_step():
    older = dataclasses.replace(matrix(np.diag(np.full(10, 5))), step=260)
    assert vm.accuracy_title(report(confusion=older, step=300)) == "test, at step 260"
    assert vm.accuracy_title(report(confusion=older, step=260)) == "test accuracy"
    assert vm.accuracy_title(report(step=260)) == "test accuracy"


def test_the_accuracy():
    assert vm.accuracy_text(report()) == "–"
    assert vm.accuracy_text(report(confusion=matrix(np.diag(np.full(10, 5))))) == "100.0 %"
    assert vm.accuracy_text(report(confusion=matrix(np.zeros((10, 10), int)))) == "0.0 %"


def test_captions_follow_what_is_shown():
    assert "probabilities" in vm.judged_caption(TrainingConfig())
    assert "scores" in vm.judged_caption(TrainingConfig(loss="hinge"))
    assert "dW" in vm.templates_caption(TrainingSight("gradients")).replace("<i>", "")


def test_every_setting_has_a_title_for_undo():
    assert set(vm.SETTING_TITLES) == {each.name for each in dataclasses.fields(TrainingConfig)}


def test_pages_of_test_images():
    view = TrainingSight(page=2, per_page=6)
    assert vm.page_text(view, 2000) == "13–18 of 2,000"
    assert vm.page_text(view, 14) == "13–14 of 14"
    assert [vm.last_page(view, n) for n in (0, 1, 6, 7, 2000)] == [0, 0, 0, 1, 333]


def test_more_epochs_than_are_set_are_shown():
    made = report(step=99, epoch=33.0, config=TrainingConfig(epochs=5))
    assert made.epochs_shown == 33.0
    assert vm.loss_picture(made).x_range == (0.0, 33.0)

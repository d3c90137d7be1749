"""What the panel shows of a report: sentences, ranges and numbers, with nothing and with nonsense."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.training_config import TrainingConfig
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.evaluating import Confusion
from lossviz.panels.training.history import History
from lossviz.panels.training.report import Divergence, StartCheck, TrainingReport, start_check
from lossviz.panels.training.state import TrainingView

NAMES = tuple("abcdefghij")
W = np.arange(10 * 3072, dtype=np.float32).reshape(10, 3072) / 1000


def report(losses=(), validation=(), **changes: object) -> TrainingReport:
    history = History()
    for i, loss in enumerate(losses, start=1):
        history.add_step(i / 3, i, loss, 0.0, loss, 0.5)
    for i, loss in enumerate(validation):
        history.add_validation(float(i), loss, 0.1 * i)
    made = TrainingReport(
        config=TrainingConfig(),
        running=False,
        finished=False,
        step=len(losses),
        epoch=len(losses) / 3,
        steps_per_epoch=3,
        steps_per_second=0.0,
        data_loss=None,
        penalty=None,
        total=None,
        weights=W,
        bias=np.zeros(10, np.float32),
        gradient=None,
        templates=np.zeros((10, 32, 32, 3), np.uint8),
        steps=history.steps(),
        validation=history.validation(),
        judged=(),
        confusion=None,
        start=start_check("softmax", 10, 2.31),
        divergence=None,
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


@given(st.lists(ANY, max_size=8))
def test_both_pictures_can_be_made_of_any_losses(losses):
    made = report(losses, losses[:3])
    picture = vm.loss_picture(made)
    assert [curve.name for curve in picture.curves] == ["each batch", "train", "val"]
    assert picture.x_range == (0.0, 20.0)
    low, high = vm.accuracy_picture(made, drawn=False).y_range
    assert 0 == low < high <= 100


def test_the_lecture_s_reference_lines():
    texts = [each.text for each in vm.accuracy_picture(report(), drawn=False).references]
    assert texts == ["chance 10 %", "random W 15.5 %"]
    values = [each.y for each in vm.accuracy_picture(report(), drawn=True).references]
    assert values == [10.0, 15.5]
    assert "CIFAR-10" in vm.accuracy_picture(report(), drawn=True).references[1].text
    assert vm.loss_picture(report()).references[0].text == "log 10 = 2.303"


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
    assert words in vm.start_sentence(start_check(loss, 10, measured))


@pytest.mark.parametrize(("share", "passed"), [(0.94, False), (0.96, True), (1.04, True)])
def test_the_start_check_allows_five_per_cent(share, passed):
    assert StartCheck("hinge", 10, 9.0, 9.0 * share).passed is passed


def test_the_parts_of_the_loss():
    parts = vm.loss_parts(report(data_loss=1.5, penalty=0.0, total=1.5))
    assert (parts.data, parts.penalty, parts.total) == ("1.500", "0.000", "1.500")
    assert vm.loss_parts(report()).data == "–"


def test_epochs_and_steps():
    assert vm.epoch_texts(report()) == ("0", "0 / 60")
    assert vm.epoch_texts(report(step=3, epoch=0.1 * 10)) == ("1", "3 / 60")
    almost = report(step=3, epoch=1 - 1e-12)
    assert vm.epoch_texts(almost)[0] == "1"
    assert vm.epoch_texts(report(step=2, epoch=0.99))[0] == "0"
    many = report(step=12345, steps_per_epoch=5000)
    assert vm.epoch_texts(many)[1] == "12,345 / 100,000"


def test_the_text_of_a_pixel():
    view = TrainingView(pixel=(2, 3, 4))
    first = 2 * 3072 + 3 * 32 + 4
    text = vm.pixel_text(report(), view, NAMES)
    expected = [f"{(first + 1024 * i) / 1000:+.4f}" for i in range(3)]
    assert text == (
        f"c, row 3, column 4: weight red {expected[0]}, green {expected[1]}, blue {expected[2]}"
    )
    assert vm.pixel_text(report(), TrainingView(), NAMES) == ""
    negative = vm.pixel_text(report(weights=-W), view, NAMES)
    assert "red −6.2440" in negative
    gradients = TrainingView("gradients", pixel=(2, 3, 4))
    assert "no gradient" in vm.pixel_text(report(), gradients, NAMES)
    assert "slope red +6.2440" in vm.pixel_text(report(gradient=W), gradients, NAMES)


def test_the_pixel_of_a_huge_or_tiny_weight_is_readable():
    view = TrainingView(pixel=(0, 0, 0))
    text = vm.pixel_text(report(weights=np.full_like(W, -3.4e38)), view, NAMES)
    assert "red −3.4 × 10³⁸" in text
    text = vm.pixel_text(report(weights=np.zeros_like(W)), view, NAMES)
    assert "red +0.0000" in text


def matrix(counts: np.ndarray) -> Confusion:
    return Confusion(0, counts, np.zeros(int(counts.sum()), np.int64))


def test_the_texts_of_a_cell():
    counts = np.diag(np.full(10, 100))
    counts[3, 6] = 1300
    counts[5, 4] = 7
    made = report(confusion=matrix(counts))
    assert vm.most_confused(made) == (3, 6)
    assert vm.cell_texts(made, (3, 6), NAMES) == ("d taken\nfor g", "1,300 of 1,400")
    assert vm.cell_texts(made, (5, 5), NAMES)[0].startswith("f\nrecogni")
    assert vm.cell_texts(made, (5, 5), NAMES)[1] == "100 of 107"
    assert vm.cell_texts(made, None, NAMES) == vm.cell_texts(report(), (1, 1), NAMES) == ("", "")
    assert vm.most_confused(report()) is None


def test_the_most_confused_cell_is_never_on_the_diagonal():
    made = report(confusion=matrix(np.diag(np.full(10, 5))))
    cell = vm.most_confused(made)
    assert cell is not None
    assert cell[0] != cell[1]


def test_the_widget_and_the_panel_call_a_cell_the_same(qapp, theme):
    from lossviz.widgets.confusion_matrix import ConfusionMatrix

    widget = ConfusionMatrix(theme, NAMES)
    counts = np.diag(np.full(10, 5))
    widget.show_counts(counts)
    made = report(confusion=matrix(counts))
    for cell in ((2, 2), (2, 3)):
        words, count = vm.cell_texts(made, cell, NAMES)
        assert widget.cell_words(cell) == (words.replace("\n", " "), count)


def test_the_accuracy():
    assert vm.accuracy_text(report()) == "–"
    assert vm.accuracy_text(report(confusion=matrix(np.diag(np.full(10, 5))))) == "100.0 %"
    assert vm.accuracy_text(report(confusion=matrix(np.zeros((10, 10), int)))) == "0.0 %"


def test_captions_follow_what_is_shown():
    assert "probabilities" in vm.judged_caption(TrainingConfig())
    assert "scores" in vm.judged_caption(TrainingConfig(loss="hinge"))
    assert "dW" in vm.templates_caption(TrainingView("gradients")).replace("<i>", "")


def test_every_setting_has_a_title_for_undo():
    assert set(vm.SETTING_TITLES) == {each.name for each in dataclasses.fields(TrainingConfig)}

"""What the Training panel shows, from a report: pictures, numbers and sentences. Pure, no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.dataset import Dataset
from lossviz.model.losses import LOSSES, loss_at_zero_scores
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit import setting_titles as shared
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.source import CIFAR_10_NAMES, SourceState
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.state import TrainingSight, TrainingView
from lossviz.widgets.curve_plot.curves import Curve, CurvePicture, Reference
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ordered import percentiles
from lossviz.widgets.numbers.ranges import nice_range

LOSS_DECIMALS = 3
# From here on a number is written as a power of ten.
HUGE = 1e5
LOWEST_BATCHES = 2  # per cent of the minibatches, whose losses may leave the plot below
# Slide 64: the best of 1,000 random W has this accuracy on the CIFAR-10 test set.
RANDOM_SEARCH_PERCENT, RANDOM_SEARCH_CLASSES = 15.5, 10
PREPROCESSING = "Each pixel: its value / 255, minus the mean training image."
SHORT_PREPROCESSING = "Pixels: value / 255 − mean image"

SETTING_TITLES = shared.SETTING_TITLES | {
    "optimizer": "optimizer",
    "epochs": "epochs",
    "seed": "seed",
    "weight_scale": "weight scale",
}
"""What undo calls each field of TrainingConfig."""


def loss_picture(report: TrainingReport) -> CurvePicture:
    """Data loss of each minibatch, smoothed, and on the validation images, over epochs."""
    steps, validation, classes = report.steps, report.validation, report.start.classes
    expected = zero_loss(report)
    curves = (
        Curve("each batch", "semantic.trainBatch", steps.epoch, steps.data_loss, "thin"),
        Curve("train", "semantic.train", steps.epoch, steps.smooth, "line", _last(steps.smooth)),
        Curve(
            "val",
            "semantic.val",
            validation.epoch,
            validation.data_loss,
            "dots",
            _last(validation.data_loss),
        ),
    )
    return CurvePicture(
        curves=curves,
        references=(Reference(expected, zero_text(report.config.loss, classes, expected)),),
        x_range=(0.0, report.epochs_shown),
        y_range=loss_range(report),
        x_name="epoch",
        now=report.epoch,
        diverged_at=report.epoch if report.divergence else None,
        y_decimals=LOSS_DECIMALS,
    )


def loss_range(report: TrainingReport) -> tuple[float, float]:
    """From the lowest to the highest of what matters; few wild minibatches may leave it."""
    batches = report.steps.data_loss
    batches = batches[np.isfinite(batches)]
    usual = percentiles(batches, (LOWEST_BATCHES,))[0] if len(batches) else math.inf
    drawn = np.concatenate([report.steps.smooth, report.validation.data_loss])
    drawn = drawn[np.isfinite(drawn)]
    expected = zero_loss(report)
    low = min(float(drawn.min(initial=expected)), float(usual))
    high = float(drawn.max(initial=expected))
    room = max(high - low, 0.05 * expected) * 0.12
    return nice_range(max(0.0, low - room), high + room)


def accuracy_picture(report: TrainingReport) -> CurvePicture:
    """Per cent of images classified rightly, over epochs."""
    steps, validation = report.steps, report.validation
    train, val = 100 * steps.smooth_accuracy, 100 * validation.accuracy
    chance = 100 / report.start.classes
    references = [Reference(chance, f"chance {chance:.0f} %")]
    if report.start.classes == RANDOM_SEARCH_CLASSES:
        references.append(Reference(RANDOM_SEARCH_PERCENT, "random W 15.5 %"))
    curves = (
        Curve("train", "semantic.train", steps.epoch, train, "line", _percent(train)),
        Curve("val", "semantic.val", validation.epoch, val, "dots", _percent(val)),
    )
    known = np.concatenate([train, val])
    highest = float(known.max(initial=RANDOM_SEARCH_PERCENT))
    return CurvePicture(
        curves=curves,
        references=tuple(references),
        x_range=(0.0, report.epochs_shown),
        y_range=(0.0, min(100.0, 20.0 * math.ceil((highest + 4) / 20))),
        x_name="epoch",
        now=report.epoch,
        diverged_at=report.epoch if report.divergence else None,
        y_unit="%",
        y_decimals=1,
    )


def accuracy_caption(data: Dataset) -> str:
    """Of the lecture's line: it was measured on CIFAR-10, which drawn images and others are not."""
    shown = len(data.class_names) == RANDOM_SEARCH_CLASSES
    return "random W: measured on CIFAR-10" if shown and data.name not in CIFAR_10_NAMES else ""


def zero_loss(report: TrainingReport) -> float:
    """The present loss of scores that are all 0."""
    return loss_at_zero_scores(LOSSES[report.config.loss], report.start.classes)


def zero_text(loss: str, classes: int, value: float) -> str:
    """Where that loss comes from: "log 10 = 2.303", "C − 1 = 9"."""
    if loss == "softmax":
        return f"log {classes} = {format_number(value, LOSS_DECIMALS)}"
    formula = {"hinge": "C − 1", "one-vs-all": "C", "structured": "margin"}[loss]
    return f"{formula} = {format_number(value, 0)}"


def start_sentence(report: TrainingReport) -> str:
    """The sanity check in words."""
    return start_sentences(report)[0]


def start_sentences(report: TrainingReport) -> tuple[str, ...]:
    """The sanity check in words, and the same with fewer."""
    if report.start_acts_later and report.step > 0:
        return ("Seed and weight scale act at the next reset.",)
    start = report.start
    measured = format_number(start.measured, LOSS_DECIMALS)
    if start.loaded:
        return (f"Started from loaded weights: first loss {measured}.", f"First loss {measured}.")
    if start.loss != report.config.loss:
        return (f"First loss, with {LOSS_FORMULAS[start.loss].title.lower()}: {measured}.",)
    expected = zero_text(start.loss, start.classes, start.expected)
    if start.passed:
        short = f"First loss {measured}: {expected}"
        right = f"{short}, as it should be"
        return (
            f"{right} with all scores near 0.",
            f"{right}.",
            f"{short}.",
        )
    short = f"First loss {measured}, not {expected}"
    return (f"{short}: the first scores are not near 0.", f"{short}.")


RAW = 255.0  # what a pixel of 1 is in the course's assignment, which does not divide
RAW_RATE, RAW_STRENGTH = 1e-5, 1e3  # those of the assignment are beyond
STUCK_STEPS, STUCK = 100, 0.01  # of the loss at zero scores


def advice_sentences(report: TrainingReport) -> tuple[str, ...]:
    """What to know of settings that learn nothing, and the same with fewer words; else ()."""
    config = report.config
    rate, strength = short_number(config.learning_rate), short_number(config.strength)
    if config.learning_rate <= RAW_RATE and config.strength >= RAW_STRENGTH:
        here = config.learning_rate * RAW**2, config.strength / RAW**2
        say_rate, say_strength = (short_number(float(f"{each:.3g}")) for each in here)
        short = f"Pixels are value / 255 here: that is rate {say_rate} and λ {say_strength}"
        return (f"Rate {rate} and λ {strength} are of raw pixels. {short}.", f"{short}.")
    smooth, expected = report.steps.smooth, zero_loss(report)
    stays = len(smooth) > STUCK_STEPS and abs(smooth[-1] - expected) <= STUCK * expected
    if stays and report.start.passed and report.divergence is None:
        where = zero_text(config.loss, report.start.classes, expected)
        short = f"Nothing is learned: learning rate {rate} is too small"
        return (f"{short}. The loss stays at {where}.", f"{short}.")
    return ()


@dataclass(frozen=True)
class LossParts:
    """The newest minibatch's loss as texts; "–" before the first step."""

    data: str
    penalty: str
    total: str


def loss_parts(report: TrainingReport) -> LossParts:
    """Data loss, penalty and their sum."""
    newest = report.newest
    if newest is None:
        return LossParts("–", "–", "–")
    parts = (newest.data, newest.penalty, newest.total)
    return LossParts(*(format_number(each, LOSS_DECIMALS) for each in parts))


def epoch_texts(report: TrainingReport) -> tuple[str, str]:
    """Epochs that are complete, and the steps so far with those of the whole run."""
    return f"{int(report.epoch + 1e-9):,}", f"{report.step:,} / {report.steps_total:,}"


def rate_text(report: TrainingReport) -> str:
    """Steps a second, as few digits as are steady."""
    return f"{report.steps_per_second:,.0f}"


def diverged_sentence(report: TrainingReport) -> str:
    """What happened and why."""
    assert report.divergence is not None
    step, rate = report.divergence.step, short_number(report.divergence.learning_rate)
    return f"The loss left the range at step {step:,}. Learning rate {rate} is too large here."


def accuracy_text(report: TrainingReport) -> str:
    """Test accuracy, the panel's hero number."""
    return "–" if report.confusion is None else f"{100 * report.confusion.accuracy:.1f} %"


def accuracy_title(report: TrainingReport) -> str:
    """What that number is of; that of weights which have moved on says of which step."""
    confusion = report.confusion
    if confusion is None or confusion.step == report.step:
        return "test accuracy"
    return f"test, at step {confusion.step:,}"


def most_confused(report: TrainingReport) -> tuple[int, int] | None:
    """The cell off the diagonal with the most images: shown until the person picks one."""
    if report.confusion is None:
        return None
    counts = report.confusion.counts.copy()
    np.fill_diagonal(counts, -1)
    true, predicted = divmod(int(counts.argmax()), len(counts))
    return true, predicted


def pixel_texts(
    report: TrainingReport, view: TrainingView, names: tuple[str, ...]
) -> tuple[str, ...]:
    """The three weights of a template's pixel, and the same with fewer words."""
    if view.pixel is None:
        return ("",)
    c, row, column = view.pixel
    shown = report.weights if view.templates == "weights" else report.gradient
    if shown is None:
        return ("no gradient before the first step",)
    side = math.isqrt(shown.shape[1] // 3)
    at = row * side + column
    values: NDArray[np.float32] = shown[c, [at, at + side**2, at + 2 * side**2]]
    parts = zip(("red", "green", "blue"), values, strict=True)
    numbers = [(name, _signed(float(value))) for name, value in parts]
    named = ", ".join(f"{name} {number}" for name, number in numbers)
    bare = ", ".join(number for _, number in numbers)
    what = "weight" if view.templates == "weights" else "slope"
    return (
        f"{names[c]}, row {row}, column {column}: {what} {named}",
        f"{names[c]} ({row}, {column}): {named}",
        f"{names[c]} ({row}, {column}): {bare}",
        bare,
    )


def waiting_text(source: SourceState) -> str:
    """What there are no templates for yet, and how far it is.

    >>> waiting_text(SourceState(loading=LoadProgress(4_800, 12_000, "Drawing 12,000 images")))
    'Drawing 12,000 images, 40 %'
    """
    if source.loading is not None:
        share = source.loading.done / max(1, source.loading.total)
        return f"{source.loading.what}, {100 * share:.0f} %"
    return "" if source.data is None else "Working out the first loss"


def templates_caption(view: TrainingView) -> str:
    """What the ten pictures are."""
    if view.templates == "gradients":
        return "one row of d<i>W</i> per class, grey is 0"
    return "one row of <i>W</i> per class, grey is 0"


def templates_title(view: TrainingView) -> str:
    """What is pictured."""
    return "Weight templates" if view.templates == "weights" else "Gradient templates"


def page_text(view: TrainingSight, images: int) -> str:
    """Which test images are shown: "1–6 of 2,000"."""
    first = view.page * view.per_page
    return f"{first + 1:,}–{min(first + view.per_page, images):,} of {images:,}"


def last_page(view: TrainingSight, images: int) -> int:
    """Number of the last page, from 0."""
    return max(0, -(-images // view.per_page) - 1)


def value_texts(values: tuple[float, ...], config: TrainingConfig) -> tuple[str, ...]:
    """Probabilities or scores as they are read."""
    decimals = 2 if config.loss == "softmax" else 1
    return tuple(format_number(value, decimals) for value in values)


def judged_caption(config: TrainingConfig) -> str:
    """What the bars under the test images are."""
    what = "probabilities" if config.loss == "softmax" else "scores"
    return f"predicted class and the four highest {what}"


def _last(values: NDArray[np.float32]) -> str:
    return _number(float(values[-1])) if len(values) else ""


def _percent(values: NDArray[np.float32]) -> str:
    return f"{values[-1]:.1f} %" if len(values) else ""


def _number(value: float | None) -> str:
    return "–" if value is None else format_number(value, LOSS_DECIMALS)


def _signed(value: float) -> str:
    """Four decimals, however small: three numbers side by side compare only so."""
    if abs(value) >= HUGE:
        return ("+" if value > 0 else "") + format_number(value, 4)
    return f"{value:+.4f}".replace("-", "−")

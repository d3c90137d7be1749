"""What the model is given: lists are as good as arrays, and what cannot be right is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lossviz.model import losses, one_example
from lossviz.model.dataset import Dataset, Split
from lossviz.model.evaluation import block_scores, confusion, evaluate
from lossviz.model.fast_landscape import grid
from lossviz.model.fast_step import FastStep
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.gradients import angle, gradient_check, numeric_gradient, relative_error
from lossviz.model.landscape import Landscape, PlaneWeights
from lossviz.model.losses import LOSSES, Hinge
from lossviz.model.objective import objective
from lossviz.model.optimizers import OPTIMIZERS, random_local_search, start
from lossviz.model.parameters import pack, unpack
from lossviz.model.planes import gradient_plane, random_plane
from lossviz.model.preprocessing import mean_image, preprocess
from lossviz.model.regions import pixels, regions_on, zero_line
from lossviz.model.regularization import REGULARIZERS, Regularization
from lossviz.model.scores import scores
from lossviz.model.step import step
from lossviz.model.surfaces import KNOWN_SURFACES
from lossviz.model.templates import templates
from lossviz.model.totals import finished, totals_in_slices, worst
from lossviz.model.training import train
from lossviz.model.training_config import TrainingConfig

SOFTMAX, HINGE, L2 = LOSSES["softmax"], Hinge(), Regularization("l2", 0.1)
PIXELS = pixels(FEATURE_MAPS["identity"], (-1, 1), (-1, 1), (3, 2))
W, B, X, Y = np.eye(3, 2), np.zeros(3), np.ones((4, 2)), np.array([0, 1, 2, 0])
IMAGES = np.zeros((4, 3072), np.uint8)
MEAN, W_IMAGE, B_IMAGE = np.zeros(3072, np.float32), np.zeros((3, 3072)), np.zeros(3)
CONFIG = TrainingConfig()


def dataset(images: Any, labels: Any) -> Dataset:
    return Dataset("own", Split(images, labels), Split(IMAGES, Y), ("a", "b", "c"))


def landscape(S1: Any = X @ W.T, y: Any = Y) -> Landscape:
    plane = PlaneWeights(*np.zeros((3, 6)), *np.zeros((3, 3)))
    return Landscape(X @ W.T, S1, X @ W.T, y, SOFTMAX, plane, L2)


Told = tuple[Callable[[], Any], str]

FLOATS_ARE_NO_BYTES = "images must be whole numbers of 0 to 255 a pixel .uint8., not float64"
NO_ROWS = r"images must be \(N, (D|3072)\), a row of pixels an image, not \(4, 32, 32, 3\): "
NO_ROWS += r"images.transpose\(0, 3, 1, 2\).reshape\(len\(images\), -1\) makes rows"
SQUARES = np.zeros((4, 32, 32, 3), np.uint8)
TOLD: list[Told] = [
    # Images
    (lambda: mean_image(np.full((4, 3072), 0.5)), FLOATS_ARE_NO_BYTES),
    (lambda: preprocess(np.full((4, 3072), 0.5), MEAN), FLOATS_ARE_NO_BYTES),
    (lambda: dataset(np.full((4, 3072), 0.5), Y), f"own, training: {FLOATS_ARE_NO_BYTES}"),
    (lambda: evaluate(W_IMAGE, B_IMAGE, np.full((4, 3072), 0.5), Y, MEAN, SOFTMAX),
     FLOATS_ARE_NO_BYTES),
    (lambda: mean_image([[0, 256]]), "0 to 255 a pixel .uint8., but one is 256"),
    (lambda: mean_image([[0, -1]]), "but one is -1"),
    (lambda: mean_image(SQUARES), NO_ROWS),
    (lambda: dataset(SQUARES, Y), f"own, training: {NO_ROWS}"),
    (lambda: evaluate(W_IMAGE, B_IMAGE, SQUARES, Y, MEAN, SOFTMAX), NO_ROWS),
    (lambda: mean_image(SQUARES.transpose(0, 3, 1, 2)), r": images.reshape\(len\(images\), -1\)"),
    (lambda: preprocess(IMAGES, MEAN[:5]),
     r"mean must be \(3072,\), the mean image in pixel / 255, not \(5,\)"),
    (lambda: train(CONFIG, dataset(IMAGES, Y), mean=MEAN[:5]), r"mean must be \(3072,\)"),
    # Labels
    (lambda: dataset(np.zeros((290, 3072), np.uint8), np.zeros(300, int)),
     r"own, training: labels must be \(290,\), the class of each image, not \(300,\)"),
    (lambda: FastStep(Split(IMAGES, Y[:3]), MEAN, 3), r"labels must be \(4,\)"),
    (lambda: FastStep(Split(IMAGES, Y), MEAN, 2), "labels must be 0 to 1 for 2 classes, but one"),
    (lambda: dataset(IMAGES, Y.astype(float)), "labels must hold whole numbers, not float64"),
    (lambda: evaluate(W_IMAGE, B_IMAGE, IMAGES, Y + 1, MEAN, SOFTMAX), "labels must be 0 to 2 for"),
    (lambda: evaluate(W_IMAGE, B_IMAGE, IMAGES, Y[:2], MEAN, SOFTMAX), r"labels must be \(4,\)"),
    (lambda: confusion([0, 3], [0, 1], 3), "labels must be 0 to 2 for 3 classes, but one is 3"),
    (lambda: confusion([0, 1], [0, 3], 3), "predictions must be 0 to 2 for 3 classes, but one"),
    (lambda: confusion([0, 1], [0], 3), r"predictions must be \(2,\), a class for each label, not"),
    (lambda: objective(W, B, X, [0, 1, 2, -1], SOFTMAX, L2), "y must be 0 to 2 for 3 classes"),
    (lambda: objective(W, B, X, [0, 1, 2], SOFTMAX, L2),
     r"y must be \(4,\), one class for each row, not \(3,\)"),
    (lambda: SOFTMAX.loss([[1, 2]], [True]), "y must hold whole numbers, not bool"),
    (lambda: landscape(y=[0, 1, 2, 3]), "y must be 0 to 2 for 3 classes, but one is 3"),
    # Weights and scores
    (lambda: templates(W_IMAGE.T),
     r"W must be \(C, 3072\), a row of weights a class, not \(3072, 3\): turned round, as W.T, it"),
    (lambda: templates(W), r"W must be \(C, 3072\)"),
    (lambda: objective(W, [0], X, Y, SOFTMAX, L2), r"b must be \(3,\), a bias a class, not \(1,\)"),
    (lambda: objective(W.T, B, X, Y, SOFTMAX, L2), r"W must be \(C, 2\), .* not \(2, 3\): turned"),
    (lambda: scores(X, W.T, B), r"W must be \(C, 2\), a row of weights a class, not \(2, 3\): tur"),
    (lambda: scores(X[0], W, B), r"X must be \(N, D\), a row an example, not \(2,\)"),
    (lambda: scores(X, W, 0), r"b must be \(3,\), a bias a class, not \(\)"),
    (lambda: scores([[1, 2], [3]], W, B), "X must be a table whose rows are all as long"),
    (lambda: scores([["1", "2"]], W, B), "X must hold numbers, not <U1"),
    (lambda: scores([[None, 2]], W, B), "X must hold numbers, not object"),
    (lambda: scores(X, W * 1j, B), "W must hold numbers, not complex128"),
    (lambda: next(block_scores(W_IMAGE.T, B_IMAGE, IMAGES, MEAN)), "turned round, as W.T, it fits"),
    (lambda: evaluate(W_IMAGE, B_IMAGE[:1], IMAGES, Y, MEAN, SOFTMAX), r"b must be \(3,\)"),
    (lambda: train(CONFIG, dataset(IMAGES, Y), (W_IMAGE.T, B_IMAGE)), "turned round, as W.T"),
    (lambda: step(start(pack(W_IMAGE, B_IMAGE)), IMAGES, Y[:3], MEAN, 3, CONFIG), r"y must be \(4"),
    (lambda: regions_on(PIXELS, W.T, B), "as W.T, it fits"),
    (lambda: zero_line([1, 2, 3], 0, (0, 1), (0, 1)), r"w must be \(2,\), not \(3,\)"),
    (lambda: losses.probabilities([1, 2]),
     r"scores must be \(N, C\), a row of scores an example, not \(2,\)"),
    (lambda: SOFTMAX.loss([["a", "b"]], [0]), "scores must hold numbers, not <U1"),
    (lambda: finished(totals_in_slices([[1, 2, 3]], [0, 1], HINGE)), "one class for each row, not"),
    (lambda: worst([[1, 2]]), r"losses must be \(N,\), not \(1, 2\)"),
    (lambda: landscape(S1=X @ W[:2].T), r"S1 must be \(4, 3\), not \(4, 2\)"),
    (lambda: grid(KNOWN_SURFACES["bowl"], [[0, 1]], [0]), r"w1 must be \(G,\), not \(1, 2\)"),
    (lambda: KNOWN_SURFACES["bowl"].loss("1", 2), "w1 must hold numbers, not <U1"),
    # Packed
    (lambda: pack(W, B[:2]), r"b must be \(3,\), a bias a class, not \(2,\)"),
    (lambda: unpack(np.zeros(10), 3), "10 numbers are not W and b of 3 classes"),
    (lambda: unpack(np.zeros(10), 0), "10 numbers are not W and b of 0 classes"),
    (lambda: random_plane([1, 2, 3], 2), "3 numbers are not W and b of 2 classes"),
    (lambda: gradient_plane([1, 2], [1, 2, 3], None), r"the gradient must be of shape \(2,\)"),
    # One example
    (lambda: one_example.hinge_loss([3, 5, -1], -1), "y must be 0 to 2 for 3 classes, not -1"),
    (lambda: one_example.hinge_terms([3, 5, -1], 3), "y must be 0 to 2 for 3 classes, not 3"),
    (lambda: one_example.hinge_gradient([3, 5], 1.0), "y must be a whole number, a class, not 1.0"),
    (lambda: one_example.hinge_kinks([3, 5], 0, -1), "j must be 0 to 1 for 2 classes, not -1"),
    (lambda: one_example.softmax_loss([3, 5, -1], -1), "y must be 0 to 2 for 3 classes, not -1"),
    (lambda: one_example.softmax_gradient([[3, 5]], 0),
     r"s must be \(C,\), the scores of one example, not \(1, 2\)"),
    (lambda: one_example.probabilities(3), r"s must be \(C,\), the scores of one example, not"),
    # Gradients
    (lambda: gradient_check([1, 2], [1]), r"the gradients must have one shape, not \(2,\) and \(1"),
    (lambda: relative_error([1, 2], [1]), "the gradients must have one shape"),
    (lambda: angle([[1, 2]], [1, 2]), "the gradients must have one shape"),
    (lambda: numeric_gradient(lambda w: 0, ["a"]), "W must hold numbers, not <U1"),
    *((lambda each=each: OPTIMIZERS[each](start([1, 2]), [1], 0.1, 0.9),
       r"the gradient must be \(2,\), not \(1,\)") for each in OPTIMIZERS),
]  # fmt: skip


@pytest.mark.parametrize(("call", "sentence"), TOLD)
def test_what_cannot_be_right_is_told(call: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()


# --- Lists ---

SCORES = [[3, 5, -1], [1, 4, 2]]
LISTED: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    *((each.loss_and_gradient, (SCORES, [0, 2])) for each in LOSSES.values()),
    (losses.probabilities, (SCORES,)),
    (lambda s: one_example.hinge_loss(s, 0), (SCORES[0],)),
    (lambda s: one_example.hinge_gradient(s, 0), (SCORES[0],)),
    (lambda s: one_example.hinge_kinks(s, 0, 0), (SCORES[0],)),
    (lambda s: one_example.softmax_loss(s, 0), (SCORES[0],)),
    (lambda s: one_example.softmax_gradient(s, 0), (SCORES[0],)),
    (one_example.probabilities, (SCORES[0],)),
    (lambda s, y: vars(finished(totals_in_slices(s, y, HINGE))), (SCORES, [0, 2])),
    (worst, ([1, 3, 2],)),
    (scores, ([[1, 2], [3, 4]], [[1, 0], [0, 1], [2, 2]], [1, 2, 3])),
    (lambda W, b, X, y: objective(W, b, X, y, SOFTMAX, L2),
     ([[1, 0], [0, 1]], [1, 2], [[1, 2], [3, 4]], [0, 1])),
    *((each.penalty, ([[1, -2], [0, 3]],)) for each in REGULARIZERS.values()),
    *((each.gradient, ([[1, -2], [0, 3]],)) for each in REGULARIZERS.values()),
    (Regularization("elastic", 2).gradient, ([1, -2],)),
    (pack, ([[1, 2], [3, 4]], [5, 6])),
    (lambda parameters: unpack(parameters, 2), ([1, 2, 3, 4, 5, 6],)),
    (lambda W: numeric_gradient(lambda w: float((w**2).sum()), W), ([1, 2],)),
    (gradient_check, ([1, 2], [1, 3])),
    (relative_error, ([1, 2], [1, 3])),
    (angle, ([1, 2], [1, 3])),
    *((lambda W, dW, each=each: each(start(W), dW, 2, 0), ([1, 2], [3, 4]))
      for each in OPTIMIZERS.values()),
    (lambda W: list(random_local_search(lambda w: float(w @ w), W, 1, 2, 0))[-1][0], ([1, 2],)),
    (mean_image, ([[0, 255], [255, 255]],)),
    (preprocess, ([[0, 255]], [0, 0.5])),
    (lambda *args: evaluate(*args, SOFTMAX),
     ([[1, 0], [0, 1]], [0, 1], [[0, 255], [255, 0]], [0, 1], [0, 0])),
    (lambda labels, predictions: confusion(labels, predictions, 3), ([0, 1, 2], [0, 1, 1])),
    (templates, ([[1] * 3072],)),
    (lambda W, b: regions_on(PIXELS, W, b), ([[1, 2], [3, -4]], [0, 1])),
    (lambda w: zero_line(w, 0, (-1, 1), (-1, 1)), ([1, 2],)),
    (FEATURE_MAPS["polar"].features, ([[1, 2], [3, 4]],)),
    (KNOWN_SURFACES["bowl"].loss, ([1, 2], [3, 4])),
    (lambda w1, w2: grid(KNOWN_SURFACES["bowl"], w1, w2), ([1, 2], [3, 4])),
    (lambda W, dW: gradient_plane(W, dW, None).plane, ([1, 2], [3, 4])),
]  # fmt: skip


def numbers(result: Any) -> list[np.ndarray]:
    """The arrays of a result."""
    if isinstance(result, dict):
        return numbers(tuple(result.values()))
    if isinstance(result, tuple):
        return [array for part in result for array in numbers(part)]
    return [np.asarray(result)]


@pytest.mark.parametrize(("function", "listed"), LISTED)
def test_lists_are_as_good_as_arrays(function: Callable[..., Any], listed: tuple[Any, ...]) -> None:
    found = numbers(function(*listed))
    expected = numbers(function(*(np.array(each) for each in listed)))
    for one, other in zip(found, expected, strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


def test_a_dataset_takes_lists_and_trains_on_them() -> None:
    images = np.random.default_rng(0).integers(0, 256, (16, 3072))
    labels = [0, 1] * 8
    own = Dataset("own", Split(images.tolist(), labels), Split(images, labels), ("a", "b"))
    assert own.training.images.dtype == np.uint8
    assert own.training.labels.dtype == np.int64
    *_, last = train(TrainingConfig(epochs=1), own)
    assert last.data_loss is not None
    assert np.isfinite(last.data_loss)


# --- Precisions and kinds ---


@pytest.mark.parametrize("kind", [np.int8, np.int64, np.uint16, np.float16, np.longdouble, ">f8"])
def test_other_numbers_become_float64(kind: Any) -> None:
    W = np.array([[1, 2], [3, 4]]).astype(kind)
    native = np.dtype(np.float64)
    assert L2.gradient(W).dtype == native
    assert scores(W, W, W[0]).dtype == native
    assert SOFTMAX.loss(W, [0, 1]).dtype == native
    assert KNOWN_SURFACES["bowl"].loss(W[0], W[1]).dtype == native
    assert start(W).parameters.dtype == start(W).velocity.dtype == native
    assert numeric_gradient(lambda w: float(w.sum()), W).dtype == native


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.uint64])
def test_many_classes_in_small_labels(kind: Any) -> None:
    labels = np.arange(26).astype(kind)
    assert (confusion(labels, labels, 26) == np.eye(26)).all()
    assert SOFTMAX.loss(np.zeros((26, 26)), labels) == pytest.approx(np.log(26))


def test_what_is_right_is_not_copied() -> None:
    training = Split(IMAGES, Y)
    own = Dataset("own", training, training, ("a", "b", "c"))
    assert own.training.images is IMAGES
    assert own.training.labels is Y

"""The comparison: the same linear classifier on pixels and on features of the same images.

    extracted = drained(extracting_all(data, Recipe()))
    for snapshot in comparing(extracted, ("edges",), TrainingConfig()):
        print(snapshot.epoch, snapshot.validation)

Which epoch is best the validation images say; the test images are asked once, about that one.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.dataset import Dataset
from lossviz.model.evaluation import Evaluation, evaluate
from lossviz.model.features.recipe import Recipe, Words, extracting, finding_words
from lossviz.model.features.standardize import Standard, standard, standardize
from lossviz.model.features.training import Examples, evaluate_features, train_on_features
from lossviz.model.features.words import Codebook
from lossviz.model.losses import LOSSES
from lossviz.model.preprocessing import mean_image
from lossviz.model.training import Run, Snapshot, train
from lossviz.model.training_config import TrainingConfig


class Progress(NamedTuple):
    """How far the extraction is: images done, of all."""

    done: int
    total: int


@dataclass(frozen=True, eq=False)
class Extracted:
    """The features of a dataset, not standardized yet.

    recipe: with as many words as were found. X: of the images to learn from, held out, and for the
    test, (N, D) float32 each.
    """

    data: Dataset
    recipe: Recipe
    codebook: Codebook | None
    X: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Compared:
    """What a classifier has come to.

    parts: of the vector; () for pixels. curve: the accuracy on the images held out, before the
    first step and after each epoch; empty where none are. best: the snapshot with the best of them,
    or the last one. standard: of the features; None for pixels. training, validation, test: how
    good its W (C, D), b (C,) are; None where there are no such images.
    """

    parts: tuple[str, ...]
    curve: tuple[float, ...]
    best: Snapshot
    standard: Standard | None
    training: Evaluation | None
    validation: Evaluation | None
    test: Evaluation | None

    @property
    def numbers(self) -> int:
        """D, how many numbers an image has."""
        return int(self.best.W.shape[1])


Comparing = Generator[Snapshot, None, Compared]
"""Yields each step of the training."""


def extracting_all(data: Dataset, recipe: Recipe) -> Generator[Progress, None, Extracted]:
    """The features of all images of a dataset; words are found in those to learn from alone."""
    splits = (*data.split(), data.test)
    total, before = sum(len(split.labels) for split in splits), 0
    codebook = None
    if "words" in recipe.parts:
        codebook = yield from _finding(splits[0].images, recipe.words, total)
        recipe = recipe.with_words(len(codebook.words))
    found: list[NDArray[np.float32]] = []
    for split in splits:
        taking = extracting(split.images, recipe, codebook)
        found.append((yield from _counted(taking, before, total)))
        before += len(split.labels)
    learn, held_out, test = found
    return Extracted(data, recipe, codebook, (learn, held_out, test))


def _finding(
    images: NDArray[np.uint8], words: Words, total: int
) -> Generator[Progress, None, Codebook]:
    """The words, which are found before any image is done."""
    finding = finding_words(images, words)
    while True:
        try:
            next(finding)
        except StopIteration as end:
            codebook: Codebook = end.value
            return codebook
        yield Progress(0, total)


def _counted(
    taking: Generator[int, None, NDArray[np.float32]], before: int, total: int
) -> Generator[Progress, None, NDArray[np.float32]]:
    """The features of some images, after those of others."""
    while True:
        try:
            done = next(taking)
        except StopIteration as end:
            X: NDArray[np.float32] = end.value
            return X
        yield Progress(before + done, total)


def comparing(extracted: Extracted, parts: Sequence[str], config: TrainingConfig) -> Comparing:
    """Train on some parts of the vector, standardized by the images to learn from."""
    blocks, data = extracted.recipe.blocks(), extracted.data
    columns = np.concatenate([np.arange(blocks[p].start, blocks[p].stop) for p in parts])
    by = standard(extracted.X[0][:, columns])
    examples = [
        Examples(standardize(X[:, columns], by), split.labels)
        for X, split in zip(extracted.X, (*data.split(), data.test), strict=True)
    ]
    run = train_on_features(config, examples[0], examples[1], len(data.class_names))
    curve, best = yield from best_epoch(run)
    found = [
        evaluate_features(best.W, best.b, each, LOSSES[config.loss]) if len(each.y) else None
        for each in examples
    ]
    return Compared(tuple(parts), curve, best, by, *found)


def comparing_pixels(data: Dataset, config: TrainingConfig) -> Comparing:
    """Train on pixels / 255, less the mean image: as Training does."""
    learn, held_out = data.split()
    mean = mean_image(learn.images)
    curve, best = yield from best_epoch(train(config, data, mean=mean))
    found = [
        evaluate(best.W, best.b, *split, mean, LOSSES[config.loss]) if len(split.labels) else None
        for split in (learn, held_out, data.test)
    ]
    return Compared((), curve, best, None, *found)


def best_epoch(run: Run) -> Generator[Snapshot, None, tuple[tuple[float, ...], Snapshot]]:
    """The accuracy on the images held out after each epoch, and the snapshot that is the best.

    Of equal ones the first; the last of all where no images are held out.
    """
    curve: list[float] = []
    best = last = next(run)
    while True:
        if last.validation is not None and not last.diverged:
            if not curve or last.validation.accuracy > max(curve):
                best = last
            curve.append(last.validation.accuracy)
        yield last
        try:
            last = next(run)
        except StopIteration:
            return tuple(curve), best if curve else last

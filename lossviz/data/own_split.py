"""What all image sets of one's own have in common: their classes, their sizes, their parts."""

from __future__ import annotations

from collections.abc import Sequence, Sized

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError, shortened
from lossviz.model.dataset import Dataset, Split

MOST_CLASSES = 10
MOST_IMAGES = 70_000
LONGEST_CLASS = 24
SEED = 0
TENTH = 10  # one part for the test, one for validation, eight to learn from

Pixels = NDArray[np.uint8]
Labels = NDArray[np.int64]


def check_classes(names: Sized, where: str, way_out: str) -> None:
    """Two to ten classes, else a DataError."""
    if not 2 <= len(names) <= MOST_CLASSES:
        count = "one class" if len(names) == 1 else f"{len(names):,} classes"
        raise DataError(
            f"{where} has {count}, and two to {MOST_CLASSES} can be told apart. {way_out}"
        )


def check_count(count: int, where: str) -> None:
    """No more images than memory is meant for, else a DataError."""
    if count > MOST_IMAGES:
        raise DataError(
            f"{where} has {count:,} images, and at most {MOST_IMAGES:,} are read. Take some away."
        )


def shown_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names of classes, fit to be shown, and different from each other."""
    shown = [shortened(name.strip(), LONGEST_CLASS) or str(i) for i, name in enumerate(names)]
    return tuple(
        name if shown.count(name) == 1 else f"{i + 1} {name}" for i, name in enumerate(shown)
    )


def split_by_seed(
    name: str, images: Pixels, labels: Labels, class_names: Sequence[str], note: str = ""
) -> Dataset:
    """A dataset of images (N, 3072): 80 % to learn from, 10 % for validation, 10 % for the test.

    The seed shuffles each class, and each part has its share of every class, as far as it goes. Of
    fewer than ten images one is for the test, and none for validation.
    """
    order = shared_order(labels, SEED)
    N = len(labels)
    tests, held_out = max(1, round(N / TENTH)), round(N / TENTH) if N >= TENTH else 0
    test, rest = order[:tests], order[tests:]
    rest = np.concatenate([rest[held_out:], rest[:held_out]])  # validation comes last
    return whole(
        name, Split(images[rest], labels[rest]), Split(images[test], labels[test]), class_names,
        held_out, note,
    )  # fmt: skip


def shared_order(labels: Labels, seed: int) -> NDArray[np.int64]:
    """An order (N,) in which any first part has the same share of each class; by chance within."""
    rng = np.random.default_rng(seed)
    place = np.empty(len(labels))
    for c in np.unique(labels):
        rows = np.flatnonzero(labels == c)
        place[rng.permutation(rows)] = (np.arange(len(rows)) + rng.random()) / len(rows)
    return np.argsort(place, kind="stable")


def whole(
    name: str,
    training: Split,
    test: Split,
    class_names: Sequence[str],
    held_out: int | None = None,
    note: str = "",
) -> Dataset:
    """A read-only dataset; `name` is shortened to what a status bar has room for."""
    for array in (*training, *test):
        array.flags.writeable = False
    return Dataset(
        shortened(name, 40), training, test, shown_names(class_names), False, held_out, note
    )

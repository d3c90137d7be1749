"""The built-in data set: "CIFAR-10 stand-in (drawn)", the ten classes as small drawings.

10,000 training and 2,000 test images of 32x32 pixels, as many of each class, in random order.
They are drawn from a seed in about two seconds and kept in the cache folder. The drawings vary
in place, size, pose, colour, light and background, so that a linear classifier on raw pixels
reaches about three of four test images and never all.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from lossviz.data.cifar10 import Loading, drained
from lossviz.data.drawn import kept
from lossviz.data.drawn.pictures import pictures
from lossviz.data.folders import cache_folder
from lossviz.data.progress import LoadProgress
from lossviz.data.records import CLASS_NAMES
from lossviz.model.dataset import PIXELS, Dataset, Split

NAME = "CIFAR-10 stand-in (drawn)"
VERSION = 1  # of the drawings: raise it when an image changes, so that older files are not read
TRAINING = 10_000
TEST = 2_000
DRAWING = "Drawing"
"""How the words begin that tell of it: it takes seconds, and once."""
BLOCK = 50  # images of one class that are drawn at once: about 6 ms, and they fit in the L2 cache


def load(seed: int = 0, cache: bool = True) -> Dataset:
    """The stand-in, drawn or from the cache. See `drawing`."""
    return drained(drawing(seed, cache))


def drawing(seed: int = 0, cache: bool = True) -> Loading:
    """Draw the stand-in in slices of some milliseconds, and return it.

    seed: 0 or more; the same seed gives the same bytes. cache: read it from the cache folder if
    it is there, else keep it there. A folder that cannot be written is no error.
    """
    count = TRAINING + TEST
    path = cache_folder() / f"stand-in-{VERSION}-seed-{seed}.bin"
    order = _order(seed)
    images = (yield from kept.reading(path, count)) if cache else None
    if images is None:
        images = yield from _draw(seed, order)
        if cache:
            images = yield from kept.keeping(path, images)
    return _dataset(images, order)


def _draw(seed: int, order: NDArray[np.int64]) -> Generator[LoadProgress, None, NDArray[np.uint8]]:
    """All images (N, 3072), each block from its own generator."""
    images = np.empty((len(order), PIXELS), np.uint8)
    places = order.reshape(-1, BLOCK)
    what = f"{DRAWING} {len(order):,} images"
    for i, (block, label) in enumerate(product(range(len(places) // 10), range(10))):
        generator = np.random.default_rng((seed, label, block))
        images[places[i]] = pictures(CLASS_NAMES[label], BLOCK, generator)
        yield LoadProgress((i + 1) * BLOCK, len(order), what)
    return images


def _order(seed: int) -> NDArray[np.int64]:
    """Where the images belong in the order in which they are drawn: (N,), the test ones last."""
    shuffle = np.random.default_rng((seed, len(CLASS_NAMES))).permutation
    return np.concatenate([shuffle(TRAINING), TRAINING + shuffle(TEST)])


def _dataset(images: NDArray[np.uint8], order: NDArray[np.int64]) -> Dataset:
    """Training and test split, read-only."""
    labels = np.empty(len(order), np.int64)
    labels[order] = np.arange(len(order)) // BLOCK % len(CLASS_NAMES)
    images.flags.writeable = labels.flags.writeable = False
    training = Split(images[:TRAINING], labels[:TRAINING])
    return Dataset(NAME, training, Split(images[TRAINING:], labels[TRAINING:]), CLASS_NAMES, True)

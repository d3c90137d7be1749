"""CIFAR-100: the first ten of its 20 superclasses, for ten classes are what is told apart here.

Its files are `train` and `test` with the names in `meta` (pickled), or `train.bin` and `test.bin`,
whose records have a byte for the superclass and one for the class before the image.
Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lossviz.data.batch_pickle import batch_entries, images_of, scanning
from lossviz.data.cifar10 import Loading
from lossviz.data.errors import DataError
from lossviz.data.own_split import MOST_CLASSES, whole
from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import PIXELS, Split

SUPERCLASSES = (
    *("aquatic mammals", "fish", "flowers", "food containers", "fruit and vegetables"),
    *("household devices", "furniture", "insects", "large carnivores", "large outdoor things"),
)
"""The first ten, as the dataset orders them, some shortened."""
NAME = "CIFAR-100, ten superclasses"
NOTE = "CIFAR-100 has 20 superclasses: the first ten are open, for ten classes are what is learned."
RECORD = 2 + PIXELS
MOST_RECORDS = 50_000
MOST_BYTES = 2 * MOST_RECORDS * (RECORD + 100)
"""Of a pickle; in one that Python 3 made for Python 2 half of all bytes take two."""
AT_ONCE = 200 * RECORD

Part = Generator[LoadProgress, None, Split]


def cifar100_files(names: list[str]) -> dict[str, str]:
    """The files of CIFAR-100 among these, train and test, if it is that."""
    small = {name.lower(): name for name in names}
    for ending, sign in (("", "meta"), (".bin", "fine_label_names.txt")):
        wanted = [f"train{ending}", f"test{ending}"]
        if {*wanted, sign} <= set(small):
            return {part: small[name] for part, name in zip(("train", "test"), wanted, strict=True)}
    return {}


def reading_cifar100(folder: Path, files: Mapping[str, str]) -> Loading:
    """Read both files."""
    training = yield from reading_part(folder / files["train"])
    test = yield from reading_part(folder / files["test"])
    return whole(NAME, training, test, SUPERCLASSES, note=NOTE)


def reading_part(path: Path) -> Part:
    """The images of the first ten superclasses in one file."""
    content = bytearray()
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MOST_BYTES:
            raise DataError(f"{path.name} is too large for CIFAR-100. Get the file again.")
        while more := file.read(AT_ONCE):
            content += more
            yield LoadProgress(min(len(content), size), max(size, 1), f"Reading {path.name}")
    if path.suffix.lower() == ".bin":
        images, labels = of_records(content, path.name)
    else:
        stream = BytesIO(content)
        for _ in scanning(stream, path.name):
            yield LoadProgress(size, max(size, 1), f"Reading {path.name}")
        images, labels = of_pickle(stream, path.name)
    if len(labels) and not 0 <= labels.min() <= labels.max() < 2 * MOST_CLASSES:
        raise DataError(f"{path.name} has superclasses beyond 0 to 19. Get the file again.")
    chosen = labels < MOST_CLASSES
    if not chosen.any():
        raise DataError(f"{path.name} has no image of the first ten superclasses. Get it again.")
    return Split(images[chosen], labels[chosen])


def of_records(content: bytearray, where: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Images and superclasses of a binary file."""
    if not content or len(content) % RECORD:
        raise DataError(f"{where} is cut off or is no CIFAR-100. Get the file again.")
    records = np.frombuffer(content, np.uint8).reshape(-1, RECORD)
    return records[:, 2:], records[:, 0].astype(np.int64)


def of_pickle(stream: BytesIO, where: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Images and superclasses of a pickled file."""
    entries = batch_entries(stream, where)
    labels = entries.get("coarse_labels")
    if "data" not in entries or not isinstance(labels, list):
        raise DataError(f"{where} has no images with superclasses. Get the file again.")
    images = images_of(entries["data"], where, MOST_RECORDS)
    if len(labels) != len(images) or not all(type(label) is int for label in labels):
        raise DataError(f"{where} has not one superclass for each image. Get the file again.")
    return images, np.array([min(max(label, -1), 99) for label in labels], np.int64)

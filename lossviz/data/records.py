"""CIFAR-10 records: their layout and the checks on them.

A record is one label byte, 0 to 9, and 3,072 bytes of image: red plane, green plane, blue plane,
rows first (https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError
from lossviz.data.pixel_order import more_alike_with_colours_together
from lossviz.model.dataset import PIXELS, Dataset, Split

RECORD = 1 + PIXELS
SLICE = 200  # Records read between two pauses: a few milliseconds, inflating included.
BATCH_RECORDS = 10_000
MOST_BLACK = 9
"""Images without a pixel above 1 that a batch may have, if somebody made it."""
TOGETHER = 0.25
"""Of `more_alike_with_colours_together`, with which images do not lie as they should."""
TRAINING_BATCHES = tuple(f"data_batch_{i}" for i in range(1, 6))
TEST_BATCH = "test_batch"
BATCHES = (*TRAINING_BATCHES, TEST_BATCH)
FULL_COUNTS = (BATCH_RECORDS * len(TRAINING_BATCHES), BATCH_RECORDS)
CLASS_NAMES: tuple[str, ...] = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)


def record_count(size: int, where: str, most: int = BATCH_RECORDS) -> int:
    """How many records a binary file of `size` bytes holds; a DataError where it is not whole."""
    if size == 0:
        raise DataError(f"{where} is empty. Get the file again.")
    whole, left = divmod(size, RECORD)
    if left and size % (RECORD + 1) == 0:
        raise DataError(
            f"{where} has records of 3,074 bytes, as CIFAR-100 has. "
            "CIFAR-10 has 3,073: open a CIFAR-10 folder instead."
        )
    if left and size % PIXELS == 0:
        raise DataError(
            f"{where} has records of 3,072 bytes, so the label bytes are missing. "
            "Get the CIFAR-10 binary version."
        )
    if left:
        raise DataError(
            f"{where} is cut off: {whole:,} whole records of 3,073 bytes, "
            f"and {left:,} bytes left over. Get the file again."
        )
    if whole > most:
        raise DataError(
            f"{where} is too large for CIFAR-10: {whole:,} records where at most {most:,} belong. "
            "Get the file again."
        )
    return whole


def check_labels(labels: NDArray[np.uint8], where: str, first: int = 0) -> None:
    """Labels (n,) of the records from index `first` on must be 0 to 9, else a DataError."""
    wrong = np.flatnonzero(labels >= len(CLASS_NAMES))
    if wrong.size:
        raise wrong_label(labels[wrong[0]], where, first + int(wrong[0]))


def check_pictures(images: NDArray[np.uint8], where: str) -> None:
    """The first images (n, 3072) of a batch must lie in planes of colour, else a DataError."""
    if more_alike_with_colours_together(images.astype(np.float64)) > TOGETHER:
        raise DataError(
            f"{where}: the three colours of each pixel stand together, and in CIFAR-10 each colour "
            "is a plane. Write x.reshape(-1, 32, 32, 3).transpose(0, 3, 1, 2), or get the file "
            "again."
        )


def check_black(count: int, where: str) -> None:
    """DataError if as many images of a batch have no pixel above 1; all of CIFAR-10 have some."""
    if count > MOST_BLACK:
        raise DataError(
            f"{where}: {count:,} of its images have no pixel above 1: it was not written to its "
            "end, or divided by 255. Get the file again."
        )


def wrong_label(label: object, where: str, index: int) -> DataError:
    """The sentence for a label that is not 0 to 9, of the record at `index`."""
    return DataError(
        f"{where}: record {index + 1:,} has the label {label}, but labels are whole numbers "
        "from 0 to 9. The file is damaged or is no CIFAR-10: get it again."
    )


def valid_names(names: list[str]) -> tuple[str, ...]:
    """The names if they are ten different ones fit to show, else the official ones."""
    good = len(set(names)) == len(names) == len(CLASS_NAMES)
    shown = good and all(n.isprintable() and n.strip() and len(n) <= 40 for n in names)
    return tuple(names) if shown else CLASS_NAMES


def make_dataset(training: Split, test: Split, class_names: tuple[str, ...]) -> Dataset:
    """A read-only dataset, named by whether it is all of CIFAR-10."""
    for array in (*training, *test):
        array.flags.writeable = False
    full = (len(training.labels), len(test.labels)) == FULL_COUNTS
    return Dataset("CIFAR-10" if full else "CIFAR-10 excerpt", training, test, class_names)

"""Files of ours, with all images in one piece: memory-mapped where we keep them, copied elsewhere.

Whoever reads a mapped page that is no longer there, as of a file that was cut or of a stick that
was pulled out, is ended by the system (SIGBUS). Nobody cuts the files in our own folder.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import numpy as np

from lossviz.data.errors import DataError
from lossviz.data.folders import data_folder
from lossviz.data.progress import LoadProgress
from lossviz.data.records import (
    CLASS_NAMES,
    FULL_COUNTS,
    RECORD,
    SLICE,
    check_labels,
    make_dataset,
    record_count,
)
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import PIXELS, Dataset, Split

Reading = Generator[LoadProgress, None, Split]


def mapping(path: Path, most: int) -> Reading:
    """Images and labels of a binary file with at most so many records. Raises DataError, OSError.

    The images are a read-only view of the file: keep the file as it is while they are in use.
    """
    with open_regular(path) as file:
        count = record_count(os.fstat(file.fileno()).st_size, path.name, most)
        records = np.memmap(file, np.uint8, "r", shape=(count, RECORD))
    labels = np.empty(count, np.int64)
    for first in range(0, count, SLICE):
        part = records[first : first + SLICE, 0]
        check_labels(part, path.name, first)
        labels[first : first + SLICE] = part
        yield LoadProgress((first + len(part)) * RECORD, records.nbytes, f"Reading {path.name}")
    return Split(np.asarray(records)[:, 1:], labels)


def copying(path: Path, most: int) -> Reading:
    """The same, and the images are a copy: nothing that happens to the file matters later."""
    with open_regular(path) as file:
        count = record_count(os.fstat(file.fileno()).st_size, path.name, most)
        images, labels = np.empty((count, PIXELS), np.uint8), np.empty(count, np.int64)
        for first in range(0, count, SLICE):
            size = min(SLICE, count - first) * RECORD
            content = file.read(size)
            if len(content) != size:
                raise DataError(f"{path.name} ends too early. Get the file again.")
            records = np.frombuffer(content, np.uint8).reshape(-1, RECORD)
            check_labels(records[:, 0], path.name, first)
            images[first : first + SLICE] = records[:, 1:]
            labels[first : first + SLICE] = records[:, 0]
            yield LoadProgress(first * RECORD + size, count * RECORD, f"Reading {path.name}")
    return Split(images, labels)


def reading_verified(path: Path, counts: tuple[int, int]) -> Generator[LoadProgress, None, Dataset]:
    """The dataset in a file of ours that promises so many training and test records."""
    is_kept = path.resolve().parent == data_folder().resolve()
    images, labels = yield from (mapping if is_kept else copying)(path, sum(FULL_COUNTS))
    training, test = counts
    if len(labels) != training + test or not training or not test:
        raise DataError(
            f"{path.name} holds {len(labels):,} records where its name promises "
            f"{training + test:,}. Remove it and download CIFAR-10 again."
        )
    split = Split(images[:training], labels[:training]), Split(images[training:], labels[training:])
    return make_dataset(*split, CLASS_NAMES)

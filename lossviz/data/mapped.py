"""Binary CIFAR-10 files, memory-mapped: the images stay in the file, the labels are copied."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import numpy as np

from lossviz.data.errors import DataError
from lossviz.data.progress import LoadProgress
from lossviz.data.records import (
    BATCH_RECORDS,
    CLASS_NAMES,
    FULL_COUNTS,
    RECORD,
    SLICE,
    check_labels,
    make_dataset,
    record_count,
)
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import Dataset, Split


def mapping(
    path: Path, most: int = BATCH_RECORDS, start: int = 0, total: int = 0
) -> Generator[LoadProgress, None, Split]:
    """Images and labels of a binary file with at most so many records. Raises DataError, OSError.

    start, total: bytes before this file and of all files, where it is one of several.
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
        done = start + (first + len(part)) * RECORD
        yield LoadProgress(done, total or records.nbytes, f"Reading {path.name}")
    return Split(np.asarray(records)[:, 1:], labels)


def mapping_verified(path: Path, counts: tuple[int, int]) -> Generator[LoadProgress, None, Dataset]:
    """The dataset in a file of ours that promises so many training and test records."""
    images, labels = yield from mapping(path, sum(FULL_COUNTS))
    training, test = counts
    if len(labels) != training + test or not training or not test:
        raise DataError(
            f"{path.name} holds {len(labels):,} records where its name promises "
            f"{training + test:,}. Remove it and download CIFAR-10 again."
        )
    split = Split(images[:training], labels[:training]), Split(images[training:], labels[training:])
    return make_dataset(*split, CLASS_NAMES)

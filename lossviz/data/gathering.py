"""Batches of CIFAR-10, copied as they come into one array in memory."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lossviz.data.batch_pickle import parse_batch, parse_names, scanning
from lossviz.data.errors import DataError
from lossviz.data.inflating import is_archive
from lossviz.data.layouts import BINARY, MOST_NAMES_BYTES, SourceFile
from lossviz.data.other_kinds import START, kind_of_start, kind_of_text
from lossviz.data.progress import LoadProgress
from lossviz.data.records import (
    BATCH_RECORDS,
    CLASS_NAMES,
    RECORD,
    SLICE,
    TEST_BATCH,
    TRAINING_BATCHES,
    check_black,
    check_labels,
    check_pictures,
    make_dataset,
    record_count,
    valid_names,
)
from lossviz.model.dataset import PIXELS, Dataset, Split

JUDGED = 50
"""Images of a batch that tell in which order their pixels are: two milliseconds."""


def gathering(
    files: Generator[SourceFile | None, None, None],
    report: Callable[[SourceFile | None], LoadProgress],
    where: str,
) -> Generator[LoadProgress, None, Dataset]:
    """Read all files into one dataset, a slice at a time.

    report: makes a progress report while a file is read, or (None) others are passed over.
    where: the source's name in errors.
    """
    training, test, names = Gathered(TRAINING_BATCHES), Gathered((TEST_BATCH,)), CLASS_NAMES
    with closing(files):
        for file in files:
            if file is None:
                yield report(None)
                continue
            batch = file.layout.batch_of(file.name)
            if batch is None:
                names = read_names(file)
                continue
            target = test if batch == TEST_BATCH else training
            if target.count(batch):
                raise DataError(f"{where} holds {batch} twice. Unpack it, and open one folder.")
            for images, labels in _that_are_pictures(file):
                target.add(batch, images, labels)
                yield report(file)
    check_complete(training.total(), test.total(), where)
    return make_dataset(training.split(), test.split(), names)


def check_complete(training: int, test: int, where: str, ending: str = "") -> None:
    """A dataset needs images of both kinds, else a DataError; ending: that of the files' names."""
    for count, name in ((training, "data_batch_1"), (test, TEST_BATCH)):
        if not count:
            raise DataError(
                f"{where} has no {name}{ending}. Put all files of CIFAR-10 there, or get them "
                "again."
            )


def read_names(file: SourceFile) -> tuple[str, ...]:
    """The ten class names of a names file, or the official ones where it is no good."""
    content = _read(file, min(file.size, MOST_NAMES_BYTES))
    if file.layout is BINARY:
        return valid_names(content.decode("utf-8", "replace").split())
    return valid_names(parse_names(io.BytesIO(content), file.where))


Slices = Iterator[tuple[NDArray[np.uint8], NDArray[Any]]]


def batch_slices(file: SourceFile) -> Slices:
    """Images (n, 3072) and checked labels (n,) of a batch, some 200 records at a time."""
    return _binary_slices(file) if file.layout is BINARY else _pickle_slices(file)


def _that_are_pictures(file: SourceFile) -> Slices:
    """The same; DataError for images that are black, or in another order than those of CIFAR-10."""
    count = black = 0
    for images, labels in batch_slices(file):
        if len(images) and not count:
            check_pictures(images[:JUDGED], file.where)
        count += len(images)
        black += int((images.max(axis=1, initial=0) <= 1).sum())
        yield images, labels
    check_black(black, file.where)


def _binary_slices(file: SourceFile) -> Slices:
    count = _record_count(file)
    for first in range(0, count, SLICE):
        content = _read(file, min(SLICE, count - first) * RECORD)
        records = np.frombuffer(content, np.uint8).reshape(-1, RECORD)
        check_labels(records[:, 0], file.where, first)
        yield records[:, 1:], records[:, 0]


def _record_count(file: SourceFile) -> int:
    """How many records; for what has no whole ones and is another kind of file, that kind."""
    try:
        return record_count(file.size, file.where)
    except DataError:
        start = _read(file, min(file.size, START))
        kind = kind_of_start(start) or kind_of_text(start)
        if kind:
            raise kind.error(file.where) from None
        raise


def _pickle_slices(file: SourceFile) -> Slices:
    if not file.size:
        raise DataError(f"{file.where} is empty. Get the file again.")
    if file.size > file.layout.most_bytes:
        raise DataError(
            f"{file.where} is too large for CIFAR-10: {file.size:,} bytes where at most "
            f"{file.layout.most_bytes:,} belong. Get the file again."
        )
    nothing = np.empty((0, PIXELS), np.uint8), np.empty(0, np.int64)
    content = io.BytesIO()
    while content.tell() < file.size:
        content.write(_read(file, min(SLICE * RECORD, file.size - content.tell())))
        yield nothing
    content.seek(0)
    kind = kind_of_start(content.getvalue()[:START])
    if kind:
        raise kind.error(file.where)
    if is_archive(content.getvalue()[:START]):
        raise DataError(f"{file.where} is packed. Unpack it, and open its folder.")
    for _ in scanning(content, file.where):
        yield nothing
    images, labels = parse_batch(content, file.where)
    for first in range(0, len(labels), SLICE):
        yield images[first : first + SLICE], labels[first : first + SLICE]


def _read(file: SourceFile, size: int) -> bytes:
    try:
        content = file.stream.read(size)
    except tarfile.TarError:
        content = b""
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise DataError(f"{file.where} is damaged. Get the archive again.") from None
    if len(content) != size:
        raise DataError(f"{file.where} ends too early. Get the file again.")
    return content


class Gathered:
    """Images of several batches, copied as they come, in whatever order, into one array.

    Each batch has room for its 10,000 images; memory is only taken by those that come.
    """

    def __init__(self, batches: tuple[str, ...]) -> None:
        self._counts = dict.fromkeys(batches, 0)
        room = BATCH_RECORDS * len(batches)
        self._images = np.empty((room, PIXELS), np.uint8)
        self._labels = np.empty(room, np.int64)

    def count(self, batch: str) -> int:
        """How many images of the batch have come so far."""
        return self._counts[batch]

    def add(self, batch: str, images: NDArray[np.uint8], labels: NDArray[Any]) -> None:
        """Copy the next images (n, 3072) and labels (n,) of a batch, which must have room."""
        first = list(self._counts).index(batch) * BATCH_RECORDS + self._counts[batch]
        self._images[first : first + len(labels)] = images
        self._labels[first : first + len(labels)] = labels
        self._counts[batch] += len(labels)

    def total(self) -> int:
        """How many images of all batches have come so far."""
        return sum(self._counts.values())

    def split(self) -> Split:
        """All images in the order of the batches, without gaps. The end of gathering."""
        end = 0
        for i, count in enumerate(self._counts.values()):
            start = i * BATCH_RECORDS
            if start != end:
                self._images[end : end + count] = self._images[start : start + count]
                self._labels[end : end + count] = self._labels[start : start + count]
            end += count
        # In place: a copy would take the memory twice.
        self._images.resize((end, PIXELS), refcheck=False)
        self._labels.resize(end, refcheck=False)
        return Split(self._images, self._labels)

"""CIFAR-10 from the net: resumed, checked, and kept as one verified file.

Run `downloading` in a thread for input and output; closing it cancels, and what has come is kept.
"""

from __future__ import annotations

import hashlib
import math
import shutil
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from lossviz.data import verified
from lossviz.data.errors import DataError, unwritable
from lossviz.data.progress import DownloadProgress, Phase
from lossviz.data.records import BATCH_RECORDS, RECORD
from lossviz.data.regular_files import open_regular
from lossviz.data.transfer import MirrorError, PartialFile, Patience, fetching

# In the order of trying. The second is the mirror of MindSpore's tutorials; the checksum decides.
MIRRORS = (
    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
    "https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/"
    "cifar-10-binary.tar.gz",
)
T = TypeVar("T")


@dataclass(frozen=True)
class Archive:
    """What is to come: a gzipped tar of six batches, of which nothing else is accepted.

    size: in bytes. batch_records: records in each of the six batches.
    """

    name: str
    size: int
    sha256: str
    batch_records: int

    @property
    def counts(self) -> tuple[int, int]:
        """Training and test records."""
        return 5 * self.batch_records, self.batch_records


CIFAR_10 = Archive(
    "cifar-10-binary.tar.gz",
    170_052_171,
    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
    BATCH_RECORDS,
)
PATIENCE = Patience()


Progress = Generator[DownloadProgress, None, T]


class DownloadError(DataError):
    """No mirror gave the file; each is told of in a sentence."""

    def __init__(self, failures: Sequence[str], kept: int) -> None:
        rest = f" The {kept / 1e6:,.1f} MB that came are kept." if kept else ""
        super().__init__(
            f"CIFAR-10 could not be downloaded. {' '.join(failures)}{rest} "
            "Try again later, or open a CIFAR-10 folder or archive that you have."
        )


def downloading(
    folder: Path,
    mirrors: Sequence[str] = MIRRORS,
    archive: Archive = CIFAR_10,
    patience: Patience = PATIENCE,
) -> Progress[Path]:
    """Download the archive and keep it in `folder` as a verified file, whose path is returned.

    No step blocks for much more than 0.1 s, apart from the disk. A partial file of an earlier try
    is used. Raises DownloadError when all mirrors fail, DataError for a full or read-only disk.
    """
    there = verified.complete(folder, archive.counts)
    if there:
        return there
    part = PartialFile(folder, archive.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_space(folder, part, archive)
        yield from _from_any_mirror(part, mirrors, archive, patience)
        path = yield from _unpacking(part, folder, archive)
        part.remove()
    except OSError as error:
        raise unwritable(folder, error) from error
    return path


def _check_space(folder: Path, part: PartialFile, archive: Archive) -> None:
    """A full disk is better known before the download than after it."""
    needed = archive.size - part.size() + sum(archive.counts) * RECORD
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DataError(
            f"The disk has too little room: {folder} needs {needed / 1e6:,.0f} MB and "
            f"{free / 1e6:,.0f} MB are free. Free some space and try again."
        )


def _from_any_mirror(
    part: PartialFile, mirrors: Sequence[str], archive: Archive, patience: Patience
) -> Progress[None]:
    """Fill `part` with the right bytes."""
    if part.size() == archive.size and (yield from _checking(part, archive)):
        return
    if part.size() >= archive.size:
        part.remove()
    failures = []
    for url in mirrors:
        host = urlsplit(url).netloc
        try:
            yield from _from_mirror(url, part, archive, patience)
            return
        except MirrorError as error:
            failures.append(f"{host}: {error}.")
    raise DownloadError(failures, part.size())


def _from_mirror(
    url: str, part: PartialFile, archive: Archive, patience: Patience
) -> Progress[None]:
    for _ in range(2):
        whole = part.size() == 0
        meter = Meter(archive.size, "downloading", part.size())
        for received in fetching(url, part, archive.size, patience):
            yield meter.at(received)
        if (yield from _checking(part, archive)):
            return
        part.remove()
        # Bytes of an earlier try may be at fault: then this mirror deserves one from the start.
        if whole:
            break
    raise MirrorError("its file has the wrong checksum")


def _checking(part: PartialFile, archive: Archive) -> Progress[bool]:
    digest, meter, done = hashlib.sha256(), Meter(archive.size, "checking"), 0
    with open_regular(part.path) as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
            done += len(chunk)
            yield meter.at(done)
    return digest.hexdigest() == archive.sha256


def _unpacking(part: PartialFile, folder: Path, archive: Archive) -> Progress[Path]:
    meter = Meter(sum(archive.counts) * RECORD, "unpacking")
    job = verified.writing(part.path, archive.name, folder, archive.batch_records)
    while True:
        try:
            done = next(job)
        except StopIteration as end:
            path: Path = end.value
            return path
        yield meter.at(done)


class Meter:
    """Speed and time left, smoothed over some five seconds."""

    def __init__(self, total: int, phase: Phase, received: int = 0) -> None:
        self._total, self._phase = total, phase
        self._received, self._time = received, time.monotonic()
        self._speed = 0.0
        self._weight = 0.0

    def at(self, received: int) -> DownloadProgress:
        """The report after so many bytes in all."""
        passed = time.monotonic() - self._time
        if passed >= 0.2 or received < self._received:
            self._sample(max(received - self._received, 0) / max(passed, 1e-3), passed)
            self._received, self._time = received, self._time + passed
        speed = self._speed / self._weight if self._weight else 0.0
        left = (self._total - received) / speed if speed >= 1 else None
        return DownloadProgress(received, self._total, speed, left, self._phase)

    def _sample(self, speed: float, passed: float) -> None:
        """An exponential mean over time; the weight corrects its start from zero."""
        kept = math.exp(-passed / 5)
        self._speed = kept * self._speed + (1 - kept) * speed
        self._weight = kept * self._weight + (1 - kept)

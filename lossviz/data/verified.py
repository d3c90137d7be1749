"""Our own file of a whole dataset: all records in one row, so that it can be memory-mapped.

Training records come first, then the test records. The name says how many of each there are:
`cifar-10-50000-10000.bin`. It is only ever put in place complete.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import numpy as np

from lossviz.data.archive import archive_files
from lossviz.data.errors import DataError
from lossviz.data.gathering import batch_slices
from lossviz.data.records import BATCHES, FULL_COUNTS, RECORD, TRAINING_BATCHES
from lossviz.data.regular_files import open_regular

_NAME = re.compile(r"cifar-10-(\d{1,6})-(\d{1,6})\.bin")


def file_name(training: int, test: int) -> str:
    """The name of a file with so many training and test records."""
    return f"cifar-10-{training}-{test}.bin"


def counts(path: Path) -> tuple[int, int] | None:
    """Training and test records that the name promises; None where it is no such name."""
    match = _NAME.fullmatch(path.name)
    return (int(match[1]), int(match[2])) if match else None


def complete(folder: Path, expected: tuple[int, int] = FULL_COUNTS) -> Path | None:
    """The file in `folder` if it is there with its whole size."""
    path = folder / file_name(*expected)
    try:
        return path if path.stat().st_size == sum(expected) * RECORD else None
    except OSError:
        return None


def writing(
    archive: Path, where: str, folder: Path, batch_records: int
) -> Generator[int, None, Path]:
    """Write the file from an archive of six batches; yields the bytes written, returns its path.

    where: the archive's name in errors. It goes to a temporary file first, so that the file is
    complete or not there. Raises DataError, OSError.
    """
    path = folder / file_name(len(TRAINING_BATCHES) * batch_records, batch_records)
    temporary = path.with_suffix(".new")
    try:
        with temporary.open("wb") as file:
            yield from _copying(archive, where, file, batch_records)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _copying(
    archive: Path, where: str, out: BinaryIO, batch_records: int
) -> Generator[int, None, None]:
    done: set[str] = set()
    written = 0
    with open_regular(archive) as raw, closing(archive_files(raw, where)) as files:
        for file in files:
            batch = file and file.layout.batch_of(file.name)
            if file is None or batch is None:
                continue
            if batch in done or file.size != batch_records * RECORD:
                raise DataError(f"{file.where} is not as it should be. Download CIFAR-10 again.")
            done.add(batch)
            out.seek(BATCHES.index(batch) * batch_records * RECORD)
            for images, labels in batch_slices(file):
                records = np.column_stack((labels, images)).astype(np.uint8, copy=False)
                written += out.write(records.tobytes())
                yield written
    if len(done) != len(BATCHES):
        raise DataError(f"{where} does not hold all batches. Download CIFAR-10 again.")

"""CIFAR-10 from a folder, an archive or our own verified file: one loader for all of them.

    data = load("cifar-10-batches-bin")

The fast step of SGD gathers its images from one array. So the batch files are read into one; our
own file, which has all images in one piece, is memory-mapped where we keep it.

The dataset: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from lossviz.data import verified
from lossviz.data.archive import archive_files, is_archive
from lossviz.data.errors import DataError, unreadable
from lossviz.data.gathering import check_complete, gathering
from lossviz.data.layouts import LAYOUTS, Layout, SourceFile
from lossviz.data.mapped import reading_verified
from lossviz.data.progress import LoadProgress
from lossviz.data.records import BATCHES, TEST_BATCH, TRAINING_BATCHES
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import Dataset

Loading = Generator[LoadProgress, None, Dataset]


def load(path: Path | str) -> Dataset:
    """The dataset at `path`, in one go, for a notebook or a test. Raises DataError."""
    return drained(reading(path))


def drained(job: Loading) -> Dataset:
    """Run a loading job to its end."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            dataset: Dataset = end.value
            return dataset


def reading(path: Path | str) -> Loading:
    """The same work in slices of a few milliseconds.

    path: the folder `cifar-10-batches-bin` or `cifar-10-batches-py`, a folder that holds one of
        them, the archive of either, one of the batch files, or a verified file of ours.
    Our own file is memory-mapped in our own folder; else images are copied into one array. Any
    number of training batches will do. Raises DataError where the files are not CIFAR-10.
    """
    path = Path(os.path.expanduser(path))
    try:
        mode = _mode(path)
        if S_ISDIR(mode):
            return (yield from _reading_folder(path))
        if S_ISREG(mode):
            return (yield from _reading_file(path))
    except OSError as error:
        raise unreadable(Path(error.filename or path), error) from error
    raise DataError(f"{path} is neither a file nor a folder. Open a CIFAR-10 folder or archive.")


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except ValueError:  # A null byte, for example.
        raise DataError(f"{str(path)!r} cannot be a path. Check the path.") from None


def _reading_file(path: Path) -> Loading:
    counts = verified.counts(path)
    if counts:
        return (yield from reading_verified(path, counts))
    if any(layout.batch_of(path.name) for layout in LAYOUTS):
        return (yield from _reading_folder(path.parent))
    with open_regular(path) as raw:
        _check_archive(raw.read(512), path)
        raw.seek(0)
        size = path.stat().st_size

        def report(file: SourceFile) -> LoadProgress:
            return LoadProgress(min(raw.tell(), size), size, f"Reading {file.name}")

        return (yield from gathering(archive_files(raw, path.name), report, path.name))


def _check_archive(start: bytes, path: Path) -> None:
    if not start:
        raise DataError(f"{path} is empty. Get the file again.")
    if not is_archive(start):
        raise DataError(
            f"{path} is no CIFAR-10 archive. Open cifar-10-binary.tar.gz, "
            "cifar-10-python.tar.gz, or the folder that one of them unpacks to."
        )


def _reading_folder(path: Path) -> Loading:
    layout, folder = _find(path)
    training = [b for b in TRAINING_BATCHES if (folder / layout.file_name(b)).is_file()]
    test = (folder / layout.file_name(TEST_BATCH)).is_file()
    check_complete(len(training), int(test), str(folder))
    batches = [folder / layout.file_name(batch) for batch in (*training, TEST_BATCH)]
    names_file = folder / layout.names_file
    paths = [names_file, *batches] if names_file.is_file() else batches
    total = sum(p.stat().st_size for p in paths)

    def report(file: SourceFile) -> LoadProgress:
        return LoadProgress(file.start + file.stream.tell(), max(total, 1), f"Reading {file.name}")

    return (yield from gathering(_folder_files(layout, paths), report, str(folder)))


def _folder_files(layout: Layout, paths: list[Path]) -> Generator[SourceFile, None, None]:
    start = 0
    for path in paths:
        with open_regular(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            yield SourceFile(layout, path.name, path.name, size, stream, start)
        start += size


def _find(path: Path) -> tuple[Layout, Path]:
    """The layout and folder of the batches in `path` or in its official subfolders."""
    for layout in LAYOUTS:
        for folder in (path, path / layout.folder):
            if any((folder / layout.file_name(batch)).is_file() for batch in BATCHES):
                return layout, folder
    raise DataError(
        f"{path} holds no CIFAR-10: no data_batch_1.bin, no data_batch_1, and no folder "
        "cifar-10-batches-bin or cifar-10-batches-py. Open the folder that has them."
    )

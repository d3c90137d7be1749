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
from lossviz.data.archive import archive_files
from lossviz.data.errors import DataError, unreadable
from lossviz.data.folder_search import searching
from lossviz.data.gathering import check_complete, gathering
from lossviz.data.inflating import is_archive
from lossviz.data.layouts import LAYOUTS, Layout, SourceFile
from lossviz.data.mapped import reading_verified
from lossviz.data.other_kinds import CIFAR_10, START, kind_of_file, kind_of_start, kind_of_text
from lossviz.data.progress import LoadProgress
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

    path: the folder `cifar-10-batches-bin` or `cifar-10-batches-py`, whatever it is called, a
        folder that holds one of them or their archive some folders deeper, the archive of either,
        one of the batch files, or a verified file of ours.
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
    if any(layout.counts(path.name) for layout in LAYOUTS):
        return (yield from _reading_folder(path.parent))
    with open_regular(path) as raw:
        size = os.fstat(raw.fileno()).st_size
        _check_archive(raw.read(START), size, path)
        raw.seek(0)

        def report(file: SourceFile | None) -> LoadProgress:
            what = f"Reading {file.name}" if file else f"Looking through {path.name}"
            return LoadProgress(min(raw.tell(), size), size, what)

        return (yield from gathering(archive_files(raw, path.name), report, path.name))


def _check_archive(start: bytes, size: int, path: Path) -> None:
    if not start:
        raise DataError(f"{path} is empty. Get the file again.")
    if is_archive(start):
        return
    kind = kind_of_start(start) or kind_of_file(path.name, size, start) or kind_of_text(start)
    if kind:
        raise kind.error(str(path))
    raise DataError(f"{path} is no CIFAR-10 archive. {CIFAR_10}")


def _reading_folder(path: Path) -> Loading:
    found = yield from searching(path)
    if isinstance(found, Path):
        return (yield from _reading_file(found))
    ending = found.layout.batch_ending
    check_complete(len(found.training), len(found.test), str(found.folder), ending)
    paths = [*found.names, *found.training, *found.test]
    total = sum(p.stat().st_size for p in paths)

    def report(file: SourceFile | None) -> LoadProgress:
        assert file is not None  # nothing is passed over in a folder
        return LoadProgress(file.start + file.stream.tell(), max(total, 1), f"Reading {file.name}")

    return (yield from gathering(_folder_files(found.layout, paths), report, str(found.folder)))


def _folder_files(layout: Layout, paths: list[Path]) -> Generator[SourceFile, None, None]:
    start = 0
    for path in paths:
        with open_regular(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            yield SourceFile(layout, path.name, path.name, size, stream, start)
        start += size

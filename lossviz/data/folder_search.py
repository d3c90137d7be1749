"""CIFAR-10 in a folder: in itself, some folders deeper, or still packed in an archive.

Nearest first; so many folders deep lies what Keras 3 keeps below a home folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lossviz.data import verified
from lossviz.data.errors import DataError
from lossviz.data.inflating import is_archive
from lossviz.data.layouts import Layout
from lossviz.data.other_kinds import START, kind_of_names
from lossviz.data.places import Place, nearest, places_of
from lossviz.data.progress import LoadProgress
from lossviz.data.records import TEST_BATCH, TRAINING_BATCHES
from lossviz.data.regular_files import open_regular

DEEPEST = 4
MOST_ENTRIES = 20_000
"""Files and folders that are looked at."""
_AT_ONCE = 300
_ARCHIVE_NAME = re.compile(r"cifar[-_ ]?10(?!0)", re.I)


class Batches(NamedTuple):
    """A folder's files: those of training and test batches that are there, in official order."""

    folder: Path
    layout: Layout
    training: list[Path]
    test: list[Path]
    names: list[Path]


Searching = Generator[LoadProgress, None, Batches | Path]


def searching(top: Path) -> Searching:
    """The batches in a folder, or an archive or file of ours to open in their place. DataError."""
    seen: list[str] = []
    level = ["."]
    packed: Path | None = None
    for _depth in range(DEEPEST + 1):
        files, folders = list[str](), list[str]()
        for folder in level:
            yield LoadProgress(0, 1, f"Looking through {top.name}")
            yield from _listing(top, folder, files, folders, len(seen))
        place = nearest(places_of(files), str(top))
        if place:
            return _batches(top, place, files)
        packed = packed or _packed(top, files)
        seen += files
        level = folders
    if packed:
        return packed
    kind = kind_of_names(f"{top.name}/{path}" for path in seen)
    if kind:
        raise kind.error(str(top))
    raise DataError(
        f"{top} holds no CIFAR-10: no data_batch_1.bin, no data_batch_1, and no folder "
        f"cifar-10-batches-bin or cifar-10-batches-py{_where(seen, level)}. Open the folder that "
        "has them."
    )


def _where(seen: list[str], deeper: list[str]) -> str:
    """How far was looked, where there is more."""
    if len(seen) >= MOST_ENTRIES:
        return f" among its first {MOST_ENTRIES:,} files"
    return f" down to {DEEPEST} folders in it" if deeper else ""


def _listing(
    top: Path, folder: str, files: list[str], folders: list[str], before: int
) -> Generator[LoadProgress, None, None]:
    """Add what a folder holds to `files` and `folders`, in the order of names."""
    try:
        with os.scandir(top / folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if before + len(files) + len(folders) >= MOST_ENTRIES:
                    return
                path = entry.name if folder == "." else f"{folder}/{entry.name}"
                (folders if entry.is_dir() else files).append(path)
                if (len(files) + len(folders)) % _AT_ONCE == 0:
                    yield LoadProgress(0, 1, f"Looking through {top.name}")
    except OSError:
        if folder == ".":
            raise


def _batches(top: Path, place: Place, files: list[str]) -> Batches:
    layout = place.layout
    found: dict[str, Path] = {}
    for path in files:  # Of names that differ in capitals alone the last is that without.
        name = PurePosixPath(path).name
        if str(PurePosixPath(path).parent) == place.folder and layout.counts(name):
            found[layout.batch_of(name) or layout.names_file] = top / path
    return Batches(
        folder=top / place.folder,
        layout=layout,
        training=[found[batch] for batch in TRAINING_BATCHES if batch in found],
        test=[found[TEST_BATCH]] if TEST_BATCH in found else [],
        names=[found[layout.names_file]] if layout.names_file in found else [],
    )


def _packed(top: Path, files: list[str]) -> Path | None:
    """The first file of ours or archive whose name says that it has CIFAR-10."""
    for path in files:
        file = top / path
        if verified.counts(file):
            return file
        if _ARCHIVE_NAME.search(file.name):
            try:
                with open_regular(file) as raw:
                    if is_archive(raw.read(START)):
                        return file
            except OSError:
                continue
    return None

"""Image sets of one's own: what a path holds, if it is not CIFAR-10, and the reader of it.

A folder with a folder for each class, MNIST and Fashion-MNIST, CIFAR-100, arrays of NumPy. Each
reader gives the same kind of dataset: images of 32 x 32 in three colours, two to ten classes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from lossviz.data.arrays_set import array_files, is_array_file, reading_arrays
from lossviz.data.cifar10 import Loading
from lossviz.data.cifar100 import cifar100_files, reading_cifar100
from lossviz.data.class_folders import class_folders, reading_class_folders
from lossviz.data.errors import unreadable
from lossviz.data.idx_set import idx_files, reading_idx

MOST_LISTED = 20_000
MOST_CLASS_FOLDERS = 200


def own_set(path: Path) -> Loading | None:
    """The reader of what lies at a path; None where it is no set of these kinds."""
    path = Path(os.path.expanduser(path))
    try:
        mode = path.stat().st_mode
        if S_ISREG(mode) and is_array_file(path):
            return told(reading_arrays([path], path), path)
        folder = path if S_ISDIR(mode) else path.parent
        files, folders = listed(folder)
    except (OSError, ValueError):  # the reader of CIFAR-10 has said why
        return None
    if S_ISREG(mode) and path.name not in files:
        return None
    found = of_files(files, folder, None if S_ISDIR(mode) else path.name)
    if found is None and S_ISDIR(mode):
        below = [folder / name for name in folders]
        pictured = class_folders(below) if len(below) <= MOST_CLASS_FOLDERS else []
        if len(below) == 1 and not pictured:  # unpacked into a folder of its own name
            return own_set(below[0])
        if len(pictured) > len(below) / 2:
            found = reading_class_folders(folder, below)
    return told(found, path) if found else None


def of_files(files: list[str], folder: Path, asked: str | None) -> Loading | None:
    """The reader of files in a folder that belong together, if they do.

    asked: the one that was opened, which must be among them; None where the folder was.
    """
    if (idx := idx_files(files)) and asked in (None, *idx.values()):
        return reading_idx(folder, idx)
    if (hundred := cifar100_files(files)) and asked in (None, *hundred.values()):
        return reading_cifar100(folder, hundred)
    if (arrays := array_files(files)) and asked in (None, *arrays):
        return reading_arrays([folder / name for name in arrays], folder)
    return None


def listed(folder: Path) -> tuple[list[str], list[str]]:
    """Names of files and of folders in a folder, sorted; hidden ones are passed over."""
    files, folders = list[str](), list[str]()
    with os.scandir(folder) as entries:
        for entry in first_of(entries):
            if not entry.name.startswith((".", "__")):
                (folders if entry.is_dir() else files).append(entry.name)
    return sorted(files), sorted(folders)


def first_of(entries: Iterator[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """As many entries as are looked at."""
    return (entry for entry, _ in zip(entries, range(MOST_LISTED), strict=False))


def told(loading: Loading, path: Path) -> Loading:
    """The same, and what the system does not let us read is a sentence."""
    try:
        return (yield from loading)
    except OSError as error:
        raise unreadable(Path(error.filename or path), error) from error

"""A folder with a folder of pictures for each class: they are named as their folders are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lossviz.data.cifar10 import Loading
from lossviz.data.errors import DataError, shortened
from lossviz.data.own_split import check_classes, check_count, split_by_seed
from lossviz.data.picture_file import ENDINGS, image_row, read_picture
from lossviz.data.progress import LoadProgress
from lossviz.model.dataset import PIXELS

LARGE_ENOUGH = 512  # pixels a side that are read of a picture: it becomes 32 x 32
NAMED = 3
WAY_OUT = "Put the pictures of each class into a folder of its own."


def class_folders(folders: list[Path]) -> list[Path]:
    """Those that hold a picture."""
    return [folder for folder in folders if next(pictures_in(folder), None)]


def reading_class_folders(top: Path, folders: list[Path]) -> Loading:
    """Read all pictures, a picture at a time; those that can't be read are left out and named."""
    check_classes(folders, top.name, WAY_OUT)
    files = [sorted(pictures_in(folder)) for folder in folders]
    total = sum(map(len, files))
    check_count(total, top.name)
    rows, labels, unread = np.empty((total, PIXELS), np.uint8), list[int](), list[str]()
    for label, (folder, pictures) in enumerate(zip(folders, files, strict=True)):
        for path in pictures:
            what = f"Reading {shortened(folder.name)}/{shortened(path.name)}"
            yield LoadProgress(len(labels) + len(unread), total, what)
            try:
                rows[len(labels)] = image_row(read_picture(path, LARGE_ENOUGH).pixels)
            except DataError:
                unread.append(f"{folder.name}/{path.name}")
            else:
                labels.append(label)
        if label not in labels[-1:]:
            raise DataError(
                f"“{shortened(folder.name)}” in {top.name} has no picture that can be read. "
                "Put pictures into it, or take it away."
            )
    found = np.array(labels, np.int64)
    names = [folder.name for folder in folders]
    return split_by_seed(top.name, rows[: len(found)], found, names, left_out(unread))


def pictures_in(folder: Path) -> Iterator[Path]:
    """The pictures in a folder, by their endings; hidden ones are passed over."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.lower().endswith(ENDINGS) and not entry.name.startswith("."):
                    yield folder / entry.name
    except OSError:
        return


def left_out(unread: list[str]) -> str:
    """A sentence on the files that could not be read; "" for none."""
    if not unread:
        return ""
    named = ", ".join(shortened(name) for name in unread[:NAMED])
    more = f" and {len(unread) - NAMED:,} more" if len(unread) > NAMED else ""
    count = "1 file was" if len(unread) == 1 else f"{len(unread):,} files were"
    return f"{count} left out, as no pictures that can be read: {named}{more}."

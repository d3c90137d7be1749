"""MNIST and its likes: images and labels in IDX files, packed by gzip or not.

An IDX file: four bytes, of which the third says that numbers are bytes and the fourth how many
axes there are; each axis in four bytes, the high one first; then the bytes.
Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database"; Xiao, Rasul, Vollgraf 2017 for
Fashion-MNIST, which has the same file names.
"""

from __future__ import annotations

import gzip
import math
import re
import zlib
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from lossviz.data.cifar10 import Loading
from lossviz.data.errors import DataError
from lossviz.data.image_forms import as_rows
from lossviz.data.own_split import check_classes, check_count, split_by_seed, whole
from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import Split

NAME = re.compile(r"(train|t10k|test)-(images|labels)[.-]idx[13]-ubyte(?:\.gz)?", re.I)
DIGITS = tuple("0123456789")
FASHION = (
    *("T-shirt", "trouser", "pullover", "dress", "coat"),
    *("sandal", "shirt", "sneaker", "bag", "ankle boot"),
)
GZIP = b"\x1f\x8b"
AT_ONCE = 2**19
LARGEST_SIDE = 256

Bytes = NDArray[np.uint8]
Files = Mapping[tuple[str, str], str]
"""(train or test, images or labels) to the name of the file."""


def idx_files(names: list[str]) -> dict[tuple[str, str], str]:
    """The IDX files among these, if there are images to learn from with their labels."""
    found: dict[tuple[str, str], str] = {}
    for name in names:
        if match := NAME.fullmatch(name):
            part = "train" if match[1].lower() == "train" else "test"
            found.setdefault((part, match[2].lower()), name)
    return found if {("train", "images"), ("train", "labels")} <= set(found) else {}


def reading_idx(folder: Path, files: Files) -> Loading:
    """Read them; without test images, a tenth of the others is held out for the test."""
    training = yield from reading_part(folder, files, "train")
    is_fashion = any("fashion" in part.lower() for part in folder.parts[-2:])
    name = (
        "Fashion-MNIST"
        if is_fashion
        else "MNIST"
        if "mnist" in str(folder).lower()
        else folder.name
    )
    has_test = {("test", "images"), ("test", "labels")} <= set(files)
    test = (yield from reading_part(folder, files, "test")) if has_test else None
    C = 1 + int(max(part.labels.max() for part in (training, test) if part))
    names = (
        (FASHION if is_fashion else DIGITS)[:C] if len(DIGITS) >= C else tuple(map(str, range(C)))
    )
    check_classes(names, name, "Open one with fewer.")
    if test is None:
        return split_by_seed(name, *training, names)
    return whole(name, training, test, names)


def reading_part(folder: Path, files: Files, part: str) -> Generator[LoadProgress, None, Split]:
    """The images (N, 3072) and labels (N,) of one part."""
    image_file, label_file = files[part, "images"], files[part, "labels"]
    images = yield from reading_file(folder / image_file, 3)
    labels = yield from reading_file(folder / label_file, 1)
    if len(images) != len(labels) or len(images) == 0:
        raise DataError(
            f"{image_file} has {len(images):,} images and {label_file} {len(labels):,} labels, "
            "where there must be one for each. Get both again."
        )
    rows = yield from as_rows(images, image_file)
    return Split(rows, labels.astype(np.int64))


def reading_file(path: Path, axes: int) -> Generator[LoadProgress, None, Bytes]:
    """The array of an IDX file with so many axes, some hundred kilobytes at a time."""
    with open_regular(path) as raw:
        stream: IO[bytes] = raw
        if raw.read(2) == GZIP:
            stream = cast(IO[bytes], gzip.GzipFile(fileobj=raw))
        raw.seek(0)
        try:
            shape = read_shape(stream, path.name, axes)
            size = math.prod(shape)
            content = bytearray()
            while len(content) < size and (more := stream.read(min(AT_ONCE, size - len(content)))):
                content += more
                yield LoadProgress(len(content), max(size, 1), f"Reading {path.name}")
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise DataError(f"{path.name} is damaged. Get the file again.") from None
    if len(content) != size:
        raise DataError(f"{path.name} ends too early. Get the file again.")
    return np.frombuffer(content, np.uint8).reshape(shape)


def read_shape(stream: IO[bytes], name: str, axes: int) -> tuple[int, ...]:
    """The size of each axis, or a DataError where they are not those of such a file."""
    head = stream.read(4 + 4 * axes)
    if head[:4] != bytes((0, 0, 8, axes)) or len(head) < 4 + 4 * axes:
        raise DataError(
            f"{name} is no IDX file of {'images' if axes == 3 else 'labels'}. Get it again."
        )
    shape = tuple(np.frombuffer(head[4:], ">u4").tolist())
    check_count(shape[0], name)
    if any(not 1 <= side <= LARGEST_SIDE for side in shape[1:]):
        sides = " × ".join(f"{side:,}" for side in shape[1:])
        raise DataError(f"{name} has images of {sides} pixels, and at most 256 × 256 are read.")
    return shape

"""The drawn images in one file of the cache folder, so that they are drawn once.

The file is a header of 64 bytes with a checksum, then N x 3,072 bytes of pixels. It is put in
place complete or not at all; whatever is wrong with it, it is drawn again and never an error.
"""

from __future__ import annotations

import contextlib
import glob
import os
import tempfile
import time
import zlib
from collections.abc import Generator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import PIXELS

Images = NDArray[np.uint8]

HEADER = 64
UNFINISHED = ".part"
LEFT_BEHIND = 3600
"""Seconds without a byte after which nobody writes an unfinished file any more."""
SLICE = 500  # images read or written between two pauses: 1.5 MB, about a millisecond


def reading(path: Path, count: int) -> Generator[LoadProgress, None, Images | None]:
    """The images (count, 3072), memory-mapped; None where the file is not what `keeping` made.

    What a kill left of a `keeping` is removed.
    """
    _clear(path)
    try:
        images = _mapped(path, count)
        header = _first_bytes(path)
    except (OSError, ValueError):
        return None
    checksum = 0
    for first in range(0, count, SLICE):
        checksum = zlib.crc32(images[first : first + SLICE].data, checksum)
        yield LoadProgress(min(first + SLICE, count), count, "Reading the drawn images")
    return images if header == _header(checksum) else None


def keeping(path: Path, images: Images) -> Generator[LoadProgress, None, Images]:
    """Write the images (N, 3072) to the file; the same images, memory-mapped where that worked."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield from _write(path, images)
        return _mapped(path, len(images))
    except (OSError, ValueError):
        return images


def _write(path: Path, images: Images) -> Generator[LoadProgress, None, None]:
    """Write beside the file and rename; what is unfinished is removed, also on close()."""
    descriptor, name = tempfile.mkstemp(prefix=path.stem, suffix=UNFINISHED, dir=path.parent)
    checksum = 0
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(bytes(HEADER))
            for first in range(0, len(images), SLICE):
                part = images[first : first + SLICE].data
                checksum = zlib.crc32(part, checksum)
                file.write(part)
                yield LoadProgress(first, len(images), "Keeping the drawn images")
            file.seek(0)
            file.write(_header(checksum))
        os.replace(name, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _clear(path: Path) -> None:
    """Remove unfinished files that were left behind, and none that another process writes now."""
    for each in path.parent.glob(f"{glob.escape(path.stem)}*{UNFINISHED}"):
        with contextlib.suppress(OSError):
            if time.time() - each.lstat().st_mtime > LEFT_BEHIND:
                each.unlink()


def _mapped(path: Path, count: int) -> Images:
    """The pixels of a file of exactly the right size; OSError or ValueError otherwise."""
    if path.stat().st_size != HEADER + count * PIXELS:
        raise ValueError(f"{path} has the wrong size")
    with open_regular(path) as file:
        return np.asarray(np.memmap(file, np.uint8, "r", offset=HEADER, shape=(count, PIXELS)))


def _first_bytes(path: Path) -> bytes:
    with open_regular(path) as file:
        return file.read(HEADER)


def _header(checksum: int) -> bytes:
    return f"lossviz drawn images, crc32 {checksum:08x}\n".encode().ljust(HEADER)

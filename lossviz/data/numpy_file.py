"""Arrays in files of NumPy, .npy and .npz, read without trusting what their headers claim.

Arrays of Python objects are pickles, which may run code: they are never read.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError, shortened
from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular

START_NPY, START_ZIP = b"\x93NUMPY", b"PK\x03\x04"
MOST_BYTES = 1_000_000_000
"""Of one array: 70,000 images of 32 x 32 in three colours and four bytes each are 860 MB."""
MOST_ARRAYS = 100
AT_ONCE = 2**20
LONGEST_HEADER = 10_000

Array = NDArray[Any]
Reading = Generator[LoadProgress, None, Array]


class Header:
    """What the header of an .npy says, checked: shape, type, order, and how many bytes follow."""

    def __init__(self, stream: IO[bytes], where: str) -> None:
        try:
            version = np.lib.format.read_magic(stream)
            old, new = np.lib.format.read_array_header_1_0, np.lib.format.read_array_header_2_0
            read: Callable[..., Any] = old if version == (1, 0) else new
            self.shape, self.fortran, self.dtype = read(stream, max_header_size=LONGEST_HEADER)
        except Exception as error:  # NumPy's reader raises nearly anything on a forged file
            raise DataError(
                f"{where} is damaged or is no array of NumPy. Save it again."
            ) from error
        if self.dtype.hasobject:
            raise DataError(
                f"{where} holds Python objects, which are not read, as they may run code. "
                "Save plain numbers."
            )
        self.bytes = math.prod(self.shape) * self.dtype.itemsize
        if self.bytes > MOST_BYTES:
            raise DataError(
                f"{where} has {self.bytes / 10**9:,.1f} GB, and at most "
                f"{MOST_BYTES / 10**9:g} GB are read. Save pixels as uint8, or fewer images."
            )


def reading_npy(stream: IO[bytes], where: str) -> Reading:
    """The array in an open .npy, a piece at a time."""
    header = Header(stream, where)
    content = bytearray()
    while len(content) < header.bytes:
        try:
            more = stream.read(min(AT_ONCE, header.bytes - len(content)))
        except Exception as error:  # a damaged zip raises nearly anything
            raise DataError(f"{where} is damaged. Save it again.") from error
        if not more:
            raise DataError(f"{where} ends too early. Save it again.")
        content += more
        yield LoadProgress(len(content), header.bytes, f"Reading {where}")
    array = np.frombuffer(content, header.dtype)
    return array.reshape(header.shape, order="F" if header.fortran else "C")


def reading_file(path: Path, wanted: Callable[[list[str]], list[str]]) -> Generator[
    LoadProgress, None, dict[str, Array]
]:  # fmt: skip
    """The arrays of a file by name, an .npy's by that of the file.

    wanted: of all names, those to read; the others are not unpacked.
    """
    with open_regular(path) as raw:
        start = raw.read(len(START_NPY))
        raw.seek(0)
        if start.startswith(START_NPY):
            return {path.stem: (yield from reading_npy(raw, path.name))}
        with archive_of(raw, path.name) as archive:
            found = dict[str, Array]()
            for name in wanted(array_names(archive)):
                where = f"“{shortened(name)}” of {path.name}"
                with opened(archive, f"{name}.npy", where) as stream:
                    found[name] = yield from reading_npy(stream, where)
            return found


def names_in(path: Path) -> list[str]:
    """The names of the arrays in an .npz."""
    with open_regular(path) as raw, archive_of(raw, path.name) as archive:
        return array_names(archive)


def array_names(archive: zipfile.ZipFile) -> list[str]:
    """The names of its arrays, so many of them as are looked at."""
    names = [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
    return names[:MOST_ARRAYS]


def archive_of(raw: IO[bytes], where: str) -> zipfile.ZipFile:
    """The archive that an .npz is."""
    try:
        return zipfile.ZipFile(raw)
    except Exception as error:  # a damaged zip raises nearly anything
        raise DataError(f"{where} is damaged or no file of NumPy. Save it again.") from error


def opened(archive: zipfile.ZipFile, member: str, where: str) -> IO[bytes]:
    """A member of an archive, open to read."""
    try:
        return archive.open(member)
    except Exception as error:  # a damaged zip raises nearly anything
        raise DataError(f"{where} is damaged. Save it again.") from error

"""A file that holds a table, opened and read in slices; what makes sense turned is offered so."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Generator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO, TypeVar

from lossviz.data.errors import DataError, unreadable
from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular

MOST_TURNED = 1_000_000
"""Bytes of a file that is tried with rows and columns exchanged."""
T = TypeVar("T")
Work = Generator[LoadProgress, None, T]
ReadStream = Callable[[BinaryIO, str, int, bool], "Work[T]"]


class TurnableError(DataError):
    """A file makes no sense as it stands, but does with rows and columns exchanged."""


def finished(work: Work[T]) -> T:
    """What some work comes to, in one go."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            value: T = end.value
            return value


def reading_file(path: Path | str, most: int, read: ReadStream[T], *, turned: bool) -> Work[T]:
    """Read a file of `most` bytes at most. Raises DataError, or TurnableError."""
    path = Path(os.path.expanduser(path))
    try:
        size = _size(path, most)
        with open_regular(path) as stream:
            return (yield from _reading(stream, path.name, size, read, turned))
    except OSError as error:
        raise unreadable(Path(error.filename or path), error) from error


def reading_content(
    content: bytes, name: str, most: int, read: ReadStream[T], *, turned: bool
) -> Work[T]:
    """Read what is no file, such as a clipboard's text; `name` is what to call it."""
    if len(content) > most:
        raise DataError(f"{name} has {len(content):,} bytes; {most:,} is the most.")
    return (yield from _reading(io.BytesIO(content), name, len(content), read, turned))


def _reading(stream: BinaryIO, name: str, size: int, read: ReadStream[T], turned: bool) -> Work[T]:
    try:
        return (yield from read(stream, name, size, turned))
    except DataError as error:
        if turned or size > MOST_TURNED or not _makes_sense_turned(stream, name, read):
            raise
        raise TurnableError(
            f"{name} makes sense only with rows and columns exchanged. As it "
            f"stands, {str(error).removeprefix(f'{name}, ')}"
        ) from None


def _makes_sense_turned(stream: BinaryIO, name: str, read: ReadStream[T]) -> bool:
    stream.seek(0)
    try:
        finished(read(stream, name, 0, True))
    except DataError:
        return False
    return True


def _size(path: Path, most: int) -> int:
    try:
        status = path.stat()
    except ValueError:  # A null byte, for example.
        raise DataError(f"{str(path)!r} cannot be a path. Check the path.") from None
    if S_ISDIR(status.st_mode):
        raise DataError(f"{path} is a folder, not a CSV file.")
    if not S_ISREG(status.st_mode):
        raise DataError(f"{path} is not a file.")
    if status.st_size > most:
        raise DataError(f"{path.name} has {status.st_size:,} bytes; {most:,} is the most.")
    return status.st_size

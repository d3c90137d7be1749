"""Files as a person means them, opened in the one way that can neither hang nor start anything.

A named pipe without a writer makes an ordinary open() wait for ever, a device may have no end, and
some do something as soon as they are opened.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

_READING = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)  # Windows alone
    | getattr(os, "O_NONBLOCK", 0)  # not on Windows
    | getattr(os, "O_NOCTTY", 0)
)


def open_regular(path: Path | str) -> BinaryIO:
    """A regular file, opened to read bytes. OSError for whatever else is there, or for nothing."""
    try:
        check_regular(path, os.stat(path).st_mode)
    except ValueError:  # A null byte, for example.
        raise OSError(errno.EINVAL, "this cannot be a path", str(path)) from None
    descriptor = os.open(path, _READING)
    try:
        check_regular(path, os.fstat(descriptor).st_mode)  # It may be another by now.
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def check_regular(path: Path | str, mode: int) -> None:
    """OSError with a reason unless `mode` is a regular file's."""
    if S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device, no file", str(path))

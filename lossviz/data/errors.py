"""What data errors have in common: one sentence for a person."""

from __future__ import annotations

import errno
from pathlib import Path

LONGEST_QUOTE = 30
"""Characters that are shown of what a stranger wrote."""


class DataError(ValueError):
    """Images cannot be read or kept; the message says what is wrong, where, and what to do."""


def shortened(text: str, most: int = LONGEST_QUOTE) -> str:
    """What a stranger wrote, as a sentence may show it: cut, and with nothing that hides.

    >>> shortened("frog"), shortened("1" * 99, 5), shortened("a\\nb")
    ('frog', '11111…', 'a�b')
    """
    shown = "".join(letter if letter.isprintable() else "�" for letter in text[:most])
    return shown if len(text) <= most else f"{shown}…"


def unreadable(path: Path, error: OSError) -> DataError:
    """The sentence for a file or folder that the system does not let us read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return DataError(f"There is nothing at {path}. Check the path.")
    if isinstance(error, PermissionError):
        return DataError(
            f"{path} cannot be read: you have no permission. Change its access rights."
        )
    reason = error.strerror or str(error)
    return DataError(f"{path} cannot be read ({reason}). Check the disk and try again.")


def unwritable(folder: Path, error: OSError) -> DataError:
    """The sentence for a folder in which a file cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DataError(f"The disk of {folder} is full. Free some space and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DataError(f"You may not write in {folder}. Change its access rights and try again.")
    reason = error.strerror or str(error)
    return DataError(f"Writing in {folder} failed ({reason}). Check the disk and try again.")

"""What is known of a crash: Python writes where it happened into a file, and the next start tells.

Each run has a file of its own, empty as long as all is well and gone when it ends in order. A run
whose file is empty and left over was killed from outside (by the system, or for want of memory),
which is no fault of the program; that of a run that goes on is locked.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
from pathlib import Path
from typing import IO

from lossviz.data.regular_files import open_regular

PATTERN, LARGEST = "crash-*.txt", 100_000


class CrashRecord:
    """The file of this run, in a folder that is made when there is none. No error leaves it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[str] | None = None

    def begin(self) -> str:
        """Record from now on; returns what was recorded by earlier runs, "" where none crashed."""
        told = "\n".join(filter(None, map(_taken, sorted(self._folder.glob(PATTERN)))))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"crash-{os.getpid()}.txt"
            self._file = path.open("w", encoding="utf-8")
        except OSError:
            return told  # it goes on without
        is_locked(self._file.fileno())
        faulthandler.enable(self._file)
        return told

    def end(self) -> None:
        """The run ends in order."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        with contextlib.suppress(OSError):
            Path(self._file.name).unlink()
        self._file = None


def _taken(path: Path) -> str:
    """What a record says; it is taken away unless its run goes on."""
    try:
        with open_regular(path) as file:
            content = file.read(LARGEST).decode(errors="replace")
            going_on = not content and is_locked(file.fileno())
        if not going_on:
            path.unlink()
    except OSError:  # on Windows a file that is open can't be removed: its run goes on
        return ""
    return content


def is_locked(descriptor: int) -> bool:
    """Whether another process has locked a file; else this one has now, until it closes it."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False

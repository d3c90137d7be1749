"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def _umask() -> int:
    """The person's mask for new files; reading it sets it for a moment, so not in a thread."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


_UMASK = _umask()


def write_atomically(path: str | Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that a crash leaves the old one whole.

    The folder is made if it is missing. Raises OSError when the disk is full or the folder is
    read-only; nothing is left behind then.
    """
    path = Path(os.path.realpath(path))  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _permissions(path))
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def _permissions(path: Path) -> int:
    """Those of the file that is replaced, else those that the person's other new files get."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return 0o666 & ~_UMASK

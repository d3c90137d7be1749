"""What must stand in the environment before NumPy and Qt are loaded, which read it once."""

from __future__ import annotations

import codecs
import locale
import os
import sys
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

# With two OpenBLAS threads beside the GUI thread training made 67-81 steps/s, with one 394-436.
BLAS_THREAD_COUNTS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def prepare(environment: MutableMapping[str, str]) -> None:
    """Set what is missing; what the person has set is kept where it can work."""
    for name in BLAS_THREAD_COUNTS:
        environment.setdefault(name, "1")
    if sys.platform == "linux":
        use_utf8(environment)
        use_home(environment)
        use_writable_cache(environment)


def use_utf8(environment: MutableMapping[str, str]) -> None:
    """Name a locale with UTF-8 where the person's has none: Qt would do so too, and complain."""
    if encoding() != "utf-8":
        # All of it: a single category that names a locale which is not installed spoils the others.
        environment["LC_ALL"] = "C.UTF-8"


def encoding() -> str:
    """How the system's C library encodes text; "ascii" where the named locale is not installed."""
    try:
        locale.setlocale(locale.LC_CTYPE, "")
        return codecs.lookup(locale.nl_langinfo(locale.CODESET)).name
    except (locale.Error, LookupError):
        return "ascii"


def use_home(environment: MutableMapping[str, str]) -> None:
    """Name a home where the user has none: ziafont asks for one when it is loaded, and fails."""
    try:
        Path.home()
    except RuntimeError:
        environment["HOME"] = tempfile.gettempdir()


def use_writable_cache(environment: MutableMapping[str, str]) -> None:
    """Name a cache folder where the person's can't be written: fontconfig complains without one."""
    home = cache_home(environment)
    if home is not None and may_be_made(home):
        return
    folder = Path(tempfile.gettempdir(), f"lossviz-cache-{os.getuid()}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        is_own = folder.lstat().st_uid == os.getuid()
    except OSError:
        return  # then it complains, and goes on without
    if is_own and not folder.is_symlink():
        environment["XDG_CACHE_HOME"] = str(folder)


def cache_home(environment: MutableMapping[str, str]) -> Path | None:
    """Where the XDG base directory specification puts caches; None where HOME is not set."""
    named, home = environment.get("XDG_CACHE_HOME", ""), environment.get("HOME", "")
    if os.path.isabs(named):
        return Path(named)
    return Path(home, ".cache") if home else None


def may_be_made(folder: Path) -> bool:
    """Whether a folder, or the nearest one above it that exists, may be written."""
    nearest = next(each for each in (folder, *folder.parents) if os.path.exists(each))
    return os.path.isdir(nearest) and os.access(nearest, os.W_OK | os.X_OK)

"""Where this person's files lie: data, caches and settings, by each system's custom.

Linux: the XDG base directory specification. macOS: ~/Library. Windows: %LOCALAPPDATA%. The
environment variable LOSSVIZ_HOME puts all three below one folder instead. Nothing is created here.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

_NAME = "lossviz"


def data_folder() -> Path:
    """Where a downloaded dataset is kept."""
    return _folder("data", "XDG_DATA_HOME", ".local/share", "Application Support")


def cache_folder() -> Path:
    """Where files lie that can be made again, such as the drawn stand-in."""
    return _folder("cache", "XDG_CACHE_HOME", ".cache", "Caches")


def config_folder() -> Path:
    """Where settings are kept."""
    return _folder("config", "XDG_CONFIG_HOME", ".config", "Application Support")


def _folder(kind: str, variable: str, below_home: str, in_library: str) -> Path:
    own = os.environ.get("LOSSVIZ_HOME")
    if own:
        return Path(own).absolute() / kind
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else _home() / "AppData" / "Local") / _NAME / kind
    if sys.platform == "darwin":
        return _home() / "Library" / in_library / _NAME
    xdg = os.environ.get(variable, "")
    # The specification: a relative path is to be ignored.
    return (Path(xdg) if os.path.isabs(xdg) else _home() / below_home) / _NAME


def _home() -> Path:
    """The home folder, or the folder for temporary files where there is none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(tempfile.gettempdir())

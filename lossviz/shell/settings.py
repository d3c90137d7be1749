"""What is remembered between two starts. A file that can't be read is kept aside, never fatal."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from lossviz.data.folders import config_folder
from lossviz.data.regular_files import open_regular

FILE_NAME = "settings.json"
LARGEST_FILE = 10_000_000
# Before `panels` there was a part of the file for the state of each of these.
ONCE_BY_NAME = ("scores", "landscape", "playground", "training")


@dataclass(frozen=True)
class Settings:
    """Everything remembered, by the name it has in the file.

    theme: "system", "light" or "dark". geometry: Qt's own record of the window, in base64.
    source: "stand-in" or a path. cifar_10: where CIFAR-10 was last found, what it is called and how
    many training images it has. panels: what each panel remembers, as its codec writes it.
    """

    theme: str = "system"
    scale: float = 1.0
    projector: bool = False
    geometry: str = ""
    panel: str = ""
    source: str = ""
    cifar_10: str = ""
    cifar_10_name: str = "CIFAR-10"
    cifar_10_count: int = 50_000
    panels: dict[str, dict[str, Any]] = field(default_factory=dict)
    explain: dict[str, Any] = field(default_factory=dict)


def settings_file() -> Path:
    """Where the settings lie."""
    return config_folder() / FILE_NAME


def load_settings(path: Path, now: datetime) -> tuple[Settings, str]:
    """The settings, and a sentence for the person when the file could not be used ("" if it could).

    A broken file is renamed to ``settings.json.corrupt-<date>``; a single value that makes no
    sense falls back to its default.
    """
    try:
        with open_regular(path) as file:
            content = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), ""
    except OSError as error:
        why = error.strerror or str(error)
        return Settings(), f"The settings could not be read: {why}. The defaults are used."
    try:
        values = json.loads(content.decode()) if len(content) <= LARGEST_FILE else None
    except (ValueError, RecursionError):
        return Settings(), _set_aside(path, now)
    if not isinstance(values, dict):
        return Settings(), _set_aside(path, now)
    return _from_values(values), ""


def settings_text(settings: Settings) -> str:
    """The file's text."""
    return json.dumps(dataclasses.asdict(settings), indent=2) + "\n"


def _from_values(values: dict[str, Any]) -> Settings:
    """Settings from what the file holds, each value that fits."""
    defaults = Settings()
    taken: dict[str, Any] = {}
    for each in dataclasses.fields(Settings):
        default = getattr(defaults, each.name)
        value = values.get(each.name, default)
        wanted = (int, float) if isinstance(default, float) else type(default)
        # In Python a bool is an int; in the file it is not.
        if isinstance(value, wanted) and isinstance(value, bool) == isinstance(default, bool):
            taken[each.name] = value
    if taken.get("theme") not in ("system", "light", "dark"):
        taken.pop("theme", None)
    if not 0.5 <= taken.get("scale", 1.0) <= 4.0:
        taken.pop("scale", None)
    taken["panels"] = _panels(values)
    return Settings(**taken)


def _panels(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What each panel remembers, in the file's form of today or in that of before."""
    panels = values.get("panels", {})
    if not isinstance(panels, dict):
        panels = {}
    before = {name: {"state": values[name]} for name in ONCE_BY_NAME if name in values}
    return {name: each for name, each in (before | panels).items() if isinstance(each, dict)}


def _set_aside(path: Path, now: datetime) -> str:
    """Keep a broken file under another name; returns the sentence for the person."""
    kept = path.with_name(f"{path.name}.corrupt-{now:%Y%m%d-%H%M%S}")
    try:
        path.rename(kept)
    except OSError:
        return "The settings file is damaged. The defaults are used."
    return f"The settings file is damaged. It is kept as {kept.name}; the defaults are used."

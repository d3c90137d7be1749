"""What becomes of a file that is dragged over the window, judged by its name alone. No Qt.

Nothing is read while it is dragged: what a file holds, the worker finds when it has been dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from lossviz.data.errors import shortened
from lossviz.panelkit.panel_kind import PanelKind

# Anything else may be a folder, an archive or a batch of images: who reads it says what it is.
NO_IMAGES = (
    *(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".heic"),
    *(".pdf", ".doc", ".docx", ".ppt", ".pptx", ".odt", ".odp", ".html", ".htm", ".md", ".rtf"),
    *(".py", ".ipynb", ".json", ".toml", ".yaml", ".xml", ".mp3", ".mp4", ".mov", ".exe"),
)
SHEETS = (".xlsx", ".xls", ".ods", ".numbers")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Drop:
    """Where it is opened, "" for nowhere; and a sentence that says so."""

    where: Literal["panel", "images", ""]
    words: str


def drop_of(path: str, shown: PanelKind, kinds: Sequence[PanelKind]) -> Drop:
    """A file goes to the panel that is shown, or nowhere; images go where images are used."""
    name, ending = shortened(PurePath(path).name, LONGEST_NAME), PurePath(path).suffix.lower()
    if ending in shown.opens:
        return Drop("panel", f"Drop {name} to open it as {shown.opens_as}.")
    others = [kind.title for kind in kinds if ending in kind.opens]
    if others:
        return Drop("", f"{name} is not for {shown.title}. Drop it on {' or '.join(others)}.")
    if ending in SHEETS:
        return Drop("", f"{name} can’t be opened: it is a workbook. Save its table as CSV.")
    users = [kind.title for kind in kinds if kind.uses_images]
    if users and ending not in NO_IMAGES:
        return Drop("images", f"Drop {name} to open it as images, in {users[0]}.")
    return Drop("", f"{name} can’t be opened. {what_opens(kinds)}")


def what_opens(kinds: Sequence[PanelKind]) -> str:
    """What can be dropped at all."""
    known = [
        f"{kind.title} opens {kind.opens_as} ({', '.join(kind.opens)})"
        for kind in kinds
        if kind.opens
    ]
    return "; ".join([*known, "images are a folder or an archive"]) + "."

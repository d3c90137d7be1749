"""What becomes of a file or folder that is dragged over the window, judged by its name. No Qt.

Nothing is read while it is dragged: what a file holds, the worker finds when it has been dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
NEVER: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (".xlsx", ".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers", ".gsheet"),
        "it is a workbook. Save its table as CSV",
    ),
    (
        (".pt", ".pth", ".ckpt", ".safetensors", ".onnx", ".keras", ".joblib"),
        "weights are opened as np.savez(“weights.npz”, W=W, b=b) saves them",
    ),
    (
        (".feather", ".arff", ".sav", ".rds", ".rdata", ".sqlite", ".db", ".dta"),
        "tables are opened as text. Save it as CSV",
    ),
    ((".crdownload", ".part", ".partial", ".download"), "it is a download that did not end"),
    ((".lnk", ".url", ".webloc", ".desktop"), "it is a link. Drop what it leads to"),
)
"""What has one of these endings and no other way, and what to do instead."""
PACKED = (".gz", ".bz2", ".xz", ".zip", ".zst", ".7z")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Drop:
    """Where it is opened, "" for nowhere; and a sentence that says so."""

    where: Literal["panel", "images", ""]
    words: str


def drop_of(
    path: str, shown: PanelKind, kinds: Sequence[PanelKind], *, is_folder: bool = False
) -> Drop:
    """A file goes to the panel that is shown, or nowhere; images go where images are used.

    What a folder's name ends in says nothing.
    """
    name = shortened(PurePath(path).name, LONGEST_NAME)
    ending = "" if is_folder else PurePath(path).suffix.lower()
    if ending in shown.opens:
        return Drop("panel", f"Drop {name} to open it as {shown.opens_as}.")
    others = [kind.title for kind in kinds if ending in kind.opens]
    if others:
        return Drop("", f"{name} is not for {shown.title}. Drop it on {' or '.join(others)}.")
    why = next((why for endings, why in NEVER if ending in endings), "")
    if ending in PACKED and is_table(PurePath(PurePath(path).stem).suffix, kinds):
        why = "it is a packed table. Unpack it first"
    if why:
        return Drop("", f"{name} can’t be opened: {why}.")
    users = [kind.title for kind in kinds if kind.uses_images]
    if users and ending not in NO_IMAGES:
        return Drop("images", f"Drop {name} to open it as images, in {users[0]}.")
    return Drop("", f"{name} can’t be opened. {what_opens(kinds)}")


def is_table(ending: str, kinds: Sequence[PanelKind]) -> bool:
    """Whether a panel opens files with that ending."""
    return any(ending.lower() in kind.opens for kind in kinds)


def of_several(drop: Drop, number: int) -> Drop:
    """What is said where several are dragged at once: one is opened."""
    if number < 2 or not drop.where:
        return drop
    return replace(drop, words=f"{drop.words} Of {number}, the first alone is opened.")


def what_opens(kinds: Sequence[PanelKind]) -> str:
    """What can be dropped at all."""
    known = [
        f"{kind.title} opens {kind.opens_as} ({', '.join(kind.opens)})"
        for kind in kinds
        if kind.opens
    ]
    return "; ".join([*known, "images are a folder or an archive"]) + "."

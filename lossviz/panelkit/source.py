"""Which images are open: what the window knows, and what panels show of it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.data.progress import DownloadProgress, LoadProgress
from lossviz.model.dataset import Dataset

STAND_IN = "stand-in"
CIFAR_10 = "cifar-10"
CIFAR_10_NAMES = ("CIFAR-10", "CIFAR-10 excerpt")
"""Of its datasets, all of it and part of it."""
# Wishes that are not a source.
CHOOSE_FOLDER = "choose folder"
CHOOSE_ARCHIVE = "choose archive"
DOWNLOAD = "download"
CANCEL_DOWNLOAD = "cancel download"
DISMISS = "dismiss"


@dataclass(frozen=True)
class SourceState:
    """What is open and what is under way.

    open: "stand-in" or the path of what `data` was read from. cifar_10: where CIFAR-10 lies on
    this machine, if it is known. missing: true when the person asked for CIFAR-10 and it is not
    here. ready: true when a download has ended and waits to be used. error: one sentence.
    not_fetched: true when the error is that of a download. note: a sentence on what is open.
    """

    open: str = ""
    data: Dataset | None = None
    cifar_10: str | None = None
    cifar_10_name: str = "CIFAR-10"
    cifar_10_count: int = 50_000
    missing: bool = False
    loading: LoadProgress | None = None
    downloading: DownloadProgress | None = None
    ready: bool = False
    error: str = ""
    not_fetched: bool = False
    note: str = ""


def count_text(data: Dataset) -> str:
    """How many images, for the status bar: "CIFAR-10 excerpt, 2,700 train, 436 val, 1,017 test"."""
    learned, validation = data.split()
    counts = (len(learned.labels), len(validation.labels), len(data.test.labels))
    parts = zip(counts, ("train", "val", "test"), strict=True)
    return ", ".join([data.name, *(f"{count:,} {word}" for count, word in parts)])

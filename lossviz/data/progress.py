"""How far a job is that brings images: reading them, or downloading them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class LoadProgress:
    """A loading job's report between two slices of work.

    done, total: steps of the same unit (bytes for files, images for drawings); total is at least 1.
    what: what is being done, for a person, such as "Reading data_batch_1.bin".
    """

    done: int
    total: int
    what: str


Phase = Literal["downloading", "checking", "unpacking"]


@dataclass(frozen=True)
class DownloadProgress:
    """How far a download is.

    received, total: bytes of this phase. speed: bytes a second, smoothed. seconds_left: of this
    phase, None while unknown.
    """

    received: int
    total: int
    speed: float
    seconds_left: float | None
    phase: Phase

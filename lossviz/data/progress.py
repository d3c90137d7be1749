"""How far a loading job is: one record for every source of images."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LoadProgress:
    """A loading job's report between two slices of work.

    done, total: steps of the same unit (bytes for files, images for drawings); total is at least 1.
    what: what is being done, for a person, such as "Reading data_batch_1.bin".
    """

    done: int
    total: int
    what: str

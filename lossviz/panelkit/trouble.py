"""What stands in the way of a run or of its picture, in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Trouble:
    """What went wrong, or what is to be known of what is seen.

    what: which trouble it is; the ways out of it hang on that, and one that the person has closed
    is not said again while it lasts, whatever its numbers do. text: one or two sentences. kind: of
    the strip that says it. last_good: the step to go back to.
    """

    what: str
    text: str
    kind: Literal["danger", "info"] = "danger"
    last_good: int | None = None

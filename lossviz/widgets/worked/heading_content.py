"""What the heading of a worked loss shows, in ready words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HeadingContent:
    """A loss in ready words: the number alone, and what may stand beside it.

    original: such as "original 2.90", where a variant is in force. caption: rich text.
    """

    number: str
    original: str = ""
    caption: str = ""

"""What a report says, worked out again only where what it depends on is another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Kept:
    """The newest value of each name, and the key that says what it depends on."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, object]] = {}

    def value(self, name: str, key: object, make: Callable[[], T]) -> T:
        """The value of this name, made anew where the key is another than the last time."""
        known, value = self._known.get(name, (None, None))
        if known != key:
            value = make()
            self._known[name] = key, value
        return value  # type: ignore[return-value]

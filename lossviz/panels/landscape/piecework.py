"""Work that is done in pieces, for as long as the same is wanted, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")

Pieces = Generator[ValueT | None, None, ValueT | None]
"""Each `next` is a piece of the work. It yields, or returns, a value as soon as there is one."""


class Piecework(Generic[KeyT, ValueT]):
    """The pieces of what is wanted, which a key says; another key begins other work.

    newest: the newest value. of: the key it was made for; None while there is none.
    """

    def __init__(self) -> None:
        self.newest: ValueT | None = None
        self.of: KeyT | None = None
        self._key: KeyT | None = None
        self._pieces: Pieces[ValueT] | None = None

    def go_on(self, key: KeyT, begin: Callable[[], Pieces[ValueT]]) -> bool:
        """Do the next piece of what this key wants; whether there was one."""
        if key != self._key:
            self._key, self._pieces = key, begin()
        if self._pieces is None:
            return False
        try:
            value = next(self._pieces)
        except StopIteration as end:
            self._pieces, value = None, end.value
        if value is not None:
            self.newest, self.of = value, key
        return True

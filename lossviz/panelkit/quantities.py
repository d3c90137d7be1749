"""Named quantities: the numbers of a panel that can be asked for by name. No Qt.

A question or a lesson asks for `"hinge_mean"`, and needs to know neither where it stands in the
panel's evaluation or report nor how it is drawn. Each panel has one tuple of them, in
`panels/NAME/quantities.py`; `Panel.quantity` reads one, and the section "Named quantities" of
CONTRIBUTING.md lists all. A name that is there stays: lessons are written with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike

SeenT = TypeVar("SeenT")

Value = float | tuple[float, ...] | None
"""A number, several in a row, or None where there is none yet."""


@dataclass(frozen=True)
class Quantity(Generic[SeenT]):
    """A number, or several in a row, under a name.

    words: what it says, as a sentence would go on after "What is": "the mean hinge loss". value:
    reads it from what the panel has seen, its newest evaluation or report; None, or nan, where
    there is none. The worker found nearly all of them before; the few that are worked out here take
    some milliseconds at most, and where a prediction is marked, the worker reads them.
    unit: "" for a bare number.
    """

    name: str
    words: str
    value: Callable[[SeenT], ArrayLike | None]
    unit: str = ""

    def read(self, seen: SeenT) -> Value:
        """Its value as plain numbers; an array becomes a row, whatever its shape."""
        value = self.value(seen)
        if value is None:
            return None
        numbers = np.asarray(value, dtype=np.float64)
        if np.isnan(numbers).any():
            return None
        return float(numbers) if numbers.ndim == 0 else tuple(numbers.ravel().tolist())


class UnknownQuantityError(KeyError):
    """No quantity has that name; the text says which there are."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would put it in quotes


def quantity(table: Sequence[Quantity[SeenT]], name: str) -> Quantity[SeenT]:
    """The quantity of that name; `UnknownQuantityError` with all names where there is none."""
    for each in table:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in table)
    raise UnknownQuantityError(f"no quantity is called {name!r}. There is: {names or 'none'}.")


def number(table: Sequence[Quantity[SeenT]], name: str) -> Callable[[SeenT], float | None]:
    """How to read a quantity that is one number, as the truth of a question.

    Reading raises ValueError where it is several.
    """
    found = quantity(table, name)

    def read(seen: SeenT) -> float | None:
        value = found.read(seen)
        if isinstance(value, tuple):
            raise ValueError(f"{name} is no single number, but {len(value)} of them")
        return value

    return read

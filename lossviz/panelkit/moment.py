"""A moment of a panel as a value: what is set, what is looked at, and how far the run is. No Qt.

Whoever keeps a place to come back to (the settings file, and what else is written down) keeps
moments, and each panel's `Codec` is the one way between them and plain values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

StateT = TypeVar("StateT")
ViewT = TypeVar("ViewT")

Values = dict[str, Any]
"""Ready for JSON: text, numbers, booleans, None, lists and dictionaries of them."""


@dataclass(frozen=True)
class Moment(Generic[StateT, ViewT]):
    """Where a person is in a panel.

    state: the settings, which undo takes back. view: where one looks. steps: how many steps of the
    run have been taken from its start; they are taken again to come back.
    """

    state: StateT
    view: ViewT
    steps: int = 0


@dataclass(frozen=True)
class Codec(Generic[StateT, ViewT]):
    """Between the moments of one panel and values.

    values: a moment, ready for JSON. moment: the moment that any values tell, of whatever kind;
    what no longer makes sense falls back to its default, so it never raises.
    """

    values: Callable[[Moment[StateT, ViewT]], Values]
    moment: Callable[[Values], Moment[StateT, ViewT]]

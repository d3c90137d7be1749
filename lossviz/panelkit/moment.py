"""A moment of a panel as a value: what is set, what is looked at, and how far the run is. No Qt.

Whoever keeps a place to come back to (the settings file, and what else is written down) keeps
moments, and each panel's `Codec` is the one way between them and plain values.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Generic, TypeVar

from lossviz.panelkit.values import LARGEST_WHOLE, whole

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


def codec(
    write_state: Callable[[StateT], Values],
    read_state: Callable[[Mapping[str, Any]], StateT],
    read_view: Callable[[Mapping[str, Any], StateT], ViewT],
) -> Codec[StateT, ViewT]:
    """The codec of a panel: its state as it writes it, its view field by field, the steps.

    read_state, read_view: from values by name, whatever they are; a view may depend on the state.
    """

    def values(moment: Moment[StateT, ViewT]) -> Values:
        view: Values = asdict(moment.view)  # type: ignore[call-overload]
        return {"state": write_state(moment.state), "view": view, "steps": moment.steps}

    def moment(values: Values) -> Moment[StateT, ViewT]:
        state = read_state(_by_name(values.get("state")))
        steps = 0
        with contextlib.suppress(ValueError):
            steps = whole(values.get("steps"), 0, LARGEST_WHOLE)
        return Moment(state, read_view(_by_name(values.get("view")), state), steps)

    return Codec(values, moment)


def _by_name(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def recast(view: object, kind: type[ViewT]) -> ViewT:
    """A view as another kind of view: the fields that both have, the others at their defaults.

    What a panel sees has more fields than what a person chose: how many pixels a picture has, or
    where the pointer is.
    """
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in vars(view).items() if name in names})

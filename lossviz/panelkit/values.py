"""Values that a settings file holds, read with care: a person may have edited it. No Qt.

What JSON knows is told apart as JSON does: true is no 1, and 1 may stand for 1.0. A value of no
use is a ValueError with a sentence, so that a codec decides what falls back: one setting, or all.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from lossviz.widgets.map.window import LEAST_HALF, MOST_HALF, Window

StateT = TypeVar("StateT")
ValueT = TypeVar("ValueT")
LARGEST_WHOLE = 2**53  # up to here every whole number is a float too


def number(value: object, least: float, most: float) -> float:
    """A number in a range; nan is in none."""
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    if not fits or not least <= value <= most:  # type: ignore[operator]
        raise ValueError(f"{value!r} is no number from {least:g} to {most:g}")
    return float(value)  # type: ignore[arg-type]


def whole(value: object, least: int, most: int) -> int:
    """A whole number in a range; 2.0 is none."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{value!r} is no whole number from {least} to {most}")
    return value


def flag(value: object) -> bool:
    """On or off."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither on nor off")
    return value


def text(value: object, fewest: int, most: int) -> str:
    """A text of so many characters."""
    if not isinstance(value, str) or not fewest <= len(value) <= most:
        raise ValueError(f"{value!r} is no text of {fewest} to {most} characters")
    return value


def choice(value: object, choices: Collection[str]) -> str:
    """One of a few names."""
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{value!r} is none of {', '.join(choices)}")
    return value


def one_of(value: object, choices: Collection[int]) -> int:
    """One of a few whole numbers."""
    if not isinstance(value, int) or isinstance(value, bool) or value not in choices:
        raise ValueError(f"{value!r} is none of {', '.join(map(str, choices))}")
    return value


def listed(value: object, fewest: int, most: int | None = None) -> list[Any]:
    """A list of `fewest` entries, or of up to `most`."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"{value!r} is no list")
    if not fewest <= len(value) <= (fewest if most is None else most):
        raise ValueError(f"a list of {len(value)} is too short or too long")
    return list(value)


def named(value: object) -> Mapping[str, Any]:
    """Values by name."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} holds no values by name")
    return value


def optional(read: Callable[[Any], ValueT]) -> Callable[[Any], ValueT | None]:
    """Reads None as well."""
    return lambda value: None if value is None else read(value)


def wholes(value: object, *counts: int) -> tuple[int, ...]:
    """So many indices, each below its count."""
    indices = listed(value, len(counts))
    return tuple(whole(each, 0, n - 1) for each, n in zip(indices, counts, strict=True))


def fields_that_fit(
    values: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]]
) -> dict[str, Any]:
    """By name what its reader takes; what it refuses, or what is not there, is left out."""
    found: dict[str, Any] = {}
    for name, read in readers.items():
        if name in values:
            with contextlib.suppress(ValueError):
                found[name] = read(values[name])
    return found


def row(value: object, length: int, largest: float) -> tuple[float, ...]:
    """So many numbers of either sign, none larger."""
    return tuple(number(each, -largest, largest) for each in listed(value, length))


def rows(value: object, count: int, length: int, largest: float) -> tuple[tuple[float, ...], ...]:
    """So many rows of so many numbers."""
    return tuple(row(each, length, largest) for each in listed(value, count))


def window(value: object) -> Window:
    """A part of a plane: its middle, and half of its height."""
    kept = named(value)
    w1, w2 = row([kept.get("w1"), kept.get("w2")], 2, MOST_HALF)
    return Window(w1, w2, number(kept.get("half"), LEAST_HALF, MOST_HALF))


def alike(value: object, default: object) -> Any:
    """A number or text of the kind of a default; what it may be is for the state to say."""
    wanted = (int, float) if isinstance(default, float) else type(default)
    if not isinstance(value, wanted) or isinstance(value, bool) != isinstance(default, bool):
        raise ValueError(f"{value!r} is not like {default!r}")
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        raise ValueError(f"a whole number above {LARGEST_WHOLE} is none for a setting")
    return float(value) if isinstance(default, float) else value  # type: ignore[arg-type]


def renamed(values: Mapping[str, Any], old_names: Mapping[str, str]) -> dict[str, Any]:
    """The values of a file in which settings still have the names they had before.

    Where a file has both names, the new one is meant.
    """
    found = {new: values[old] for old, new in old_names.items() if old in values}
    return {**found, **{name: each for name, each in values.items() if name not in old_names}}


def with_each(
    state: StateT,
    defaults: Mapping[str, object],
    values: Mapping[str, Any],
    with_setting: Callable[[StateT, str, Any], StateT],
) -> StateT:
    """The state with each value that fits, one by one in the order of the defaults by name.

    `with_setting` is the panel's action, which refuses with a ValueError what is out of range.
    """
    for name, default in defaults.items():
        if name in values:
            with contextlib.suppress(ValueError):
                state = with_setting(state, name, alike(values[name], default))
    return state

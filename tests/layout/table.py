"""The table of layouts: sizes, scales, locales and states, whole or so that all pairs are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from lossviz.shell.theme_choice import PROJECTOR_SCALE
from lossviz.theme.tokens import Theme

SIZES = ((1100, 700), (1280, 720), (1366, 768), (1440, 900), (1920, 1080))
# The whole table has all of them, the short one the least, the usual and the largest.
SHORT_SIZES = ((1100, 700), (1280, 720), (1920, 1080))
SCALES = {
    "1": Theme("light"),
    "1.25": Theme("light", 1.25),
    "1.5": Theme("light", 1.5),
    "projector": Theme("light", PROJECTOR_SCALE, projector=True),
}
# The second one writes decimals with a comma.
LOCALES = ("en_US", "de_DE")

Row = dict[str, Any]


def factors(
    states: Sequence[str], sizes: Sequence[tuple[int, int]] = SIZES
) -> dict[str, tuple[Any, ...]]:
    """What a layout depends on, for a panel with these states."""
    return {"scale": tuple(SCALES), "locale": LOCALES, "state": tuple(states), "size": tuple(sizes)}


def whole(values: Mapping[str, Sequence[Any]]) -> Iterator[Row]:
    """Each combination."""
    for row in product(*values.values()):
        yield dict(zip(values, row, strict=True))


def pairwise(values: Mapping[str, Sequence[Any]]) -> list[Row]:
    """Few rows in which any two values of different factors meet at least once, in a fixed order.

    Greedy: the next row is one of those that bring the most pairs that have not met.
    """
    rows = [(row, pairs(row)) for row in whole(values)]
    left = {pair for _, met in rows for pair in met}
    chosen: list[Row] = []
    while left:
        row, met = max(rows, key=lambda each: len(each[1] & left))
        chosen.append(row)
        left -= met
    order = {name: list(each) for name, each in values.items()}
    return sorted(chosen, key=lambda row: [order[name].index(row[name]) for name in order])


def pairs(row: Row) -> set[tuple[Any, ...]]:
    """The values of a row that meet in it."""
    return set(combinations(row.items(), 2))

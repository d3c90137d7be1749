"""Numbers that can be asked for by name, and the list of them that others write lessons with."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import numpy as np
import pytest

from lossviz.panel_list import PANELS
from lossviz.panelkit.quantities import Quantity, UnknownQuantityError, number, quantity

CONTRIBUTING = Path(__file__).parents[2] / ".github" / "CONTRIBUTING.md"
Seen = dict[str, object]
TABLE: tuple[Quantity[Seen], ...] = (
    Quantity("loss", "the loss", lambda seen: seen.get("loss")),
    Quantity("weights", "the weights", lambda seen: seen.get("W"), unit="kg"),
)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        (2, 2.0),
        (np.float32(0.5), 0.5),
        (np.inf, np.inf),
        (np.nan, None),
        ([], ()),
        ((1, 2), (1.0, 2.0)),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), (1.0, 2.0, 3.0, 4.0)),
        (np.array([1.0, np.nan]), None),
    ],
)
def test_what_is_read_are_plain_numbers(value, read):
    found = quantity(TABLE, "weights").read({"W": value})
    assert found == read
    assert type(found) is type(read)
    assert isinstance(found, float | None) or {type(each) for each in found} <= {float}


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(UnknownQuantityError) as caught:
        quantity(TABLE, "lost")
    assert str(caught.value) == "no quantity is called 'lost'. There is: loss, weights."
    assert isinstance(caught.value, KeyError)
    with pytest.raises(UnknownQuantityError, match=r"There is: none\."):
        quantity((), "loss")


def test_the_truth_of_a_question_is_one_number():
    assert number(TABLE, "loss")({"loss": 2}) == 2.0
    assert number(TABLE, "loss")({}) is None
    with pytest.raises(ValueError, match="weights is no single number, but 2 of them"):
        number(TABLE, "weights")({"W": (1.0, 2.0)})
    with pytest.raises(UnknownQuantityError):
        number(TABLE, "lost")


# The tables of the panels


TABLES: dict[str, tuple[Quantity[object], ...]] = {
    kind.name: importlib.import_module(f"lossviz.panels.{kind.name}.quantities").QUANTITIES
    for kind in PANELS
}
ALL = [pytest.param(each, id=f"{panel}.{each.name}") for panel in TABLES for each in TABLES[panel]]


@pytest.mark.parametrize("panel", TABLES)
def test_each_name_is_there_once(panel):
    names = [each.name for each in TABLES[panel]]
    assert names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("each", ALL)
def test_a_quantity_is_named_and_said_in_words(each):
    assert re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", each.name)
    assert each.words
    assert not each.words.endswith(".")
    assert "|" not in each.words  # they stand in a Markdown table


# The list in CONTRIBUTING.md


def listed(panel: str) -> str:
    """How the list names the quantities of a panel."""
    rows = [f"| `{each.name}` | {each.words} | {each.unit or '–'} |" for each in TABLES[panel]]
    return "\n".join(["| Name | What it is | Unit |", "|---|---|---|", *rows])


@pytest.mark.parametrize("panel", TABLES)
def test_contributing_lists_the_quantities_of_each_panel(panel):
    text = CONTRIBUTING.read_text(encoding="utf-8")
    section = text.partition("\n## Named quantities\n")[2].partition("\n## ")[0]
    (kind,) = (each for each in PANELS if each.name == panel)
    part = section.partition(f"\n### {kind.title}\n")[2].partition("\n### ")[0]
    assert part.strip() == listed(panel), f"it should be:\n{listed(panel)}"

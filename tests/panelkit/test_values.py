"""Values of a file that a person may have edited: read, or refused with a ValueError."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.panelkit import values
from tests.panels.scores.tables import steady

READERS = {
    "number": lambda value: values.number(value, -1.0, 10.0),
    "whole": lambda value: values.whole(value, 0, 10),
    "flag": values.flag,
    "text": lambda value: values.text(value, 1, 3),
    "choice": lambda value: values.choice(value, ("l1", "l2")),
    "listed": lambda value: values.listed(value, 1, 2),
    "named": values.named,
    "row": lambda value: values.row(value, 2, 10.0),
    "rows": lambda value: values.rows(value, 1, 2, 10.0),
    "like a number": lambda value: values.alike(value, 0.5),
    "like a whole number": lambda value: values.alike(value, 5),
    "like a text": lambda value: values.alike(value, "l2"),
    "like a switch": lambda value: values.alike(value, False),
}


@pytest.mark.parametrize(
    ("reader", "value", "read"),
    [
        ("number", 3, 3.0),
        ("number", -1, -1.0),
        ("whole", 10, 10),
        ("flag", True, True),
        ("text", "abc", "abc"),
        ("choice", "l1", "l1"),
        ("listed", ["a"], ["a"]),
        ("listed", ["a", 2], ["a", 2]),
        ("named", {"a": 1}, {"a": 1}),
        ("row", [1, -10], (1.0, -10.0)),
        ("rows", [[1, 2.5]], ((1.0, 2.5),)),
        ("like a number", 2, 2.0),
        ("like a whole number", 2, 2),
        ("like a text", "none", "none"),
        ("like a switch", True, True),
    ],
)
def test_what_fits_is_read_as_what_it_is(reader, value, read):
    found = READERS[reader](value)
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        *[("number", each) for each in (True, "3", None, math.nan, math.inf, 11, 10**400, [3])],
        *[("whole", each) for each in (True, 2.0, "3", None, -1, 11, 10**400)],
        *[("flag", each) for each in (1, 0, "true", None)],
        *[("text", each) for each in ("", "abcd", 3, None, ["abc"])],
        *[("choice", each) for each in ("l3", "", 3, None, ["l1"], {})],
        *[("listed", each) for each in ([], [1, 2, 3], "ab", {"a": 1}, None)],
        *[("named", each) for each in ([], "a", None, 3)],
        *[("row", each) for each in ([1], [1, 2, 3], [1, True], [1, math.nan], "12", 3, [1, 11])],
        *[("rows", each) for each in ([1, 2], [[1, 2], [3, 4]], [[1]], [])],
        *[("like a number", each) for each in (True, "3", None, 10**400, [])],
        *[("like a whole number", each) for each in (True, 2.0, "3", None, 10**400)],
        *[("like a text", each) for each in (True, 3, None, ["l2"])],
        *[("like a switch", each) for each in (1, 0, "", None)],
    ],
    ids=repr,
)
def test_what_does_not_fit_is_refused_in_a_sentence(reader, value):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        READERS[reader](value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda more: st.lists(more, max_size=3) | st.dictionaries(st.text(max_size=2), more),
    max_leaves=8,
)


@steady
@given(st.sampled_from(sorted(READERS)), JSON)
def test_a_reader_raises_nothing_else(reader, value):
    try:
        found = READERS[reader](json.loads(json.dumps(value)))
    except ValueError:
        return
    assert found is not None


def with_setting(state: dict[str, object], name: str, value: float) -> dict[str, object]:
    if value > 10:
        raise ValueError("too large")
    return {**state, name: value}


def test_each_setting_that_fits_is_taken_and_the_others_stay():
    defaults = {"rate": 0.5, "batch": 4, "seed": 0}
    file = {"seed": 11, "batch": "7", "rate": 2, "more": 1}
    assert values.with_each(dict(defaults), defaults, file, with_setting) == {**defaults, "rate": 2}


def test_settings_are_taken_in_the_order_of_the_defaults():
    taken = []

    def noting(state: int, name: str, value: float) -> int:
        taken.append((name, value))
        return state

    values.with_each(0, {"walker": "gd", "rate": 0.5}, {"rate": 1, "walker": "adam"}, noting)
    assert taken == [("walker", "adam"), ("rate", 1.0)]


def test_a_setting_is_read_under_the_name_it_had_before():
    old_names = {"rate": "learning_rate"}
    assert values.renamed({"rate": 1, "seed": 2}, old_names) == {"learning_rate": 1, "seed": 2}


def test_of_two_names_the_new_one_is_meant():
    file = {"learning_rate": 1, "rate": 2}
    assert values.renamed(file, {"rate": "learning_rate"}) == {"learning_rate": 1}

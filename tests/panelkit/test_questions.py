"""How questions are put and marked: one rule of what is right, for the questions of all panels."""

from __future__ import annotations

import importlib
import math

import pytest

from lossviz.panel_list import PANELS
from lossviz.panelkit.explanation import Mark, Marking, Prompt, Question
from lossviz.panelkit.questions import (
    EXACT,
    NOT_KNOWN,
    Asked,
    Tolerance,
    Unknown,
    by_key,
    is_right,
    mark,
    questions,
)

LOSS, COUNT = Prompt("loss", "Loss", decimals=3), Prompt("count", "How many", decimals=0)
Seen = dict[str, float]
MEAN: Asked[Seen, None, None] = Asked(
    "mean",
    "The mean",
    text=lambda seen: f"Of {len(seen)} numbers, which is the loss?",
    why="It is what it is.",
    unknowns=(Unknown(LOSS, lambda seen: seen.get("loss")),),
)
COUNTED: Asked[Seen, None, None] = Asked(
    "count",
    "Count",
    text="How many?",
    why=lambda seen: f"There are {len(seen)}.",
    unknowns=(Unknown(COUNT, lambda seen: float(len(seen)), lambda _, n: f"{n:,.0f} of them"),),
    kind="count",
    formula="sum",
    try_text="Try it",
)


def test_a_question_is_put_with_the_numbers_of_now():
    assert questions((MEAN, COUNTED), {"loss": 2.0}) == (
        Question(
            "mean",
            "The mean",
            "Of 1 numbers, which is the loss?",
            (LOSS,),
            tolerance="Right to 2 decimals or within 1 %.",
        ),
        Question("count", "Count", "How many?", (COUNT,), "Try it", "sum", EXACT),
    )
    assert by_key((MEAN, COUNTED), "count") is COUNTED


def test_a_prediction_is_marked_with_the_number_and_why():
    seen = {"loss": 2.0, "other": 1.0}
    assert mark(MEAN, seen, {"loss": 2.01}) == Marking(
        "mean", (Mark("loss", True, "2.000", "2.01"),), "It is what it is.", {"loss": 2.01}
    )
    assert mark(COUNTED, seen, {"count": 3.0}) == Marking(
        "count", (Mark("count", False, "2 of them", "3"),), "There are 2.", {"count": 3.0}
    )


def test_what_was_left_open_is_told():
    assert mark(MEAN, {"loss": math.inf}, {}).marks == (Mark("loss", False, "∞"),)


def test_what_nobody_knows_yet_is_not_marked_wrong():
    assert mark(MEAN, {}, {"loss": 2.0}).marks == (Mark("loss", False, NOT_KNOWN),)


@pytest.mark.parametrize(
    ("said", "truth", "right"),
    [
        (5.27, 5.2667, True),
        (5.3, 5.2667, True),
        (5.4, 5.2667, False),
        (0.0, 0.0, True),
        (0.004, 0.0, True),
        (0.02, 0.0, False),
        (0.15, 0.145, True),
        (0.14, 0.145, True),
        (0.16, 0.145, False),
        (-5.27, 5.2667, False),
        (1e300, math.inf, False),
        (math.inf, 5.0, False),
        (-math.inf, math.inf, False),
        (math.inf, math.inf, True),
    ],
)
def test_a_number_is_right_to_so_many_decimals_or_within_a_share(said, truth, right):
    assert is_right(MEAN, said, truth) == right


@pytest.mark.parametrize(("said", "right"), [(1000, True), (1000.4, False), (1001, False)])
def test_a_count_must_be_the_same(said, right):
    assert is_right(COUNTED, said, 1000.0) == right


def test_without_a_share_the_decimals_alone_count():
    exact = Tolerance(decimals=2, share=0.0)
    assert exact.admits(100.005, 100.0)
    assert not exact.admits(100.006, 100.0)


# The tables of the panels


TABLES = {
    about.name: importlib.import_module(f"lossviz.panels.{about.name}.questions").QUESTIONS
    for about in PANELS
}
ALL = pytest.mark.parametrize(
    "asked", [each for table in TABLES.values() for each in table], ids=lambda each: each.key
)


@pytest.mark.parametrize("panel", TABLES)
def test_each_question_of_a_panel_has_a_key_of_its_own(panel):
    keys = [asked.key for asked in TABLES[panel]]
    assert keys
    assert len(set(keys)) == len(keys)


@ALL
def test_each_prediction_of_a_question_has_a_key_of_its_own(asked):
    keys = [unknown.prompt.key for unknown in asked.unknowns]
    assert len(set(keys)) == len(keys)


@ALL
def test_a_count_is_predicted_without_decimals_and_nothing_else_is(asked):
    assert all((each.prompt.decimals == 0) == (asked.kind == "count") for each in asked.unknowns)


@ALL
def test_a_prediction_has_the_decimals_that_it_needs(asked):
    if asked.kind == "number":
        assert all(each.prompt.decimals >= asked.tolerance.decimals for each in asked.unknowns)


@ALL
def test_what_can_be_tried_says_so(asked):
    assert bool(asked.try_text) >= (asked.try_on is not None or asked.look is not None)

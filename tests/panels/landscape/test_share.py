"""The walks as other programs read them: each step in a row, to the last digit."""

from __future__ import annotations

import csv
import io

import pytest

from lossviz.panelkit.commands import Rewind
from lossviz.panels.landscape.state import START, WALKERS, with_rival, with_walker
from lossviz.panels.landscape.ui.share import walks_csv

HEADER = ["walk", "step", "w1", "w2", "loss", "evaluations"]


def rows(report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(walks_csv(report))))


def test_before_the_first_step_there_is_the_start(drive):
    header, only = rows(drive().ask())
    assert header == HEADER
    assert only[:4] == ["gd", "0", "0.34", "-1.11"]
    assert f"{float(only[4]):.5f}" == "1.25347"
    assert float(only[5]) == 0


@pytest.mark.parametrize("walker", WALKERS)
def test_each_step_that_was_walked_to_the_last_digit(drive, walker):
    driven = drive(with_walker(START, walker))
    driven.ask()
    report = driven.steps(5)
    _, *found = rows(report)
    walk = report.walk
    assert len(found) == walk.done == 6  # what comes next was not walked
    assert [int(row[1]) for row in found] == [*range(6)]
    assert [[float(each) for each in row[2:4]] for row in found] == walk.points[:6].tolist()
    assert [float(row[4]) for row in found] == walk.losses[:6].tolist()
    assert [float(row[5]) for row in found] == walk.evaluations[:6].tolist()
    assert {row[0] for row in found} == {walker}


def test_earlier_walks_come_first_and_all_that_race_are_there(drive):
    driven = drive(with_rival(START, "adam", True))
    driven.ask()
    driven.steps(2)
    driven.ask(Rewind())
    _, *found = rows(driven.steps(1))
    counts = [(row[0], row[1]) for row in found]
    assert counts == [
        ("gd", "0"), ("gd", "1"), ("gd", "2"), ("adam", "0"), ("adam", "1"), ("adam", "2"),
        ("gd", "0"), ("gd", "1"), ("adam", "0"), ("adam", "1"),
    ]  # fmt: skip

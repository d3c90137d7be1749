"""Points and history as other programs read them, to the last digit; the entries of the menu."""

from __future__ import annotations

import csv
import io
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from lossviz.data.point_file import read, read_text
from lossviz.panels.playground.remembered import playground_from_values, values_from_playground
from lossviz.panels.playground.state import (
    START,
    with_classes,
    with_dataset,
    with_point,
    with_points,
    with_setting,
)
from lossviz.panels.playground.ui.share import history_csv, points_text, share_actions
from tests.panels.playground.test_explaining import report_of

CASES = Path(__file__).parents[2] / "data" / "cases" / "points"
HEADER = ["step", "data_loss", "penalty", "total", "accuracy"]


def rows(report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(history_csv(report.curve))))


def test_before_the_first_update_there_is_the_start():
    report = report_of()
    header, only = rows(report)
    assert header == HEADER
    found = report.evaluation.objective
    assert [float(each) for each in only] == [
        0, found.data, found.penalty, found.total, report.evaluation.right.mean(),
    ]  # fmt: skip


def test_each_update_to_the_last_digit():
    report = report_of(steps=5)
    _, *found = rows(report)
    assert [int(row[0]) for row in found] == [*range(6)]
    curve = report.curve
    columns = (curve.data, curve.penalty, curve.total, curve.accuracy)
    for column, written in zip(columns, np.array(found, dtype=float).T[1:], strict=True):
        assert written.tolist() == column.tolist()


@pytest.mark.parametrize("key", ["demo", "spirals", "moons"])
def test_points_are_read_back_as_they_are(key):
    state = with_dataset(START, key, share=0.3)
    found = read_text(points_text(state), "points.csv")
    assert found.points.X.tolist() == state.points.X.tolist()
    assert found.points.y.tolist() == state.points.y.tolist()
    assert found.test is not None
    assert found.test.tolist() == state.points.test.tolist()
    assert len(found.class_names) == state.C


def test_without_points_held_out_there_is_no_column_for_them():
    text = points_text(with_dataset(START, "moons", share=0.0))
    assert text.startswith("x0,x1,class\n")
    assert read_text(text, "points.csv").test is None


# The menu


class Case:
    """The entries, and what they do."""

    def __init__(self) -> None:
        self.state, self.opened = START, []
        self.label = QLabel("panel")
        actions = share_actions(
            lambda: report_of(self.state), lambda: nullcontext(self.label), self.opened.append
        )
        self.actions = {action.name: action for action in actions}

    def saved(self, name: str, folder) -> str:
        action = self.actions[name]
        path = folder / action.suggested
        assert path.suffix.lstrip(".") in action.filter
        action.write(str(path))()
        return str(path)


@pytest.fixture
def case(qapp):
    made = Case()
    yield made
    made.label.deleteLater()


def test_what_copies_comes_first_and_what_opens_comes_last(case):
    kinds = [(each.copy is not None, each.read is not None) for each in case.actions.values()]
    assert kinds == [(True, False), *[(False, False)] * 4, (False, True)]
    assert all(each.text.endswith("…") for each in [*case.actions.values()][1:])


def test_the_pictures(case, tmp_path):
    assert not case.actions["copy_picture"].copy().isNull()
    with open(case.saved("save_png", tmp_path), "rb") as file:
        assert file.read(4) == b"\x89PNG"
    with open(case.saved("save_svg", tmp_path), encoding="utf-8") as file:
        assert "lossviz: Playground" in file.read()


def test_what_is_shown_is_asked_for_when_it_is_saved(case, tmp_path):
    case.state = with_point(with_setting(START, "loss", "softmax"), 0, 0.125, 1 / 3)
    points = read(case.saved("save_points", tmp_path)).points
    assert points.X[0].tolist() == [0.125, 1 / 3]
    with open(case.saved("save_history", tmp_path), encoding="utf-8") as file:
        assert file.readline().strip() == ",".join(HEADER)


def test_a_file_of_points_is_opened(case):
    case.actions["open_points"].read("points.csv")
    assert case.opened == ["points.csv"]
    assert "*.csv" in case.actions["open_points"].filter


def test_names_of_classes_and_inputs_come_back():
    """From a file into the state, into a file and into the settings, and back."""
    file = read_text("petal length,petal width,species\n1.4,0.3,setosa\n4.2,1.2,a <b>\n", "i.csv")
    state = with_points(START, file.points, 2, file.test, file.class_names, file.x_names)
    again = read_text(points_text(state), "again.csv")
    assert (again.class_names, again.x_names) == (file.class_names, file.x_names)
    kept = playground_from_values(values_from_playground(state))
    assert (kept.names, kept.x_names) == (("setosa", "a <b>"), ("petal length", "petal width"))
    assert with_classes(state, 3).names == ("setosa", "a <b>", "class 2")
    drawn = with_dataset(state, "moons")
    assert (drawn.names, drawn.x_names) == (("class 0", "class 1"), ())


def test_points_of_classes_from_1_have_the_loss_of_three_classes():
    file = read(CASES / "classes_from_1.csv")
    report = report_of(with_points(START, file.points, len(file.class_names)))
    assert report.evaluation.objective.total == pytest.approx(6.424, abs=5e-4)
    assert (report.evaluation.right.sum(), len(report.evaluation.right)) == (6, 18)

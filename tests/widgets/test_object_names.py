"""Widgets know no panel: what the names of their parts begin with comes from the panel."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import lossviz.widgets
from lossviz.panel_list import PANELS

FILES = sorted(Path(next(iter(lossviz.widgets.__path__))).rglob("*.py"))


def panel_names(code: str) -> list[str]:
    """The texts in Python code that are a panel's name, or begin with it and a dot."""
    texts = [node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)]
    names = {panel.name for panel in PANELS}
    return [each for each in texts if isinstance(each, str) and each.partition(".")[0] in names]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('label.setObjectName("scores.mean")', ["scores.mean"]),
        ('label.setObjectName(f"training.{name}")', ["training."]),
        ('def grid(prefix: str = "playground"): ...', ["playground"]),
        ('label.setObjectName(f"{name}.scores.mean")', []),
        ('"""Scores. Of a class."""', []),
        ('label.setText("landscapes")', []),
    ],
)
def test_a_panel_that_is_named_is_found(code: str, found: list[str]) -> None:
    assert panel_names(code) == found


def test_no_widget_names_a_panel() -> None:
    assert FILES
    found = {str(file): panel_names(file.read_text("utf-8")) for file in FILES}
    assert {path: texts for path, texts in found.items() if texts} == {}

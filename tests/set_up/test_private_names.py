"""Tests see what the product shows: they reach for no name that it keeps to itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FILES = sorted(TESTS.rglob("*.py"))
OF_NAMED_TUPLES = {"_replace", "_asdict", "_fields"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in OF_NAMED_TUPLES


def own_names(tree: ast.Module) -> set[str]:
    """Private names that the test itself defines: of its functions, classes and their attributes.

    A test class may build on one of the product, and then say `self._hook` as any subclass does.
    """
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_self(node):
            found.add(node.attr)
    return found


def is_self(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")


def reached_for(source: str) -> Iterator[str]:
    """Each private name of somebody else's, with its line."""
    tree = ast.parse(source)
    own = own_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and not is_self(node):
            if node.attr not in own:
                yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                if is_private(each.name):
                    yield f"{node.lineno}: {each.name} of {node.module}"


def test_no_test_reaches_for_what_is_private():
    found = {
        str(file.relative_to(TESTS)): [*reached_for(file.read_text("utf-8"))] for file in FILES
    }
    assert {file: names for file, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("panel._report", ["1: panel._report"]),
        ("panel.newest()", []),
        ("point._replace(x=1)", []),
        ("class Some(Panel):\n    def job(self): return self._inbox", []),
        ("class Some(Panel):\n    def _job(self): ...\nSome()._job()", []),
        (
            "from lossviz.shell.explain.latex import _line",
            ["1: _line of lossviz.shell.explain.latex"],
        ),
        ("thing.__class__", []),
    ],
)
def test_what_is_private_is_found(source, found):
    assert list(reached_for(source)) == found

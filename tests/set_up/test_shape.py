"""The shape of the code: files and functions that can be taken in at a glance, and no circles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import lossviz

PACKAGE = Path(lossviz.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 400, 40

Imports = dict[str, set[str]]


@cache
def tree_of(source: str) -> ast.Module:
    return ast.parse(source)


def name_of(file: Path, root: Path = PACKAGE) -> str:
    parts = file.relative_to(root.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_no_file_is_longer_than_a_person_reads_at_once():
    lengths = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_function_is_longer_than_a_screen():
    found = {
        f"{name_of(file)}.{node.name}": lines
        for file in FILES
        for node in ast.walk(tree_of(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert found == {}


# Circles of files. An import inside a function counts: it is late, but needed all the same.


def for_types_alone(tree: ast.Module) -> set[ast.AST]:
    """What stands under ``if TYPE_CHECKING``: it is never run."""
    blocks = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )
    return {each for block in blocks for line in block.body for each in ast.walk(line)}


def imported(source: str) -> Iterator[str]:
    """The names of all modules, or things in them, that a file imports."""
    tree = tree_of(source)
    types_alone = for_types_alone(tree)
    for node in ast.walk(tree):
        if node in types_alone:
            continue
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def imports_of(sources: dict[str, str]) -> Imports:
    """The modules, of these, that each imports; a thing in a module stands for the module."""
    found: Imports = {}
    for name, source in sources.items():
        wanted = set()
        for each in imported(source):
            module = each if each in sources else each.rpartition(".")[0]
            wanted |= {module} & sources.keys() - {name}
        found[name] = wanted
    return found


def circles(imports: Imports) -> list[set[str]]:
    """Groups of modules each of which needs all the others, however far round."""

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        waiting = [start]
        while waiting:
            for each in imports[waiting.pop()] - found:
                found.add(each)
                waiting.append(each)
        return found

    reach = {name: reached(name) for name in imports}
    groups = {
        frozenset(other for other in reach[name] if name in reach[other])
        for name in imports
        if name in reach[name]
    }
    return sorted(map(set, groups), key=sorted)


def test_no_files_need_each_other():
    sources = {name_of(file): file.read_text("utf-8") for file in FILES}
    assert circles(imports_of(sources)) == []


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ({"a": "import b", "b": "from c import x", "c": ""}, []),
        ({"a": "import b", "b": "import a"}, [{"a", "b"}]),
        ({"a": "def f():\n    import b", "b": "from a import f"}, [{"a", "b"}]),
        ({"a": "import b", "b": "import c", "c": "import a", "d": "import a"}, [{"a", "b", "c"}]),
        ({"a": "import b", "b": "if TYPE_CHECKING:\n    import a"}, []),
        ({"a": "import b", "b": "if TYPE_CHECKING: x\nelse:\n    import a"}, [{"a", "b"}]),
        ({"p": "", "p.a": "from p import b", "p.b": "from p.a import x"}, [{"p.a", "p.b"}]),
    ],
)
def test_a_circle_is_found_and_a_chain_is_none(sources, found):
    assert circles(imports_of(sources)) == found

"""What a piece of source needs to run by itself: a line that says so, and its imports. No Qt.

A name that is neither in the piece nor built in is imported as its module does it, or from there.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import sys
from collections.abc import Iterable, Iterator
from symtable import SymbolTable, symtable
from types import ModuleType
from typing import Any, NamedTuple

WIDTH = 88


class Import(NamedTuple):
    """One name: `import module as known`, or, with a name, `from module import name as known`."""

    module: str
    name: str
    known: str

    @property
    def written(self) -> str:
        """The name as an import line has it."""
        name = self.name or self.module
        return name if name == self.known else f"{name} as {self.known}"


def imports_for(functions: Iterable[tuple[Any, str]]) -> str:
    """Import lines for functions or classes, each with its source; "" where none is needed.

    The first says what has to be installed for them.
    """
    pieces = [(inspect.getmodule(each), ast.parse(text), text) for each, text in functions]
    shown = {node.name for _, tree, _ in pieces for node in tree.body if hasattr(node, "name")}
    found = {
        each
        for module, _, text in pieces
        if module is not None
        for each in _needed(module, _global_names(text) - shown)
    }
    lines, first = _lines(found), _needs(found)
    if any(_annotations(tree) & shown for _, tree, _ in pieces):  # of what is not there yet
        lines = ["from __future__ import annotations", *([""] if lines else []), *lines]
    return "".join(f"{line}\n" for line in (*first, *lines))


def _needs(imports: set[Import]) -> list[str]:
    """The line that says what has to be installed, and how ours is: elsewhere it has no packages.

    No index of packages is named, for what is called lossviz there is not ours.
    """
    tops = {each.module.partition(".")[0] for each in imports if _group(each.module)}
    others = sorted({"numpy": "NumPy", "scipy": "SciPy"}.get(top, top) for top in tops)
    if "lossviz" not in others:
        return [f"# Needs {' and '.join(others)}."] if others else []
    how = "run it in the folder of its source, or after “pip install .” there."
    return [f"# Needs {' and '.join(others)}: {how}"]


def _needed(module: ModuleType, names: set[str]) -> Iterator[Import]:
    """Where names of a module are from; what is built in needs no import."""
    imported = {each.known: each for each in _imports(ast.parse(inspect.getsource(module)))}
    for name in names:
        if name in imported:
            yield imported[name]
        elif hasattr(module, name) and not hasattr(builtins, name):
            yield Import(module.__name__, name, name)


def _imports(tree: ast.Module) -> Iterator[Import]:
    """All imports of a module but those inside its functions."""
    inner = [each for node in tree.body if isinstance(node, ast.If) for each in node.body]
    for node in (*tree.body, *inner):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield Import(each.name, "", each.asname or each.name)
        if isinstance(node, ast.ImportFrom):
            for each in node.names:
                yield Import(str(node.module), each.name, each.asname or each.name)


def _global_names(text: str) -> set[str]:
    """What a piece of source looks up outside its own functions and classes."""

    def looked_up(table: SymbolTable) -> Iterator[str]:
        top = table.get_type() == "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (top or symbol.is_global()):
                yield symbol.get_name()
        for inner in table.get_children():
            yield from looked_up(inner)

    return set(looked_up(symtable(text, "source", "exec")))


def _annotations(tree: ast.Module) -> set[str]:
    """Names in the annotations of a piece of source, which are looked up when it is read."""
    found = [getattr(node, "annotation", None) for node in ast.walk(tree)]
    found += [getattr(node, "returns", None) for node in ast.walk(tree)]
    return {
        node.id for each in found if each for node in ast.walk(each) if isinstance(node, ast.Name)
    }


def _lines(imports: set[Import]) -> list[str]:
    """The lines, in three groups: Python's own, other packages, lossviz."""
    groups: list[list[str]] = [[], [], []]
    for module in sorted({each.module for each in imports}):
        here = [each for each in imports if each.module == module]
        group = groups[_group(module)]
        group += sorted(f"import {each.written}" for each in here if not each.name)
        names = sorted((each.written for each in here if each.name), key=_order)
        group += _from(module, names) if names else []
    return [line for group in groups if group for line in ("", *group)][1:]


def _group(module: str) -> int:
    top = module.partition(".")[0]
    return 0 if top in sys.stdlib_module_names else 2 if top == "lossviz" else 1


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as in the modules themselves."""
    constant, of_class = name.isupper() and len(name) > 1, name[:1].isupper()
    return (0 if constant else 1 if of_class else 2), name


def _from(module: str, names: list[str]) -> list[str]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]

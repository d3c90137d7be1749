"""What source files ask of installed packages, held against the lock files that install them."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import environment

ROOT = environment.ROOT
PACKAGING = ROOT / "packaging"
BENCH = ROOT / "tests" / "bench"
# Top-level modules of our own: packages of the checkout, and files that are run from their folder.
# The folder `packaging` is no package, so `packaging.utils` is the library's.
OURS = {"lossviz", "tests", "bundling"}
OURS |= {path.stem for folder in (PACKAGING, BENCH) for path in folder.glob("*.py")}
# These take the name of a module, and `of_distribution` that of a package, as `importlib.metadata`.
ASK_FOR_A_MODULE = {"find_spec", "import_module", "importorskip", "__import__"}
ASK_FOR_A_PACKAGE = {"of_distribution"}


@dataclass(frozen=True)
class Asked:
    """What a file asks for: top-level modules, neither ours nor Python's own, and packages."""

    modules: frozenset[str]
    packages: frozenset[str]


def unlocked(files: Iterable[Path], names: Collection[str]) -> dict[str, list[str]]:
    """What ``files`` ask for and none of the packages ``names`` brings, each with who asks."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in files:
        asked = asked_by(path)
        wanted = {package: [package] for package in asked.packages}
        wanted |= {module: providers().get(module, [module]) for module in asked.modules}
        for name, brought_by in wanted.items():
            if not {canonicalize_name(package) for package in brought_by} & set(names):
                found[name].append(path.name)
    return dict(found)


@cache
def providers() -> Mapping[str, list[str]]:
    """The installed packages that bring a top-level module."""
    return packages_distributions()


@cache
def asked_by(path: Path) -> Asked:
    """What a file asks for, wherever in it that stands."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    modules = {name.partition(".")[0] for name in imports(nodes)}
    asking = ASK_FOR_A_PACKAGE | {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "importlib.metadata"
        for alias in node.names
    }
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    wanted = [node for node in calls if called(node) in asking or is_of_metadata(node)]
    packages = {name for node in wanted for name in literal(node)}
    return Asked(frozenset(modules - OURS - sys.stdlib_module_names), frozenset(packages - OURS))


def imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every name that is imported, with dots; of `from a import b` both a and a.b."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ASK_FOR_A_MODULE:
            yield from literal(node)


def called(call: ast.Call) -> str:
    """The name of what is called, without what stands before its last dot."""
    return last_name(call.func)


def is_of_metadata(call: ast.Call) -> bool:
    """Whether a function of `importlib.metadata` is called by that name."""
    return isinstance(call.func, ast.Attribute) and last_name(call.func.value) == "metadata"


def last_name(node: ast.expr) -> str:
    """What stands behind the last dot of a name; empty where there is no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def literal(call: ast.Call) -> Iterator[str]:
    """The first argument of a call where it is a text that stands there."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value


def sources(*folders: Path) -> list[Path]:
    """Every Python file below some folders, what PyInstaller reads among them."""
    files = [path for folder in folders for path in folder.rglob("*")]
    return sorted(path for path in files if path.suffix in (".py", ".spec"))


def started_from(path: Path) -> set[Path]:
    """A file of `packaging/` and all others there that it imports, at once or later."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        file = waiting.pop()
        found.add(file)
        nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        reached = {PACKAGING.joinpath(*name.split(".")) for name in imports(nodes)}
        waiting += [
            each
            for name in reached
            if (each := name.with_suffix(".py")).exists() and each not in found
        ]
    return found


def locked(*locks: Path) -> set[str]:
    """The packages that lock files name for this system and this Python, by normalized name."""
    pins = [line for path in locks for line in path.read_text(encoding="utf-8").splitlines()]
    found = [Requirement(line.rstrip("\\")) for line in pins if line[:1].isalnum()]
    return {
        canonicalize_name(each.name)
        for each in found
        if each.marker is None or each.marker.evaluate()
    }

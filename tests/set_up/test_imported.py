"""Each command's lock files name all that its files import: nothing waits for another command."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev
import environment
from tests.set_up.imported import (
    BENCH,
    PACKAGING,
    ROOT,
    locked,
    sources,
    started_from,
    unlocked,
)

APP = sources(ROOT / "lossviz")
TESTS = [path for path in sources(ROOT / "tests") if BENCH not in path.parents]
# What each command may import. `lock` starts uv, which it installs itself.
FILES = {
    "run": APP,
    "bench": [*APP, *sources(BENCH)],
    "bundle": [*APP, *sources(PACKAGING)],
    "test": [*APP, *sources(PACKAGING), *TESTS],
}


@pytest.fixture
def noted_locks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, ...]]:
    """The lock files that a command wants installed; it then goes no further."""
    noted: list[tuple[Path, ...]] = []

    def set_up(_packages: list[str], locks: tuple[Path, ...]) -> None:
        noted.append(locks)
        raise environment.SetUpError("only noted")

    monkeypatch.setattr(dev, "set_up", set_up)
    return noted


def optional() -> set[str]:
    """What only some benchmarks want and nobody has to have, as their tables say."""
    project = tomllib.loads(environment.PROJECT.read_text(encoding="utf-8"))["project"]
    return {Requirement(text).name for text in project["optional-dependencies"]["bench"]}


def test_every_command_is_held_to_its_locks() -> None:
    assert set(FILES) == set(dev.COMMANDS) - {"lock"}
    assert all(len(files) > 5 for files in FILES.values())


@pytest.mark.parametrize("command", FILES)
def test_all_that_a_command_imports_is_named_by_its_locks(
    command: str, noted_locks: list[tuple[Path, ...]]
) -> None:
    assert dev.main([command]) == dev.CANNOT_START
    (locks,) = noted_locks
    names = locked(*locks) | (optional() if command == "bench" else set())
    assert unlocked(FILES[command], names) == {}


def test_the_checks_are_named_by_the_locks_of_test(noted_locks: list[tuple[Path, ...]]) -> None:
    dev.main(["test"])
    (locks,) = noted_locks
    commands = [command for _, command in dev.checks(())]
    python = str(environment.PYTHON)
    started = {command[2] for command in commands if command[0] == python}
    scripts = {Path(command[0]).stem for command in commands if command[0] != python}
    started |= {
        script.dist.name
        for script in entry_points(group="console_scripts")
        if script.name in scripts and script.dist
    }
    assert started == {"ruff", "mypy", "pytest", "import-linter", "check-jsonschema"}
    assert started <= locked(*locks)


def test_dev_py_needs_nothing_but_python() -> None:
    files = started_from(PACKAGING / "dev.py")
    assert {PACKAGING / "environment.py", PACKAGING / "bundling" / "trial.py"} <= files
    assert unlocked(files, set()) == {}


# The judge itself


@pytest.mark.parametrize("lock", environment.TEST, ids=lambda path: path.name)
def test_a_command_without_one_of_its_locks_is_found(lock: Path) -> None:
    missed = {
        "requirements.txt": {"PySide6", "numpy"},
        "requirements-bundle.txt": {"PyInstaller", "pyinstaller"},
        "requirements-dev.txt": {"pytest", "hypothesis"},
    }
    others = [each for each in environment.TEST if each != lock]
    found = unlocked(FILES["test"], locked(*others))
    assert missed[lock.name] <= set(found)
    assert all(found.values())


@pytest.mark.parametrize(
    ("source", "asked_for"),
    [
        ("import PIL.Image", "PIL"),
        ("def late():\n    from PIL import Image", "PIL"),
        ("if TYPE_CHECKING:\n    import PIL as pictures", "PIL"),
        ("importlib.util.find_spec('PIL.Image')", "PIL"),
        ("import_module('PIL')", "PIL"),
        ("pytest.importorskip('PIL')", "PIL"),
        ("importlib.metadata.version('pillow')", "pillow"),
        ("from importlib.metadata import files as listed\nlisted('pillow')", "pillow"),
        ("of_distribution('pillow')", "pillow"),
    ],
)
def test_each_way_of_asking_is_seen(source: str, asked_for: str, tmp_path: Path) -> None:
    file = tmp_path / "asking.py"
    file.write_text(source)
    assert unlocked([file], {"numpy"}) == {asked_for: ["asking.py"]}
    assert unlocked([file], {"pillow"}) == {}


@pytest.mark.parametrize(
    "source",
    [
        "import os, xml.etree.ElementTree",
        "from lossviz.model import losses",
        "from . import PIL",
        "import system_packages",
        "version('pillow')",
        "find_spec(name)",
        "find_spec()",
    ],
)
def test_nothing_else_is(source: str, tmp_path: Path) -> None:
    file = tmp_path / "asking.py"
    file.write_text(source)
    assert unlocked([file], set()) == {}


def test_a_lock_for_another_system_does_not_count(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(
        "# made by hand\n"
        f"here==1 ; sys_platform == '{sys.platform}' \\\n    --hash=sha256:00\n"
        "elsewhere==1 ; sys_platform == 'elsewhere' \\\n    --hash=sha256:00\n"
        "Every.Where==1 \\\n    --hash=sha256:00\n"
    )
    assert locked(lock) == {"here", "every-where"}

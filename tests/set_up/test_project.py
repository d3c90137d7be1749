"""What the lock files, the package settings and the layer contracts must hold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import environment

PACKAGE = environment.ROOT / "lossviz"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
LOCKS = environment.TEST
PAIRS = list(combinations(LOCKS, 2))
# To be needed on a system of its own, each of these has a wheel for each system.
COMPILED = ("numpy", "pillow", "pyside6-essentials", "scikit-image", "scipy", "shiboken6")


def pins(path: Path) -> dict[str, int]:
    """Each pinned name with its version, and how many hashes it has."""
    counts: dict[str, int] = {}
    name = ""
    header, *lines = re.split(r"\n(?!#)", path.read_text(encoding="utf-8").rstrip())
    assert header.endswith("python3 packaging/dev.py lock")
    for line in lines:
        if found := PIN.match(line):
            name = f"{found[1]}=={found[2]}"
            counts.setdefault(name, 0)
        else:
            assert HASH.match(line), f"{path.name} holds more than pins and hashes: {line!r}"
            counts[name] += 1
    return counts


@pytest.fixture(scope="module")
def project() -> Any:
    return tomllib.loads(environment.PROJECT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed_and_no_host_is_named(path: Path) -> None:
    counts = pins(path)
    assert counts
    assert all(counts.values())


def test_compiled_packages_have_hashes_for_several_systems() -> None:
    counts = pins(environment.RUN[0])
    for name in COMPILED:
        versions = [count for pin, count in counts.items() if pin.startswith(name + "==")]
        assert versions, f"{name} is not locked"
        assert min(versions) >= 3, f"{name} has too few hashes for three systems"


@pytest.mark.parametrize(("path", "other"), PAIRS, ids=lambda path: path.name)
def test_the_locks_agree(path: Path, other: Path) -> None:
    one, two = ({pin.partition("==")[0]: pin for pin in pins(each)} for each in (path, other))
    assert {name: one[name] for name in one.keys() & two.keys()} == {
        name: two[name] for name in one.keys() & two.keys()
    }


def test_the_locks_hold_what_the_project_asks_for(project: Any) -> None:
    run, bundle, dev = ({pin.partition("==")[0] for pin in pins(path)} for path in LOCKS)
    assert names(project["project"]["dependencies"]) <= run
    assert names(project["build-system"]["requires"]) <= run
    assert names(project["dependency-groups"]["dev"]) <= dev
    assert names(project["dependency-groups"]["bundle"]) <= bundle


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~; \[]", text)[0].lower().replace("_", "-") for text in requirements}


def test_qt_is_the_version_that_is_sound_on_every_python() -> None:
    locked = pins(environment.RUN[0])
    assert "pyside6-essentials==6.10.3" in locked
    assert "pyqtgraph==0.14.0" in locked


def test_no_contract_names_a_module_of_a_panel(project: Any) -> None:
    """A new panel is held by the contracts from its first file on."""
    named = set(re.findall(r"lossviz\.panels\.[\w.*]+", json.dumps(project["tool"])))
    assert named
    assert {name for name in named if not name.startswith("lossviz.panels.*")} == set()


def test_what_is_computed_imports_without_qt_and_without_scikit_image() -> None:
    names = ["lossviz.theme.tokens"]
    names += [name for part in ("model", "data", "engine") for name in modules(PACKAGE / part)]
    names += [name for name in modules(PACKAGE / "panels") if ".ui" not in name]
    program = (
        "import importlib, sys\n"
        "sys.modules.update(dict.fromkeys(['PySide6', 'shiboken6', 'pyqtgraph']))\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        "assert 'skimage' not in sys.modules, 'import it where it is used: it takes 0.5 s'\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, *names],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    assert answer.returncode == 0, answer.stderr


def modules(folder: Path) -> list[str]:
    return [module_name(path) for path in sorted(folder.rglob("*.py"))]


def module_name(path: Path) -> str:
    parts = path.relative_to(environment.ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_no_package_of_ours_hides_the_library_called_packaging() -> None:
    assert not (environment.ROOT / "packaging" / "__init__.py").exists()


def test_fonts_come_with_their_licences() -> None:
    fonts = environment.ROOT / "resources" / "fonts"
    families = {path.stem.partition("-")[0] for path in fonts.glob("*.[ot]tf")}
    assert families == {"Inter", "JetBrainsMono"}
    for family in families:
        licence = (fonts / f"OFL-{family}.txt").read_text(encoding="utf-8")
        assert licence.startswith("Copyright ")
        assert "SIL OPEN FONT LICENSE" in licence

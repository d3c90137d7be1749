#!/usr/bin/env python3
"""Everything a person who works on lossviz needs, from a bare checkout.

    python3 packaging/dev.py run [ARGUMENTS of lossviz]   start the app
    python3 packaging/dev.py test [ARGUMENTS of pytest]   ruff, mypy, import-linter, pytest
    python3 packaging/dev.py bench [NAMES]                print the benchmark tables
    python3 packaging/dev.py bundle [--check]             build dist/lossviz-..., and try it
    python3 packaging/dev.py lock [ARGUMENTS of uv]       write the lock files anew (--upgrade)

Each command first sets up what it needs, in `.venv`, and does nothing when nothing changed. Needs
Python 3.11 or newer and nothing else. Kept readable for Python 3.8, so that an old one can say so.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import environment
import system_packages
from environment import ROOT, SetUpError

OLDEST_PYTHON = (3, 11)
CANNOT_START = 2
INTERRUPTED = 130
TOUR_FOLDER = "lossviz-tour"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
# Where Python is forbidden to keep what it compiled, each worker and each process of a test would
# compile all of lossviz and the tests again.
CHECKED = {**OFFSCREEN, "PYTHONDONTWRITEBYTECODE": ""}
# These options of lossviz open no window.
WINDOWLESS = ("--self-test", "--tour", "--version", "--help", "-h")
CHECK_WORKFLOWS = (
    str(environment.script("check-jsonschema")),
    *("--builtin-schema", "vendor.github-workflows"),
)


def main(argv: Sequence[str]) -> int:
    """Run the command that ``argv`` names and return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        print(old_python_message(sys.version_info[:2]), file=sys.stderr)
        return CANNOT_START
    command = COMMANDS.get(argv[0]) if argv else None
    if command is None:
        asked_for_help = bool(argv) and argv[0] in ("-h", "--help", "help")
        print(__doc__, file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else CANNOT_START
    try:
        return command(list(argv[1:]))
    except SetUpError as error:
        print(error, file=sys.stderr)
        return CANNOT_START
    except KeyboardInterrupt:
        return INTERRUPTED


def old_python_message(version: Sequence[int]) -> str:
    """Say which Python this is, and which is needed."""
    found, needed = (".".join(map(str, v)) for v in (version, OLDEST_PYTHON))
    return f"lossviz needs Python {needed} or newer; this is Python {found}."


def run(arguments: list[str]) -> int:
    """Start the app; without a display, draw its panels into files instead."""
    tour = wants_tour(arguments, os.environ, sys.platform)
    packages = system_packages.QT if tour else system_packages.for_window(os.environ)
    set_up(packages, environment.RUN)
    app = [str(environment.PYTHON), "-m", "lossviz", *arguments]
    if not tour:
        return call(app)
    print("There is no display (DISPLAY and WAYLAND_DISPLAY are unset), so no window can open.")
    print("Drawing every panel into", TOUR_FOLDER, "instead ...", flush=True)
    return call([*app, "--tour", TOUR_FOLDER], OFFSCREEN)


def wants_tour(arguments: Sequence[str], variables: Mapping[str, str], platform: str) -> bool:
    """Whether ``arguments`` ask for a window where there is no display for one (Linux alone)."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not platform.startswith("linux") or any(variables.get(name) for name in displays):
        return False
    return not any(argument.split("=")[0] in WINDOWLESS for argument in arguments)


def test(arguments: list[str]) -> int:
    """Run every check, even after one has failed, and sum up; ``arguments`` are for pytest."""
    set_up(system_packages.TESTS, environment.TEST)
    results: dict[str, int] = {}
    for name, check in checks(arguments):
        print("\n== " + name, flush=True)
        results[name] = call(check, CHECKED, ROOT)
    print("\n" + summary(results), flush=True)
    return int(any(results.values()))


def checks(pytest_arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Name and command of each check, pytest last."""
    python = str(environment.PYTHON)
    # Each core takes half of the files, in their order, so that what the tests of a file share is
    # made once, and then from the half of the other, so that both end together.
    chosen = pytest_arguments or ("-n", "auto", "--dist", "worksteal")
    return [
        ("ruff check", [python, "-m", "ruff", "check"]),
        ("ruff format", [python, "-m", "ruff", "format", "--check"]),
        ("mypy", [python, "-m", "mypy"]),
        ("import-linter", [str(environment.script("lint-imports"))]),
        ("workflows", [*CHECK_WORKFLOWS, *workflows()]),
        ("pytest", [python, "-m", "pytest", *chosen]),
    ]


def workflows() -> list[str]:
    """What the hosted CI is told to do."""
    return [str(path) for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))]


def summary(results: Mapping[str, int]) -> str:
    """One line for each check: its name and how it ended."""
    endings = {
        name: f"failed, exit code {code}" if code else "ok" for name, code in results.items()
    }
    return "\n".join(f"{name:<14} {ending}" for name, ending in endings.items())


def bench(names: list[str]) -> int:
    """Print the benchmark tables, or only those named."""
    set_up(system_packages.for_window(os.environ), environment.RUN)
    python = str(environment.PYTHON)
    has_extra = "from importlib.util import find_spec as f; raise SystemExit(not f('torch'))"
    if call([python, "-c", has_extra]):
        print(
            f'To compare with PyTorch as well: {python} -m pip install -e "{ROOT}[bench]"',
            flush=True,
        )
    return call([python, str(ROOT / "tests" / "bench" / "run.py"), *names])


def bundle(arguments: list[str]) -> int:
    """Build this system's archive into dist/; ``--check`` also tries it as its receiver would."""
    if arguments not in ([], ["--check"]):
        raise SetUpError("bundle takes no other argument than --check.")
    set_up(system_packages.for_bundle(check=bool(arguments)), environment.BUNDLE)
    # Not needed by the other commands, nor readable for an old Python.
    from bundling import build, trial

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what the program says may hold any sign
    built = build.build()
    print(built.archive.relative_to(ROOT))
    print(*built.size_lines(), sep="\n", flush=True)
    tried = trial.check(built.archive) if arguments else True
    return int(not (tried and built.is_small_enough()))


def lock(arguments: list[str]) -> int:
    """Write the lock files anew from pyproject.toml; ``--upgrade`` takes the newest versions."""
    set_up([], environment.RUN)
    return environment.write_locks(arguments)


def set_up(packages: Sequence[str], locks: tuple[Path, ...]) -> None:
    """Make the system libraries and the virtual environment ready for a command."""
    if not environment.can_make_one():
        packages = [*packages, system_packages.venv_package()]
    system_packages.ensure(packages)
    environment.set_up(locks)


def call(
    command: Sequence[str],
    variables: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> int:
    """Run ``command`` to its end and return its exit code (128 + n if signal n ended it)."""
    process = subprocess.Popen(command, env={**os.environ, **(variables or {})}, cwd=folder)
    try:
        code = process.wait()
    except KeyboardInterrupt:
        # The terminal sent Ctrl+C to the child as well: let it end in its own way.
        process.wait()
        raise
    return 128 - code if code < 0 else code


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "bundle": bundle,
    "lock": lock,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

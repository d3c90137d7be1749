"""The virtual environment of a checkout: made once, from the lock files, and left alone after.

`.venv/lossviz-set-up` is written last, so a set-up that was interrupted has none and starts over.
It holds one fingerprint for each command's set of lock files that is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "lossviz-set-up"
PROJECT = ROOT / "pyproject.toml"

RUN = (ROOT / "packaging" / "requirements.txt",)
BUNDLE = (*RUN, ROOT / "packaging" / "requirements-bundle.txt")
# The tests import what builds the bundle, so they bring along all that it needs.
TEST = (*BUNDLE, ROOT / "packaging" / "requirements-dev.txt")


class SetUpError(Exception):
    """The set-up cannot go on; the message says why, and what to do."""


def script(name: str) -> Path:
    """Path of a console script inside the environment."""
    return SCRIPTS / (name + ".exe" if os.name == "nt" else name)


def can_make_one() -> bool:
    """Whether it is there or this Python can make it: Debian's may lack ensurepip."""
    return os.path.exists(PYTHON) or importlib.util.find_spec("ensurepip") is not None


def set_up(locks: tuple[Path, ...]) -> None:
    """Install what ``locks`` name and the package itself, unless that is done already."""
    if is_current(locks):
        return
    with only_one_at_a_time():
        if not is_current(locks):
            install(locks)


def is_current(locks: tuple[Path, ...]) -> bool:
    """Whether the environment holds what ``locks``, pyproject.toml and this Python ask for."""
    return os.path.exists(PYTHON) and fingerprint(locks) in installed_fingerprints()


def installed_fingerprints() -> list[str]:
    """The lines of the stamp; none if there is no whole environment."""
    try:
        return STAMP.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []


def fingerprint(locks: tuple[Path, ...]) -> str:
    """A hash of all that the environment depends on, its own place included: it cannot move."""
    digest = hashlib.sha256(identity().encode())
    for path in (PROJECT, *locks):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def identity() -> str:
    """A hash of this Python and the checkout's place: with another, .venv is made anew."""
    text = "\n".join([str(ROOT), sys.version, sys.base_prefix])
    return hashlib.sha256(text.encode()).hexdigest()


def install(locks: tuple[Path, ...]) -> None:
    """Make the environment if there is no whole one for this Python, then install into it."""
    # Taken first, in case a file changes meanwhile. Who has all locks of a command is ready for it;
    # they agree with each other, so what else is installed stays as good as it is.
    ready = [each for each in (RUN, BUNDLE, TEST) if set(each) <= set(locks) or is_current(each)]
    fingerprints = [identity(), *map(fingerprint, ready)]
    print("Setting up", VENV, "(the first time takes a few minutes) ...", flush=True)
    if not (os.path.exists(PYTHON) and identity() in installed_fingerprints()):
        make_environment()
    STAMP.unlink(missing_ok=True)
    lock_options = [word for path in locks for word in ("-r", str(path))]
    pip("install", "--require-hashes", *lock_options)
    # The build backend is locked too, so this fetches nothing.
    offline = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation")
    pip("install", *offline, "--editable", str(ROOT))
    write_stamp(fingerprints)


def make_environment() -> None:
    """Make an empty environment in the place of whatever is there."""
    if Path(sys.prefix).resolve() == VENV:
        raise SetUpError(".venv must be made anew: run `deactivate`, then the same command again.")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.call(command) != 0:
        raise SetUpError(f"Python could not make {VENV}; its message is above.")


def pip(*arguments: str) -> None:
    """Run the environment's own pip; the person's PIP_* variables and settings hold."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments]
    if subprocess.call(command, cwd=ROOT) != 0:
        raise SetUpError(
            "pip could not install the dependencies; its message is above. "
            "Check the network connection and run the same command again."
        )


def write_stamp(fingerprints: Sequence[str]) -> None:
    """Write the stamp in one piece."""
    draft = STAMP.with_suffix(".draft")
    draft.write_text("\n".join(fingerprints) + "\n", encoding="utf-8")
    os.replace(draft, STAMP)


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Wait until no other process sets up this checkout, and say so; a dead one holds no lock."""
    with open(__file__, "rb") as file:
        if not lock_file(file.fileno(), wait=False):
            print("Waiting until another set-up of this checkout is done ...", flush=True)
            lock_file(file.fileno(), wait=True)
        yield


if sys.platform == "win32":
    import msvcrt

    def lock_file(descriptor: int, wait: bool) -> bool:
        """Lock a byte far past the file's end, so that nobody who reads it is in the way."""
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:  # waiting, it gives up after 10 s
                if not wait:
                    return False
            else:
                return True

else:
    import fcntl

    def lock_file(descriptor: int, wait: bool) -> bool:
        """Lock the whole file until it is closed; False if another has it and not to ``wait``."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def write_locks(uv_arguments: Sequence[str]) -> int:
    """Compile the lock files with uv, for every system; return uv's exit code."""
    import tomllib

    pip("install", "uv")
    tables = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    groups = tables["dependency-groups"]
    run, bundle, dev = TEST
    backend = tables["build-system"]["requires"]
    return (
        compile_lock(run, [str(PROJECT), "-"], backend, uv_arguments)
        or compile_lock(dev, ["-", *constraints(run)], groups["dev"], uv_arguments)
        or compile_lock(bundle, ["-", *constraints(run, dev)], groups["bundle"], uv_arguments)
    )


def constraints(*locks: Path) -> list[str]:
    """Options of uv that make a lock agree with others."""
    return [word for path in locks for word in ("--constraints", str(path))]


def compile_lock(
    path: Path, sources: Sequence[str], requirements: Sequence[str], uv_arguments: Sequence[str]
) -> int:
    """Lock ``sources``, with ``requirements`` on uv's standard input, into ``path``."""
    options = ["--universal", "--generate-hashes", "--python-version", "3.11"]
    # Neither an index nor a path of this machine may get into the file.
    options += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    options += ["--custom-compile-command", "python3 packaging/dev.py lock"]
    command = [str(script("uv")), "pip", "compile", "--quiet", *options, *uv_arguments]
    command += [*sources, "--output-file", str(path)]
    return subprocess.run(command, input="\n".join(requirements), text=True, check=False).returncode

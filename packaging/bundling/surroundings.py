"""Where a bundle is tried: a bare system without Python, or an environment that hides this one.

The bare system is a folder with the essential packages of this Debian or Ubuntu and the three that
a bundle may ask for. bubblewrap runs a program in it, read-only, as nobody, without network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import system_packages
from bundling.naming import ROOT

NEEDED = ("libgl1", "libegl1", "libfontconfig1")
BARE_ROOT = ROOT / "build" / "bare-system"
SOURCE_LISTS = ("sources.list", "sources.list.d/debian.sources", "sources.list.d/ubuntu.sources")
X_SOCKETS = "/tmp/.X11-unix"
# Nobody's: there is no home and no name to be found for it.
USER = "4711"
HOME, READ_ONLY_HOME = "home", "read-only home"


class Surroundings(Protocol):
    """A place to run the bundle's program in."""

    @property
    def description(self) -> str:
        """What it is, for the report."""

    @property
    def place(self) -> Path:
        """The folder that the archive is unpacked into; its path has a space and umlauts."""

    def command(self, program: Path, home: str, variables: Mapping[str, str]) -> list[str]:
        """A command line that runs a program, which lies in `place`.

        home: `HOME`, `READ_ONLY_HOME` or "" for none. variables: all that the program sees besides.
        """

    def variables(self) -> dict[str, str]:
        """The environment that the command line itself is run in."""


@dataclass(frozen=True)
class BareSystem:
    """A Linux with no Python, no project and no network."""

    root: Path
    suite: str
    folder: Path

    @property
    def description(self) -> str:
        """What it is, for the report."""
        return f"a bare {self.suite} with {' '.join(NEEDED)}: no Python, no network, read-only"

    @property
    def place(self) -> Path:
        """Where the archive is unpacked."""
        return self.folder / "für den Hörsaal"

    def variables(self) -> dict[str, str]:
        """bubblewrap clears it anyway."""
        return dict(os.environ)

    def command(self, program: Path, home: str, variables: Mapping[str, str]) -> list[str]:
        """See `Surroundings`."""
        command = ["bwrap", "--ro-bind", str(self.root), "/", "--dev", "/dev", "--proc", "/proc"]
        command += ["--tmpfs", "/tmp", "--tmpfs", "/home", "--dir", "/home/student"]
        inside = Path("/opt", self.place.name)
        command += ["--tmpfs", "/opt", "--ro-bind", str(self.place), str(inside)]
        if Path(X_SOCKETS).exists():
            command += ["--bind", X_SOCKETS, X_SOCKETS]
        command += ["--unshare-all", "--die-with-parent", "--uid", USER, "--gid", USER]
        command += ["--clearenv", "--setenv", "PATH", "/usr/bin:/bin"]
        homes = {HOME: "/home/student", READ_ONLY_HOME: "/srv"}
        named = {**variables, **({"HOME": homes[home]} if home else {})}
        for name, value in named.items():
            command += ["--setenv", name, value]
        return [*command, "--chdir", "/", str(inside / program.relative_to(self.place))]


@dataclass(frozen=True)
class ScrubbedEnvironment:
    """This machine, but nothing in the environment that leads to its Python or to the project."""

    folder: Path

    @property
    def description(self) -> str:
        """What it is, for the report."""
        return "a scrubbed environment of this machine: no PATH, no Python, an empty home"

    @property
    def place(self) -> Path:
        """Where the archive is unpacked."""
        return self.folder / "für den Hörsaal"

    def variables(self) -> dict[str, str]:
        """What programs of Windows can't start without, and nothing else."""
        kept = ("SYSTEMROOT", "WINDIR", "COMSPEC")
        own = {name: str(self.folder / "home") for name in ("TEMP", "TMP", "LOCALAPPDATA")}
        return {**own, **{name: os.environ[name] for name in kept if name in os.environ}}

    def command(self, program: Path, home: str, variables: Mapping[str, str]) -> list[str]:
        """See `Surroundings`."""
        own = self.folder / "home"
        own.mkdir(exist_ok=True)
        if sys.platform == "win32":
            return [str(program)]
        if home == READ_ONLY_HOME:
            own = self.folder / "read-only"
            own.mkdir(mode=0o555, exist_ok=True)
        named = {**variables, "TMPDIR": str(self.folder), **({"HOME": str(own)} if home else {})}
        return ["env", "-i", *(f"{name}={value}" for name, value in named.items()), str(program)]


def find(folder: Path) -> Surroundings:
    """The bare system where it can be made, else the environment, which lives in ``folder``."""
    why = why_no_bare_system()
    if not why and make_bare_system(BARE_ROOT):
        return BareSystem(BARE_ROOT, suite(), folder)
    print(f"No bare system to try the bundle in: {why or 'it could not be made'}.", flush=True)
    return ScrubbedEnvironment(folder)


def why_no_bare_system() -> str:
    """Why none can be made on this machine; empty where one can."""
    if not system_packages.is_debian(system_packages.os_release()):
        return "this is neither Debian nor Ubuntu"
    for tool in ("mmdebstrap", "bwrap"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    # Containers may forbid what bubblewrap does.
    trial = ["bwrap", "--ro-bind", "/", "/", "--unshare-all", "--proc", "/proc", "true"]
    if subprocess.run(trial, capture_output=True, check=False).returncode != 0:
        return "bubblewrap is not allowed to make one here"
    return ""


def suite() -> str:
    """The code name of this system's release."""
    lines = (line.partition("=") for line in system_packages.os_release().splitlines())
    return {name: value.strip('"') for name, _, value in lines}.get("VERSION_CODENAME", "stable")


def make_bare_system(root: Path) -> bool:
    """Make the folder from this system's own package sources, unless it is there already."""
    done = root.with_name(root.name + ".done")
    content = " ".join([suite(), *NEEDED])
    if root.is_dir() and done.exists() and done.read_text(encoding="utf-8") == content:
        return True
    shutil.rmtree(root, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    lists = [str(path) for name in SOURCE_LISTS if (path := Path("/etc/apt", name)).exists()]
    command = ["mmdebstrap", "--quiet", "--variant=essential", f"--include={','.join(NEEDED)}"]
    if subprocess.call([*command, suite(), str(root), *lists]) != 0:
        return False
    done.write_text(content, encoding="utf-8")
    return True

"""The licence texts of all that is in the bundle: a file of an unknown owner stops the build.

Each file belongs to a package from PyPI, to Python, to a package of the Linux distribution, or to
lossviz. A package that brings no text along has one in the folder `licences` beside this module.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from bundling.contents import Entry
from bundling.naming import ROOT, version

OURS = ROOT / "packaging" / "bundling" / "licences"
DEBIAN_DOCS = Path("/usr/share/doc")
DEBIAN_COMMON = Path("/usr/share/common-licenses")
LICENCE_NAME = re.compile(r"licen[cs]e|copying|notice|copyright|^OFL", re.IGNORECASE)
CONTENTS_FILE = "CONTENTS.txt"


class LicenceMissingError(Exception):
    """Something in the bundle has no licence text; the message names it."""


@dataclass(frozen=True)
class Owner:
    """Who a file is from, and the texts it comes under."""

    name: str
    version: str
    texts: tuple[Path, ...]

    @property
    def folder(self) -> str:
        """Where its texts lie in the bundle."""
        return re.sub(r"[^a-z0-9.+-]+", "-", self.name.lower())


def write(entries: Iterable[Entry], folder: Path) -> list[Owner]:
    """Write a folder an owner and a list of contents; returns the owners.

    Raises `LicenceMissingError` where a file has no known owner, or an owner no text.
    """
    owners = owners_of(entries)
    shutil.rmtree(folder, ignore_errors=True)
    for owner in owners:
        if not owner.texts:
            raise LicenceMissingError(
                f"{owner.name} brings no licence text; put it into {OURS / owner.folder}"
            )
        for text in owner.texts:
            copy(text, folder / owner.folder)
    lines = [f"{owner.name} {owner.version}: {owner.folder}/" for owner in owners]
    (folder / CONTENTS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return owners


def copy(text: Path, folder: Path) -> None:
    """Copy a text, under a name that no other of its owner has."""
    folder.mkdir(parents=True, exist_ok=True)
    name = text.name if not (folder / text.name).exists() else f"{text.parent.name}-{text.name}"
    (folder / name).write_bytes(text.read_bytes())


def owners_of(entries: Iterable[Entry]) -> list[Owner]:
    """Everybody who has a file in the bundle, PyInstaller (its starter) among them, by name."""
    # What the build writes itself (the archive of Python's library, links) is Python's.
    sources = {Path(source) for _, source, kind in entries if kind != "SYMLINK" and source}
    found = {python(), of_distribution("pyinstaller"), lossviz()}
    found |= {owner_of(source) for source in sources}
    return sorted(found, key=lambda owner: owner.name.lower())


def owner_of(source: Path) -> Owner:
    """The owner of one file. Raises `LicenceMissingError` where nobody is known."""
    path = source.resolve()
    for known in (path, source.absolute()):
        if known in files_of_distributions():
            return of_distribution(files_of_distributions()[known])
    if is_below(path, ROOT) and not is_below(source.absolute(), Path(sys.prefix)):
        return lossviz()
    if is_below(path, Path(sys.base_prefix)):
        return python()
    owner = of_system_package(source)
    if owner is None:
        raise LicenceMissingError(f"nobody is known to own {source}, so its licence is not known")
    return owner


def is_below(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder."""
    return path.is_relative_to(folder.resolve())


def lossviz() -> Owner:
    """The program itself, with its fonts."""
    fonts = sorted((ROOT / "resources" / "fonts").glob("OFL-*.txt"))
    return Owner("lossviz", version(), (ROOT / "LICENSE", *fonts))


def python() -> Owner:
    """Python and its library."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    texts = [place / "LICENSE.txt" for place in places if (place / "LICENSE.txt").exists()]
    # Debian keeps it where it keeps all of them.
    debian = DEBIAN_DOCS / f"python3.{sys.version_info[1]}" / "copyright"
    texts += [debian] if not texts and debian.exists() else []
    return Owner("Python", sys.version.split()[0], tuple(texts[:1]))


# Packages from PyPI


def of_distribution(name: str) -> Owner:
    """A package from PyPI: the texts it brings along, and those kept here for it."""
    distribution = by_name()[name]
    brought = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if ".dist-info" in file.parts[0] and LICENCE_NAME.search(file.name)
    ]
    kept = sorted((OURS / name).glob("*.txt"))
    return Owner(distribution.name, distribution.version, (*sorted(brought), *kept))


@cache
def by_name() -> dict[str, Distribution]:
    """Every installed package, by its normalized name."""
    return {canonicalize_name(each.name): each for each in distributions()}


@cache
def files_of_distributions() -> dict[Path, str]:
    """The name of the package that each installed file is from."""
    return {
        Path(str(each.locate_file(file))).resolve(): name
        for name, each in by_name().items()
        for file in each.files or ()
    }


# Packages of the Linux distribution


def of_system_package(source: Path) -> Owner | None:
    """The Debian package that a library is from; None where there is no dpkg or no such package."""
    package = debian_package(source)
    if package is None:
        return None
    record = DEBIAN_DOCS / package / "copyright"
    texts = [record] if record.exists() else []
    shown = re.findall(
        r"/usr/share/common-licenses/([\w.-]*\w)",
        record.read_text(encoding="utf-8", errors="replace") if texts else "",
    )
    common = [DEBIAN_COMMON / name for name in sorted(set(shown))]
    return Owner(package, dpkg_query(package), (*texts, *(c for c in common if c.is_file())))


def debian_package(source: Path) -> str | None:
    """The package that installed a file; Debian may know it under / or under /usr."""
    real = source.resolve()
    places = {source.absolute(), real}
    places |= {Path("/", *place.parts[2:]) for place in places if place.parts[1:2] == ("usr",)}
    if shutil.which("dpkg") is None:
        return None
    answer = _output("dpkg", "-S", *map(str, places))
    return answer.partition(":")[0].split(",")[0] or None


def dpkg_query(package: str) -> str:
    """The version of an installed package."""
    return _output("dpkg-query", "-W", "-f=${Version}\n", package).split("\n", maxsplit=1)[0]


def _output(*command: str) -> str:
    answer = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
    )
    return answer.stdout

"""Builds the bundle and packs it: what `dev.py bundle` does. Needs none of our dependencies."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import environment
from bundling import naming
from environment import SetUpError

SPEC = naming.ROOT / "packaging" / "lossviz.spec"
PARTS = naming.ROOT / "packaging" / "bundling"
WORK = naming.ROOT / "build" / "bundle"
DIST = naming.ROOT / "dist"
MEGABYTE = 1e6
MOST_ON_DISK, MOST_COMPRESSED = 260, 80  # MB


@dataclass(frozen=True)
class Bundle:
    """A bundle as a folder and as the archive that is handed out; sizes in bytes."""

    folder: Path
    archive: Path
    on_disk: int
    compressed: int

    def size_lines(self) -> list[str]:
        """Both sizes, each with its goal."""
        return [
            size_line("on disk", self.on_disk, MOST_ON_DISK),
            size_line("compressed", self.compressed, MOST_COMPRESSED),
        ]

    def is_small_enough(self) -> bool:
        """Whether both sizes are within their goals."""
        within_disk = self.on_disk <= MOST_ON_DISK * MEGABYTE
        return within_disk and self.compressed <= MOST_COMPRESSED * MEGABYTE


def size_line(what: str, size: int, most: int) -> str:
    """A size in MB with its goal."""
    verdict = "" if size <= most * MEGABYTE else ", MISSED"
    return f"{what:<12} {size / MEGABYTE:6.1f} MB  (at most {most}{verdict})"


def build() -> Bundle:
    """Build from scratch, pack, and write the checksum. Raises `SetUpError` when a step fails."""
    shutil.rmtree(WORK, ignore_errors=True)
    run_pyinstaller()
    folder = WORK / "dist" / naming.folder_name()
    if naming.system() == "linux":
        strip_python(folder)
    add_for_people(folder)
    archive = DIST / naming.archive_name()
    pack(folder, archive)
    write_checksum(archive)
    return Bundle(folder, archive, size_on_disk(folder), archive.stat().st_size)


def run_pyinstaller() -> None:
    """Let PyInstaller make the folder, out of the project's own environment."""
    command = [str(environment.PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(WORK / "dist"), "--workpath", str(WORK / "work"), str(SPEC)]
    # PYTHONPATH and the like must not bring anything in.
    variables = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    # An application for macOS that can't be signed is not to be handed out.
    variables["PYINSTALLER_STRICT_BUNDLE_CODESIGN_ERROR"] = "1"
    if subprocess.call(command, cwd=naming.ROOT, env=variables) != 0:
        raise SetUpError("PyInstaller could not build the bundle; its message is above.")


def strip_python(folder: Path) -> None:
    """Take debugging symbols out of Python's own libraries: 23 MB where Python was built with them.

    No others: NumPy's libraries break when they are stripped.
    """
    inside = folder / "_internal"
    libraries = [*inside.glob("libpython*.so*"), *inside.glob("python*/lib-dynload/*.so")]
    if subprocess.call(["strip", "--strip-debug", *map(str, libraries)]) != 0:
        raise SetUpError("strip could not make Python's libraries smaller; its message is above.")


def add_for_people(folder: Path) -> None:
    """Put beside the program what people and desktops look for; a Mac has places inside for it."""
    if naming.system() == "macos":
        return
    shutil.copy(PARTS / naming.system() / "README.txt", folder)
    shutil.copy(naming.ROOT / "LICENSE", folder)
    if naming.system() == "linux":
        add_for_desktops(folder / "share")


def add_for_desktops(share: Path) -> None:
    """The menu entry, the AppStream record and the icons, laid out as in /usr/share."""
    copy_to(PARTS / "linux" / "lossviz.desktop", share / "applications")
    copy_to(PARTS / "linux" / f"{naming.APP_ID}.metainfo.xml", share / "metainfo")
    icons = share / "icons" / "hicolor"
    for picture in sorted((WORK / "icons").glob("*.png")):
        copy_to(picture, icons / f"{picture.stem}x{picture.stem}" / "apps", "lossviz.png")
    copy_to(naming.ROOT / "resources" / "icons" / "lossviz.svg", icons / "scalable" / "apps")


def copy_to(file: Path, folder: Path, name: str = "") -> None:
    """Copy a file into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder / (name or file.name))


def size_on_disk(folder: Path) -> int:
    """Sum of the sizes of all files, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def pack(folder: Path, archive: Path) -> None:
    """Write the archive that this system's people expect, with the folder on top."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    archive.unlink(missing_ok=True)
    if naming.system() == "linux":
        pack_tar(folder, archive)
    elif naming.system() == "macos":
        # It keeps links and signatures, which a plain zip does not.
        command = ["ditto", "-c", "-k", "--keepParent", str(folder), str(archive)]
        if subprocess.call(command) != 0:
            raise SetUpError("ditto could not write the archive; its message is above.")
    else:
        shutil.make_archive(str(archive.with_suffix("")), "zip", folder.parent, folder.name)


def pack_tar(folder: Path, archive: Path) -> None:
    """A .tar.gz in a fixed order, without the names of this machine's users."""
    with tarfile.open(archive, "w:gz", compresslevel=9) as tar:
        tar.add(folder, folder.name, filter=without_owner)


def without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member that belongs to nobody in particular."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def write_checksum(archive: Path) -> Path:
    """Write the archive's sha256 beside it, in the format of sha256sum; returns the file."""
    path = archive.with_name(archive.name + ".sha256")
    path.write_text(f"{sha256(archive)}  {archive.name}\n", encoding="ascii", newline="\n")
    return path


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

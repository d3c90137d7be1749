"""The shared libraries that Qt expects of a Debian or Ubuntu system, checked and installed.

PySide6 brings Qt itself but not these. Other systems have them, or none to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import apt_get
from environment import SetUpError

# To import QtGui, even with nothing shown.
QT = ["libglib2.0-0", "libgl1", "libegl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0"]
# To open a window on X11. Qt's own message names only the first.
X11 = ["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"]
# To open a window on Wayland.
WAYLAND = ["libwayland-cursor0"]
# To take a bundle apart into what it links to (PyInstaller).
BUNDLE = ["binutils"]
# To try a bundle: a bare system, a screen, and the judges of its records.
BUNDLE_CHECK = ["mmdebstrap", "bubblewrap", "xvfb", "desktop-file-utils", "appstream"]
# To open windows on a display of the tests' own.
TESTS = [*QT, *X11, "xvfb", "xauth"]

OS_RELEASE = Path("/etc/os-release")
DPKG_QUERY = ("dpkg-query", "-W", "-f=${db:Status-Status}\\t${Package}\\t${Provides}\\n")


def for_window(variables: Mapping[str, str]) -> list[str]:
    """The packages that a window needs on the display that ``variables`` name."""
    return [*QT, *X11, *(WAYLAND if variables.get("WAYLAND_DISPLAY") else [])]


def for_bundle(check: bool) -> list[str]:
    """The packages that building a bundle, and checking it, need."""
    # Without the root of this system, a bare one is made as the root of a user namespace.
    trial = [*BUNDLE_CHECK, *([] if is_root() else ["uidmap"])]
    return [*QT, *X11, *WAYLAND, *BUNDLE, *(trial if check else [])]


def venv_package() -> str:
    """The Debian package with this Python's venv and ensurepip."""
    return f"python3.{sys.version_info[1]}-venv"


def ensure(packages: Sequence[str]) -> None:
    """On Debian and its kin, install what is missing as root, else raise with the line to run."""
    if not is_debian(os_release()):
        return
    try:
        wanted = missing(packages, dpkg_answer())
    except subprocess.CalledProcessError:
        raise SetUpError(
            "dpkg could not say which packages are installed; its message is above, "
            f"and the command to run by hand is:\n{apt_get.by_hand(packages, is_root())}"
        ) from None
    if wanted and not is_root():
        line = apt_get.by_hand(wanted, root=False)
        raise SetUpError(f"lossviz needs some packages of this system; install them with:\n{line}")
    if wanted:
        apt_get.install(wanted, apt_get.call)


def is_debian(release: str) -> bool:
    """Whether the text of os-release names Debian, Ubuntu or a system made from them."""
    pairs = (line.partition("=") for line in release.splitlines())
    values = {key: value.strip("\"'").split() for key, _, value in pairs}
    names = values.get("ID", []) + values.get("ID_LIKE", [])
    return "debian" in names or "ubuntu" in names


def missing(packages: Sequence[str], answer: str) -> list[str]:
    """Those of ``packages`` that dpkg's ``answer`` neither lists as installed nor as provided."""
    present = installed(answer)
    return [name for name in packages if name not in present]


def installed(answer: str) -> set[str]:
    """Names in dpkg's ``answer``: "installed<TAB>package<TAB>provided (= 1), provided" a line.

    What a package provides counts: Ubuntu 24.04 and Debian 13 renamed libglib2.0-0 to
    libglib2.0-0t64, which provides the old name.
    """
    names: set[str] = set()
    for line in answer.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            names.add(package)
            names.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return names


def os_release() -> str:
    """Text of os-release, which names the system; empty where there is none or no dpkg."""
    if not OS_RELEASE.exists() or shutil.which(DPKG_QUERY[0]) is None:
        return ""
    return OS_RELEASE.read_text(encoding="utf-8")


def dpkg_answer() -> str:
    """What dpkg knows of every package; takes about 10 ms."""
    return subprocess.run(DPKG_QUERY, stdout=subprocess.PIPE, text=True, check=True).stdout


def is_root() -> bool:
    """Whether apt-get may install."""
    return sys.platform != "win32" and os.geteuid() == 0

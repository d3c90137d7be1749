"""What the bundle and its files are called, and what systems are told about it. No Qt."""

from __future__ import annotations

import os
import platform
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
APP_ID = "io.github.lossviz.lossviz"
SUMMARY = "Watch a linear classifier learn"
COPYRIGHT = "Copyright the lossviz developers, MIT licence"
# The oldest macOS that runs both Qt 6.10 (13) and the NumPy that pip takes there (14).
OLDEST_MACOS = "14.0"

SYSTEMS = {"win32": "windows", "darwin": "macos"}
ARCHITECTURES = {"amd64": "x86_64", "aarch64": "arm64"}


def version() -> str:
    """The version, read from the package without importing it."""
    text = (ROOT / "lossviz" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("lossviz/__init__.py names no version")
    return found[1]


def system() -> str:
    """Of this machine: linux, windows or macos."""
    return SYSTEMS.get(sys.platform, "linux")


def architecture() -> str:
    """Of this machine: x86_64 or arm64."""
    name = platform.machine().lower()
    return ARCHITECTURES.get(name, name)


def folder_name() -> str:
    """The folder that a person finds in the archive."""
    return "lossviz.app" if system() == "macos" else f"lossviz-{version()}"


def archive_name() -> str:
    """The file that is handed out."""
    ending = "tar.gz" if system() == "linux" else "zip"
    return f"lossviz-{version()}-{system()}-{architecture()}.{ending}"


def program(folder: Path) -> Path:
    """The program of a bundle that prints into a terminal; Windows has one of its own for that."""
    if system() == "macos":
        return folder / "Contents" / "MacOS" / "lossviz"
    return folder / ("lossviz-terminal.exe" if os.name == "nt" else "lossviz")


def windowed_program(folder: Path) -> Path:
    """The program of a bundle that a person starts."""
    return folder / "lossviz.exe" if os.name == "nt" else program(folder)


def info_plist() -> dict[str, Any]:
    """What macOS is told."""
    return {
        "CFBundleDisplayName": "lossviz",
        "CFBundleShortVersionString": version(),
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
        # Light and dark follow the system.
        "NSRequiresAquaSystemAppearance": False,
    }


def version_numbers() -> tuple[int, int, int, int]:
    """The version as Windows wants it: four numbers."""
    numbers = [int(number) for number in re.findall(r"\d+", version())][:4]
    first, second, third, fourth = [*numbers, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def version_strings() -> dict[str, str]:
    """What Windows shows among the properties of the program."""
    return {
        "CompanyName": "lossviz",
        "FileDescription": f"lossviz: {SUMMARY.lower()}",
        "FileVersion": version(),
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": "lossviz.exe",
        "ProductName": "lossviz",
        "ProductVersion": version(),
    }

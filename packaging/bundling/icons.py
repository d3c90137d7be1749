"""The program's icon in the formats that the systems want, drawn from the one SVG by Qt."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from bundling.naming import ROOT

DRAWING = ROOT / "resources" / "icons" / "lossviz.svg"
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS_SIZES = (16, 32, 64, 128, 256, 512, 1024)
LINUX_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw(folder: Path, size: int) -> Path:
    """A PNG file of the icon, ``size`` pixels wide; returns its path."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{size}.png"
    if not image.save(str(path)):
        raise OSError(f"{path} can't be written")
    return path


def write_ico(folder: Path) -> Path:
    """The icon of the Windows program, each size drawn by itself."""
    return _together(folder, "lossviz.ico", WINDOWS_SIZES)


def write_icns(folder: Path) -> Path:
    """The icon of the macOS application."""
    return _together(folder, "lossviz.icns", MACOS_SIZES)


def write_pngs(folder: Path) -> Path:
    """The icons of a Linux desktop, a file a size; returns the largest."""
    return [draw(folder, size) for size in LINUX_SIZES][-1]


def _together(folder: Path, name: str, sizes: tuple[int, ...]) -> Path:
    *smaller, largest = [Image.open(draw(folder, size)) for size in sizes]
    path = folder / name
    largest.save(path, sizes=[(size, size) for size in sizes], append_images=smaller)
    return path

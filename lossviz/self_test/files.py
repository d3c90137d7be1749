"""Whether a file that was saved is what its name says."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from lossviz.model.dataset import PIXELS
from lossviz.self_test.expecting import CheckError, expect, expect_equal
from lossviz.self_test.pictures import color_count, image_pixels

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
FEWEST_COLORS, FEWEST_PATHS = 60, 5  # a blank picture has one or two, and no path


def expect_picture(image: QImage, size: QSize) -> None:
    """Of that size, and not blank."""
    expect_equal(image.size().toTuple(), size.toTuple(), "the size of the picture")
    colors = color_count(image_pixels(image))
    expect(colors >= FEWEST_COLORS, f"the picture looks blank: {colors} colours")


def expect_png(path: Path, size: QSize) -> None:
    """By its signature, and as Qt reads it again."""
    expect(path.read_bytes().startswith(PNG_SIGNATURE), f"{path.name} is no PNG")
    expect_picture(QImage(str(path)), size)


def expect_svg(path: Path, _size: QSize) -> None:
    """XML with lines and letters."""
    root = ElementTree.parse(path).getroot()
    expect_equal(root.tag, f"{SVG}svg", "the root of the SVG")
    paths, texts = (len([*root.iter(SVG + tag)]) for tag in ("path", "text"))
    expect(paths >= FEWEST_PATHS and texts > 0, f"it has {paths} paths and {texts} texts")


def expect_csv(path: Path, _size: QSize) -> None:
    """A header and rows as long, with finite numbers."""
    rows = [*csv.reader(path.read_text(encoding="utf-8").splitlines())]
    expect(len(rows) > 1, f"{path.name} has no rows")
    expect(len({len(row) for row in rows}) == 1, f"{path.name} has rows of other lengths")
    numbers = [float(cell) for row in rows for cell in row if _is_number(cell)]
    expect(numbers and all(map(math.isfinite, numbers)), f"{path.name} has no finite numbers")


def expect_npz(path: Path, _size: QSize) -> None:
    """Weights and names of the classes."""
    with np.load(path, allow_pickle=False) as arrays:
        W, b, names = arrays["W"], arrays["b"], arrays["class_names"]
    expect_equal(W.shape, (len(names), PIXELS), "the shape of W")
    expect_equal(b.shape, (len(names),), "the shape of b")
    expect(np.isfinite(W).all() and np.isfinite(b).all(), "weights are inf or nan")
    expect(W.any(), "all weights are 0")


KINDS: dict[str, Callable[[Path, QSize], None]] = {
    ".png": expect_png,
    ".svg": expect_svg,
    ".csv": expect_csv,
    ".npz": expect_npz,
}


def expect_saved(path: Path, size: QSize) -> None:
    """Judge a file by its kind; size: of the panel that it may be a picture of."""
    judge = KINDS.get(path.suffix)
    if judge is None:
        raise CheckError(f"no check knows what {path.name} is to hold")
    judge(path, size)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

"""The drawn pictures of the examples: square, small, plain shapes that QtSvg draws as they are."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from lossviz.resource_files import resource

DRAWINGS = sorted(resource("drawings").glob("*.svg"))
# Nothing that QtSvg leaves out or that needs a font: no text, filters, gradients, styles or links.
PLAIN_SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect"}
LARGEST_FILE = 6_000

each_drawing = pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)


def rendered(file: Path, side: int) -> QImage:
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(file)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def test_the_three_images_of_the_lecture_are_drawn():
    assert {"cat", "car", "frog"} <= {file.stem for file in DRAWINGS}


@each_drawing
def test_it_is_small_and_of_plain_shapes(file):
    assert file.stat().st_size < LARGEST_FILE
    tags = {node.tag.rpartition("}")[2] for node in ElementTree.parse(file).iter()}
    assert tags <= PLAIN_SHAPES


@each_drawing
def test_it_is_square(qapp, file):
    renderer = QSvgRenderer(str(file))
    assert renderer.isValid()
    assert renderer.viewBoxF() == QRectF(0, 0, 96, 96)
    assert renderer.defaultSize().toTuple() == (96, 96)


@each_drawing
@pytest.mark.parametrize("side", [40, 84, 126, 252])
def test_it_fills_its_square_to_the_corners_at_every_size(qapp, file, side):
    # Qt's messages about an SVG fail the test, as in every test with `qapp`.
    picture = rendered(file, side)
    last = side - 1
    corners = [(0, 0), (last, 0), (0, last), (last, last)]
    assert [picture.pixelColor(x, y).alpha() for x, y in corners] == [255] * 4


def test_the_three_are_told_apart_by_their_middle(qapp):
    """The lower middle of the face, the car's door, the frog's throat: three plain hues."""
    hues = {
        file.stem: rendered(file, 96).pixelColor(48, 55).hue()
        for file in DRAWINGS
        if file.stem in ("cat", "car", "frog")
    }
    assert 15 <= hues["cat"] <= 45
    assert hues["car"] <= 12 or hues["car"] >= 348
    assert 100 <= hues["frog"] <= 150

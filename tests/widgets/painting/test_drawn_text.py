"""What is noted of a text that is drawn, and that no text is drawn past it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QStaticText
from PySide6.QtWidgets import QApplication, QWidget

import lossviz
from lossviz.widgets.painting import drawn_text
from lossviz.widgets.painting.drawn_text import (
    Cut,
    DrawnText,
    cut_to,
    draw_laid_out,
    draw_text,
    draw_text_in,
    recording,
    without_parts,
)

PACKAGE = Path(lossviz.__file__).parent
THE_ONE = Path(drawn_text.__file__)
ITS_OWN = {"drawText", "drawStaticText", "drawTextItem", "elidedText"}
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Painted(QWidget):
    """A widget of 100 x 40 px that paints what it is told."""

    def __init__(self, paint: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._paint = paint
        self.resize(100, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        self._paint(QPainter(self))


def noted(paint: Callable[[QPainter], None]) -> list[DrawnText]:
    with recording() as notes:
        Painted(paint).grab()
    return notes


def inked(image: QImage) -> QRectF:
    """Where a picture, white at first, is no longer white."""
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 250
    ]
    columns, rows = zip(*dark, strict=True)
    return QRectF(
        min(columns), min(rows), max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    )


def sources() -> Iterator[Path]:
    yield from PACKAGE.rglob("*.py")


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    font = QFont(qapp.font())
    font.setPixelSize(20)
    return font


def test_no_text_is_drawn_or_cut_elsewhere() -> None:
    others = []
    for path in sources():
        if path != THE_ONE:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            named = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
            others += [f"{path.name}:{each.lineno}" for each in named if each.attr in ITS_OWN]
    assert others == []


def test_the_ink_is_where_the_letters_stand(font: QFont) -> None:
    """Whichever way they are drawn; to two pixels, as their edges are smooth."""
    laid_out = QStaticText("1.5 gh")
    laid_out.prepare(font=font)
    ways: list[Callable[[QPainter], None]] = [
        lambda painter: draw_text(painter, QPointF(12, 30), "1.5 gh"),
        lambda painter: draw_text_in(painter, QRectF(5, 4, 90, 32), LEFT, "1.5 gh"),
        lambda painter: draw_laid_out(painter, QPointF(7, 9), laid_out, "1.5 gh"),
    ]
    for draw in ways:
        image = QImage(100, 40, QImage.Format.Format_RGB888)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setFont(font)
        with recording() as notes:
            draw(painter)
        painter.end()
        found, seen = notes[0].ink, inked(image)
        for edge in ("left", "top", "right", "bottom"):
            assert abs(getattr(found, edge)() - getattr(seen, edge)()) <= 2, (edge, found, seen)


def test_places_are_those_in_the_widget(font: QFont) -> None:
    def paint(painter: QPainter) -> None:
        painter.setFont(font)
        painter.translate(30, 10)
        painter.setClipRect(QRectF(0, 0, 8, 20))
        draw_text(painter, QPointF(0, 15), "11")

    (note,) = noted(paint)
    assert 30 <= note.ink.left() < 35
    assert note.clip == QRectF(30, 10, 8, 20)


def test_an_area_cuts_unless_it_is_told_not_to(font: QFont) -> None:
    area, open_end = QRectF(0, 0, 20, 40), LEFT | Qt.TextFlag.TextDontClip

    def paint(painter: QPainter) -> None:
        painter.setFont(font)
        draw_text_in(painter, area, LEFT, "hundred")
        draw_text_in(painter, area, open_end, "hundred")

    kept, open_one = noted(paint)
    assert kept.clip == area
    assert kept.ink.right() > area.right()
    assert open_one.clip.contains(open_one.ink)


def test_nothing_is_noted_of_spaces_nor_when_nobody_records(font: QFont) -> None:
    assert noted(lambda painter: draw_text(painter, QPointF(0, 20), " ")) == []
    with recording() as notes:
        pass
    Painted(lambda painter: draw_text(painter, QPointF(0, 20), "x")).grab()
    assert notes == []


def test_a_gap_of_spaces_is_room_for_others(font: QFont) -> None:
    gap = noted(lambda painter: draw_text(painter, QPointF(0, 20), "max(0,     + 1)"))
    assert [note.text for note in gap] == ["max(0,", "+ 1)"]
    assert gap[1].ink.left() - gap[0].ink.right() > 10


def test_a_text_that_was_cut_knows_what_it_was(font: QFont) -> None:
    metrics = QFontMetricsF(font)
    whole = "horizontally"
    cut = cut_to(metrics, whole, metrics.horizontalAdvance("horizon"))
    assert isinstance(cut, Cut)
    assert cut.endswith("…")
    assert cut.whole == whole
    assert cut_to(metrics, whole, 400) is whole
    (note,) = noted(lambda painter: draw_text(painter, QPointF(0, 20), cut))
    assert (note.text, note.whole) == (str(cut), whole)


@pytest.mark.parametrize(
    ("shown", "whole", "kept"),
    [
        ("W = (1.5…", "W = (1.510, −0.662)", "W = (…"),
        ("W = (1.510…", "W = (1.510, −0.662)", "W = (1.510…"),
        ("W = (1.510, −…", "W = (1.510, −0.662)", "W = (1.510,…"),
        ("2.9 + 0….9", "2.9 + 0.0 + 12.9", "2.9 +…"),
        ("2.9 + …12.9", "2.9 + 0.0 + 12.9", "2.9 +…12.9"),
        ("3.4 × 10…", "3.4 × 10⁻⁷ of all", "…"),
        ("automo…", "automobile", "automo…"),
    ],
)
def test_no_part_of_a_number_is_left(shown: str, whole: str, kept: str) -> None:
    assert without_parts(shown, whole) == kept


def test_a_line_is_cut_beside_its_numbers(font: QFont) -> None:
    metrics = QFontMetricsF(font)
    whole = "loss 0.123456"
    cut = cut_to(metrics, whole, metrics.horizontalAdvance("loss 0.12…"))
    assert cut == "loss…"
    assert isinstance(cut, Cut)

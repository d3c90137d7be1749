"""The pictures of the examples: our own drawings, or a tile with the first letter of the class."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lossviz.resource_files import resource
from lossviz.theme.apply import qfont
from lossviz.widgets.painting.drawn_text import draw_text_in

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_LETTER_SHARE = 0.42


@lru_cache(maxsize=256)
def drawing(theme: Theme, key: str, side: int, ratio: float) -> QPixmap:
    """The drawing of `resources/drawings` called `key`, `side` px wide with rounded corners."""
    picture = _empty(side, ratio)
    painter = _rounded_painter(theme, picture, side)
    QSvgRenderer(str(resource("drawings", f"{key}.svg"))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


@lru_cache(maxsize=256)
def letter_tile(theme: Theme, letter: str, color_name: str, side: int, ratio: float) -> QPixmap:
    """A tile in a class's pale colour with a letter in its strong one."""
    picture = _empty(side, ratio)
    painter = _rounded_painter(theme, picture, side)
    area = QRectF(0, 0, side, side)
    painter.fillRect(area, QColor(theme.class_color(color_name, "region")))
    font = qfont(theme, "title")
    font.setPixelSize(max(round(side * _LETTER_SHARE), 1))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(theme.class_color(color_name, "text")))
    draw_text_in(painter, area, Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return picture


def has_drawing(key: str) -> bool:
    """Whether there is a drawing of that name."""
    return key in _keys()


@lru_cache(maxsize=1)
def _keys() -> frozenset[str]:
    return frozenset(file.stem for file in resource("drawings").glob("*.svg"))


def _empty(side: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _rounded_painter(theme: Theme, picture: QPixmap, side: int) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    radius = theme.length("radius.cell")
    outline.addRoundedRect(QRectF(0, 0, side, side), radius, radius)
    painter.setClipPath(outline)
    return painter

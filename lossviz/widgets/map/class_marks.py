"""How a class looks that is known by its number: its colour, and its shape as a second sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from lossviz.widgets.map.class_looks import CLASS_COLORS, TEST_SHARE
from lossviz.widgets.map.markers import MARKERS, marker_polygon

if TYPE_CHECKING:
    from lossviz.theme.tokens import ClassPart, Theme

_OUTLINE, _TEST_OUTLINE = 2, 1  # logical px
_FAINT = 0.5


def class_color(theme: Theme, y: int, part: ClassPart = "mark") -> QColor:
    """The colour of class y, for shapes; with part "text" for words and numbers."""
    return QColor(theme.class_color(CLASS_COLORS[y], part))


def draw_class_mark(
    painter: QPainter,
    theme: Theme,
    y: int,
    center: QPointF,
    diameter: float,
    *,
    hollow: bool = False,
    test: bool = False,
) -> None:
    """The shape of class y around a centre; it covers as much as a circle of the diameter.

    A hollow one, for a point that is classified wrongly, is an outline of the same reach. One for a
    point to test on is smaller, with a thin outline and a faint filling, as on the plane.
    """
    color, fill = class_color(theme, y), class_color(theme, y)
    line = 0
    if test:
        diameter *= TEST_SHARE
        fill.setAlphaF(_FAINT)
    if test or hollow:
        line = theme.px(_TEST_OUTLINE if test else _OUTLINE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, line) if line else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else fill)
    shape = marker_polygon(MARKERS[y], 0.0, 0.0, diameter - line)
    # By its box, not by its centre of mass: beside a word a triangle would seem to float.
    painter.drawPolygon(shape.translated(center - shape.boundingRect().center()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

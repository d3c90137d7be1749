"""How a class looks that is known by its number: its colour, and its shape as a second sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from lossviz.widgets.descent.markers import MARKERS, marker_polygon
from lossviz.widgets.plane.plane_picture import CLASS_COLORS

if TYPE_CHECKING:
    from lossviz.theme.tokens import ClassPart, Theme

_OUTLINE = 2  # logical px


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
) -> None:
    """The shape of class y around a centre; it covers as much as a circle of the diameter.

    A hollow one, for a point that is classified wrongly, is an outline of the same reach.
    """
    color, line = class_color(theme, y), theme.px(_OUTLINE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, line) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else color)
    shape = marker_polygon(MARKERS[y], 0.0, 0.0, diameter - line if hollow else diameter)
    # By its box, not by its centre of mass: beside a word a triangle would seem to float.
    painter.drawPolygon(shape.translated(center - shape.boundingRect().center()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

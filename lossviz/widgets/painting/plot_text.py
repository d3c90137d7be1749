"""Fonts, colours and measured widths of the texts around a curve plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import draw_text_in

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

Kind = Literal["tick", "text", "name"]
_MOST_WIDTHS = 500


class PlotText:
    """Ticks are small numbers, texts are labels, names of lines are semibold labels."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        strong = qfont(theme, "label")
        strong.setWeight(QFont.Weight.DemiBold)
        self._fonts: dict[Kind, QFont] = {
            "tick": qfont(theme, "numberSmall"),
            "text": qfont(theme, "label"),
            "name": strong,
        }
        self._metrics = {kind: QFontMetricsF(font) for kind, font in self._fonts.items()}
        self._widths: dict[tuple[str, Kind], float] = {}

    def px(self, length: float) -> int:
        """A logical length in scaled pixels."""
        return self.theme.px(length)

    def color(self, role: str, alpha: float = 1.0) -> QColor:
        """A colour of the theme."""
        return qcolor(self.theme, role, alpha)

    def hair_pen(self, painter: QPainter, role: str) -> QPen:
        """The pen of thin lines: a px wide, but in whole device pixels, so that all look alike."""
        ratio = painter.device().devicePixelRatioF()
        return QPen(self.color(role), max(1, int(self.px(1) * ratio)) / ratio)

    def paint_ground(self, painter: QPainter, area: QRectF) -> None:
        """The box that what is read off a plot stands on."""
        radius = self.theme.length("radius.small")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.hair_pen(painter, "border.control"))
        painter.setBrush(self.color("surface.overlay"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def width(self, text: str, kind: Kind) -> float:
        """How wide a text is. Remembered: measuring costs 10 µs, thirty times a second."""
        if len(self._widths) > _MOST_WIDTHS:
            self._widths.clear()
        if (text, kind) not in self._widths:
            self._widths[text, kind] = self._metrics[kind].horizontalAdvance(text)
        return self._widths[text, kind]

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        kind: Kind = "text",
        *,
        role: str = "plot.label",
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Draw a text into an area, beyond it when it is too long."""
        painter.setFont(self._fonts[kind])
        painter.setPen(self.color(role))
        draw_text_in(painter, area, align | Qt.TextFlag.TextDontClip, text)

"""The lamp of the gradient check: a pill with a sign and a word, never the colour alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.theme.icons import pixmap
from lossviz.widgets.check.verdict import LampKind
from lossviz.widgets.painting.drawn_text import draw_text

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Colour of sign and word, ground, icon; without an icon a dash is drawn.
_LOOKS: dict[LampKind, tuple[str, str, str]] = {
    "pass": ("status.success.text", "status.success.tint", "check"),
    "suspicious": ("status.warning.text", "status.warning.tint", "warning"),
    "failed": ("status.danger.text", "status.danger.tint", "close"),
    "kink": ("text.secondary", "surface.hover", "info"),
    "flat": ("text.secondary", "surface.hover", "flat"),
    "none": ("text.tertiary", "surface.sunken", ""),
}
_HEIGHT, _SIDE, _ICON, _GAP, _DASH = 26, 11, 14, 6, 8  # logical px


class Lamp(QWidget):
    """Says what the check found: "pass", "check", "wrong", "kink", "flat here", or nothing yet.

    It keeps the width of the widest word it has shown, so that what is beside it stays in place.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: LampKind = "none"
        self._text = ""
        self._widest = ""
        self.setAccessibleName("Gradient check")
        self.setAccessibleDescription("not checked")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def show_verdict(self, kind: LampKind, text: str) -> None:
        """Show a verdict in a word, or a dash for "none" without one."""
        if (kind, text) == (self._kind, self._text):
            return
        self._kind, self._text = kind, text
        self.setAccessibleDescription(text or "not checked")
        if self._word_width(text) > self._word_width(self._widest):
            self._widest = text
            self.updateGeometry()
        self.update()

    @property
    def kind(self) -> LampKind:
        """What is shown."""
        return self._kind

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._font = qfont(theme, "label")
        self._font.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the widest word so far."""
        return QSize(math.ceil(self._pill_width(self._widest)), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, and sign and word in its middle."""
        painter = QPainter(self)
        role, ground, icon = _LOOKS[self._kind]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(self._theme, ground))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        left = (self.width() - self._pill_width(self._text)) / 2 + self._theme.px(_SIDE)
        self._paint_sign(painter, round(left), icon, role)
        self._paint_word(painter, left + self._theme.px(_ICON) + self._theme.px(_GAP), role)

    def _paint_sign(self, painter: QPainter, left: int, icon: str, role: str) -> None:
        px, middle = self._theme.px, self.height() / 2
        if icon:
            ratio = painter.device().devicePixelRatioF()
            top = round(middle - px(_ICON) / 2)
            picture = pixmap(self._theme, icon, role, _ICON, ratio)
            painter.drawPixmap(QPointF(left, top), picture)
        else:
            x = left + (px(_ICON) - px(_DASH)) / 2
            painter.fillRect(
                QRectF(x, round(middle) - 1, px(_DASH), px(2)), qcolor(self._theme, role)
            )

    def _paint_word(self, painter: QPainter, left: float, role: str) -> None:
        base = round(self.height() / 2 + self._metrics.capHeight() / 2)
        painter.setFont(self._font)
        painter.setPen(qcolor(self._theme, role))
        draw_text(painter, QPointF(left, base), self._text)

    def _pill_width(self, word: str) -> float:
        """Px of the pill around a word; a sign alone stands in the middle of it."""
        sign = 2 * self._theme.px(_SIDE) + self._theme.px(_ICON)
        return sign + (self._theme.px(_GAP) + self._word_width(word) if word else 0.0)

    def _word_width(self, word: str) -> float:
        return self._metrics.horizontalAdvance(word)

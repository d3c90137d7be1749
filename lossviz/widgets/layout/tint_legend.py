"""What a tint means: a strip from none to the strongest, with the number at its end."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.drawn_text import draw_text

STEPS, STEP_WIDTH, STEP_HEIGHT, GAP = 5, 12, 9, 5


class TintLegend(QWidget):
    """ "tint: hinge term 0 ▭▭▭▭▭ 6.6"; `role` is the colour of the strongest tint."""

    def __init__(self, theme: Theme, what: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what, self._role, self._end = what, role, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def show_end(self, end: str) -> None:
        """The number that the strongest tint stands for."""
        if end != self._end:
            self._end = end
            self.setAccessibleName(f"{self._what}: from 0 to {end}")
            self.updateGeometry()
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._words, self._numbers = qfont(theme, "label"), qfont(theme, "numberSmall")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Words, zero, strip, end."""
        gaps = 3 * self._theme.px(GAP)
        width = sum(self._widths()) + gaps + self._strip_width() + 2
        return QSize(round(width), self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, and the strip between its two numbers."""
        painter, theme = QPainter(self), self._theme
        gap, (words, zero, _end) = theme.px(GAP), self._widths()
        metrics = QFontMetricsF(self._words)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setPen(qcolor(theme, "text.tertiary"))
        painter.setFont(self._words)
        draw_text(painter, QPointF(0, baseline), self._what)
        painter.setFont(self._numbers)
        draw_text(painter, QPointF(words + gap, baseline), "0")
        left = words + gap + zero + gap
        draw_text(painter, QPointF(left + self._strip_width() + gap, baseline), self._end)
        self._paint_strip(painter, left)

    def _paint_strip(self, painter: QPainter, left: float) -> None:
        theme = self._theme
        width, height = theme.px(STEP_WIDTH), theme.px(STEP_HEIGHT)
        top = (self.height() - height) / 2
        tint = QColor(qcolor(theme, self._role))
        for step in range(STEPS):
            tint.setAlphaF(step / (STEPS - 1))
            painter.fillRect(QRectF(left + step * width, top, width, height), tint)
        painter.setPen(QPen(qcolor(theme, "border.hairline"), theme.px(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, top, self._strip_width(), height))

    def _strip_width(self) -> int:
        return STEPS * self._theme.px(STEP_WIDTH)

    def _widths(self) -> tuple[float, float, float]:
        words, numbers = QFontMetricsF(self._words), QFontMetricsF(self._numbers)
        return (
            words.horizontalAdvance(self._what),
            numbers.horizontalAdvance("0"),
            numbers.horizontalAdvance(self._end),
        )

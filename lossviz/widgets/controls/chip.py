"""The toggle chip: a tick box in a pill, for independent options."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.drawn_text import draw_text
from lossviz.widgets.painting.focus_ring import FocusRing

HEIGHT, SIDE, BOX, GAP = 28, 11, 14, 7


class ToggleChip(QAbstractButton):
    """An option that is on or off; `symbols` is the end of its text that stands in italics.

    ``ToggleChip(theme, "mean over ", "j")``. Arrow keys and Tab reach it, Space switches it.
    """

    def __init__(
        self, theme: Theme, text: str, symbols: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._symbols = text, symbols
        self.setText(text + symbols)
        self.setAccessibleName(text + symbols)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ring = FocusRing(self, theme, "radius.round")
        self.apply_theme(theme)

    def set_words(self, text: str) -> None:
        """Say something else, without symbols at its end."""
        if text != self._words:
            self._words, self._symbols = text, ""
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._upright = qfont(theme, "label")
        self._italic = QFont(self._upright)
        self._italic.setItalic(True)
        self._ring.apply_theme(theme)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Pill, box and words."""
        theme = self._theme
        words = self._advance(self._upright, self._words) + self._advance(
            self._italic, self._symbols
        )
        width = round(words) + 2 * theme.px(SIDE) + theme.px(BOX) + theme.px(GAP) + 1
        return QSize(width, theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, the box with its tick, the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_pill(painter)
        box = self._box()
        self._paint_box(painter, box)
        left = box.right() + self._theme.px(GAP)
        metrics = QFontMetricsF(self._upright)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setPen(qcolor(self._theme, "text.primary" if self.isEnabled() else "text.disabled"))
        for font, text in ((self._upright, self._words), (self._italic, self._symbols)):
            painter.setFont(font)
            draw_text(painter, QPointF(left, baseline), text)
            left += self._advance(font, text)

    def _paint_pill(self, painter: QPainter) -> None:
        if self.isDown():
            fill = "surface.pressed"
        elif self.underMouse():
            fill = "surface.hover"
        else:
            fill = "surface.selected" if self.isChecked() else "surface.base"
        width = self._theme.px(1)
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        border = "border.strong" if self.isChecked() else "border.control"
        painter.setPen(QPen(qcolor(self._theme, border), width))
        painter.setBrush(qcolor(self._theme, fill))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme, on = self._theme, self.isChecked()
        width = theme.px(1)
        role = "text.primary" if on else "border.strong"
        painter.setPen(QPen(qcolor(theme, role), width))
        painter.setBrush(qcolor(theme, "text.primary" if on else "surface.base"))
        inset = width / 2
        area = box.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, theme.px(3), theme.px(3))
        if on:
            pen = QPen(qcolor(theme, "surface.base"), theme.px(1.6))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            places = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.32))
            tick = [
                QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in places
            ]
            painter.drawPolyline(tick)

    def _box(self) -> QRectF:
        side = self._theme.px(BOX)
        return QRectF(self._theme.px(SIDE), (self.height() - side) / 2, side, side)

    @staticmethod
    def _advance(font: QFont, text: str) -> float:
        return QFontMetricsF(font).horizontalAdvance(text)

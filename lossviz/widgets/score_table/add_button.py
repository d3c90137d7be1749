"""The quiet plus: one more row or column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

SIDE = 24
_ARM = 4.5


class AddButton(QAbstractButton):
    """A thin plus in the faintest grey of text, with its meaning as tool tip."""

    def __init__(self, theme: Theme, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ring = FocusRing(self, theme, "radius.small")
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._ring.apply_theme(theme)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(self._theme.px(SIDE), self._theme.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The plus, on a pale square under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            radius = self._theme.length("radius.small")
            painter.setPen(Qt.PenStyle.NoPen)
            role = "surface.pressed" if self.isDown() else "surface.hover"
            painter.setBrush(qcolor(self._theme, role))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        role = "text.tertiary" if self.isEnabled() else "text.disabled"
        pen = QPen(qcolor(self._theme, role), self._theme.length("icon.stroke") * 0.9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, arm = self.width() / 2, self.height() / 2, _ARM * self._theme.scale
        painter.drawLines([QLineF(x - arm, y, x + arm, y), QLineF(x, y - arm, x, y + arm)])

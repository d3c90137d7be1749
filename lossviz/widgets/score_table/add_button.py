"""The quiet plus with its word: one more row or column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import draw_text_in
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

HEIGHT = 24
_PLUS, _GAP, _END = 9, 8, 4


class AddButton(QAbstractButton):
    """A thin plus in the faintest grey of text and a word, with the meaning as tool tip.

    The plus is as wide as the dot of a class and as far from its word as that from its name. Where
    there is no room for the word it stands alone.
    """

    def __init__(
        self, theme: Theme, word: str, meaning: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(word)
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
        """Plus and word, in one line."""
        word = QFontMetrics(qfont(self._theme, "label")).horizontalAdvance(self.text())
        px = self._theme.px
        return QSize(px(_PLUS) + px(_GAP) + word + px(_END), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The plus alone."""
        px = self._theme.px
        return QSize(px(_PLUS) + px(_END), px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darker under the pointer, as there is no field to be filled left of the plus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = qcolor(self._theme, self._role())
        pen = QPen(color, self._theme.length("icon.stroke") * 0.9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        px, arm = self._theme.px, self._theme.scale * _PLUS / 2
        x, y = arm, self.height() / 2
        painter.drawLines([QLineF(0, y, 2 * x, y), QLineF(x, y - arm, x, y + arm)])
        if self.width() < self.sizeHint().width():
            return
        painter.setFont(qfont(self._theme, "label"))
        left = px(_PLUS) + px(_GAP)
        area = QRectF(left, 0, self.width() - left, self.height())
        draw_text_in(
            painter, area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )

    def _role(self) -> str:
        if not self.isEnabled():
            return "text.disabled"
        return "text.primary" if self.underMouse() else "text.tertiary"

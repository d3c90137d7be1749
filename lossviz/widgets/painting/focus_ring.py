"""The focus ring: 2 px wide, 2 px outside the control that has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from lossviz.theme.apply import qcolor
from lossviz.widgets.painting.overlay import Overlay

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


# The focus leaves for another window or a menu, and comes back as it was.
_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FocusRing(Overlay):
    """Shows where the keyboard is. A click with the mouse does not show it; the next key does.

    Every control makes one for itself: ``self._ring = FocusRing(self, theme)``.
    """

    def __init__(self, host: QWidget, theme: Theme, radius: str = "radius.control") -> None:
        super().__init__(host)
        self._radius_role = radius
        self._returns = False
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Read colour and lengths anew."""
        self._color = qcolor(theme, "focus.ring")
        self._width = theme.px(theme.amount(f"color.{theme.mode}.focus.width"))
        self._gap = theme.px(theme.amount(f"color.{theme.mode}.focus.gap"))
        self._radius = theme.length(self._radius_role)
        if self.isVisible():
            self.reveal()
        self.update()

    def place(self, host: QRect, canvas: QRect) -> QRect:
        """The host's rectangle, grown by gap and width."""
        reach = self._gap + self._width
        return host.adjusted(-reach, -reach, reach, reach)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the host's focus."""
        if watched is self._host:
            self._follow_focus(event)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: object) -> None:
        """Keep the ring out of the middle, so that a live control below repaints alone."""
        thick = self._gap + self._width + int(self._radius / 3) + 1
        inner = self.rect().adjusted(thick, thick, -thick, -thick)
        self.setMask(QRegion(self.rect()) - QRegion(inner))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        half = self._width / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._color, self._width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        radius = min(self._radius + self._gap + half, area.height() / 2)
        painter.drawRoundedRect(area, radius, radius)

    def _follow_focus(self, event: QEvent) -> None:
        kind = event.type()
        if isinstance(event, QFocusEvent):
            self._take_focus_event(event)
        elif kind == QEvent.Type.KeyPress and not self.isVisible() and self._host.hasFocus():
            self.reveal()

    def _take_focus_event(self, event: QFocusEvent) -> None:
        comes_back = event.reason() in _COMES_BACK
        if event.lostFocus():
            self._returns = comes_back and self.isVisible()
            self.conceal()
        elif self._returns if comes_back else event.reason() != Qt.FocusReason.MouseFocusReason:
            self.reveal()

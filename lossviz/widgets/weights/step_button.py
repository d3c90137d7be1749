"""A small chevron that raises or lowers a number, again and again while it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QGuiApplication,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from lossviz.theme.apply import qcolor
from lossviz.widgets.numbers.step_keys import step_factor

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_DELAY_MS, _REPEAT_MS = 400, 80
_CHEVRON, _STROKE = 3.0, 1.6  # logical px: half of its width, and its line


class StepButton(QAbstractButton):
    """Takes no keyboard focus: Up and Down in the field beside it do the same."""

    stepped = Signal(float)
    """1 or −1, times a tenth with Shift and ten with Ctrl; more steps follow until `ended`."""
    ended = Signal()

    def __init__(self, theme: Theme, way: Literal["up", "down"], name: str, parent: QWidget):
        super().__init__(parent)
        self._sign = 1 if way == "up" else -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(_DELAY_MS)
        self.setAutoRepeatInterval(_REPEAT_MS)
        self.pressed.connect(self._step)
        self.released.connect(self._release)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Read colours and sizes anew."""
        self._theme = theme
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        super().leaveEvent(event)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """A button that goes away is held no longer."""
        if self.isDown():
            self.setDown(False)
            self.ended.emit()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chevron, on a ground while the pointer is over it."""
        painter, px = QPainter(self), self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            ground = "surface.pressed" if self.isDown() else "surface.hover"
            painter.setBrush(qcolor(self._theme, ground))
            area = QRectF(self.rect()).adjusted(px(2), px(2), -px(2), -px(2))
            painter.drawRoundedRect(area, px(4), px(4))
        role = "accent.base" if self.isEnabled() else "text.disabled"
        pen = QPen(qcolor(self._theme, role), _STROKE * self._theme.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(self._chevron())

    def _chevron(self) -> QPolygonF:
        half = _CHEVRON * self._theme.scale
        middle = QPointF(self.width() / 2, self.height() / 2)
        down = self._sign * half / 2
        corners = ((-half, down), (0.0, -down), (half, down))
        return QPolygonF([middle + QPointF(x, y) for x, y in corners])

    def _step(self) -> None:
        self.stepped.emit(self._sign * step_factor(QGuiApplication.keyboardModifiers()))

    def _release(self) -> None:
        if not self.isDown():  # still down: Qt tells so of each repeat
            self.ended.emit()

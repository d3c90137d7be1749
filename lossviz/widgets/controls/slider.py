"""The slider: a 4 px groove, a 16 px knob with a violet ring, a tick at the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from lossviz.theme.apply import qcolor
from lossviz.widgets.numbers.step_keys import COARSE, WheelSteps, step_factor
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.numbers.number_scale import Scale

_POSITIONS = 1000  # what screen readers see: thousandths of the way
_STEPS = {
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_Right: 1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_Left: -1.0,
    Qt.Key.Key_PageUp: COARSE,
    Qt.Key.Key_PageDown: -COARSE,
}
_ENDS = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}


class Slider(QSlider):
    """A value on a linear or logarithmic scale, moved by mouse or keys.

    Inside, Qt's own slider holds thousandths of the way: screen readers can read and move it.
    """

    changed = Signal(float, bool)
    """The new value, and whether the gesture goes on; its end repeats the value with False."""

    def __init__(
        self,
        theme: Theme,
        value: float,
        *,
        name: str,
        scale: Scale,
        default: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._scale = scale
        self._default = default
        self._number = value
        self._in_gesture = False
        self._grip: float | None = None  # from the mouse to the knob's middle, while it drags
        self._wheel = WheelSteps()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setRange(0, _POSITIONS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.valueChanged.connect(self._moved_from_outside)
        self._ring = FocusRing(self, theme, "radius.small")
        self.apply_theme(theme)
        self.set_number(value)

    @property
    def number(self) -> float:
        """The value in force."""
        return self._number

    def set_number(self, value: float) -> None:
        """Show a value without a signal."""
        self._number = value
        self.blockSignals(True)
        self.setValue(round(self._scale.share(value) * _POSITIONS))
        self.blockSignals(False)
        self.update()

    def set_scale(self, scale: Scale, default: float) -> None:
        """Move on another scale from now on, with its tick at another default."""
        self._scale, self._default = scale, default
        self.set_number(self._number)

    def apply_theme(self, theme: Theme) -> None:
        """Read colours and sizes anew."""
        self._theme = theme
        self._ring.apply_theme(theme)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The knob and the tick below it."""
        return QSize(self._theme.px(148), self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """Room for some way to go."""
        return QSize(self._theme.px(72), self._theme.px(20))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob to the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        knob = self._x_of(self._number)
        grabbed = abs(event.position().x() - knob) <= self._knob / 2
        self._grip = knob - event.position().x() if grabbed else 0.0
        self._move_to(event.position().x() + self._grip)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the knob."""
        if self._grip is not None:
            self._move_to(event.position().x() + self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self._end_gesture()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step while the slider has the keyboard; else let the page scroll."""
        if not self.hasFocus():
            event.ignore()
            return
        for count in self._wheel.take(event):
            self._change(self._scale.stepped(self._number, count))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, Page keys go ten times as far, Home and End go to the ends."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            count = _STEPS[key] * step_factor(event.modifiers())
            self._change(self._scale.stepped(self._number, count), gesture=True)
        elif key in _ENDS:
            self._change(self._scale.at(_ENDS[key]), gesture=True)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if not event.isAutoRepeat() and self._grip is None:
            self._end_gesture()
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A gesture ends with the focus."""
        super().focusOutEvent(event)
        self._grip = None
        self._end_gesture()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, tick at the default, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._x_of(self._number)
        self._paint_groove(painter, x)
        self._paint_tick(painter, self._x_of(self._default))
        ring = self._theme.px(2)
        half = (self._knob - ring) / 2
        painter.setBrush(qcolor(self._theme, "surface.base"))
        role = "accent.base" if self.isEnabled() else "text.disabled"
        if self.isEnabled() and self.underMouse():
            role = "accent.hover"
        painter.setPen(QPen(qcolor(self._theme, role), ring))
        painter.drawEllipse(QPointF(x, self._middle), half, half)

    def _paint_groove(self, painter: QPainter, x: float) -> None:
        height = self._theme.length("control.sliderGroove")
        groove = QRectF(0, self._middle - height / 2, self.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(self._theme, "surface.pressed"))
        painter.drawRoundedRect(groove, height / 2, height / 2)
        painter.setBrush(
            qcolor(self._theme, "text.secondary" if self.isEnabled() else "text.disabled")
        )
        painter.drawRoundedRect(groove.adjusted(0, 0, x - self.width(), 0), height / 2, height / 2)

    def _paint_tick(self, painter: QPainter, x: float) -> None:
        top = self._middle + self._knob / 2
        painter.fillRect(
            QRectF(
                round(x) - self._theme.px(1) / 2,
                top - self._theme.px(4),
                self._theme.px(1),
                self._theme.px(6),
            ),
            qcolor(self._theme, "text.tertiary"),
        )

    @property
    def _knob(self) -> float:
        return self._theme.length("control.sliderKnob")

    @property
    def _middle(self) -> float:
        return self.height() / 2

    def _x_of(self, value: float) -> float:
        return self._knob / 2 + self._scale.share(value) * (self.width() - self._knob)

    def _move_to(self, x: float) -> None:
        way = max(1.0, self.width() - self._knob)
        share = (x - self._knob / 2) / way
        self._change(self._scale.at(min(max(share, 0.0), 1.0)), gesture=True)

    def _change(self, value: float, *, gesture: bool = False) -> None:
        if value != self._number:
            self._in_gesture = self._in_gesture or gesture
            self.set_number(value)
            self.changed.emit(value, self._in_gesture)

    def _moved_from_outside(self, position: int) -> None:
        """A screen reader moved the slider."""
        self._change(self._scale.at(position / _POSITIONS))

    def _end_gesture(self) -> None:
        if self._in_gesture:
            self._in_gesture = False
            self.changed.emit(self._number, False)

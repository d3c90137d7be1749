"""A plot with a knob that a person slides along x, by mouse, keys or wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.numbers.step_keys import FINE, WHEEL_REST_MS, WheelSteps, step_factor
from lossviz.widgets.painting.picture_widget import PictureWidget

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SlidingPlot(PictureWidget):
    """Holds where the knob is and turns what a person does into moves of it.

    The knob follows at once; what the picture says counts again when the gesture is over.
    """

    def __init__(
        self,
        theme: Theme,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        ringed: bool = True,
    ) -> None:
        super().__init__(theme, accessible_name, parent, ringed=ringed)
        self._x = 0.0
        self._before: float | None = None  # where the knob was when the gesture began
        self._grip: float | None = None  # px from the knob's middle to the pointer
        self._wheel = WheelSteps()
        self._rest = QTimer(self, singleShot=True, interval=WHEEL_REST_MS)
        self._rest.timeout.connect(self._end_gesture)

    def knob(self) -> QPointF:
        """The middle of the knob in pixels."""
        raise NotImplementedError

    # What a plot says about its knob

    def _tell(self, x: float, goes_on: bool) -> None:
        """Emit the plot's signal."""
        raise NotImplementedError

    def _ends(self) -> Range:
        """How far the knob goes."""
        raise NotImplementedError

    def _x_at(self, column: float, fine: bool) -> float:
        """The round x at a pixel column."""
        raise NotImplementedError

    def _stepped(self, count: float) -> float:
        """The x so many key presses from where the knob is."""
        raise NotImplementedError

    def _goal(self, key: Qt.Key) -> float | None:
        """The x that a key goes to at once: Home and End go to the ends."""
        low, high = self._ends()
        return {Qt.Key.Key_Home: low, Qt.Key.Key_End: high}.get(key)

    def _holds(self, place: QPointF) -> bool:
        """Whether a press there takes the knob without moving it."""
        raise NotImplementedError

    def _ready(self) -> bool:
        """Whether there is something to move along."""
        return True

    # Moving it

    def _follow(self, x: float) -> None:
        """The picture has the knob there; not heeded while a person moves it."""
        if self._before is None:
            self._x = x

    def _move(self, x: float) -> None:
        low, high = self._ends()
        x = min(max(x, low), high)
        if not self._ready() or x == self._x:
            return
        if self._before is None:
            self._before = self._x
        self._x = x
        self.update()
        self._tell(x, True)

    def _end_gesture(self) -> None:
        self._rest.stop()
        if self._before is not None:
            self._before = None
            self._tell(self._x, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the knob, or call it to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        place = event.position()
        held = self._holds(place)
        self._grip = place.x() - self.knob().x() if held else 0.0
        if not held:
            self._move(self._x_at(place.x(), _is_fine(event)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the knob sideways, Shift finer."""
        if self._grip is not None:
            self._move(self._x_at(event.position().x() - self._grip, _is_fine(event)))
        else:
            self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the knob."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self._end_gesture()
            self._point(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press is a press."""
        self.mousePressEvent(event)

    def _point(self, place: QPointF) -> None:
        if self._ready() and self._holds(place):
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step while the plot has the keyboard; else let the page scroll."""
        if not self.hasFocus():
            event.ignore()
            return
        for count in self._wheel.take(event):
            self._move(self._stepped(count))
        self._rest.start()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step the knob, Shift by a tenth, Ctrl ten times as far."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self._keyboard_focus = True
        self._move(self._stepped(way * step_factor(event.modifiers())))
        self.update()

    def press_key(self, key: Qt.Key) -> bool:
        """Some keys go far at once, Esc gives a drag up."""
        goal = self._goal(key)
        if goal is not None:
            self._move(goal)
        elif key == Qt.Key.Key_Escape and self._before is not None:
            self._grip = None
            self._move(self._before)
            self._end_gesture()
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one gesture."""
        if self._grip is None and not event.isAutoRepeat():
            self._end_gesture()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What the keyboard moved rests."""
        super().focusOutEvent(event)
        if self._grip is None:
            self._end_gesture()


def _is_fine(event: QMouseEvent) -> bool:
    return step_factor(event.modifiers()) == FINE

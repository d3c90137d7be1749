"""The base of maps: a part of the plane that is zoomed, moved and read, and keys for what is on it.

Heat map and plane say what stands on the map and what a press takes hold of. A map tells its owner
which part a person wants to look at, and shows it when it is told to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.map.window import ZOOM_STEP, Place, Window, move_step
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.numbers.step_keys import WheelSteps, step_factor
from lossviz.widgets.painting.picture_widget import PictureWidget
from lossviz.widgets.painting.plot_frame import PlotFrame

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

GRIP = 14  # logical px around a point where a press takes it without moving it
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS = {Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Equal: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP}
_START = Window(0.0, 0.0, 1.0)
_DECIMALS = 12  # of places: 0.1 + 0.2 is 0.3 on screen


class MapView(PictureWidget):
    """Shows a `Window` of the plane. One that is not `by_hand` only follows, as another one moves.

    The wheel and + − zoom, the middle button moves the map, 0 asks for all of it; the left button
    and the arrow keys are for what stands on it.
    """

    hovered = Signal(object)
    """The place under the pointer, or None."""
    window_wanted = Signal(object)
    """Another `Window` to look at, or None: the one that shows all."""
    resized = Signal(int, int)
    """Device pixels that the map is wide and high."""

    def __init__(
        self,
        theme: Theme,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        by_hand: bool = True,
    ) -> None:
        super().__init__(theme, accessible_name, parent, ringed=True)
        self._window = _START
        self._by_hand = by_hand
        self._pan: QPointF | None = None  # where the middle button went down
        self._wheel = WheelSteps()
        if by_hand:
            self.setCursor(Qt.CursorShape.CrossCursor)

    # What a map says

    def area(self) -> QRectF:
        """Where in the widget the map is drawn."""
        raise NotImplementedError

    def is_dragging(self) -> bool:
        """Whether the left button holds something that stands on the map."""
        return False

    def press(self, at: QPointF, event: QMouseEvent) -> bool:
        """Take hold of what is there; False where a press is not the map's."""
        return False

    def drag_to(self, at: QPointF) -> None:
        """Move what is held to the pointer."""

    def release(self) -> None:
        """Let go of what is held."""

    def hover(self, at: QPointF) -> None:
        """Say what is under the pointer while nothing is held."""
        self.hovered.emit(self.data_at(at) if self.frame.rect.contains(at) else None)

    def step(self, way: tuple[int, int], factor: float) -> None:
        """Move what the keys move, right and up, by so many times what one key press does."""

    def end_gesture(self) -> None:
        """A key or a button is up, or the keyboard goes elsewhere: what was moved has arrived."""

    def looked_at(self) -> Place:
        """The place that keys zoom around."""
        return self._window.w1, self._window.w2

    # What it shows

    def show_window(self, window: Window) -> None:
        """Look at another part of the plane."""
        if window != self._window:
            self._window = window
            self.update()

    @property
    def aspect(self) -> float:
        """How many times as wide as high the map is."""
        area = self.area()
        return area.width() / area.height()

    @property
    def frame(self) -> PlotFrame:
        """Where the map is drawn, and which part of the plane."""
        return PlotFrame(self.area(), *self._window.ranges(self.aspect))

    def pixels(self) -> tuple[int, int]:
        """Device pixels that the map is wide and high."""
        area, ratio = self.area(), self.devicePixelRatioF()
        return round(area.width() * ratio), round(area.height() * ratio)

    def data_at(self, at: QPointF) -> Place:
        """The place at a pixel, beyond the map too."""
        frame = self.frame
        low, high = frame.y_range
        share = (frame.rect.bottom() - at.y()) / frame.rect.height()
        return frame.data_x(at.x()), low + share * (high - low)

    def paint_stretched(
        self, painter: QPainter, frame: PlotFrame, image: QImage, x_range: Range, y_range: Range
    ) -> None:
        """Draw a picture of a part of the plane where that part lies; clip to the frame before.

        A picture of all that is seen keeps its pixels: drawing them half a pixel off would blur.
        """
        corner = QPointF(frame.x(x_range[0]), frame.y(y_range[1]))
        area = QRectF(corner, QPointF(frame.x(x_range[1]), frame.y(y_range[0])))
        room = (-0.5, -0.5, 0.5, 0.5)
        exact = frame.rect.adjusted(*room).contains(area)
        exact = exact and area.adjusted(*room).contains(frame.rect)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(frame.rect if exact else area, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size needs another picture."""
        super().resizeEvent(event)
        self.resized.emit(*self.pixels())

    # Steps

    def least_step(self) -> float:
        """What places are rounded to: a tenth of what an arrow key moves."""
        low, high = self.frame.y_range
        return move_step(high - low) / 10

    def rounded(self, to: Place) -> Place:
        """A place in whole steps of what a fine key moves."""
        step = self.least_step()
        x, y = (round(round(each / step) * step, _DECIMALS) for each in to)
        return x, y

    def stepped(self, start: Place, way: tuple[int, int], factor: float) -> Place:
        """The place that an arrow key goes to from another one."""
        step, ((x, y), (right, up)) = factor * self.least_step() * 10, (start, way)
        return round(x + right * step, _DECIMALS), round(y + up * step, _DECIMALS)

    # Looking by hand

    def zoom(self, factor: float, around: Place) -> None:
        """Ask for a closer look (factor above 1) around a place."""
        self.window_wanted.emit(self._window.zoomed(factor, *around))

    def _pan_to(self, start: QPointF, at: QPointF) -> None:
        before, now = self.data_at(start), self.data_at(at)
        self._pan = at
        self.window_wanted.emit(self._window.moved(before[0] - now[0], before[1] - now[1]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button moves the map, the left one takes what stands on it."""
        at = event.position()
        if self._by_hand and event.button() == Qt.MouseButton.MiddleButton:
            self._pan = at
        elif event.button() != Qt.MouseButton.LeftButton or not self.press(at, event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press is a press."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held or the map, else read what is under the pointer."""
        at = event.position()
        if self.is_dragging():
            self.drag_to(at)
        elif self._pan is not None:
            self._pan_to(self._pan, at)
        else:
            self.hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.release()
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._pan = None

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is under the pointer."""
        self.hovered.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Look closer at what is under the pointer, or less close."""
        at = event.position()
        if not self._by_hand or not self.frame.rect.contains(at):
            event.ignore()
            return
        for count in self._wheel.take(event):
            self.zoom(ZOOM_STEP if count > 0 else 1 / ZOOM_STEP, self.data_at(at))
        event.accept()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by 0.01 where some units are seen (Shift a tenth, Ctrl ten times)."""
        key = Qt.Key(event.key())
        if self._by_hand and key in ARROWS:
            self._keyboard_focus = True
            self.step(ARROWS[key], step_factor(event.modifiers()))
        else:
            super().keyPressEvent(event)

    def press_key(self, key: Qt.Key) -> bool:
        """+ − zoom, 0 shows all; True when it was one of ours."""
        if self._by_hand and key in _ZOOMS:
            self.zoom(_ZOOMS[key], self.looked_at())
        elif self._by_hand and key == Qt.Key.Key_0:
            self.window_wanted.emit(None)
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if event.key() in ARROWS and not event.isAutoRepeat() and not self.is_dragging():
            self.end_gesture()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A gesture ends with the focus."""
        super().focusOutEvent(event)
        if not self.is_dragging():
            self.end_gesture()

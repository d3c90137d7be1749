"""The plane in hand: its points are chosen, dragged, stepped, added, removed and given classes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.map.places import place
from lossviz.widgets.map.window import ZOOM_STEP, move_step
from lossviz.widgets.numbers.step_keys import WheelSteps, step_factor
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.plane.plane_canvas import PlaneCanvas
from lossviz.widgets.plane.plane_picture import Place, PlanePicture
from lossviz.widgets.plane.point_moves import PointMove
from lossviz.widgets.plane.point_places import (
    diameters,
    nearest_point,
    point_after,
    point_at,
)

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_GRIP = 14  # logical px around a point where a press takes it without moving it
_EDGE = 8  # logical px beyond the frame where points at its edge are still taken
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS = {Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Equal: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP}
_CHOICES = {
    Qt.Key.Key_N: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_P: -1,
    Qt.Key.Key_PageUp: -1,
}
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ADDS = (Qt.Key.Key_A, Qt.Key.Key_Insert)
_CLASSES = {Qt.Key(Qt.Key.Key_0 + y): y for y in range(8)}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class PlaneView(PlaneCanvas):
    """A `PlaneCanvas` that tells what the person does with the points, and where one looks."""

    point_moved = Signal(int, float, float, bool)
    """A point's number, its new x0 and x1, and whether the gesture goes on; its end repeats them,
    or gives the place of before where the person gave up."""
    point_chosen = Signal(object)
    """The number of the point that is chosen now, or None."""
    point_added = Signal(float, float)
    """x0 and x1 of a new point."""
    room_wanted = Signal()
    """A new point is wanted, wherever there is room for it."""
    point_removed = Signal(int)
    """The number of a point to remove."""
    class_wanted = Signal(int, int)
    """A point's number, and the class it is to have."""
    hovered = Signal(object)
    """(x0, x1) under the pointer, or None."""
    window_wanted = Signal(object)
    """Another `Window` to look at, or None: the one that shows all."""

    def __init__(
        self, theme: Theme, accessible_name: str = "Plane of points", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, accessible_name, parent)
        self._chosen: int | None = None
        self._move: PointMove | None = None  # until pictures have answered it
        self._in_gesture = False
        self._dragged: int | None = None
        self._grip = QPointF()  # from the pointer to the point that is dragged
        self._pan: QPointF | None = None  # where the middle button went down
        self._wheel = WheelSteps()
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_picture(self, picture: PlanePicture) -> None:
        """Show other points and lines."""
        super().show_picture(picture)
        self._chosen = picture.choice
        count, move = len(picture.dots), self._move
        if self._dragged is not None and self._dragged >= count:
            self._dragged = None
        if move is None:
            return
        if move.index >= count:
            self._forget_move()
        elif move.answer(picture.dots.place(move.index)) and not self._in_gesture:
            self._move = None

    def chosen_area(self, frame: PlotFrame) -> QRectF:
        """A point is seen beyond the frame while it is dragged there."""
        return frame.rect if self._dragged is None else QRectF(self.rect())

    # Dragging and looking

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a point, add one with Shift, or let go; the middle button moves the plane."""
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = at
        elif event.button() != Qt.MouseButton.LeftButton or not self._edge().contains(at):
            super().mousePressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._add_at(at)
        else:
            self._take(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the empty plane it adds a point; elsewhere a second press is a press."""
        at = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self._point_at(at) is None:
            self._add_at(at)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point or the plane, else read what is under the pointer."""
        at = event.position()
        if self._dragged is not None:
            self._drag_to(self._dragged, at + self._grip)
        elif self._pan is not None:
            self._pan_to(at)
        else:
            over = self._point_at(at) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor)
            self.hovered.emit(self._data(at) if self.frame.rect.contains(at) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() == Qt.MouseButton.LeftButton and self._dragged is not None:
            self._dragged = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self._end_gesture()
            self.update()
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._pan = None

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is under the pointer."""
        self.hovered.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Look closer at what is under the pointer, or less close."""
        at = event.position()
        if not self.frame.rect.contains(at):
            event.ignore()
            return
        for count in self._wheel.take(event):
            self._zoom(ZOOM_STEP if count > 0 else 1 / ZOOM_STEP, self._data(at))
        event.accept()

    def _edge(self) -> QRectF:
        reach = self._theme.px(_EDGE)
        return self.frame.rect.adjusted(-reach, -reach, reach, reach)

    def _point_at(self, at: QPointF) -> int | None:
        """The point that a press would take."""
        if not self._edge().contains(at):
            return None
        radii = diameters(self._picture.dots) * (self._theme.scale / 2)
        reach, pixel = self._theme.px(_GRIP), (at.x(), at.y())
        return point_at(self.places(), radii, pixel, reach, self._chosen)

    def _take(self, at: QPointF) -> None:
        index = self._point_at(at)
        self._end_gesture()
        self._choose(index)
        if index is not None:
            self._dragged = index
            self.hovered.emit(None)  # the table reads the point while it moves
            self._grip = QPointF(*place(self.frame, *self._place_of(index))) - at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _add_at(self, at: QPointF) -> None:
        if self.frame.rect.contains(at):
            self.point_added.emit(*self._rounded(self._data(at)))

    def _drag_to(self, index: int, to: QPointF) -> None:
        """The point stays at the pointer, beyond the frame too, but where it can be seen."""
        x, y = min(max(to.x(), 0), self.width()), min(max(to.y(), 0), self.height())
        self._tell(index, self._rounded(self._data(QPointF(x, y))))

    def _data(self, at: QPointF) -> Place:
        """x0 and x1 at a pixel."""
        frame = self.frame
        low, high = frame.y_range
        share = (frame.rect.bottom() - at.y()) / frame.rect.height()
        return frame.data_x(at.x()), low + share * (high - low)

    def _pan_to(self, at: QPointF) -> None:
        assert self._pan is not None
        before, now = self._data(self._pan), self._data(at)
        self._pan = at
        self.window_wanted.emit(self._window.moved(before[0] - now[0], before[1] - now[1]))

    def _zoom(self, factor: float, around: Place) -> None:
        self.hovered.emit(None)  # something else is under the pointer now
        self.window_wanted.emit(self._window.zoomed(factor, *around))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen point by 0.01 (Shift a tenth, Ctrl ten times); + − zoom.

        N and P choose, A adds, Delete removes, digits and C give a class, Esc gives up a drag or
        lets the point go. 0 shows all where no point is chosen, Ctrl+0 always.
        """
        key, commands = Qt.Key(event.key()), event.modifiers() & _COMMANDS
        if key in _ARROWS:
            self._keyboard_focus = True
            self._step(_ARROWS[key], step_factor(event.modifiers()))
        elif key == Qt.Key.Key_0 and commands == Qt.KeyboardModifier.ControlModifier:
            self.window_wanted.emit(None)
        elif commands or (event.isAutoRepeat() and key in _REMOVES):
            event.ignore()  # held down, Delete removes one point, not one after the other
        else:
            super().keyPressEvent(event)

    def press_key(self, key: Qt.Key) -> bool:
        """Act on a key; True when it was one of ours."""
        if key in _ZOOMS:
            self._zoom(_ZOOMS[key], self._looked_at())
        elif key in _CHOICES:
            self._choose(point_after(self._picture.dots, self._chosen, _CHOICES[key]))
        elif key in _ADDS:
            self.room_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            return self._let_go()
        elif key == Qt.Key.Key_0 and self._chosen is None:
            self.window_wanted.emit(None)
        elif self._chosen is not None:
            return self._press_on_point(self._chosen, key)
        else:
            return False
        return True

    def _press_on_point(self, chosen: int, key: Qt.Key) -> bool:
        """What keys do to the chosen point."""
        y, count = int(self._picture.dots.y[chosen]), self._picture.class_count
        if key in _REMOVES:
            self._remove(chosen)
        elif key == Qt.Key.Key_C:
            self._give_class(chosen, (y + 1) % count)
        elif key in _CLASSES and _CLASSES[key] < count:
            self._give_class(chosen, _CLASSES[key])
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if event.key() in _ARROWS and not event.isAutoRepeat() and self._dragged is None:
            self._end_gesture()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A gesture ends with the focus."""
        super().focusOutEvent(event)
        if self._dragged is None:
            self._end_gesture()

    def _looked_at(self) -> Place:
        """The chosen point, else the middle of what is seen."""
        chosen = self._chosen
        return (self._window.w1, self._window.w2) if chosen is None else self._place_of(chosen)

    def _step(self, way: tuple[int, int], factor: float) -> None:
        """Move the chosen point; where there is none, choose the one nearest to the middle."""
        if self._chosen is None:
            middle = (self._window.w1, self._window.w2)
            self._choose(nearest_point(self._picture.dots, middle))
            return
        (x0, x1), (right, up) = self._place_of(self._chosen), way
        step = factor * self._least_step() * 10
        self._tell(self._chosen, (round(x0 + right * step, 12), round(x1 + up * step, 12)))

    def _give_class(self, chosen: int, y: int) -> None:
        if y != self._picture.dots.y[chosen]:
            self.class_wanted.emit(chosen, y)

    def _remove(self, chosen: int) -> None:
        self._end_gesture()
        self._forget_move()
        self._chosen = None
        self.point_removed.emit(chosen)

    def _let_go(self) -> bool:
        """Give up a drag, else the choice; False where there is neither."""
        self._dragged = None
        if self._in_gesture and self._move is not None:
            self._move.give_up()
            self._end_gesture()
            return True
        chosen = self._chosen
        self._choose(None)
        return chosen is not None

    # What it tells

    def _choose(self, index: int | None) -> None:
        if index != self._chosen:
            self._end_gesture()
            self._chosen = index
            self.point_chosen.emit(index)

    def _tell(self, index: int, to: Place) -> None:
        if self._move is None or self._move.index != index:
            self._move = PointMove(index, self._place_of(index))
        elif not self._in_gesture:
            self._move.begin()
        if self._move.ask(to):
            self._in_gesture = True
            self.point_moved.emit(index, *to, True)

    def _end_gesture(self) -> None:
        if self._in_gesture and self._move is not None:
            self._in_gesture = False
            self.point_moved.emit(self._move.index, *self._move.asked, False)

    def _forget_move(self) -> None:
        self._move, self._in_gesture, self._dragged = None, False, None

    def _place_of(self, index: int) -> Place:
        """Where a point is, or was asked to be; one without a place is fetched to the middle."""
        if self._move is not None and self._move.index == index:
            return self._move.asked
        found = self._picture.dots.place(index)
        return found if all(map(math.isfinite, found)) else (self._window.w1, self._window.w2)

    def _rounded(self, to: Place) -> Place:
        """A place in whole steps of what a fine key moves."""
        step = self._least_step()
        x0, x1 = (round(round(each / step) * step, 12) for each in to)
        return x0, x1

    def _least_step(self) -> float:
        """A tenth of what an arrow key moves."""
        low, high = self.frame.y_range
        return move_step(high - low) / 10

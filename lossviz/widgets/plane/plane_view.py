"""The plane in hand: its points are chosen, dragged, stepped, added, removed and given classes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.map.map_view import ARROWS, GRIP
from lossviz.widgets.map.places import place
from lossviz.widgets.map.point_move import PointMove
from lossviz.widgets.map.window import Place
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.plane.plane_canvas import PlaneCanvas
from lossviz.widgets.plane.plane_picture import PlanePicture
from lossviz.widgets.plane.point_places import diameters, nearest_point, point_after, point_at

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_EDGE = 8  # logical px beyond the frame where points at its edge are still taken
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

    def __init__(
        self, theme: Theme, accessible_name: str = "Plane of points", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, accessible_name, parent, by_hand=True)
        self._chosen: int | None = None
        self._move: PointMove | None = None  # until pictures have answered it
        self._in_gesture = False
        self._dragged: int | None = None
        self._grip = QPointF()  # from the pointer to the point that is dragged

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

    # Taking points

    def is_dragging(self) -> bool:
        """Whether a point is held."""
        return self._dragged is not None

    def press(self, at: QPointF, event: QMouseEvent) -> bool:
        """Take a point, add one with Shift, or let go."""
        if not self._edge().contains(at):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._add_at(at)
        else:
            self._take(at)
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the empty plane it adds a point; elsewhere a second press is a press."""
        at = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self._point_at(at) is None:
            self._add_at(at)
        else:
            super().mouseDoubleClickEvent(event)

    def drag_to(self, at: QPointF) -> None:
        """The point stays at the pointer, beyond the frame too, but where it can be seen."""
        if self._dragged is None:
            return
        to = at + self._grip
        x, y = min(max(to.x(), 0), self.width()), min(max(to.y(), 0), self.height())
        self._tell(self._dragged, self.rounded(self.data_at(QPointF(x, y))))

    def release(self) -> None:
        """The point has arrived."""
        if self._dragged is not None:
            self._dragged = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.end_gesture()
            self.update()

    def hover(self, at: QPointF) -> None:
        """Show whether a press would take a point; say what is under the pointer."""
        over = self._point_at(at) is not None
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor)
        super().hover(at)

    def _edge(self) -> QRectF:
        reach = self._theme.px(_EDGE)
        return self.frame.rect.adjusted(-reach, -reach, reach, reach)

    def _point_at(self, at: QPointF) -> int | None:
        """The point that a press would take."""
        if not self._edge().contains(at):
            return None
        radii = diameters(self._picture.dots) * (self._theme.scale / 2)
        reach, pixel = self._theme.px(GRIP), (at.x(), at.y())
        return point_at(self.places(), radii, pixel, reach, self._chosen)

    def _take(self, at: QPointF) -> None:
        index = self._point_at(at)
        self.end_gesture()
        self._choose(index)
        if index is not None:
            self._dragged = index
            self.hovered.emit(None)  # the table reads the point while it moves
            self._grip = QPointF(*place(self.frame, *self._place_of(index))) - at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _add_at(self, at: QPointF) -> None:
        if self.frame.rect.contains(at):
            self.point_added.emit(*self.rounded(self.data_at(at)))

    def zoom(self, factor: float, around: Place) -> None:
        """Look closer: something else is under the pointer then."""
        self.hovered.emit(None)
        super().zoom(factor, around)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen point by 0.01 (Shift a tenth, Ctrl ten times); + − zoom.

        N and P choose, A adds, Delete removes, digits and C give a class, Esc gives up a drag or
        lets the point go. 0 shows all where no point is chosen, Ctrl+0 always.
        """
        key, commands = Qt.Key(event.key()), event.modifiers() & _COMMANDS
        if key in ARROWS:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_0 and commands == Qt.KeyboardModifier.ControlModifier:
            self.window_wanted.emit(None)
        elif commands or (event.isAutoRepeat() and key in _REMOVES):
            event.ignore()  # held down, Delete removes one point, not one after the other
        else:
            super().keyPressEvent(event)

    def press_key(self, key: Qt.Key) -> bool:
        """Act on a key; True when it was one of ours."""
        if key in _CHOICES:
            self._choose(point_after(self._picture.dots, self._chosen, _CHOICES[key]))
        elif key in _ADDS:
            self.room_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            return self._let_go()
        else:
            on_point = self._chosen is not None and self._press_on_point(self._chosen, key)
            return on_point or super().press_key(key)
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

    def looked_at(self) -> Place:
        """The chosen point, else the middle of what is seen."""
        chosen = self._chosen
        return super().looked_at() if chosen is None else self._place_of(chosen)

    def step(self, way: tuple[int, int], factor: float) -> None:
        """Move the chosen point; where there is none, choose the one nearest to the middle."""
        if self._chosen is None:
            self._choose(nearest_point(self._picture.dots, super().looked_at()))
        else:
            start = self._place_of(self._chosen)
            self._tell(self._chosen, self.stepped(start, way, factor))

    def _give_class(self, chosen: int, y: int) -> None:
        if y != self._picture.dots.y[chosen]:
            self.class_wanted.emit(chosen, y)

    def _remove(self, chosen: int) -> None:
        self.end_gesture()
        self._forget_move()
        self._chosen = None
        self.point_removed.emit(chosen)

    def _let_go(self) -> bool:
        """Give up a drag, else the choice; False where there is neither."""
        self._dragged = None
        if self._in_gesture and self._move is not None:
            self._move.give_up()
            self.end_gesture()
            return True
        chosen = self._chosen
        self._choose(None)
        return chosen is not None

    # What it tells

    def _choose(self, index: int | None) -> None:
        if index != self._chosen:
            self.end_gesture()
            self._chosen = index
            self.point_chosen.emit(index)

    def _tell(self, index: int, to: Place) -> None:
        if self._move is None or self._move.index != index:
            self._move = PointMove(self._place_of(index), index)
        elif not self._in_gesture:
            self._move.begin()
        if self._move.ask(to):
            self._in_gesture = True
            self.point_moved.emit(index, *to, True)

    def end_gesture(self) -> None:
        """The point has arrived: say so."""
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
        return found if all(map(math.isfinite, found)) else super().looked_at()

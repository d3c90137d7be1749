"""What a hand does to the points: on the plane, in their table, and with whole data sets."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from lossviz.data.points import MOST_POINTS
from lossviz.panels.playground import state as actions
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.point_set import PointSet, free_place
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState
from lossviz.panels.playground.ui.points_part import PointsPart
from lossviz.widgets.map.window import Window
from lossviz.widgets.plane.plane_view import PlaneView

Action = Callable[[PlaygroundState], PlaygroundState]


class PointHand(QObject):
    """Makes edits of gestures; what becomes of them, it is shown.

    What shows the points may be a report behind: a point that was taken back is no more.
    """

    edited = Signal(object, str, bool)
    """An action on the state, its name, and whether its gesture goes on."""
    looked = Signal(dict)
    """Fields of the view that change."""
    held_changed = Signal()
    """`held` is another."""

    def __init__(
        self, plane: PlaneView, points: PointsPart, state: PlaygroundState, view: PlaygroundSight
    ) -> None:
        super().__init__(points)
        self._state, self._view = state, view
        self._class = 0  # of the next point that is added
        self._before_drag: PlaygroundState | None = None
        self.held: Window | None = None  # where the plane stays while a point is dragged
        self._wire_plane(plane, points)
        self._wire_data_set(points)

    def show_state(self, state: PlaygroundState) -> None:
        """The points of now; with others the one in hand may be gone, and its gesture with it."""
        before, self._state = self._state.points, state
        if len(before.y) != len(state.points.y):
            self._hold(None)
            if not begins_with(state.points, before):
                self.looked.emit({"chosen": None})

    def show_view(self, view: PlaygroundSight) -> None:
        """Where one looks."""
        self._view = view

    def _wire_plane(self, plane: PlaneView, points: PointsPart) -> None:
        plane.point_moved.connect(self._move)
        plane.point_added.connect(self._add)
        plane.room_wanted.connect(self._add_somewhere)
        points.add_wanted.connect(self._add_somewhere)
        points.table.number_edited.connect(self._edit_number)
        for part in (plane, points.table):
            part.point_chosen.connect(self._choose)
            part.point_removed.connect(self._remove)
            part.class_wanted.connect(self._give_class)

    def _wire_data_set(self, points: PointsPart) -> None:
        points.dataset_chosen.connect(self._choose_dataset)
        points.drawing_changed.connect(self._redraw)
        points.classes_wanted.connect(self._set_classes)
        points.share_wanted.connect(self._set_share)
        points.redraw_wanted.connect(
            lambda: self._redraw("data_seed", random.randrange(actions.LARGEST_SEED + 1), False)
        )

    def _edit(self, action: Action, what: str, in_gesture: bool = False) -> bool:
        """Ask for an edit; False where it was refused."""
        before = self._state
        self.edited.emit(action, what, in_gesture)
        return self._state is not before

    # A point

    def _is_there(self, i: int) -> bool:
        return i < len(self._state.points.y)

    def _move(self, i: int, x0: float, x1: float, in_gesture: bool) -> None:
        if not self._is_there(i):
            return
        if in_gesture and self.held is None:
            self._hold(vm.window(self._state, self._view))
            self._before_drag = self._state
        before = self._before_drag
        if not in_gesture and before is not None and is_at(before.points, i, (x0, x1)):
            self._edit(lambda _: before, "point")  # it was given up: the data set is what it was
        else:
            self._edit(lambda state: actions.with_point(state, i, x0, x1), "point", in_gesture)
        if not in_gesture:
            self._hold(None)

    def _hold(self, window: Window | None) -> None:
        """Keep the plane where it is while a point is dragged; None lets it follow again."""
        if window != self.held:
            self.held = window
            self._before_drag = None
            self.held_changed.emit()

    def _edit_number(self, i: int, column: int, value: float, in_gesture: bool) -> None:
        if not self._is_there(i):
            return
        x = self._state.points.X[i].tolist()
        x[column] = value
        self._edit(lambda state: actions.with_point(state, i, x[0], x[1]), "point", in_gesture)

    def _add(self, x0: float, x1: float) -> None:
        """A point of the class in hand; it is chosen, so that a digit gives it another one."""
        y = min(self._class, self._state.C - 1)
        if self._edit(lambda state: actions.with_point_added(state, x0, x1, y), "add point"):
            self._choose(len(self._state.points.y) - 1)

    def _add_somewhere(self) -> None:
        if len(self._state.points.y) >= MOST_POINTS:
            self._add(0.0, 0.0)  # it is refused, and that is said
            return
        self._add(*free_place(self._state.points, vm.window(self._state, self._view)))

    def _remove(self, i: int) -> None:
        if self._is_there(i) and self._edit(
            lambda state: actions.with_point_removed(state, i), "remove point"
        ):
            self._choose(None)

    def _give_class(self, i: int, y: int) -> None:
        if not self._is_there(i):
            return
        self._edit(lambda state: actions.with_class(state, i, y), "class of a point")
        if self._state.points.y[i] == y:  # it was not refused
            self._class = y

    def _choose(self, i: int | None) -> None:
        if i is not None and not self._is_there(i):
            return
        if i is not None:
            self._class = int(self._state.points.y[i])
        self.looked.emit({"chosen": i})

    # The data set

    def _choose_dataset(self, key: str) -> None:
        self._edit(lambda state: actions.with_dataset(state, key), "data set")
        self.looked.emit({"chosen": None, "window": None})

    def _redraw(self, name: str, value: float, in_gesture: bool) -> None:
        """The same kind of points, with another number, noise or seed."""
        what = vm.SETTING_TITLES.get(name, "other points")
        self._edit(
            lambda state: actions.with_dataset(state, state.dataset, **{name: value}),
            what, in_gesture,
        )  # fmt: skip

    def _set_classes(self, C: int, in_gesture: bool) -> None:
        self._edit(lambda state: actions.with_class_count(state, C), "classes", in_gesture)

    def _set_share(self, share: float, in_gesture: bool) -> None:
        self._edit(lambda state: actions.with_share(state, share), "held out", in_gesture)


def is_at(points: PointSet, i: int, place: tuple[float, float]) -> bool:
    """Whether there is a point of that number just there."""
    return i < len(points.y) and tuple(points.X[i].tolist()) == place


def begins_with(points: PointSet, before: PointSet) -> bool:
    """Whether points only came to those of before, at their end, so that all kept their numbers."""
    count = len(before.y)
    return len(points.y) > count and np.array_equal(points.X[:count], before.X)

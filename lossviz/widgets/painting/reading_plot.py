"""A plot of which one point is read: under the pointer, or where the arrow keys went."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.picture_widget import PictureWidget

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: math.inf}
_FAST = 10  # points that a Shift step takes


def points_stepped(event: QKeyEvent) -> int:
    """How many points an arrow key goes to the right, ten at a time with Shift; 0 for others."""
    fast = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return _STEPS.get(Qt.Key(event.key()), 0) * (_FAST if fast else 1)


class ReadingPlot(PictureWidget):
    """Holds which point is read, and turns what a person does into points to read."""

    def __init__(self, theme: Theme, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, accessible_name, parent, ringed=True)
        self._point: int | None = None

    # What a plot says

    def lay_out(self) -> None:
        """Fit what is shown to the widget's size."""
        raise NotImplementedError

    def words(self) -> str:
        """What is shown, or the point that is read, for screen readers."""
        raise NotImplementedError

    def point_count(self) -> int:
        """How many points can be read."""
        raise NotImplementedError

    def point_under(self, place: QPointF) -> float | None:
        """The point nearest to the pointer; None while it is not over the plot."""
        raise NotImplementedError

    def first_read(self) -> float:
        """The point that an arrow key reads first: the last, unless a plot says another."""
        return math.inf

    # Reading

    @property
    def point(self) -> int | None:
        """Index of the point that is read, or None."""
        return self._point

    def read(self, point: float | None) -> None:
        """Read the nearest point that there is, or none."""
        point = None if point is None else self._inside(point)
        if point != self._point:
            self._point = point
            self.describe(self.words())
            self.update()

    def keep_reading(self, point: float | None) -> None:
        """What is shown has changed: the point that was read is this one now."""
        self._point = None if point is None else self._inside(point)
        self.describe(self.words())

    def _inside(self, point: float) -> int | None:
        count = self.point_count()
        return round(min(max(point, 0), count - 1)) if count else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the point nearest to the pointer."""
        self.read(self.point_under(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Hide the readout, unless the keyboard holds it."""
        if not self.shows_focus():
            self.read(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the readout."""
        super().focusOutEvent(event)
        self.read(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step over the points, Shift ten at a time."""
        step = points_stepped(event)
        if not step:
            super().keyPressEvent(event)
            return
        self._keyboard_focus = True
        self.read(self.first_read() if self._point is None else self._point + step)

    def press_key(self, key: Qt.Key) -> bool:
        """Home and End read the first and the last point, Esc reads none."""
        if key in _ENDS:
            self.read(_ENDS[key])
        elif key == Qt.Key.Key_Escape and self._point is not None:
            self.read(None)
        else:
            return False
        return True

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the lines to the new size."""
        self.lay_out()

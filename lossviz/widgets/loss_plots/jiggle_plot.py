"""Both losses as functions of the change of one score, with a handle to drag along them.

Painted rather than plotted: two hundred points a line are drawn in a fraction of a millisecond, and
every drag of the handle draws them anew.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture
from lossviz.widgets.loss_plots.jiggle_scene import JiggleScene
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.numbers.steady_range import steady_top
from lossviz.widgets.numbers.step_keys import FINE, step_factor
from lossviz.widgets.painting.picture_widget import PictureWidget
from lossviz.widgets.painting.plot_frame import PlotFrame

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

STEP = 0.1
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_BACK_TO_NOW = (Qt.Key.Key_Home, Qt.Key.Key_0)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class JigglePlot(PictureWidget):
    """Draws a `JigglePicture`; the handle tells where a person wants to look.

    `compact` heads the plot with its title and losses in place of names at the lines' ends, for
    several plots in a row.
    """

    offset_changed = Signal(float, bool)
    """The offset under the handle, and whether the gesture goes on; its end repeats it."""
    applied = Signal()
    """The score is to be set to where the handle is."""

    def __init__(
        self,
        theme: Theme,
        accessible_name: str = "Jiggle",
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, accessible_name, parent)
        self._compact = compact
        self._picture: JigglePicture | None = None
        self._offset = 0.0
        self._x_range: Range = (-1.0, 1.0)
        self._top = 1.0
        self._heading_lines = 0
        self._before: float | None = None  # the offset at the start of a gesture
        self._grip: float | None = None  # px from the handle's middle to the pointer
        self._scene = JiggleScene(theme, compact=compact)
        self._lay_out()

    # What it shows

    def show_picture(self, picture: JigglePicture, x_range: Range | None = None) -> None:
        """Show other data; `x_range` is given where plots in a row share it.

        The handle goes where the picture has it, unless a person holds it.
        """
        self._picture = picture
        self._x_range = picture.x_range if x_range is None else x_range
        self._top = steady_top(self._top, [picture.greatest()])
        if self._before is None:
            self._offset = picture.at[0]
        self._lay_out()
        self._describe(picture)

    @property
    def picture(self) -> JigglePicture | None:
        """What is shown."""
        return self._picture

    @property
    def offset(self) -> float:
        """Where the handle is."""
        return self._offset

    @property
    def frame(self) -> PlotFrame:
        """Where the lines lie."""
        return self._scene.frame

    def set_offset(self, offset: float) -> None:
        """Move the handle without a signal."""
        self._offset = self._clamped(offset)
        self.update()

    def handle_rect(self) -> QRectF:
        """Where the handle is painted."""
        return self._scene.handle(self._offset)

    def readout_rect(self) -> QRectF:
        """Where the values at the cursor are painted."""
        picture = self._picture
        return QRectF() if picture is None else self._scene.readout(picture, self._offset).box

    def heading_lines(self) -> int:
        """Lines that the heading takes at this width."""
        return self._scene.heading_lines(self._picture, self.width())

    def set_heading_lines(self, count: int) -> None:
        """Leave room for so many lines: plots in a row begin at the same height."""
        if count != self._heading_lines:
            self._heading_lines = count
            self._lay_out()

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._scene = JiggleScene(theme, compact=self._compact)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As in the design."""
        width, height = (200, 230) if self._compact else (310, 290)
        return QSize(self._theme.px(width), self._theme.px(height))

    def minimumSizeHint(self) -> QSize:
        """The least that still has room for the readout beside the cursor."""
        width, height = (140, 190) if self._compact else (250, 180)
        return QSize(self._theme.px(width), self._theme.px(height))

    def _lay_out(self) -> None:
        size = QSizeF(self.size())
        self._scene.lay_out(self._picture, size, self._x_range, self._top, self._heading_lines)
        self.update()

    def _describe(self, picture: JigglePicture) -> None:
        words = picture.words()
        if self._compact:
            words = f"{picture.title}: {words}"
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # Moving the handle

    def _clamped(self, offset: float) -> float:
        low, high = self._x_range
        return round(min(max(offset, low), high), 10) + 0.0

    def _move(self, offset: float) -> None:
        offset = self._clamped(offset)
        if self._picture is None or offset == self._offset:
            return
        if self._before is None:
            self._before = self._offset
        self._offset = offset
        self.update()
        self.offset_changed.emit(offset, True)

    def _end_gesture(self) -> None:
        if self._before is not None:
            self._before = None
            self.offset_changed.emit(self._offset, False)

    def _drag_to(self, column: float, fine: bool) -> None:
        low, high = self._x_range
        # Round numbers: the finest decimal that the pointer can tell apart, with Shift one finer.
        decimals = -math.ceil(math.log10((high - low) / max(self.frame.rect.width(), 1)) - 1e-9)
        self._move(round(self.frame.data_x(column), decimals + fine))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle, or call it to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        place = event.position()
        held = self._on_handle(place)
        self._grip = place.x() - self.handle_rect().center().x() if held else 0.0
        if not held:
            self._drag_to(place.x(), _is_fine(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle sideways, Shift finer."""
        if self._grip is not None:
            self._drag_to(event.position().x() - self._grip, _is_fine(event))
        else:
            self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the handle."""
        self._grip = None
        self._end_gesture()
        self._point(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the handle: set the score to where it is."""
        if self._picture is not None and self._on_handle(event.position()):
            self.applied.emit()
        else:
            self.mousePressEvent(event)

    def _on_handle(self, place: QPointF) -> bool:
        reach = self._theme.px(4)
        return self.handle_rect().adjusted(-reach, -reach, reach, reach).contains(place)

    def _point(self, place: QPointF) -> None:
        if self._on_handle(place):
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the handle by 0.1 (Shift 0.01, Ctrl 1)."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self._keyboard_focus = True
        self._move(self._offset + way * STEP * step_factor(event.modifiers()))
        self.update()

    def press_key(self, key: Qt.Key) -> bool:
        """Home and 0 go back to now, Enter applies, Esc gives a drag up."""
        if key in _BACK_TO_NOW:
            self._move(0.0)
        elif key in _ENTER and self._picture is not None:
            self._end_gesture()
            self.applied.emit()
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

    # Painting

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the lines to the new size."""
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, lines, cursor."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.color("surface.plot"))
        self._scene.paint(painter, self._offset, focused=self.shows_focus())


def _is_fine(event: QMouseEvent) -> bool:
    return step_factor(event.modifiers()) == FINE

"""Both losses as functions of the change of one score, with a handle to drag along them.

Painted rather than plotted: two hundred points a line are drawn in a fraction of a millisecond, and
every drag of the handle draws them anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture
from lossviz.widgets.loss_plots.jiggle_scene import JiggleScene
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.numbers.steady_range import steady_top
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.sliding_plot import SlidingPlot

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

STEP = 0.1
_DECIMALS = 10  # of offsets: 0.1 + 0.2 is 0.3 on screen
_BACK_TO_NOW = (Qt.Key.Key_Home, Qt.Key.Key_0)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class JigglePlot(SlidingPlot):
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
        super().__init__(theme, accessible_name, parent, ringed=False)
        self._compact = compact
        self._picture: JigglePicture | None = None
        self._x_range: Range = (-1.0, 1.0)
        self._top = 1.0
        self._heading_lines = 0
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
        self._follow(picture.at[0])
        self._lay_out()
        words = picture.words()
        self.describe(f"{picture.title}: {words}" if self._compact else words)

    @property
    def picture(self) -> JigglePicture | None:
        """What is shown."""
        return self._picture

    @property
    def offset(self) -> float:
        """Where the handle is."""
        return self._x

    @property
    def frame(self) -> PlotFrame:
        """Where the lines lie."""
        return self._scene.frame

    def set_offset(self, offset: float) -> None:
        """Move the handle without a signal."""
        low, high = self._x_range
        self._x = _round(min(max(offset, low), high))
        self.update()

    def handle_rect(self) -> QRectF:
        """Where the handle is painted."""
        return self._scene.handle(self._x)

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
        width, height = (120, 128) if self._compact else (180, 128)
        return QSize(self._theme.px(width), self._theme.px(height))

    def _lay_out(self) -> None:
        size = QSizeF(self.size())
        self._scene.lay_out(self._picture, size, self._x_range, self._top, self._heading_lines)
        self.update()

    # The handle

    def knob(self) -> QPointF:
        """The middle of the handle in pixels."""
        return self.handle_rect().center()

    def _tell(self, x: float, goes_on: bool) -> None:
        self.offset_changed.emit(x, goes_on)

    def _ends(self) -> Range:
        low, high = self._x_range
        return _round(low), _round(high)

    def _x_at(self, column: float, fine: bool) -> float:
        return self.frame.round_x(column, finer=fine)

    def _stepped(self, count: float) -> float:
        return _round(self._x + count * STEP)

    def _holds(self, place: QPointF) -> bool:
        reach = self._theme.px(4)
        return self.handle_rect().adjusted(-reach, -reach, reach, reach).contains(place)

    def _ready(self) -> bool:
        return self._picture is not None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the handle: set the score to where it is."""
        if self._ready() and self._holds(event.position()):
            self.applied.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _goal(self, key: Qt.Key) -> float | None:
        """Home and 0 go back to now."""
        return 0.0 if key in _BACK_TO_NOW else None

    def press_key(self, key: Qt.Key) -> bool:
        """Enter applies."""
        if key not in _ENTER or not self._ready():
            return super().press_key(key)
        self._end_gesture()
        self.applied.emit()
        return True

    # Painting

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the lines to the new size."""
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, lines, cursor."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.color("surface.plot"))
        self._scene.paint(painter, self._x, focused=self.shows_focus())


def _round(offset: float) -> float:
    return round(offset, _DECIMALS) + 0.0

"""Lines over a quantity that a person changes, with a handle to slide it along them.

Painted rather than plotted: every drag draws all lines anew, some hundred points each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, QSizeF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.curve_plot.cursor_picture import CursorPicture
from lossviz.widgets.curve_plot.cursor_scene import CursorScene
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.sliding_plot import SlidingPlot

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_WIDTH, _LEAST_WIDTH, _LEAST_HEIGHT = 430, 240, 132


class CursorPlot(SlidingPlot):
    """Draws a `CursorPicture`; its object name is what its handle changes."""

    value_changed = Signal(float, bool)
    """The x under the handle, and whether the gesture goes on; its end repeats it."""

    def __init__(self, theme: Theme, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, accessible_name, parent, ringed=False)
        self._picture: CursorPicture | None = None
        self._scene = CursorScene(PlotText(theme))

    def show_picture(self, picture: CursorPicture) -> None:
        """Show other data; the handle goes where the picture has it, unless a person holds it."""
        self._picture = picture
        self._follow(picture.at)
        self._lay_out()
        self.describe(picture.words)

    @property
    def picture(self) -> CursorPicture | None:
        """What is shown."""
        return self._picture

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._scene = CursorScene(PlotText(theme))
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Low: the column gives it all the height that is left."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_LEAST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The least that still has room for three ticks and the names."""
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(_LEAST_HEIGHT))

    def _lay_out(self) -> None:
        self._scene.lay_out(self._picture, QSizeF(self.size()))
        self.update()

    # The handle

    def knob(self) -> QPointF:
        """The middle of the handle in pixels."""
        return self._scene.handle(self._x).center()

    def _tell(self, x: float, goes_on: bool) -> None:
        self.value_changed.emit(x, goes_on)

    def _ends(self) -> Range:
        if self._picture is None:
            return 0.0, 1.0
        return self._picture.scale.minimum, self._picture.scale.maximum

    def _x_at(self, column: float, fine: bool) -> float:
        assert self._picture is not None
        rect = self._scene.frame.rect
        share = (column - rect.left()) / max(rect.width(), 1.0)
        return self._picture.scale.at(min(max(share, 0.0), 1.0))

    def _stepped(self, count: float) -> float:
        return self._x if self._picture is None else self._picture.scale.stepped(self._x, count)

    def _holds(self, place: QPointF) -> bool:
        reach = self._theme.px(4)
        return self._scene.handle(self._x).adjusted(-reach, -reach, reach, reach).contains(place)

    def _ready(self) -> bool:
        return self._picture is not None

    # What Qt calls

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All of it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.color("surface.plot"))
        self._scene.paint(painter, self._x, focused=self.shows_focus())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the lines to the new size."""
        self._lay_out()

"""A cut through the loss: the curve, the slope at the point, and where the next step lands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, QSizeF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.descent.cut_picture import CutPicture, loss_axis
from lossviz.widgets.descent.cut_scene import CutScene
from lossviz.widgets.descent.log_axes import Axis
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.sliding_plot import SlidingPlot

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_REACH = 12  # logical px from the knob's middle where a press takes it
_DECIMALS = 12  # of x: 0.1 + 0.2 is 0.3 on screen


class CutPlot(SlidingPlot):
    """Draws a `CutPicture`; the point is slid along the cut."""

    moved = Signal(float, bool)
    """The point's new x, and whether the gesture goes on; its end repeats the value with False."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, sides: tuple[int, int] = (0, 0)
    ) -> None:
        """sides: logical px beside the plot, at least, so that it stands below another."""
        super().__init__(theme, "Cut through the point", parent)
        self._sides = sides
        self._picture: CutPicture | None = None
        self._loss: Axis | None = None
        self.apply_theme(theme)

    def show_picture(self, picture: CutPicture | None) -> None:
        """Show another cut, or empty axes; the knob goes to its point, unless a person holds it."""
        self._picture = picture
        if picture is not None:
            self._loss = loss_axis(picture, self._loss)
            self._follow(picture.at)
        self._lay_out()
        self.describe("no cut yet" if picture is None else picture.words())

    @property
    def picture(self) -> CutPicture | None:
        """What is shown."""
        return self._picture

    @property
    def frame(self) -> PlotFrame:
        """Where the curve lies."""
        return self._scene.frame

    @property
    def scene(self) -> CutScene:
        """How it is laid out."""
        return self._scene

    def knob(self) -> QPointF:
        """The middle of the knob in pixels: on the curve."""
        picture = self._picture
        return self._scene.place(self._x, math.nan if picture is None else picture.loss_at(self._x))

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._scene = CutScene(theme, self._sides)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(self._theme.px(690), self._theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """The least in which the tangent is seen."""
        return QSize(self._theme.px(260), self._theme.px(112))

    def _lay_out(self) -> None:
        self._scene.lay_out(self._picture, QSizeF(self.size()), self._loss or Axis(0.0, 1.0))
        self.update()

    # The knob

    def _ready(self) -> bool:
        return self._picture is not None

    def _tell(self, x: float, goes_on: bool) -> None:
        self.moved.emit(x, goes_on)

    def _ends(self) -> Range:
        return (self._x, self._x) if self._picture is None else self._picture.x_range

    def _x_at(self, column: float, fine: bool) -> float:
        low, high = self._ends()
        if not low < high:
            return low
        return self.frame.round_x(column, finer=fine)

    def _stepped(self, count: float) -> float:
        if self._picture is None:
            return self._x
        return round(self._x + count * self._picture.key_step, _DECIMALS) + 0.0

    def _holds(self, place: QPointF) -> bool:
        away, reach = place - self.knob(), self._theme.px(_REACH)
        return away.x() ** 2 + away.y() ** 2 <= reach**2

    # Painting

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the curve to the new size."""
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, curve, tangents, the next step, the knob and its texts."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.color("surface.plot"))
        self._scene.paint(painter, self._picture, self.knob())

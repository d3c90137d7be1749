"""Losses of walks over their steps or evaluations: one in hand, or several that race."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.descent.axes_painter import AxesPainter
from lossviz.widgets.descent.label_spots import Label
from lossviz.widgets.descent.log_axes import Axis
from lossviz.widgets.descent.walk_lines import DrawnWalk, drawn_walk, held_in
from lossviz.widgets.descent.walk_painter import NAME_ROW, WalkPainter
from lossviz.widgets.descent.walk_picture import WalkPicture, step_axis, walk_axis
from lossviz.widgets.painting.line_points import nearest
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.reading_plot import ReadingPlot

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TOP, _RIGHT, _BELOW = 8, 2, 22  # logical px around the plot
_REACH = 8  # beyond its sides where the pointer still reads


class WalkPlot(ReadingPlot):
    """Draws a `WalkPicture`; hovering or the arrow keys read a point of the chosen walk."""

    step_wanted = Signal(int)
    """The index of a done point of the chosen walk that a person wants to go back to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Loss of the walk", parent)
        self._picture = WalkPicture()
        self._drawn: list[DrawnWalk] = []
        self._axis: Axis | None = None
        self.apply_theme(theme)
        self.describe(self.words())

    def show_picture(self, picture: WalkPicture) -> None:
        """Show other walks; the point that is read stays while there is one."""
        grown = len(picture.lines) != len(self._picture.lines)
        self._picture = picture
        self._axis = walk_axis(picture, self._axis if picture.lines else None)
        self.lay_out()
        self.keep_reading(self._point)
        if grown:
            self.updateGeometry()

    @property
    def picture(self) -> WalkPicture:
        """What is shown."""
        return self._picture

    @property
    def frame(self) -> PlotFrame:
        """Where the lines lie; on a logarithmic axis the range of y is in powers of ten."""
        return self._frame

    def place(self, point: int) -> QPointF:
        """Where a point of the chosen walk is in pixels."""
        drawn = self._chosen()
        return QPointF() if drawn is None else held_in(self._frame, drawn.places[point])

    def name_rects(self) -> list[QRectF]:
        """Where the names stand."""
        return [label.area for label in self._names()]

    def readout_rect(self) -> QRectF:
        """Where the point that is read is described; empty when none is."""
        if self._point is None:
            return QRectF()
        text, at = self._picture.point_text(self._point), self.place(self._point)
        return self._painter.readout_rect(text, at, self._drawn, self.name_rects(), self.size())

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._axes = AxesPainter(PlotText(theme))
        self._painter = WalkPainter(theme)
        self.lay_out()

    def sizeHint(self) -> QSize:
        """As in the design; higher where many names need it."""
        return QSize(self._theme.px(412), max(self._theme.px(96), self._least_height()))

    def minimumSizeHint(self) -> QSize:
        """The least that still has a row for each name."""
        return QSize(self._theme.px(240), max(self._theme.px(80), self._least_height()))

    def _least_height(self) -> int:
        return self._theme.px(NAME_ROW * len(self._picture.lines) + _BELOW)

    def lay_out(self) -> None:
        """Fit axes and lines to the widget's size."""
        picture, width = self._picture, self.width()
        self._steps = step_axis(picture)
        loss = self._axis or walk_axis(picture, None)
        names = self._painter.names_width(picture, width)
        right = max(names, self._axes.name_width(picture.x_name, self._steps)) + self._theme.px(
            _RIGHT
        )
        top = self._theme.px(_TOP)
        self._frame = self._axes.frame(QSizeF(self.size()), top, right, self._steps, loss)
        drawn = [drawn_walk(line, self._frame, loss) for line in picture.lines]
        self._drawn = [each for each in drawn if each is not None]
        self._loss = loss
        self.update()

    def _chosen(self) -> DrawnWalk | None:
        return next((each for each in self._drawn if each.walk.chosen), None)

    def _names(self) -> list[Label]:
        return self._painter.names(self._picture, self._drawn, self._frame, self.width())

    def words(self) -> str:
        """The walks, or the point that is read, for screen readers."""
        return self._picture.words(self._point)

    # Reading a point

    def point_count(self) -> int:
        """How many points the chosen walk has."""
        drawn = self._chosen()
        return 0 if drawn is None else len(drawn.places)

    def point_under(self, place: QPointF) -> int | None:
        """The point whose column is nearest, while the pointer is over the plot."""
        rect, reach, drawn = self._frame.rect, self._theme.px(_REACH), self._chosen()
        if drawn is None or not rect.adjusted(-reach, -reach, reach, reach).contains(place):
            return None
        return nearest(drawn.places[:, 0], place.x())

    def first_read(self) -> float:
        """Where the walk is now."""
        drawn = self._chosen()
        return 0 if drawn is None else drawn.walk.done - 1

    def _is_done(self, point: int) -> bool:
        drawn = self._chosen()
        return drawn is not None and point < drawn.walk.done

    def _want(self, point: int) -> None:
        if self._is_done(point):
            self.step_wanted.emit(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the point nearest to the pointer, and show whether a click goes there."""
        super().mouseMoveEvent(event)
        if self._point is not None and self._is_done(self._point):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back to the point that is clicked."""
        point = self.point_under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self._want(point)
        else:
            event.ignore()

    def press_key(self, key: Qt.Key) -> bool:
        """Enter goes to the point that is read."""
        if key not in _ENTER or self._point is None:
            return super().press_key(key)
        self._want(self._point)
        return True

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, walks, names, and the readout of a point."""
        painter, picture, frame = QPainter(self), self._picture, self._frame
        painter.fillRect(self.rect(), self.color("surface.plot"))
        self._axes.paint(painter, frame, self._steps, self._loss, picture.x_name, self.width())
        self._painter.paint_lines(painter, frame, self._drawn)
        self._painter.paint_names(painter, self._names())
        chosen = self._chosen()
        if chosen is not None:
            if len(self._drawn) == 1:
                self._painter.paint_now(painter, frame, chosen)
            if picture.diverged:
                self._painter.paint_danger(painter, frame, chosen)
        if self._point is not None:
            text, at = picture.point_text(self._point), self.place(self._point)
            self._painter.paint_readout(painter, self.readout_rect(), text, at)

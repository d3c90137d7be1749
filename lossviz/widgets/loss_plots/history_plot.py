"""Both mean losses over the edits that were made: step lines that grow to the right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.loss_plots.history_lines import HistoryLine, history_lines
from lossviz.widgets.loss_plots.history_picture import HistoryPicture
from lossviz.widgets.loss_plots.history_readout import paint_readout, readout_box
from lossviz.widgets.loss_plots.loss_axes import LossAxes
from lossviz.widgets.numbers.steady_range import steady_reach, steady_top
from lossviz.widgets.painting.focus_ring import FocusRing
from lossviz.widgets.painting.picture_widget import PictureWidget, draw_dot
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.spread import spread

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_FAST = 10  # edits that a Shift step takes
_SHORTEST = 10  # edits that the axis has room for at the start
_NAME_LINE, _NAME_GAP = 15, 8  # logical px
_NAME_SHARE = 0.32
_MARK, _ROOM_OF_MARK = 5, 12


class HistoryPlot(PictureWidget):
    """Draws a `HistoryPicture`; hovering or the arrow keys read one edit."""

    point_marked = Signal(object)  # int: index of the point that is read, or None

    def __init__(
        self,
        theme: Theme,
        accessible_name: str = "History of both losses",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, accessible_name, parent)
        self._picture: HistoryPicture | None = None
        self._lines: list[HistoryLine] = []
        self._top = 0.0
        self._point: int | None = None
        self._text = PlotText(theme)
        self._ring = FocusRing(self, theme, "radius.small")
        self._lay_out()

    def show_picture(self, picture: HistoryPicture) -> None:
        """Show a history; the edit that is read stays the same one while it is there."""
        if self._picture is not None and self._point is not None:
            point = self._point + self._picture.first - picture.first
            self._point = point if 0 <= point < len(picture.notes) else None
        self._picture = picture
        self._top = steady_top(self._top, [picture.greatest()])
        self._lay_out()
        self._describe()

    @property
    def picture(self) -> HistoryPicture | None:
        """What is shown."""
        return self._picture

    @property
    def frame(self) -> PlotFrame:
        """Where the lines lie."""
        return self._frame

    @property
    def point(self) -> int | None:
        """Index of the point that is read, or None."""
        return self._point

    def readout_rect(self) -> QRectF:
        """Where the point that is read is described; empty when none is."""
        if self._picture is None or self._point is None:
            return QRectF()
        return readout_box(self._text, self._frame, self._picture, self._point, self.width())

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._ring.apply_theme(theme)
        self._text = PlotText(theme)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As a jiggle plot, whose place it takes."""
        return QSize(self._theme.px(310), self._theme.px(290))

    def minimumSizeHint(self) -> QSize:
        """As a jiggle plot."""
        return QSize(self._theme.px(250), self._theme.px(180))

    def _lay_out(self) -> None:
        picture, px = self._picture, self._theme.px
        self._axes = LossAxes(self._text)
        first, last = (0, 0) if picture is None else (picture.first, picture.last)
        # From a new start each time: the axis grows in steps, as edits never become fewer.
        room = steady_reach(0.0, [last - first], least=_SHORTEST)
        x_range = (float(first), first + room)
        y_range = (0.0, max(self._top, 1.0))
        right = px(_NAME_GAP + 3) + self._names_width()
        self._frame = self._axes.frame(QSizeF(self.size()), px(8), right, x_range, y_range)
        self._lines = [] if picture is None else history_lines(picture, self._frame)
        self.update()

    def _labels(self) -> list[tuple[str, ...]]:
        """Name and last value of each line; below each other where the plot is too narrow."""
        if self._picture is None or not self._picture.notes:
            return []
        note = self._picture.notes[-1]
        pairs = [("hinge", note.hinge), ("softmax", note.softmax)]
        beside = [(f"{name} {value}",) for name, value in pairs]
        widest = max(self._text.width(each, "name") for (each,) in beside)
        return list(beside if widest <= _NAME_SHARE * self.width() else pairs)

    def _names_width(self) -> float:
        texts = [each for label in self._labels() for each in label]
        return max((self._text.width(each, "name") for each in texts), default=0.0)

    def _describe(self) -> None:
        words = "" if self._picture is None else self._picture.words(self._point)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # Reading a point

    def _mark(self, point: int | None) -> None:
        if point != self._point:
            self._point = point
            self._describe()
            self.point_marked.emit(point)
            self.update()

    def _mark_near(self, point: float) -> None:
        count = 0 if self._picture is None else len(self._picture.notes)
        self._mark(round(min(max(point, 0), count - 1)) if count else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the edit nearest to the pointer."""
        column, reach = event.position().x(), self._theme.px(8)
        rect = self._frame.rect.adjusted(-reach, 0, reach, 0)
        if rect.left() <= column <= rect.right():
            self._mark_near(self._frame.data_x(column) - self._frame.x_range[0])
        else:
            self._mark(None)

    def leaveEvent(self, _event: QEvent) -> None:
        """Hide the readout, unless the keyboard holds it."""
        if not self.shows_focus():
            self._mark(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the readout."""
        super().focusOutEvent(event)
        self._mark(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step over the edits, Shift ten at a time."""
        way = _STEPS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self._keyboard_focus = True
        fast = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._point is None:
            self._mark_near(math.inf)
        else:
            self._mark_near(self._point + way * (_FAST if fast else 1))
        self.update()

    def press_key(self, key: Qt.Key) -> bool:
        """Home and End go to the first and the last edit, Esc hides the readout."""
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._mark_near(0 if key == Qt.Key.Key_Home else math.inf)
        elif key == Qt.Key.Key_Escape and self._point is not None:
            self._mark(None)
        else:
            return False
        return True

    # Painting

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the lines to the new size."""
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, lines, names, and the readout of a point."""
        painter, picture = QPainter(self), self._picture
        painter.fillRect(self.rect(), self.color("surface.plot"))
        name = "edit" if picture is None else picture.x_name
        self._axes.paint(painter, self._frame, self.width(), name, signed=False)
        self._paint_lines(painter)
        if picture is not None and self._lines:
            self._paint_names(painter)
            if self._point is not None:
                self._paint_cursor(painter, picture, self._point)

    def _paint_lines(self, painter: QPainter) -> None:
        width = self._theme.length("line.series")
        for line in self._lines:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(self.color(line.role), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(line.line)
            apart = line.step >= self._theme.px(_ROOM_OF_MARK)
            for x, y in (line.points if apart else line.points[-1:]).tolist():
                draw_dot(painter, x, y, self._theme.px(_MARK), self.color(line.role))

    def _paint_names(self, painter: QPainter) -> None:
        px, line_height, labels = self._theme.px, self._theme.px(_NAME_LINE), self._labels()
        heights = [line_height * len(label) for label in labels]
        bottom = self._frame.rect.bottom() + line_height / 2
        rows = spread([line.end[1] for line in self._lines], heights, 0, bottom)
        for line, label, row in zip(self._lines, labels, rows, strict=True):
            left, top = line.end[0] + px(_NAME_GAP), row - line_height * len(label) / 2
            for index, text in enumerate(label):
                width = self._text.width(text, "name")
                area = QRectF(left, top + index * line_height, width, line_height)
                self._text.paint(painter, area, text, "name", role=line.role)

    def _paint_cursor(self, painter: QPainter, picture: HistoryPicture, point: int) -> None:
        rect, px = self._frame.rect, self._theme.px
        column = self._frame.x(picture.first + point)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._text.hair_pen(painter, "plot.cursor"))
        painter.drawLine(QLineF(round(column), rect.top(), round(column), rect.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.color("surface.plot"))
        for line, losses in zip(self._lines, (picture.hinge, picture.softmax), strict=True):
            painter.setPen(QPen(self.color(line.role), px(1.5)))
            row = self._frame.y_inside(float(losses[point]))
            painter.drawEllipse(QPointF(column, row), px(3.5), px(3.5))
        paint_readout(painter, self._text, self.readout_rect(), picture, point)

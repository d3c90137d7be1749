"""Both mean losses over the edits that were made: step lines that grow to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from lossviz.widgets.loss_plots.history_lines import HistoryLine, history_lines
from lossviz.widgets.loss_plots.history_picture import HistoryPicture
from lossviz.widgets.loss_plots.history_readout import paint_readout, readout_box
from lossviz.widgets.loss_plots.loss_axes import LossAxes
from lossviz.widgets.numbers.steady_range import steady_reach, steady_top
from lossviz.widgets.painting.picture_widget import draw_dot
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.reading_plot import ReadingPlot
from lossviz.widgets.painting.spread import spread

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_SHORTEST = 10  # edits that the axis has room for at the start
_NAME_LINE, _NAME_GAP = 15, 8  # logical px
_NAME_SHARE = 0.32
_MARK, _ROOM_OF_MARK = 5, 12
_REACH = 8  # beyond the sides where the pointer still reads


class HistoryPlot(ReadingPlot):
    """Draws a `HistoryPicture`; hovering or the arrow keys read one edit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "History of both losses", parent)
        self._picture: HistoryPicture | None = None
        self._lines: list[HistoryLine] = []
        self._top = 0.0
        self._text = PlotText(theme)
        self.lay_out()

    def show_picture(self, picture: HistoryPicture) -> None:
        """Show a history; the edit that is read stays the same one while it is there."""
        point = self._point
        if self._picture is not None and point is not None:
            point += self._picture.first - picture.first
            point = point if 0 <= point < len(picture.notes) else None
        self._picture = picture
        self._top = steady_top(self._top, [picture.greatest()])
        self.lay_out()
        self.keep_reading(point)

    @property
    def picture(self) -> HistoryPicture | None:
        """What is shown."""
        return self._picture

    @property
    def frame(self) -> PlotFrame:
        """Where the lines lie."""
        return self._frame

    def readout_rect(self) -> QRectF:
        """Where the point that is read is described; empty when none is."""
        if self._picture is None or self._point is None:
            return QRectF()
        return readout_box(self._text, self._frame, self._picture, self._point, self.width())

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._text = PlotText(theme)
        self.lay_out()

    def sizeHint(self) -> QSize:
        """As a jiggle plot, whose place it takes."""
        return QSize(self._theme.px(310), self._theme.px(290))

    def minimumSizeHint(self) -> QSize:
        """As a jiggle plot."""
        return QSize(self._theme.px(180), self._theme.px(128))

    def lay_out(self) -> None:
        """Fit axes and lines to the widget's size."""
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

    # Reading a point

    def words(self) -> str:
        """Both losses, or the edit that is read, for screen readers."""
        return "" if self._picture is None else self._picture.words(self._point)

    def point_count(self) -> int:
        """How many edits there are."""
        return 0 if self._picture is None else len(self._picture.notes)

    def point_under(self, place: QPointF) -> float | None:
        """The edit at the pointer's column."""
        column, reach, rect = place.x(), self._theme.px(_REACH), self._frame.rect
        if not rect.left() - reach <= column <= rect.right() + reach:
            return None
        return self._frame.data_x(column) - self._frame.x_range[0]

    # Painting

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

"""The table of points as it is seen: a list of any length, of which only what shows is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from lossviz.widgets.numbers.fewer_digits import ANY
from lossviz.widgets.painting.picture_widget import by_keyboard, draw_ring
from lossviz.widgets.point_table.point_columns import PointColumns, least_width, point_columns
from lossviz.widgets.point_table.point_painter import PointPainter, Row
from lossviz.widgets.point_table.point_rows import Lengths, PointRows, no_rows

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_HEADER, _WIDTH, _TO_BAR = 24, 490, 4  # logical px
_ROWS, _LEAST_ROWS = 12, 4
EMPTY = "No points yet."


class PointList(QAbstractScrollArea):
    """Shows `PointRows` under a header; one row is chosen, and one of its cells is the current.

    Columns 0 to 2 are x₀, x₁ and the class: those that can be changed.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = no_rows()
        self._lengths: Lengths = self._rows.lengths()
        self._largest = 0.0
        self._chosen: int | None = None
        self._column = 0
        self._hovered: int | None = None
        self._keyboard_focus = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Points")
        self._read_theme(theme)
        self._describe()

    # What is shown

    def show_point_rows(self, rows: PointRows) -> None:
        """Show other points; the chosen row stays, or the last one if there are fewer."""
        same = _build(rows) == _build(self._rows)
        if rows.names != self._rows.names:
            self._measures = self._painter.measures(rows.names)
        self._rows, self._largest = rows, rows.largest_loss()
        lengths = rows.lengths()
        if same:
            lengths = lengths.settled(self._lengths)
        if self._chosen is not None and self._chosen >= rows.count:
            self._chosen = rows.count - 1 if rows.count else None
        if not same or lengths != self._lengths:
            self._lengths = lengths
            self._lay_out()
        self._describe()
        self.viewport().update()

    @property
    def rows(self) -> PointRows:
        """What is shown."""
        return self._rows

    @property
    def chosen(self) -> int | None:
        """The chosen row."""
        return self._chosen

    @property
    def column(self) -> int:
        """The current column: 0, 1 or 2."""
        return self._column

    @property
    def columns(self) -> PointColumns:
        """Where the columns lie."""
        return self._columns

    def set_chosen(self, index: int | None) -> None:
        """Choose a row, or none, and bring it into sight; no signal."""
        if index is not None and not 0 <= index < self._rows.count:
            index = None
        if index == self._chosen:
            return
        self._chosen = index
        if index is not None:
            self._reveal(index)
        self._describe()
        self.viewport().update()

    def shows_focus(self) -> bool:
        """Whether the ring is due: focus that came by, or is used with, the keyboard."""
        return self._keyboard_focus and self.hasFocus()

    def apply_theme(self, theme: Theme) -> None:
        """Read colours, fonts and sizes anew."""
        self._read_theme(theme)
        self.updateGeometry()

    # Where things lie

    def row_area(self) -> QRect:
        """The part of the viewport that the rows scroll through."""
        top, view = self._theme.px(_HEADER), self.viewport()
        return QRect(0, top, view.width(), max(view.height() - top, 0))

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the viewport, in sight or not."""
        area, height = self.row_area(), self._painter.height
        top = area.top() + row * height - self.verticalScrollBar().value()
        return QRect(0, top, area.width(), height)

    def row_at(self, position: QPointF) -> int | None:
        """The row under a point of the viewport."""
        area = self.row_area()
        if not area.contains(position.toPoint()):
            return None
        down = position.y() - area.top() + self.verticalScrollBar().value()
        row = int(down // self._painter.height)
        return row if row < self._rows.count else None

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where x₀, x₁ or the class of a row lies, with some room around it."""
        place, box = self._columns.columns[column], self.row_rect(row)
        reach = self._theme.px(4)
        left = max(round(place.left) - reach, 0)
        return QRect(left, box.top(), round(place.right) + reach - left, box.height())

    def sizeHint(self) -> QSize:
        """The design's width, and a dozen rows."""
        return QSize(self._theme.px(_WIDTH), self._height(min(self._rows.count, _ROWS)))

    def minimumSizeHint(self) -> QSize:
        """The least at which every number can be read, and a few rows."""
        return QSize(round(self._least_width()) + 1, self._height(_LEAST_ROWS))

    def _height(self, rows: int) -> int:
        return self._theme.px(_HEADER) + rows * self._painter.height

    def _least_width(self) -> float:
        scale = self._theme.scale
        needed = least_width(self._rows.classes, self._lengths, self._measures, scale)
        return needed + self._theme.px(_TO_BAR) + self.verticalScrollBar().sizeHint().width()

    def _read_theme(self, theme: Theme) -> None:
        self._theme, self._painter = theme, PointPainter(theme)
        self._measures = self._painter.measures(self._rows.names)
        self._lay_out()

    def _lay_out(self) -> None:
        width, scale = self.viewport().width(), self._theme.scale
        bar, room = self.verticalScrollBar(), self.row_area().height()
        beyond = self._rows.count * self._painter.height - room
        if beyond > 0:
            width -= self._theme.px(_TO_BAR)
        classes, test = self._rows.classes, self._rows.test_count > 0
        self._columns = point_columns(
            width, classes, self._lengths, self._measures, scale, test=test
        )
        bar.setRange(0, max(beyond, 0))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(self._painter.height)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width, and see how many rows show."""
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint other rows; header and mean stay."""
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the chosen row into sight, now that there is a place for it."""
        super().showEvent(event)
        if self._chosen is not None:
            self._reveal(self._chosen)

    def _reveal(self, row: int) -> None:
        bar, height = self.verticalScrollBar(), self._painter.height
        room = self.row_area().height()
        if room < height:
            return
        highest, lowest = (row + 1) * height - room, row * height
        bar.setValue(min(max(bar.value(), highest), lowest))

    def _describe(self) -> None:
        row = self._chosen
        words = self._rows.summary() if row is None else self._rows.words(row)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # Focus and pointer

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came by keyboard; by mouse it needs no ring."""
        self._keyboard_focus = by_keyboard(event, self._keyboard_focus)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row a click would choose, and which number a drag would change."""
        row = self.row_at(event.position())
        self._hover(row)
        column = self._columns.editable_at(event.position().x())
        scrubs = row is not None and column in (0, 1)
        shape = Qt.CursorShape.SizeHorCursor if scrubs else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Nothing is under the pointer once it has left; what may be cut is told in full."""
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        if isinstance(event, QHelpEvent) and (self._columns.digits < ANY or self._rows.names):
            row = self.row_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if row is None else self._rows.words(row), self)
            return True
        return super().viewportEvent(event)

    def _hover(self, row: int | None) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rows that show, then the header and the ring around the current cell."""
        painter, area = QPainter(self.viewport()), self.row_area()
        if not self._rows.count:
            self._paint_empty(painter, area)
        painter.setClipRect(area)
        height, scrolled = self._painter.height, self.verticalScrollBar().value()
        first = scrolled // height
        last = min((scrolled + area.height()) // height + 1, self._rows.count)
        for row in range(first, last):
            self._paint_row(painter, row)
        if self._chosen is not None and self.shows_focus():
            self._paint_ring(painter, self.cell_rect(self._chosen, self._column))
        painter.setClipping(False)
        self._painter.paint_header(painter, self._columns, area.top(), area.width())
        if self._chosen is None and self.shows_focus():
            self._paint_ring(painter, self.viewport().rect())

    def _paint_row(self, painter: QPainter, row: int) -> None:
        box, ground = self.row_rect(row), None
        if row == self._chosen:
            ground = "accent.tint"
        elif row == self._hovered:
            ground = "surface.hover"
        if ground is not None:
            painter.fillRect(box, self._painter.ink.color(ground))
        each = Row(row, box.top())
        self._painter.paint_row(painter, self._columns, self._rows, each, self._largest)
        line = box.bottom() + 1 - self._theme.px(1)
        self._painter.hairline(painter, line, box.width())

    def _paint_empty(self, painter: QPainter, area: QRect) -> None:
        ink = self._painter.ink
        top = area.top() + self._painter.height * 0.65
        ink.draw(
            painter, ink.word(EMPTY, "body"), self._theme.px(6), top, ink.color("text.secondary")
        )

    def _paint_ring(self, painter: QPainter, box: QRect) -> None:
        """A ring just inside, parted from what it holds by a line of surface."""
        ink, px = self._painter.ink, self._theme.px
        area, radius = QRectF(box), self._theme.length("radius.small")
        draw_ring(painter, area, ink.color("surface.base"), width=2 * px(2), radius=radius)
        draw_ring(painter, area, ink.color("focus.ring"), width=px(2), radius=radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _build(rows: PointRows) -> tuple[int, int, bool, tuple[str, ...]]:
    """What the columns are laid out for, but for the lengths of the numbers."""
    return rows.count, rows.classes, rows.test_count > 0, rows.names

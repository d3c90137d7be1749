"""The places of the points in their table: scrubbed, stepped and typed where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.number_table.gesture import Cell
from lossviz.widgets.number_table.number_typing import NumberTyping
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.point_table.point_list import PointList
from lossviz.widgets.point_table.point_rows import Array, PointRows, cell_text

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

LARGEST, STEP = 1e6, 0.01
CLASS_COLUMN = 2
_X_NAMES = ("x₀", "x₁")


class PointNumbers(PointList):
    """Changes x₀ and x₁ of the chosen row, by steps, drags and typing; tells of each change."""

    number_edited = Signal(int, int, float, bool)
    """Row, column 0 or 1, the new value, and whether the gesture goes on."""
    rejected = Signal(str)
    """A sentence about what was refused."""
    cleared = Signal()
    """A refused text was put right or given up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.typing = NumberTyping(self, self, LinearScale(-LARGEST, LARGEST, STEP))
        self.gesture = self.typing.gesture
        self.typing.rejected.connect(self.rejected)
        self.typing.cleared.connect(self.cleared)

    def show_rows(
        self,
        X: Array,
        y: Array,
        scores: Array,
        losses: Array,
        wrong: Array,
        mean: float,
        loss_role: str,
        *,
        test: Array | None = None,
        names: tuple[str, ...] = (),
    ) -> None:
        """Show N points of C classes, 2 to 8; ValueError where the arrays do not agree.

        X: (N, 2). y, losses: (N,). scores: (N, C). wrong: (N,) bool. mean: of the losses of points
        to learn from. loss_role: the colour of the bars, such as "semantic.hinge". test: (N,) bool,
        held out to test on; None for none. names: (C,) of the classes; () for their numbers. What
        is being typed stays, unless points came or went.
        """
        rows = PointRows(X, y, scores, losses, wrong, mean, loss_role, test, names)
        if rows.count != self.rows.count:
            self.typing.close()
            self.gesture.give_up()
        self.show_point_rows(rows)
        self.gesture.settle()
        self.typing.follow()

    def apply_theme(self, theme: Theme) -> None:
        """Read colours, fonts and sizes anew."""
        super().apply_theme(theme)
        self._dress_editor()
        self.typing.follow()

    def begin_typing(self, first: str | None = None) -> None:
        """Let a person type x of the chosen row, over the number or starting with `first`."""
        self.typing.begin_number(first)

    # What it says of its numbers

    def number_cell(self) -> Cell | None:
        """The current cell, where it holds a number that can be changed."""
        if self.chosen is None or self.column == CLASS_COLUMN:
            return None
        return self.chosen, self.column

    def value(self, cell: Cell) -> float:
        """x₀ or x₁ of a row."""
        return float(self.rows.X[cell])

    def number_text(self, cell: Cell) -> str:
        """The number on the move too: a table of thousands is shown late."""
        return cell_text(self.gesture.value(cell))

    def subject(self, cell: Cell) -> str:
        """What a number is, to begin a sentence."""
        return f"{_X_NAMES[cell[1]]} of point {cell[0] + 1}"

    def make_ready(self, cell: Cell) -> None:
        """Bring the row into sight; columns that got narrow have smaller numbers."""
        self._reveal(cell[0])
        self._dress_editor()

    def tell_number(self, cell: Cell, value: float, goes_on: bool) -> None:
        """A number was changed."""
        self.number_edited.emit(*cell, value, goes_on)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        self.typing.release_key(event)
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what keys began."""
        super().focusOutEvent(event)
        self.typing.lose_keyboard()

    # The editor

    def _dress_editor(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        font = self._painter.ink.font(self.columns.role)
        self.typing.editor.set_face(font, right, boxed=False)

    def editor_rect(self, cell: Cell) -> QRect:
        """Over the number; at the edge of the rows while its own row is out of sight."""
        box, area, px = self.cell_rect(*cell), self.row_area(), self._theme.px
        height, least = px(24), px(64)
        left = max(min(box.left(), box.right() + 1 + px(3) - least), 0)
        top = box.center().y() + 1 - height // 2
        top = min(max(top, area.top()), area.bottom() + 1 - height)
        return QRect(left, top, box.right() + 1 + px(3) - left, height)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the editor along."""
        super().scrollContentsBy(dx, dy)
        self.typing.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the editor along."""
        super().resizeEvent(event)
        self.typing.follow()

"""The places of the points in their table: scrubbed, stepped and typed where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.number_table.gesture import Cell, Gesture
from lossviz.widgets.number_table.inline_editor import Typing
from lossviz.widgets.number_table.typed_numbers import reader, to_type_over
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.point_table.point_list import PointList
from lossviz.widgets.point_table.point_rows import Array, PointRows, cell_text

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

LARGEST, STEP = 1e6, 0.01
CLASS_COLUMN = 2
_X_NAMES = ("x₀", "x₁")
_STEP_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


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
        self.gesture = Gesture(LinearScale(-LARGEST, LARGEST, STEP), self._value, self._tell)
        self.typing = Typing(self, self, self._editor_rect, self._submit)
        self.typing.rejected.connect(self.rejected)
        self.typing.cleared.connect(self.cleared)
        self.typing.editor.stepped.connect(self._step_from_editor)
        self.typing.editor.tabbed.connect(self._tab_from_editor)

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
    ) -> None:
        """Show N points of C classes, 2 to 8; ValueError where the arrays do not agree.

        X: (N, 2). y, losses: (N,). scores: (N, C). wrong: (N,) bool. mean: of the losses of points
        to learn from. loss_role: the colour of the bars, such as "semantic.hinge". test: (N,) bool,
        held out to test on; None for none. What is being typed stays, unless points came or went.
        """
        rows = PointRows(X, y, scores, losses, wrong, mean, loss_role, test)
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
        cell = self._number_cell()
        if cell is not None:
            self.gesture.end()
            value = self.gesture.value(cell)
            text = to_type_over(cell_text(value), value)
            self._show_cell()
            self._dress_editor()
            self.typing.begin(cell, text, _subject(cell), first)

    # Changing numbers

    def _value(self, cell: Cell) -> float:
        return float(self.rows.X[cell])

    def _tell(self, cell: Cell, value: float, goes_on: bool) -> None:
        self.number_edited.emit(*cell, value, goes_on)

    def _submit(self, cell: Cell, text: str) -> None:
        self.gesture.change(cell, reader(_subject(cell), LARGEST).read(text))

    def _number_cell(self) -> Cell | None:
        """The current cell, where it holds a number that can be changed."""
        if self.chosen is None or self.column == CLASS_COLUMN:
            return None
        return self.chosen, self.column

    def _step(self, count: float) -> None:
        cell = self._number_cell()
        if cell is not None:
            self._show_cell()
            self.gesture.step(cell, count, gesture=True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if event.key() in _STEP_KEYS and not event.isAutoRepeat() and not self.gesture.is_drag:
            self.gesture.end()
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what keys began."""
        super().focusOutEvent(event)
        if not self.gesture.is_drag:
            self.gesture.end()

    def _step_from_editor(self, count: float) -> None:
        if self.typing.finish():
            self._step(count)

    def _tab_from_editor(self, forward: bool) -> None:
        if self.typing.finish():
            self.focusNextPrevChild(forward)

    def _show_cell(self) -> None:
        if self.chosen is not None:
            self._reveal(self.chosen)

    # The editor

    def _dress_editor(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        font = self._painter.ink.font(self.columns.role)
        self.typing.editor.set_face(font, right, boxed=False)

    def _editor_rect(self, cell: Cell) -> QRect:
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


def _subject(cell: Cell) -> str:
    """What a number is, to begin a sentence."""
    return f"{_X_NAMES[cell[1]]} of point {cell[0] + 1}"

"""The score table as it is seen: its content, its densities, how its columns share the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.widgets.number_table.ink import Ink
from lossviz.widgets.number_table.number_view import NumberView
from lossviz.widgets.score_table.columns import USUAL, Columns, cell_width
from lossviz.widgets.score_table.headers import ClassHeader, ExampleHeader
from lossviz.widgets.score_table.measures import Density, density_for, measures
from lossviz.widgets.score_table.score_cells import ScoreCells
from lossviz.widgets.score_table.score_model import ScoreModel

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.number_table.block_view import Marks
    from lossviz.widgets.number_table.gesture import Cell
    from lossviz.widgets.score_table.content import ScoreTableContent

LARGEST_SCORE = 1e6
FEW = 3
OVERHANG = 2
"""The ring of the last picture reaches so far beyond its column."""
_LEAST_HEAD, _WIDEST_HEAD = 62, 120
_EDITOR, _LOW_EDITOR, _LOW_CELL = 32, 24, 40


class ScoreView(NumberView):
    """Shows a `ScoreTableContent`, all of its rows, and as many columns as there is room for.

    The current cell follows the content's active cell whenever that changes.
    """

    columns_changed = Signal()
    """Columns were moved, resized or scrolled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._model = ScoreModel()
        super().__init__(theme, self._model, LARGEST_SCORE, parent)
        self._density: Density = "roomy"
        self._least_column = 0.0
        self._needed_column = 0.0
        self.ink, self.sizes = Ink(theme), measures(theme, "roomy")
        style = self.ink, self.sizes, self._model
        self._examples, self._classes = ExampleHeader(*style, self), ClassHeader(*style, self)
        self.objectNameChanged.connect(self._name_headers)
        self._cells = ScoreCells(*style)
        self.setHorizontalHeader(self._examples)
        self.setVerticalHeader(self._classes)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.horizontalScrollBar().valueChanged.connect(self._columns_moved)
        self._restyle()

    def _name_headers(self, name: str) -> None:
        self._examples.setObjectName(f"{name}.images")
        self._classes.setObjectName(f"{name}.classes")

    # What the owner shows

    @property
    def content(self) -> ScoreTableContent:
        """What is shown."""
        return self._model.content

    def set_content(self, content: ScoreTableContent) -> None:
        """Show other scores. What is being typed stays, unless the table has another shape."""
        before = self._model.content
        reshapes = _shape(before) != _shape(content)
        if reshapes:
            self._stop_typing()
        self._model.show(content)
        self.gesture.settle()
        if reshapes or before.classes != content.classes:
            self._restyle()
        elif before.cells != content.cells or before.examples != content.examples:
            self._measure()
        if before.selected != content.selected or before.examples != content.examples:
            self._examples.viewport().update()
        if content.active is not None and (reshapes or before.active != content.active):
            i, j = content.active
            if self.current_cell() != (j, i):
                self.select_cell((j, i))

    def set_density(self, density: Density) -> None:
        """How much room there is; more than five classes are dense all the same."""
        if density != self._density:
            self._density = density
            self._restyle()

    def set_least_column(self, width: float) -> None:
        """Make the cells wide enough for what stands below them."""
        if width != self._least_column:
            self._least_column = width
            self._fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme, self.ink = theme, Ink(theme)
        self._restyle()

    @property
    def density(self) -> Density:
        """The density in force."""
        return density_for(self._density, self._model.rowCount())

    def columns(self) -> Columns:
        """Where the columns lie now."""
        start = self.viewport().x()
        boxes = [self._examples.column_box(i) for i in range(self._examples.count())]
        return Columns(
            lefts=tuple(start + round(box.left()) for box in boxes),
            width=round(boxes[0].width()) if boxes else 0,
            pad=self.sizes.pad,
            area=(start, start + self.viewport().width()),
        )

    # Layout

    def sizeHint(self) -> QSize:
        """All rows, and all columns at their usual width."""
        usual = self._theme.px(USUAL) + self.sizes.gap
        width = self._classes.width() + self._model.columnCount() * usual
        return QSize(width + self._theme.px(OVERHANG), self._height())

    def wanted_width(self) -> int:
        """What all columns need, with all that is written in them."""
        needed = max(self._needed_column, self._least_column)
        section = cell_width(self._theme, 0, needed) + self.sizes.gap
        columns = self._model.columnCount() * section
        return self._classes.width() + columns + self._theme.px(OVERHANG)

    def minimumSizeHint(self) -> QSize:
        """All rows, and one column."""
        usual = self._theme.px(USUAL) + self.sizes.gap
        return QSize(self._classes.width() + usual + self._theme.px(OVERHANG), self._height())

    def editor_rect(self, cell: Cell) -> QRect:
        """Over the number, as wide as the cell."""
        box = self._cells.box(self.visualRect(self._model.index(*cell)))
        low = box.height() < self._theme.px(_LOW_CELL)
        height = self._theme.px(_LOW_EDITOR if low else _EDITOR)
        return QRect(box.left(), box.top() + (1 if low else 0), box.width(), height)

    def paint_cell(self, painter: QPainter, section: QRect, cell: Cell, marks: Marks) -> None:
        """Draw one score."""
        self._cells.paint(painter, section, cell, marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the active cell."""
        if self.current_cell() is None and self.content.active is not None:
            i, j = self.content.active
            self.select_cell((j, i))
        super().focusInEvent(event)

    def _height(self) -> int:
        rows = self._model.rowCount() * (self.sizes.cell + self.sizes.gap)
        bar = self.horizontalScrollBar().sizeHint().height() if self._scrolls() else 0
        return self.sizes.header + rows + bar

    def _scrolls(self) -> bool:
        return self.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn

    def _restyle(self) -> None:
        self.sizes = measures(self._theme, self.density)
        for part in (self._examples, self._classes, self._cells):
            part.restyle(self.ink, self.sizes)
        low = self.sizes.cell < self._theme.px(_LOW_CELL)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.typing.editor.set_face(self.ink.font(self.sizes.number), right, boxed=not low)
        self._classes.setDefaultSectionSize(self.sizes.cell + self.sizes.gap)
        self._classes.fit(self._theme.px(_LEAST_HEAD), self._theme.px(_WIDEST_HEAD))
        self._needed_column = 0.0
        self._measure()
        self._fit()

    def _measure(self) -> None:
        """See how wide the cells must be; while a number is on the move they only grow."""
        needed = self._cells.needed_width()
        if self.gesture.goes_on:
            needed = max(needed, self._needed_column)
        if needed != self._needed_column:
            self._needed_column = needed
            self._fit()

    def _fit(self) -> None:
        """Share out the width; what does not fit is scrolled."""
        count, gap = max(self._model.columnCount(), 1), self.sizes.gap
        room = self.width() - self._classes.width() - self._theme.px(OVERHANG)
        needed = max(self._needed_column, self._least_column)
        if count <= FEW:  # as many as on the slide are seen at once; numbers get smaller first
            needed = min(needed, room // count - gap)
        section = cell_width(self._theme, room // count - gap, needed) + gap
        fits = section * count <= room
        if not fits:  # whole columns: a number that is cut reads as another one
            section = (room + self._theme.px(OVERHANG)) // max(1, room // section)
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )
        self._examples.setDefaultSectionSize(section)
        # What is scrolled stays so by whole columns, now that they are of another width.
        self._examples.setOffsetToSectionPosition(self.horizontalScrollBar().value())
        self.updateGeometry()
        self._columns_moved()

    def _columns_moved(self) -> None:
        self.typing.follow()
        self._examples.typing.follow()
        self.columns_changed.emit()

    def _stop_typing(self) -> None:
        for typing in (self.typing, self._examples.typing, self._classes.typing):
            typing.close()


def _shape(content: ScoreTableContent) -> tuple[int, int]:
    return len(content.classes), len(content.examples)

"""The score table with what belongs to it: a plus for each direction, and the losses below.

Both stand in the row of the images' names: one before them, over the dots of the classes, and one
where the next image would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.widgets.score_table.add_button import HEIGHT, AddButton
from lossviz.widgets.score_table.loss_rows import LossRows
from lossviz.widgets.score_table.score_table import ScoreTable
from lossviz.widgets.score_table.score_view import OVERHANG

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.score_table.content import LossRowsContent, ScoreTableContent
    from lossviz.widgets.score_table.measures import Density

_GAP, _ABOVE_LOSSES = 6, 4


class ScoreBoard(QWidget):
    """Keeps `table` and `losses` in line: the means stand right of the table's columns.

    Its parts are called "prefix.table", "prefix.mean_hinge" and so on.
    """

    def __init__(self, theme: Theme, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table = ScoreTable(theme, self)
        self.add_example = AddButton(theme, "image", "Add an image", self)
        self.add_class = AddButton(theme, "class", "Add a class", self)
        self.losses = LossRows(theme, prefix, self)
        self.table.setObjectName(f"{prefix}.table")
        self.add_example.setObjectName(f"{prefix}.add_example")
        self.add_class.setObjectName(f"{prefix}.add_class")
        self.add_example.clicked.connect(self.table.example_added)
        self.add_class.clicked.connect(self.table.class_added)
        self.table.columns_changed.connect(self._follow_columns)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_content(self, table: ScoreTableContent, losses: LossRowsContent) -> None:
        """Show other scores and their losses."""
        mean_width = self.losses.mean_width
        self.losses.set_content(losses)
        self.table.set_least_column(self.losses.needed_column)
        self.table.set_content(table)
        self.losses.set_density(self.table.density)
        self.add_class.setVisible(table.can_add_class)
        self.add_example.setVisible(table.can_add_example)
        if mean_width != self.losses.mean_width or self._is_misplaced():
            self._place()

    def set_density(self, density: Density) -> None:
        """How much room there is."""
        self.table.set_density(density)
        self.losses.set_density(self.table.density)
        self._place()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (self.table, self.losses, self.add_class, self.add_example):
            part.apply_theme(theme)
        self.table.set_least_column(self.losses.needed_column)
        self._place()

    def sizeHint(self) -> QSize:
        """As wide as in the design, and as high as its rows."""
        width = self.losses.sizeHint().width()
        return QSize(width, self._height())

    def wanted_width(self) -> int:
        """What names, all columns and the means need."""
        return self.table.wanted_width() + self._mean_column()

    def minimumSizeHint(self) -> QSize:
        """The names, one column, and the means."""
        return QSize(self.table.minimumSizeHint().width() + self._mean_column(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        self._place()

    def _mean_column(self) -> int:
        return self.losses.mean_width + self._theme.px(OVERHANG)

    def _height(self) -> int:
        losses = self.losses.sizeHint().height()
        return self.table.sizeHint().height() + self._below_table() + losses

    def _below_table(self) -> int:
        """A little: table and heading of the losses bring air of their own."""
        return self._theme.px(_ABOVE_LOSSES)

    def _is_misplaced(self) -> bool:
        wanted = self.table.sizeHint().height(), self.losses.sizeHint().height()
        return wanted != (self.table.height(), self.losses.height())

    def _place(self) -> None:
        width = max(self.width() - self._mean_column(), 0)
        # The width first: it says whether there is a scroll bar, and so how high the table is.
        self.table.resize(width, self.table.height())
        self.table.setGeometry(0, 0, width, self.table.sizeHint().height())
        below = self.table.geometry().bottom() + 1 + self._below_table()
        self.losses.setGeometry(0, below, self.width(), self.losses.sizeHint().height())
        self._follow_columns()
        self.updateGeometry()

    def _follow_columns(self) -> None:
        columns = self.table.columns()
        self.losses.set_columns(columns)
        if not columns.lefts:
            return
        px, sizes = self._theme.px, self.table.sizes
        height = px(HEIGHT)
        top = sizes.ring + sizes.picture + (sizes.name - height) // 2
        room = min(self.add_class.sizeHint().width(), columns.lefts[0])
        self.add_class.setGeometry(0, top, room, height)
        last = min(columns.lefts[-1] + columns.width, columns.area[1])
        left = last + px(_GAP) + px(OVERHANG)
        room = min(self.add_example.sizeHint().width(), self.width() - left)
        self.add_example.setGeometry(left, top, room, height)

"""The score table: classes down, examples across, every score to be changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.score_table.cell_menu import CellMenu
from lossviz.widgets.score_table.score_view import ScoreView

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.number_table.gesture import Cell

_ABOUT = (
    "Rows are classes, columns are images. Up and Down change a score, Left and Right go to "
    "another image, Alt with Up and Down to another class. Enter types, T makes a class the true "
    "one of the image."
)


class ScoreTable(ScoreView):
    """Tells what the person does with the table; in its signals, i is an example and j a class."""

    score_edited = Signal(int, int, float, bool)
    """i, j, the value, and whether the gesture goes on; its end repeats the value with False."""
    block_pasted = Signal(int, int, str)
    """i, j of the first cell, and the text."""
    cell_chosen = Signal(int, int)
    example_chosen = Signal(int)
    true_class_wanted = Signal(int, int)
    class_renamed = Signal(int, str)
    example_renamed = Signal(int, str)
    class_added = Signal()
    class_removed = Signal(int)
    example_added = Signal()
    example_removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Scores")
        self.setAccessibleDescription(_ABOUT)
        self._connect()

    def _connect(self) -> None:
        self._examples.chosen.connect(self.example_chosen)
        self._classes.chosen.connect(self._go_to_class)
        self._examples.renamed.connect(self.example_renamed)
        self._classes.renamed.connect(self.class_renamed)
        for header in (self._examples, self._classes):
            header.typing.rejected.connect(self.rejected)
            header.typing.cleared.connect(self.cleared)
        self._examples.customContextMenuRequested.connect(self._open_example_menu)
        self._classes.customContextMenuRequested.connect(self._open_class_menu)

    def rename_class(self, j: int) -> None:
        """Let a person type another name of a class."""
        self._classes.rename(j)

    def rename_example(self, i: int) -> None:
        """Let a person type another name of an example."""
        self.scrollTo(self._model.index(0, i))
        self._examples.rename(i)

    def refuse(self, sentence: str) -> None:
        """The owner can't take what it was just told: a typed text stays, marked as bad."""
        for header in (self._examples, self._classes):
            if header.is_submitting:
                header.refuse(sentence)
                return
        super().refuse(sentence)

    # What the person does

    def tell_number(self, cell: Cell, value: float, goes_on: bool) -> None:
        """A score was changed."""
        self.score_edited.emit(cell[1], cell[0], value, goes_on)

    def tell_block(self, cell: Cell, text: str) -> None:
        """A block was pasted."""
        self.block_pasted.emit(cell[1], cell[0], text)

    def tell_cell(self, cell: Cell) -> None:
        """A cell was chosen."""
        self.cell_chosen.emit(cell[1], cell[0])

    def press_key(self, event: QKeyEvent) -> bool:
        """T makes a class the true one, F2 renames it, Shift+F2 the image."""
        cell, plain = self.current_cell(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if cell is not None and event.key() == Qt.Key.Key_T and plain:
            self.true_class_wanted.emit(cell[1], cell[0])
        elif cell is not None and event.key() == Qt.Key.Key_F2:
            self._rename_at(cell, plain)
        else:
            return super().press_key(event)
        return True

    def _rename_at(self, cell: Cell, plain: bool) -> None:
        if plain:
            self.rename_class(cell[0])
        else:
            self.rename_example(cell[1])

    def _go_to_class(self, j: int) -> None:
        self.go((j, self.content.selected))

    # Menus

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cell under the pointer, or of the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if not by_mouse:
            index = self.currentIndex()
        if not index.isValid():
            return
        at = event.globalPos() if by_mouse else self._below(self.visualRect(index))
        self._menu(index.column(), index.row()).popup(at)

    def _menu(self, i: int | None, j: int | None) -> CellMenu:
        """A menu for an example, a class or a cell; what is chosen there happens here."""
        menu = CellMenu(self.content, i, j, self)
        menu.true_class_wanted.connect(self.true_class_wanted)
        menu.class_name_wanted.connect(self.rename_class)
        menu.example_name_wanted.connect(self.rename_example)
        menu.class_added.connect(self.class_added)
        menu.class_removed.connect(self.class_removed)
        menu.example_added.connect(self.example_added)
        menu.example_removed.connect(self.example_removed)
        return menu

    def _below(self, rect: QRect) -> QPoint:
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def _open_example_menu(self, position: QPoint) -> None:
        section = self._examples.logicalIndexAt(position)
        if section >= 0:
            self._menu(section, None).popup(self._examples.mapToGlobal(position))

    def _open_class_menu(self, position: QPoint) -> None:
        section = self._classes.logicalIndexAt(position)
        if section >= 0:
            self._menu(None, section).popup(self._classes.mapToGlobal(position))

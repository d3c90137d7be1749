"""The context menu of the score table: true class, names, and the size of the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from lossviz.widgets.score_table.score_table import ScoreTable

_NAME_KEY, _IMAGE_KEY, _TRUE_KEY = "F2", "Shift+F2", "T"


class CellMenu(QMenu):
    """What can be done with a class, an example, or the cell where they meet."""

    def __init__(self, table: ScoreTable, i: int | None, j: int | None) -> None:
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        if i is not None and j is not None:
            self._add_true_class(i, j)
        if j is not None:
            self._add_for_class(j)
        if i is not None:
            self._add_for_example(i)

    def _add_true_class(self, i: int, j: int) -> None:
        content = self._table.content
        text = f"Make {content.classes[j].name} the true class of {content.examples[i].name}"
        enabled = content.examples[i].true != j
        self._add(text, partial(self._table.true_class_wanted.emit, i, j), _TRUE_KEY, enabled)
        self.addSeparator()

    def _add_for_class(self, j: int) -> None:
        table, content = self._table, self._table.content
        name = content.classes[j].name
        self._add(f"Rename {name}", partial(table.rename_class, j), _NAME_KEY)
        self._add("Add a class", table.class_added.emit, enabled=content.can_add_class)
        self._add(f"Remove {name}", partial(table.class_removed.emit, j))
        self.addSeparator()

    def _add_for_example(self, i: int) -> None:
        table, content = self._table, self._table.content
        name = content.examples[i].name
        self._add(f"Rename {name}", partial(table.rename_example, i), _IMAGE_KEY)
        self._add("Add an image", table.example_added.emit, enabled=content.can_add_example)
        self._add(f"Remove {name}", partial(table.example_removed.emit, i))

    def _add(
        self, text: str, act: Callable[[], object], key: str = "", enabled: bool = True
    ) -> None:
        # A name may hold an ampersand, which would mark the next letter as a key.
        text = text.replace("&", "&&")
        action = self.addAction(f"{text}\t{key}" if key else text)
        action.triggered.connect(lambda _checked=False: act())
        action.setEnabled(enabled)

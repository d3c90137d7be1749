"""The context menu of the score table: true class, names, and the size of the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from lossviz.widgets.score_table.content import ScoreTableContent

_NAME_KEY, _IMAGE_KEY, _TRUE_KEY = "F2", "Shift+F2", "T"


class CellMenu(QMenu):
    """What can be done with a class j, an example i, or the cell where they meet.

    It says in signals what was chosen, so that it needs to know no table: the table does it.
    """

    true_class_wanted = Signal(int, int)
    """i and j."""
    class_name_wanted = Signal(int)
    example_name_wanted = Signal(int)
    class_added = Signal()
    class_removed = Signal(int)
    example_added = Signal()
    example_removed = Signal(int)

    def __init__(
        self, content: ScoreTableContent, i: int | None, j: int | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._content = content
        if i is not None and j is not None:
            self._add_true_class(i, j)
        if j is not None:
            self._add_for_class(j)
        if i is not None:
            self._add_for_example(i)

    def _add_true_class(self, i: int, j: int) -> None:
        content = self._content
        text = f"Make {content.classes[j].name} the true class of {content.examples[i].name}"
        enabled = content.examples[i].true != j
        self._add(text, partial(self.true_class_wanted.emit, i, j), _TRUE_KEY, enabled)
        self.addSeparator()

    def _add_for_class(self, j: int) -> None:
        content = self._content
        name = content.classes[j].name
        self._add(f"Rename {name}", partial(self.class_name_wanted.emit, j), _NAME_KEY)
        self._add("Add a class", self.class_added.emit, enabled=content.can_add_class)
        self._add(f"Remove {name}", partial(self.class_removed.emit, j))
        self.addSeparator()

    def _add_for_example(self, i: int) -> None:
        content = self._content
        name = content.examples[i].name
        self._add(f"Rename {name}", partial(self.example_name_wanted.emit, i), _IMAGE_KEY)
        self._add("Add an image", self.example_added.emit, enabled=content.can_add_example)
        self._add(f"Remove {name}", partial(self.example_removed.emit, i))

    def _add(
        self, text: str, act: Callable[[], object], key: str = "", enabled: bool = True
    ) -> None:
        # A name may hold an ampersand, which would mark the next letter as a key.
        text = text.replace("&", "&&")
        action = self.addAction(f"{text}\t{key}" if key else text)
        action.triggered.connect(lambda _checked=False: act())
        action.setEnabled(enabled)

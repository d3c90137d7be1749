"""The Code tab: the very functions of the model that just ran, with a button to copy them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Finished, Result
from lossviz.panelkit.explanation import Exhibit
from lossviz.shell.explain.code_view import CodeView
from lossviz.shell.explain.exhibit_menu import ExhibitMenu
from lossviz.shell.explain.page import Page
from lossviz.shell.explain.source import Source, read_source
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.layout.label_text import set_text

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

KIND = "explain.code"


class CodeTab(Page):
    """One exhibit at a time, chosen in a menu. The worker reads a source when it is first shown."""

    copied = Signal(str)

    def __init__(self, theme: Theme, engine: Engine, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._engine = engine
        self._given: tuple[Exhibit, ...] | None = None
        self._exhibits: dict[str, Exhibit] = {}
        self._sources: dict[tuple[object, ...], Source] = {}
        self._asked = False
        self._shown = False
        self.choice = ExhibitMenu(theme, [("", "")])
        self.choice.setAccessibleName("Function")
        self.choice.setObjectName("explain.code.choice")
        self.choice.value_changed.connect(self._show)
        self.copy_button = ActionButton(theme, "Copy", "copy", "quiet")
        self.copy_button.setObjectName("explain.code.copy")
        self.copy_button.clicked.connect(self._copy)
        self._caption = QLabel()
        self._caption.setProperty("role", "caption")
        self._caption.setWordWrap(True)
        self.view = CodeView(theme)
        self.view.setObjectName("explain.code.view")
        self._lay_out()
        self.apply_theme(theme)

    def show_exhibits(self, exhibits: tuple[Exhibit, ...]) -> None:
        """Offer other code; the exhibit that is shown stays if it is among it."""
        if exhibits == self._given:
            return
        self._given = exhibits
        before = list(self._exhibits)
        self._exhibits = {exhibit.title: exhibit for exhibit in exhibits}
        if exhibits and list(self._exhibits) != before:
            self.choice.set_choices([(title, title) for title in self._exhibits])
        for part in (self.choice, self.copy_button, self._caption, self.view):
            part.setVisible(bool(exhibits))
        self._show()

    def set_shown(self, shown: bool) -> None:
        """Sources are read once they are to be seen."""
        self._shown = shown
        self._show()

    def take(self, result: Result) -> None:
        """A source from the worker."""
        self._asked = False
        if isinstance(result, Finished):
            assert isinstance(result.value, Source)
            self._sources[result.value.functions] = result.value
            self._show()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.set_margins(theme)
        self.column.setSpacing(theme.space(2))
        for part in (self.choice, self.copy_button, self.view):
            part.apply_theme(theme)

    def _show(self) -> None:
        exhibit = self._exhibits.get(self.choice.value)
        if exhibit is None or not self._shown:
            return
        functions = _functions(exhibit)
        if functions not in self._sources:
            self._ask(functions)
            return
        source = self._sources[functions]
        set_text(self._caption, source.caption)
        self.view.show_source(source)
        self.copy_button.setEnabled(bool(source.text))

    def _ask(self, functions: tuple[object, ...]) -> None:
        """One source at a time."""
        if not self._asked:
            self._asked = True
            work: Callable[[], object] = partial(read_source, functions)
            self._engine.request(KIND, work)

    def _copy(self) -> None:
        exhibit = self._exhibits.get(self.choice.value)
        source = self._sources.get(_functions(exhibit)) if exhibit else None
        if source is not None and source.text:
            self.copied.emit(source.copy)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._caption, 1)
        head.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.choice)
        self.column.addLayout(head)
        self.column.addWidget(self.view)
        self.column.addStretch(1)


def _functions(exhibit: Exhibit) -> tuple[object, ...]:
    """The functions of an exhibit; those of bound methods, which are the same for every object."""
    each = exhibit.function if isinstance(exhibit.function, tuple) else (exhibit.function,)
    return tuple(getattr(one, "__func__", one) for one in each)

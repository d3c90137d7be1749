"""The Explain column: formula, code and question of what the panel shows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Result
from lossviz.panelkit.explanation import Explanation, Marking
from lossviz.shell.explain import typesetter
from lossviz.shell.explain.formula_block import constant_lines
from lossviz.shell.explain.formula_tab import FormulaTab
from lossviz.shell.explain.page import MARGIN
from lossviz.shell.explain.question_tab import QuestionTab
from lossviz.shell.explain.tab_bar import HEIGHT, TabBar
from lossviz.shell.explain.typesetter import Typesetter
from lossviz.theme.apply import qcolor
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.layout.reading_order import order_tabs
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.painting.themed import Themed

if TYPE_CHECKING:
    from lossviz.shell.explain.code_tab import CodeTab
    from lossviz.theme.tokens import Theme

TABS = (("formula", "Formula"), ("code", "Code"), ("question", "Question"))
CODE = 1  # its place
STRIP_TOP = 10


class ExplainColumn(QWidget):
    """Open it is 288 wide, closed a strip with a button a tab. Hidden or closed it does no work.

    It is opaque, as it may lie over a panel, and has a hairline at its left. Its owner gives it the
    worker's results of kinds that start with "explain.".
    """

    question_chosen = Signal(str)
    """Key of a question that the person went to."""
    try_wanted = Signal(str)
    """Key of a question: bring about the state it asks about."""
    mark_wanted = Signal(str, object)
    """Key of a question and the `Predictions`; `show_marking` is the answer."""
    toggled = Signal(bool)
    """The person wants it open (True); the owner opens and closes it with `set_open`."""
    tab_chosen = Signal(str)
    """The person went to another tab: "formula", "code" or "question"."""
    copied = Signal(str)
    """A sentence about what is in the clipboard now."""

    def __init__(self, theme: Theme, engine: Engine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open = True
        self._panel = ""
        self._explanation = Explanation()
        self._is_new = False
        self._engine = engine
        self._typesetter = Typesetter(engine, self)
        self.setObjectName("explain")
        self.setAccessibleName("Explain")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.tabs = TabBar(theme, TABS)
        self._buttons = tuple(self._strip_button(theme, key, title) for key, title in TABS)
        self.formula = FormulaTab(theme, self._typesetter)
        self.question = QuestionTab(theme, self._typesetter)
        self._stack = QStackedWidget()
        self._rule = Rule(theme, "horizontal")
        self._lay_out()
        self._connect()
        self.set_tab("question")
        self.set_open(True)
        self.apply_theme(theme)

    @cached_property
    def code(self) -> CodeTab:
        """The tab of code: made when it is first looked at, as the first picture has none of it."""
        from lossviz.shell.explain.code_tab import CodeTab

        tab = CodeTab(self._theme, self._engine)
        tab.copied.connect(lambda text: self._copy(text, "Code"))
        self._stack.insertWidget(CODE, tab)
        return tab

    @property
    def _has_code(self) -> bool:
        """Whether that tab was ever looked at."""
        return "code" in vars(self)

    @property
    def is_open(self) -> bool:
        """Whether it is a column and no strip."""
        return self._open

    @property
    def is_listening(self) -> bool:
        """Whether an explanation would be seen; where not, the panel need not make one."""
        return self._open and self.isVisible()

    @property
    def tab(self) -> str:
        """Key of the current tab."""
        return self.tabs.value

    def show_explanation(self, panel: str, explanation: Explanation | None) -> None:
        """Show what a panel has to say now; None when it has nothing to say."""
        explanation = explanation or Explanation()
        if (panel, explanation) != (self._panel, self._explanation):
            self._panel, self._explanation = panel, explanation
            self._is_new = True
            self._refresh()

    def show_marking(self, panel: str, marking: Marking) -> None:
        """Show the answer to a question of a panel."""
        self.question.show_marking(panel, marking)

    def take(self, result: Result) -> None:
        """A result from the worker."""
        if result.kind == typesetter.KIND:
            self._typesetter.take(result)
        elif self._has_code:
            self.code.take(result)

    def set_open(self, is_open: bool) -> None:
        """Open or close it, without a signal."""
        self._open = is_open
        for part in (self._top_box, self._rule, self._stack):
            part.setVisible(is_open)
        for button in self._buttons:
            button.setVisible(not is_open)
        self._fit()
        self._refresh()

    def set_tab(self, key: str) -> None:
        """Go to a tab, without a signal."""
        self.tabs.set_value(key)
        pages = {"formula": self.formula, "question": self.question}
        self._stack.setCurrentWidget(pages.get(key) or self.code)
        self._is_new = True
        self._refresh()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._fit()
        code: tuple[Themed, ...] = (self.code,) if self._has_code else ()
        tabs: tuple[Themed, ...] = (self.formula, self.question, *code)
        parts: tuple[Themed, ...] = (self.tabs, self._rule, *tabs, *self._buttons)
        for part in parts:
            part.apply_theme(theme)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows the eye."""
        order_tabs(self)
        return super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        """What came while it was hidden is to be seen now."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is to be typeset for a column that nobody sees."""
        super().hideEvent(event)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The base colour, and the hairline."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), qcolor(self._theme, "surface.base"))
        line = QRect(0, 0, self._theme.px(1), self.height())
        painter.fillRect(line, qcolor(self._theme, "border.hairline"))

    def _refresh(self) -> None:
        """Bring the current tab up to date, if it can be seen."""
        seen = self.is_listening
        if self._has_code:
            self.code.set_shown(seen and self.tab == "code")
        if not seen:
            self._typesetter.stop()
            return
        if self._is_new:
            self._is_new = False
            self._show()
        self._typesetter.want(self._lines())

    def _show(self) -> None:
        if self.tab == "formula":
            self.formula.show_formulas(self._explanation.formulas)
        elif self.tab == "code":
            self.code.show_exhibits(self._explanation.exhibits)
        else:
            self.question.show_explanation(self._panel, self._explanation)

    def _lines(self) -> tuple[str, ...]:
        """What is to be typeset: first what is seen, then what never changes in the other tab."""
        formulas = self._explanation.formulas
        seen = {"formula": self.formula.lines, "question": self.question.lines}.get(self.tab)
        rest = (line for formula in formulas for line in constant_lines(formula))
        return (*(seen() if seen else ()), *rest)

    def _choose_tab(self, key: str) -> None:
        self.set_tab(key)
        self.tab_chosen.emit(key)

    def _go_to_question(self, key: str) -> None:
        """Its formula may be another one."""
        self._refresh()
        self.question_chosen.emit(key)

    def _copy(self, text: str, what: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(f"{what} copied.")

    def _fit(self) -> None:
        role = "explain" if self._open else "explainCollapsed"
        self.setFixedWidth(round(self._theme.length(f"layout.{role}")))
        self._top.setContentsMargins(self._theme.px(MARGIN - 10), 0, self._theme.px(6), 0)
        self._top_box.setFixedHeight(self._theme.px(HEIGHT))
        margin = 0 if self._open else self._theme.px(STRIP_TOP)
        self._strip.setContentsMargins(0, margin, 0, margin)
        self._strip.setSpacing(0 if self._open else self._theme.space(1))

    def _strip_button(self, theme: Theme, key: str, title: str) -> IconButton:
        """Opens the column at its tab."""
        button = IconButton(theme, key, f"Explain: {title} (Ctrl+E)", parent=self)
        button.setObjectName(f"explain.open.{key}")
        button.clicked.connect(lambda: self._open_at(key))
        return button

    def _open_at(self, key: str) -> None:
        self.set_tab(key)
        self.toggled.emit(True)

    def _connect(self) -> None:
        self.tabs.value_changed.connect(self._choose_tab)
        self.formula.copied.connect(lambda text: self._copy(text, "LaTeX"))
        self.question.question_chosen.connect(self._go_to_question)
        self.question.try_wanted.connect(self.try_wanted)
        self.question.mark_wanted.connect(self.mark_wanted)

    def _lay_out(self) -> None:
        self._top_box = QWidget()
        self._top = QHBoxLayout(self._top_box)
        self._top.setSpacing(0)
        self._top.addWidget(self.tabs)
        self._top.addStretch(1)
        for tab in (self.formula, self.question):
            self._stack.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_box)
        self._strip = QVBoxLayout()
        for button in self._buttons:
            self._strip.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self._strip)
        column.addWidget(self._rule)
        column.addWidget(self._stack, 1)
        column.addStretch(0)

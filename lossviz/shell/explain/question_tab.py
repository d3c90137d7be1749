"""The Question tab: the formula in question, one question to answer, the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lossviz.panelkit.explanation import Explanation, Marking, Question
from lossviz.shell.explain.answer import Answers
from lossviz.shell.explain.formula_block import FormulaBlock
from lossviz.shell.explain.page import MARGIN, Page
from lossviz.shell.explain.question_card import QuestionCard
from lossviz.shell.explain.question_list import QuestionList
from lossviz.shell.explain.typesetter import Typesetter
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_FOOTER = 44


class QuestionTab(QWidget):
    """Everything scrolls but the footer with previous and next."""

    question_chosen = Signal(str)
    try_wanted = Signal(str)
    mark_wanted = Signal(str, object)

    def __init__(self, theme: Theme, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = Answers()
        self._explanation = Explanation()
        self.page = Page(theme)
        self.block = FormulaBlock(theme, typesetter, brief=True)
        self.block.setObjectName("explain.question.formula")
        self.card = QuestionCard(theme)
        self.list = QuestionList(theme)
        self._rule = Rule(theme, "horizontal")
        self._place = QLabel()
        self._place.setProperty("role", "secondary")
        self._place.setObjectName("explain.place")
        self.previous = IconButton(theme, "chevron-left", "Previous question")
        self.previous.setObjectName("explain.previous")
        self.next = IconButton(theme, "chevron-right", "Next question")
        self.next.setObjectName("explain.next")
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.card.try_wanted.connect(self._want_try)
        self.card.answer_wanted.connect(self._want_marking)
        self.apply_theme(theme)

    @property
    def question(self) -> str:
        """Key of the question in view."""
        return self._answers.current

    def show_explanation(self, panel: str, explanation: Explanation) -> None:
        """Show the present state's question, unless another one is being answered."""
        self._explanation = explanation
        self._answers.follow(panel, explanation)
        self._show()

    def show_marking(self, panel: str, marking: Marking) -> None:
        """Show how an answer was marked; it stays with its question, whatever is in view by now."""
        answer = self._answers.of(panel, marking.question)
        answer.take(marking)
        self._show()
        if answer is self._answers.answer:
            self.page.ensureWidgetVisible(self.card.marking, 0, MARGIN)

    def lines(self) -> tuple[str, ...]:
        """All LaTeX that it shows."""
        return self.block.lines() if self._explanation.formulas else ()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.page.set_margins(theme)
        self.page.column.setSpacing(theme.space(6))
        self._foot.setContentsMargins(theme.px(MARGIN), 0, theme.space(2), 0)
        self._foot.setSpacing(0)
        self._foot_box.setFixedHeight(theme.px(_FOOTER))
        parts = (self.block, self.card, self.list, self._rule, self.previous, self.next)
        for part in parts:
            part.apply_theme(theme)
        self._fit_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether there is room for the note."""
        super().resizeEvent(event)
        self._fit_note()

    def event(self, event: QEvent) -> bool:
        """What stands above may have grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_note()
        return super().event(event)

    def _show(self) -> None:
        questions, formulas = self._explanation.questions, self._explanation.formulas
        self.block.setVisible(bool(formulas))
        if formulas and not questions:
            self.block.show_formula(formulas[0])
        self.card.setVisible(bool(questions))
        self.list.setVisible(bool(questions))
        for part in (self._foot_box, self._rule):
            part.setVisible(len(questions) > 1)
        if questions:
            self._show_question(questions)

    def _show_formula(self, key: str) -> None:
        """The formula that the question is about, or the first."""
        formulas = self._explanation.formulas
        if formulas:
            about = [each for each in formulas if each.key == key]
            self.block.show_formula((*about, formulas[0])[0])

    def _show_question(self, questions: tuple[Question, ...]) -> None:
        place = self._index(questions)
        self._show_formula(questions[place].formula)
        self.list.show_questions(self._explanation.questions_title, questions)
        self.list.set_current(self.question)
        self.card.show_question(questions[place], self._answers.answer)
        set_text(self._place, f"Question {place + 1} of {len(questions)}")
        self.previous.setEnabled(place > 0)
        self.next.setEnabled(place < len(questions) - 1)
        self._fit_note()

    def _index(self, questions: tuple[Question, ...]) -> int:
        return [question.key for question in questions].index(self.question)

    def _choose(self, key: str) -> None:
        if key != self.question:
            self._answers.choose(key)
            self._show()
            self.question_chosen.emit(key)

    def _go(self, by: int) -> None:
        keys = [question.key for question in self._explanation.questions]
        if self.question not in keys:  # none is there yet
            return
        place = keys.index(self.question) + by
        if 0 <= place < len(keys):
            self._choose(keys[place])

    def _want_try(self) -> None:
        self._answers.choose(self.question)
        self.try_wanted.emit(self.question)

    def _want_marking(self) -> None:
        predictions = dict(self._answers.answer.predictions)
        self.mark_wanted.emit(self.question, predictions)

    def _fit_note(self) -> None:
        """The note is shown where it makes nothing scroll."""
        without = self.page.needed_height() - self.card.height_besides()
        room = self.page.viewport().height() - without
        self.card.set_note_shown(room >= self.card.note_height())

    def _lay_out(self) -> None:
        for part in (self.block, self.card, self.list):
            self.page.column.addWidget(part)
        self.page.column.addStretch(1)
        self._foot_box = QWidget()
        self._foot = QHBoxLayout(self._foot_box)
        self._foot.addWidget(self._place, 1)
        for button in (self.previous, self.next):
            self._foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.page, 1)
        whole.addWidget(self._rule)
        whole.addWidget(self._foot_box)

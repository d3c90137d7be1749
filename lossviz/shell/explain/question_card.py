"""One question: its words, the predictions, what one can do, and how it was marked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lossviz.panelkit.explanation import Question
from lossviz.shell.explain.answer import Answer
from lossviz.shell.explain.marking_view import MarkingView
from lossviz.shell.explain.note_box import HEIGHT as NOTE_HEIGHT
from lossviz.shell.explain.note_box import NoteBox
from lossviz.shell.explain.prediction import OPEN, PredictionRow
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.layout.flow import Flow
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.painting.themed import Themed

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

TRY = "Try what is asked"
SHOW, CHECK = "Answer", "Check"
HOW = "Drag or type a number; “inf” is ∞."


class QuestionCard(QWidget):
    """Writes what the person predicts into the `Answer` that it is given."""

    try_wanted = Signal()
    answer_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._question: Question | None = None
        self._answer = Answer()
        self._rows: list[PredictionRow] = []
        self._text = QLabel()
        self._text.setObjectName("explain.question")
        self._text.setProperty("role", "question")
        self._text.setWordWrap(True)
        self._how = QLabel()
        self._how.setObjectName("explain.how")
        self._how.setProperty("role", "caption")
        self._how.setWordWrap(True)
        self.note = NoteBox(theme)
        self.try_button = ActionButton(theme, "")
        self.try_button.setObjectName("explain.try")
        self.try_button.setAccessibleName(TRY)
        self.answer_button = ActionButton(theme, SHOW, kind="primary", texts=(SHOW, CHECK))
        self.answer_button.setObjectName("explain.answer")
        self.marking = MarkingView(theme)
        self._lay_out()
        self.note.textChanged.connect(self._keep_note)
        self.try_button.clicked.connect(self.try_wanted)
        self.answer_button.clicked.connect(self.answer_wanted)
        self.apply_theme(theme)

    def show_question(self, question: Question, answer: Answer) -> None:
        """Show a question with what was said to it so far."""
        before, self._question = self._question, question
        if answer is not self._answer or before is None or before.prompts != question.prompts:
            self._answer = answer
            self._ask(question)
        set_text(self._text, question.text)
        set_text(self._how, f"{HOW}\n{question.tolerance}".rstrip())
        self._how.setVisible(bool(question.prompts))
        if question.try_text != self.try_button.text():
            self.try_button.setText(question.try_text)
            self.try_button.setAccessibleName(question.try_text or TRY)
        self.try_button.setVisible(bool(question.try_text))
        self._show_answer()

    def set_note_shown(self, wanted: bool) -> None:
        """Show the note where there is room for it; one that was begun stays."""
        self.note.setVisible(wanted or bool(self._answer.note))

    def height_besides(self) -> int:
        """Height of what the decision about the note must not depend on."""
        heights = []
        if not self.note.isHidden():
            heights.append(self.note.height())
        if self.marking.takes_room:
            heights.append(self.marking.height())
        return sum(height + self._column.spacing() for height in heights)

    def note_height(self) -> int:
        """What the note would take."""
        return self._theme.px(NOTE_HEIGHT) + self._column.spacing()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._column.setSpacing(theme.space(3))
        self._prompts.setSpacing(theme.space(2))
        parts: tuple[Themed, ...] = (self.note, self._buttons, self.marking)
        for part in (*parts, *self._rows):
            part.apply_theme(theme)

    def _ask(self, question: Question) -> None:
        for row in self._rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        for prompt in question.prompts:
            value = self._answer.predictions.get(prompt.key, OPEN)
            row = PredictionRow(self._theme, prompt, value)
            row.predicted.connect(self._predict)
            row.entered.connect(self._go_on)
            self._prompts.addWidget(row)
            self._rows.append(row)
        self.marking.show_marking(None)  # nor does it keep the room of another question's
        self.note.setPlainText(self._answer.note)

    def _predict(self, prompt: str, value: float) -> None:
        self._answer.predict(prompt, value)
        self.marking.blank()
        self._show_answer()

    def _go_on(self) -> None:
        """Enter goes to the next number that is open, and from the last one to the answer."""
        still_open = [row for row in self._rows if math.isnan(row.field.value)]
        if still_open:
            still_open[0].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.answer_wanted.emit()

    def _show_answer(self) -> None:
        """The words of the black button, and how it was marked as long as that is true."""
        self.answer_button.setText(CHECK if self._answer.predictions else SHOW)
        prompts = () if self._question is None else self._question.prompts
        self.marking.show_marking(self._answer.marking, prompts)

    def _keep_note(self) -> None:
        self._answer.note = self.note.toPlainText()

    def _lay_out(self) -> None:
        self._prompts = QVBoxLayout()
        self._buttons = Flow(self._theme, (self.answer_button, self.try_button), gap=4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._text)
        self._column.addLayout(self._prompts)
        self._column.addWidget(self._how)
        self._column.addWidget(self.note)
        self._column.addWidget(self._buttons)
        self._column.addWidget(self.marking)

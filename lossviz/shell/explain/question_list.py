"""The list of questions, numbered; the current one is bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from lossviz.panelkit.explanation import Question
from lossviz.shell.explain.radio import Radio, choose
from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.painting.drawn_text import cut_to, draw_text_in

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_HEIGHT, _NUMBER = 26, 22


class QuestionList(QWidget):
    """A heading between hairline and entries."""

    chosen = Signal(str)
    """Key of the question."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: dict[str, _Entry] = {}
        self._rule = Rule(theme, "horizontal")
        self._heading = QLabel()
        self._heading.setProperty("role", "label")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._rule)
        self._column.addWidget(self._heading)
        self.apply_theme(theme)

    def show_questions(self, title: str, questions: tuple[Question, ...]) -> None:
        """Offer these questions."""
        set_text(self._heading, title)
        titles = {question.key: question.title for question in questions}
        if titles == {key: entry.text() for key, entry in self._entries.items()}:
            return
        for entry in self._entries.values():
            entry.hide()
            entry.setParent(None)
            entry.deleteLater()
        self._entries = {
            key: self._add(number, key, titles[key]) for number, key in enumerate(titles, 1)
        }

    def set_current(self, key: str) -> None:
        """Mark the question that is shown."""
        if key in self._entries:
            choose(self._entries.values(), self._entries[key])

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._rule.apply_theme(theme)
        self._column.setSpacing(0)
        self._heading.setContentsMargins(0, theme.space(3), 0, theme.space(1))
        for entry in self._entries.values():
            entry.apply_theme(theme)

    def _add(self, number: int, key: str, text: str) -> _Entry:
        entry = _Entry(self._theme, number, text, self)
        entry.setObjectName(f"explain.question.{key}")
        entry.clicked.connect(lambda: self.chosen.emit(key))
        self._column.addWidget(entry)
        entry.show()
        return entry


class _Entry(Radio):
    """Number and title; a title that does not fit is whole in the tool tip."""

    def __init__(self, theme: Theme, number: int, text: str, parent: QWidget) -> None:
        super().__init__(theme, text, parent)
        self._number = str(number)
        self.setAccessibleName(f"Question {number}: {text}")
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, left = QPainter(self), self._theme.px(_NUMBER)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        font = self.text_font()
        painter.setPen(qcolor(self._theme, self.text_role()))
        painter.setFont(qfont(self._theme, "bodyStrong" if self.isChecked() else "body"))
        draw_text_in(painter, self.rect(), middle, self._number)
        painter.setFont(font)
        room = QRect(left, 0, self.width() - left, self.height())
        text = cut_to(QFontMetrics(font), self.text(), room.width())
        draw_text_in(painter, room, middle, text)

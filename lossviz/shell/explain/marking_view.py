"""The answer to a question: each prediction marked in words, then why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lossviz.panelkit.explanation import Mark, Marking, Prompt

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


class MarkingView(QWidget):
    """Lines with a sign, a colour and a word; nothing until there is a marking."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Marking | None, tuple[Prompt, ...]] = (None, ())
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setObjectName("explain.marking")
        self.hide()
        self.apply_theme(theme)

    def text(self) -> str:
        """All that it says."""
        return "" if self.isHidden() else "\n".join(label.text() for label in self._lines)

    def show_marking(self, marking: Marking | None, prompts: Sequence[Prompt] = ()) -> None:
        """Show a marking; `prompts` say what was asked where there is more than one."""
        if (marking, tuple(prompts)) == self._shown:
            return
        self._shown = marking, tuple(prompts)
        self._keep_room(False)
        self._clear()
        if marking is not None:
            labels = {each.key: each.label for each in prompts} if len(prompts) > 1 else {}
            for mark in marking.marks:
                self._add(mark_text(mark, labels.get(mark.prompt, "")), _role(mark))
            if marking.sentence:
                self._add(marking.sentence, "body")
        self.setVisible(marking is not None)
        self.setAccessibleName(self.text())

    def blank(self) -> None:
        """Say nothing any more, in the same room: what stands below stays where it is."""
        if not self.isHidden():
            self._shown = (None, self._shown[1])
            self._keep_room(True)
            self.hide()
            self.setAccessibleName("")

    @property
    def takes_room(self) -> bool:
        """Whether what stands below is lower for it."""
        return not self.isHidden() or self.sizePolicy().retainSizeWhenHidden()

    def _keep_room(self, keep: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keep)
        self.setSizePolicy(policy)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._column.setSpacing(theme.px(4))

    def _clear(self) -> None:
        for label in self._lines:
            label.hide()
            label.setParent(None)
            label.deleteLater()
        self._lines = []

    def _add(self, text: str, role: str) -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._column.addWidget(label)
        self._lines.append(label)


def mark_text(mark: Mark, label: str = "") -> str:
    """A mark in words.

    >>> mark_text(Mark("loss", False, "2.00", "3.00"), "Loss")
    '✗ Loss: not quite, it is 2.00, you said 3.00'
    """
    what = f"{label}: " if label else ""
    if not mark.said:
        return f"{what}it is {mark.truth}" if label else f"It is {mark.truth}"
    if mark.right:
        return f"✓ {what}right, it is {mark.truth}"
    return f"✗ {what}not quite, it is {mark.truth}, you said {mark.said}"


def _role(mark: Mark) -> str:
    if not mark.said:
        return "strong"
    return "success" if mark.right else "danger"

"""The loss and its parts in one line, which takes the words and the size that have room.

It places its words and numbers itself, and takes smaller type, fewer words or fewer digits before a
number is cut: a layout of labels would settle only after the next event.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lossviz.panelkit.controls import label
from lossviz.theme.apply import qfont
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.numbers.fewer_digits import ANY, in_length
from lossviz.widgets.numbers.number_text import format_number

# Before the loss, before the data loss, after it, and after the penalty.
FULL = ("Loss", "=", "data +", "regularization")
SHORT = ("Loss", "=", "data +", "reg.")
NONE = ("", "=", "+", "")
HEIGHT, GAP = 36, 8  # logical px
DECIMALS = 3


class Form(NamedTuple):
    """The type of the loss, that of its parts, the words, and characters of a number at most."""

    hero: str
    part: str
    words: tuple[str, ...]
    digits: int = ANY

    @property
    def roles(self) -> tuple[str, str, str]:
        """The type of each number."""
        return self.hero, self.part, self.part


# What is tried in turn.
FORMS = (
    Form("numberHero", "numberCell", FULL),
    Form("numberHero", "numberCell", SHORT),
    Form("numberCell", "number", FULL),
    Form("numberCell", "number", SHORT),
    Form("number", "number", SHORT),
    Form("number", "number", NONE),
    Form("numberSmall", "numberSmall", NONE),
    *(Form("numberSmall", "numberSmall", NONE, digits) for digits in range(9, 4, -1)),
)


def loss_text(value: float) -> str:
    """A loss as it stands in the line."""
    return format_number(value, DECIMALS)


class LossLine(QWidget):
    """Places everything itself: what it shows is a function of its width and of its texts.

    Object names begin with `prefix`, and end with ".total", ".data_loss" and ".penalty". called:
    what the last part is called where it is not "regularization", nor "reg." in short.
    """

    def __init__(
        self,
        theme: Theme,
        prefix: str,
        parent: QWidget | None = None,
        *,
        called: str = "",
    ) -> None:
        super().__init__(parent)
        self._theme, self._left, self._right = theme, 0, 0
        self._called = called
        roles = ("section", "secondary", "secondary", "secondary")
        self._words: list[QLabel] = [label(prefix, "", role) for role in roles]
        self.total = SteadyNumber(theme, "Loss", "", type_role="numberHero")
        self.data = SteadyNumber(
            theme, "Data loss", "", type_role="numberCell", color_role="semantic.dataLoss"
        )
        self.penalty = SteadyNumber(
            theme, "Regularization loss", "",
            type_role="numberCell", color_role="semantic.regularization",
        )  # fmt: skip
        self.numbers = (self.total, self.data, self.penalty)
        for part, name in zip(self.numbers, ("total", "data_loss", "penalty"), strict=True):
            part.setObjectName(f"{prefix}.{name}")
        self._values = (math.nan,) * len(self.numbers)
        self._ends: list[QWidget] = []
        inside: list[QWidget] = [*self._words, *self.numbers]
        for each in inside:
            each.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_losses(self, total: float, data: float, penalty: float) -> None:
        """Show other numbers."""
        self._values = total, data, penalty
        self.place()

    def set_ends(self, ends: Sequence[QWidget]) -> None:
        """What stands at the right end, in this order."""
        if list(ends) != self._ends:
            self._ends = list(ends)
            for part in ends:
                part.setParent(self)
                part.show()
            self.place()

    def set_sides(self, left: int, right: int) -> None:
        """Begin so far from the left edge, and end so far from the right one if there is room."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.place()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self.numbers:
            part.apply_theme(theme)
        self.updateGeometry()
        self.place()

    def sizeHint(self) -> QSize:
        """Of one height, whatever it shows."""
        return QSize(0, self._theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what has room."""
        super().resizeEvent(event)
        self.place()

    # Placing

    def place(self) -> None:
        """Take the first form that has room, and put everything where it belongs."""
        gap, shown = self._theme.px(GAP), [part for part in self._ends if not part.isHidden()]
        at_end = sum(part.sizeHint().width() + gap for part in shown)
        room = self.width() - self._left - at_end
        form, widths = FORMS[-1], list[int]()
        for form in FORMS:
            widths = self._widths(form)
            if sum(widths) <= room:
                break
        self._take(form, widths)
        right = self.width() - min(self._right, max(room - sum(widths), 0))
        for part in reversed(shown):
            size = part.sizeHint()
            right -= size.width()
            part.setGeometry(
                right, (self.height() - size.height()) // 2, size.width(), size.height()
            )
            right -= gap

    def _texts(self, form: Form) -> list[str]:
        """The numbers as a form writes them."""
        return [in_length(loss_text(each), each, form.digits) for each in self._values]

    def _widths(self, form: Form) -> list[int]:
        """Of each word and each number in turn, with the gap behind it; 0 where there is none."""
        gap, result = self._theme.px(GAP), list[int]()
        for number, word, role in zip(self._texts(form), form.words[:3], form.roles, strict=True):
            result.append(self._word_width(len(result) // 2, word))
            result.append(self._advance(role, number) + gap)
        return [*result, self._word_width(3, self._last_word(form))]

    def _last_word(self, form: Form) -> str:
        word = form.words[3]
        return self._called or word if word else word

    def _word_width(self, which: int, text: str) -> int:
        if not text:
            return 0
        metrics = self._words[which].fontMetrics()
        return metrics.horizontalAdvance(text) + self._theme.px(GAP)

    def _advance(self, role: str, text: str) -> int:
        return QFontMetrics(qfont(self._theme, role)).horizontalAdvance(text) + self._theme.px(1)

    def _take(self, form: Form, widths: list[int]) -> None:
        parts: list[QLabel | SteadyNumber] = []
        texts = zip(self._texts(form), map(loss_text, self._values), strict=True)
        for word, number, role in zip(self._words, self.numbers, form.roles, strict=False):
            number.set_type_role(role)
            number.setText(*next(texts))
            parts += [word, number]
        parts.append(self._words[3])
        left = self._left
        for part, width in zip(parts, widths, strict=True):
            part.setGeometry(left, 0, width, self.height())
            left += width
        texts_of_words = (*form.words[:3], self._last_word(form))
        for word, text in zip(self._words, texts_of_words, strict=True):
            word.setVisible(bool(text))
            set_text(word, text)

"""The heading of a worked loss: its shape, its name, and its value as the hero number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.theme.icons import pixmap
from lossviz.widgets.controls.adaptive_choice import AdaptiveChoice
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.worked.heading_content import HeadingContent

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_HEIGHT, _GAP, _WIDTH = 36, 10, 488
_LONGEST_LARGE = 9  # characters: 10,000.00


class LossHeading(QWidget):
    """Title and caption at the left, the original and the number at the right; always as high.

    The caption gives way first, then the original; a long number is set one size smaller. A choice
    after the title is a menu before the original goes. All is placed here and not by a layout,
    which would be done again with each number.
    """

    def __init__(
        self,
        theme: Theme,
        loss: Literal["hinge", "softmax"],
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._loss = loss
        self._choice: AdaptiveChoice | None = None
        self._icon = QLabel(self)
        self.title = _label(self, title, "section")
        self.caption = _label(self, "", "secondary")
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self.original = _label(self, "", "caption")
        self.number = QLabel(self)
        self.number.setTextFormat(Qt.TextFormat.PlainText)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def add_choice(self, choice: AdaptiveChoice) -> None:
        """Put a choice after the title; where it is hidden, it takes no room."""
        choice.setParent(self)
        choice.show()  # who gets another parent is hidden
        self._choice = choice
        self.updateGeometry()
        self._arrange()

    def show_loss(self, content: HeadingContent) -> None:
        """Show a loss."""
        set_text(self.number, content.number)
        if (len(content.number) > _LONGEST_LARGE) != self._is_small:
            self._set_number_font()
        set_text(self.original, content.original)
        set_text(self.caption, content.caption)
        self._arrange()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        role = f"semantic.{self._loss}"
        self._icon.setPixmap(pixmap(theme, self._loss, role, 18, self.devicePixelRatioF()))
        colors = QPalette(self.palette())
        colors.setColor(QPalette.ColorRole.WindowText, qcolor(theme, role))
        self.number.setPalette(colors)
        self._set_number_font()
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        """As wide as a column of the panel."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Title, a choice as a menu, and number."""
        width = self._title_end() + self.number.sizeHint().width()
        if self._shown_choice is not None:
            width += self._shown_choice.width_when(narrow=True) + self._theme.px(_GAP)
        return QSize(width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what fits."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _shown_choice(self) -> AdaptiveChoice | None:
        return None if self._choice is None or self._choice.isHidden() else self._choice

    def _title_end(self) -> int:
        return self._theme.px(28) + self.title.sizeHint().width() + self._theme.px(_GAP)

    def _arrange(self) -> None:
        """Put every part in its place, from both ends to the middle."""
        px, height = self._theme.px, self.height()
        self._icon.setGeometry(0, 0, px(18), height)
        self.title.setGeometry(px(28), 0, self.title.sizeHint().width(), height)
        left, right = self._title_end(), self.width()
        wanted = self.number.sizeHint().width()
        right -= wanted
        self.number.setGeometry(right, 0, wanted, height)
        left = self._place_choice(left, right)
        wanted = self.original.sizeHint().width()
        if self._place(self.original, right - px(_GAP) - wanted, left, right):
            right -= px(_GAP) + wanted
        self._place(self.caption, left, left, right - px(_GAP))

    def _place_choice(self, left: int, right: int) -> int:
        """Put the choice at left, in the form that leaves the original its room; where it ends."""
        choice = self._shown_choice
        if choice is None:
            return left
        gap = self._theme.px(_GAP)
        original = self.original.sizeHint().width() + gap if self.original.text() else 0
        choice.fit(right - gap - original - left)
        wanted = choice.sizeHint()
        choice.setGeometry(
            left, (self.height() - wanted.height()) // 2, wanted.width(), wanted.height()
        )
        return left + wanted.width() + gap

    def _place(self, label: QLabel, x: int, left: int, right: int) -> bool:
        """Put a label at x where that is between left and right, else hide it."""
        wanted = label.sizeHint().width()
        fits = bool(label.text()) and left <= x and x + wanted <= right
        label.setGeometry(x, 0, wanted, self.height())
        label.setVisible(fits)
        return fits

    def _set_number_font(self) -> None:
        self._is_small = len(self.number.text()) > _LONGEST_LARGE
        self.number.setFont(
            _smaller(self._theme) if self._is_small else qfont(self._theme, "numberHero")
        )


def _label(parent: QWidget, text: str, role: str) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", role)
    return label


def _smaller(theme: Theme) -> QFont:
    """A step smaller than the hero number, and as bold."""
    font = qfont(theme, "numberCell")
    font.setWeight(QFont.Weight.DemiBold)
    return font

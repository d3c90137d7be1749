"""A number that changes many times a second, in a place that never moves.

A QLabel asks for a new layout with each text, which costs as much as drawing a plot: in a run, a
third of the GUI thread's time. This keeps the width of its widest text and only repaints.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.drawn_text import draw_text_in


class SteadyNumber(QWidget):
    """Shows a text in a font and colour by role.

    name: what the number is, for screen readers; see `tell`. widest: the widest text it usually
    shows; a wider one makes room for itself. right: stand at the right of that room, else left.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        widest: str,
        *,
        type_role: str = "number",
        color_role: str = "text.primary",
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._widest = self._usual = widest
        self._type_role = type_role
        self._color_role = color_role
        self._side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._text = self._whole = "–"
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def text(self) -> str:
        """What it shows."""
        return self._text

    def setText(self, text: str, whole: str = "") -> None:
        """Show another text in the same place; `whole` is the one that it is short for."""
        self._whole = whole or text
        tip = self._whole if self._whole != text else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        if text != self._text:
            self._text = text
            if len(text) > len(self._widest):
                self._widest = text
                self.updateGeometry()
            self.update()

    def settle(self) -> None:
        """At rest: take no more room than the usual widest text, or this one, needs."""
        widest = max(self._usual, self._text, key=len)
        if widest != self._widest:
            self._widest = widest
            self.updateGeometry()

    def set_type_role(self, role: str) -> None:
        """Take another font, where the usual one has no room."""
        if role != self._type_role:
            self._type_role = role
            self.apply_theme(self._theme)

    def tell(self) -> None:
        """Let screen readers have the number: when it rests, not each that only passes."""
        self.setAccessibleDescription(self._whole)

    def sizeHint(self) -> QSize:
        """Room for the widest text."""
        return QSize(self.width_in(self._type_role), QFontMetrics(self._font).height())

    def width_in(self, role: str) -> int:
        """The width of the widest text in a font."""
        metrics = QFontMetrics(qfont(self._theme, role))
        return metrics.horizontalAdvance(self._widest) + self._theme.px(1)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._font = qfont(theme, self._type_role)
        self._color = qcolor(theme, self._color_role)
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text."""
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(self._color)
        draw_text_in(painter, self.rect(), self._side | Qt.AlignmentFlag.AlignVCenter, self._text)

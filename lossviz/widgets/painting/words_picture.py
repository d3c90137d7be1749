"""The base of painted rows of words and numbers: on one base line, measured once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.widgets.painting.drawn_text import cut_to, draw_text
from lossviz.widgets.painting.picture_widget import PictureWidget, draw_dot

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

Side = Literal["left", "center", "right"]

DOT, NAME = 10, 17  # logical px: a class's dot, and where its name begins
_MOST_WIDTHS = 500


class WordsPicture(PictureWidget):
    """Shows only: nothing in it takes the focus; its description has all that it paints."""

    def __init__(self, theme: Theme, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, accessible_name, parent)
        self._metrics: dict[tuple[str, bool], QFontMetricsF] = {}
        self._widths: dict[tuple[str, str, bool], float] = {}
        self._colors: dict[str, QColor] = {}
        self._italics: dict[str, QFont] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        for cache in (self._metrics, self._widths, self._colors, self._italics):
            cache.clear()
        super().apply_theme(theme)

    def color(self, role: str) -> QColor:
        """A colour of the theme; remembered, as a table asks for one with each word."""
        if role not in self._colors:
            self._colors[role] = super().color(role)
        return self._colors[role]

    def class_text(self, color_name: str) -> QColor:
        """The colour of a class for words and numbers."""
        key = f"class text {color_name}"
        if key not in self._colors:
            self._colors[key] = QColor(self._theme.class_color(color_name, "text"))
        return self._colors[key]

    def text_width(self, text: str, type_role: str = "body", strong: bool = False) -> float:
        """How wide a text is. Remembered: measuring costs as much as drawing."""
        if type_role.startswith("number"):
            return len(text) * self._one_width("0", type_role, strong)
        return self._one_width(text, type_role, strong)

    def _one_width(self, text: str, type_role: str, strong: bool) -> float:
        key = (text, type_role, strong)
        if key not in self._widths:
            if len(self._widths) > _MOST_WIDTHS:
                self._widths.clear()
            self._widths[key] = self.metrics(type_role, strong).horizontalAdvance(text)
        return self._widths[key]

    def metrics(self, type_role: str, strong: bool = False) -> QFontMetricsF:
        """The measures of a font."""
        if (type_role, strong) not in self._metrics:
            self._metrics[type_role, strong] = QFontMetricsF(self.font_of(type_role, strong))
        return self._metrics[type_role, strong]

    def fitted(self, text: str, width: float, type_role: str = "body") -> str:
        """The text, with … where it is too wide: a name loses its end, a sum its middle."""
        if self.text_width(text, type_role) <= width:
            return text
        name = type_role == "body"
        where = Qt.TextElideMode.ElideRight if name else Qt.TextElideMode.ElideMiddle
        return cut_to(self.metrics(type_role), text, width, where)

    def draw(
        self,
        painter: QPainter,
        x: float,
        middle: float,
        text: str,
        color: QColor,
        type_role: str = "body",
        *,
        strong: bool = False,
        side: Side = "left",
    ) -> None:
        """A text that begins, ends or has its centre at x; its capitals are centred on `middle`."""
        if side != "left":
            width = self.text_width(text, type_role, strong)
            x -= width if side == "right" else width / 2
        self.draw_with(painter, x, middle, text, color, self.font_of(type_role, strong))

    def draw_with(
        self, painter: QPainter, x: float, middle: float, text: str, color: QColor, font: QFont
    ) -> None:
        """A text in a font of its own, on the base line that the others stand on."""
        painter.setFont(font)
        painter.setPen(color)
        base = round(middle + self.metrics("body").capHeight() / 2)
        draw_text(painter, QPointF(x, base), text)

    def draw_italic(
        self, painter: QPainter, right: float, middle: float, text: str, symbol: str, color: QColor
    ) -> None:
        """A label that ends at `right` with a symbol in italics: −log p."""
        end = right - self.text_width(symbol, "label")
        self.draw(painter, end, middle, text, color, "label", side="right")
        self.draw_with(painter, end, middle, symbol, color, self.italic_font("label"))

    def italic_font(self, type_role: str) -> QFont:
        """A font for symbols: made once."""
        if type_role not in self._italics:
            font = QFont(self.font_of(type_role))
            font.setItalic(True)
            self._italics[type_role] = font
        return self._italics[type_role]

    def draw_class(
        self,
        painter: QPainter,
        middle: float,
        name: str,
        color_name: str,
        room: float,
        color: QColor,
    ) -> None:
        """A class by dot and word at the left end of a row; `room` is for the word."""
        dot = self._theme.px(DOT)
        draw_dot(painter, dot / 2, middle, dot, self.class_mark(color_name))
        self.draw(painter, self._theme.px(NAME), middle, self.fitted(name, room), color)

    def hairline(self, painter: QPainter, y: float, role: str = "border.hairline") -> None:
        """A line all across, between two rows."""
        painter.fillRect(QRectF(0, round(y), self.width(), self._theme.px(1)), self.color(role))

    def tip_at(self, _position: QPointF) -> str:
        """What could not be written at a place, or "" where all is."""
        return ""

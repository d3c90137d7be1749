"""The legend of a formula: each symbol, what it means, and its present value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.panelkit.explanation import Symbol
from lossviz.shell.explain.colors import colored
from lossviz.shell.explain.formula_lines import drawn
from lossviz.shell.explain.latex import spoken
from lossviz.shell.explain.typesetter import Typesetter
from lossviz.shell.explain.typesetting import SIZE, Typeset
from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import draw_text, draw_text_in

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_SYMBOL_WIDTH, _LINE, _PAD, _GAP = 30, 18, 5, 10
_LEAST_WIDTH = 120
_SYMBOL_SHARE = 0.88
"""Of the size of a formula."""
_WRAP = Qt.TextFlag.TextWordWrap
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | _WRAP
_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop | _WRAP


class Legend(QWidget):
    """Rows between hairlines. A value too wide to stand beside the meaning stands below it.

    Values change with every frame of a drag, so the rows are painted. Their height follows from the
    width alone: with a hint from the width of now, a page that a scroll bar makes narrower was laid
    out without end.
    """

    def __init__(self, theme: Theme, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typesetter = typesetter
        self._symbols: tuple[Symbol, ...] = ()
        self._pictures: dict[str, tuple[QPixmap, float]] = {}
        self._fonts: dict[str, QFont] = {}
        self._heights: list[int] = []
        self._left = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        typesetter.arrived.connect(self._measure)

    def show_symbols(self, symbols: tuple[Symbol, ...]) -> None:
        """Show other rows or values."""
        if symbols == self._symbols:
            return
        self._symbols = symbols
        words = (f"{spoken(each.latex)}, {each.meaning}: {each.value}" for each in symbols)
        self.setAccessibleName("; ".join(words))
        self._measure()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._pictures.clear()
        self._fonts.clear()
        self._measure()

    def hasHeightForWidth(self) -> bool:
        """Words break, and values go below, where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All rows at this width."""
        return sum(self._row_heights(width)) + self._theme.px(1)

    def sizeHint(self) -> QSize:
        """A width to begin with, and its rows."""
        width = self._theme.px(_LEAST_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Any height that the width asks for will do."""
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Values may fit beside the meaning, or no longer."""
        super().resizeEvent(event)
        self._heights = self._row_heights(self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hairlines and rows."""
        painter, top = QPainter(self), 0
        line, color = self._theme.px(1), qcolor(self._theme, "border.hairline")
        for symbol, height in zip(self._symbols, self._heights, strict=True):
            painter.fillRect(0, top, self.width(), line, color)
            self._paint_row(painter, symbol, QRect(0, top + line, self.width(), height - line))
            top += height
        painter.fillRect(0, top, self.width(), line, color)

    def _paint_row(self, painter: QPainter, symbol: Symbol, area: QRect) -> None:
        pad, left = self._theme.px(_PAD), self._left
        inner = area.adjusted(0, pad, 0, -pad)
        meaning = self._font("label")
        painter.setFont(meaning)
        base = inner.top() + QFontMetrics(meaning).ascent()
        self._paint_symbol(painter, symbol.latex, base)
        painter.setPen(qcolor(self._theme, "text.secondary"))
        draw_text_in(painter, inner.adjusted(left, 0, 0, 0), _TOP_LEFT, symbol.meaning)
        painter.setFont(self._font("numberSmall"))
        painter.setPen(qcolor(self._theme, "text.primary"))
        room = inner.width() - left
        below = 0 if self._fits(symbol, room) else self._height("label", symbol.meaning, room)
        draw_text_in(painter, inner.adjusted(left, below, 0, 0), _TOP_RIGHT, symbol.value)

    def _paint_symbol(self, painter: QPainter, latex: str, base: int) -> None:
        line = self._typesetter.line(latex)
        if isinstance(line, Typeset):
            picture, ascent = self._picture(latex, line)
            painter.drawPixmap(0, round(base - ascent), picture)
        elif line is not None:
            painter.setPen(qcolor(self._theme, "text.primary"))
            draw_text(painter, QPointF(0, base), spoken(latex))

    def _picture(self, latex: str, line: Typeset) -> tuple[QPixmap, float]:
        if latex not in self._pictures:
            scale = self._symbol_scale()
            picture = drawn(colored(line, self._theme), latex, scale, self.devicePixelRatioF())
            self._pictures[latex] = picture, line.ascent * scale
        return self._pictures[latex]

    def _measure(self) -> None:
        widths = (self._symbol_width(symbol.latex) for symbol in self._symbols)
        self._left = max(self._theme.px(_SYMBOL_WIDTH), *widths, 0)
        heights = self._row_heights(self.width())
        if heights != self._heights:
            self._heights = heights
            self.updateGeometry()
        self.update()

    def _row_heights(self, width: int) -> list[int]:
        room = max(1, width - self._left)
        return [self._row_height(symbol, room) for symbol in self._symbols]

    def _symbol_width(self, latex: str) -> int:
        line = self._typesetter.line(latex)
        if not isinstance(line, Typeset):
            return 0
        return round(line.width * self._symbol_scale()) + self._theme.px(_GAP)

    def _symbol_scale(self) -> float:
        return self._theme.type("formula").size / SIZE * _SYMBOL_SHARE

    def _row_height(self, symbol: Symbol, room: int) -> int:
        height = self._height("label", symbol.meaning, room)
        if not self._fits(symbol, room):
            height += self._height("numberSmall", symbol.value, room)
        return max(height, self._theme.px(_LINE)) + 2 * self._theme.px(_PAD) + self._theme.px(1)

    def _fits(self, symbol: Symbol, room: int) -> bool:
        if not symbol.value:
            return True
        widths = self._width("label", symbol.meaning) + self._width("numberSmall", symbol.value)
        return widths + self._theme.px(_GAP) <= room

    def _width(self, role: str, text: str) -> int:
        return QFontMetrics(self._font(role)).horizontalAdvance(text)

    def _height(self, role: str, text: str, room: int) -> int:
        area = QRect(0, 0, room, 10_000)
        return QFontMetrics(self._font(role)).boundingRect(area, _WRAP, text).height()

    def _font(self, role: str) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = qfont(self._theme, role)
        return self._fonts[role]

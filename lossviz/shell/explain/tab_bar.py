"""The tabs of the column: words in a row, the current one underlined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lossviz.shell.explain.radio import Radio, choose
from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import draw_text_in

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

HEIGHT = 44


class TabBar(QWidget):
    """`tabs` are (key, text) pairs."""

    value_changed = Signal(str)

    def __init__(
        self, theme: Theme, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value = tabs[0][0]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._tabs = {key: self._add(theme, key, text) for key, text in tabs}
        self.set_value(self._value)
        self.apply_theme(theme)

    @property
    def value(self) -> str:
        """Key of the current tab."""
        return self._value

    def set_value(self, key: str) -> None:
        """Show a tab as the current one, without a signal."""
        self._value = key
        choose(self._tabs.values(), self._tabs[key])

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._row.setSpacing(theme.px(0))
        for tab in self._tabs.values():
            tab.apply_theme(theme)

    def _add(self, theme: Theme, key: str, text: str) -> _Tab:
        tab = _Tab(theme, text, self)
        tab.setObjectName(f"explain.tab.{key}")
        tab.clicked.connect(lambda: self._choose(key))
        self._row.addWidget(tab)
        return tab

    def _choose(self, key: str) -> None:
        if key != self._value:
            self.set_value(key)
            self.value_changed.emit(key)


class _Tab(Radio):
    """One word and its line."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(theme, text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        widest = QFontMetrics(qfont(self._theme, "bodyStrong")).horizontalAdvance(self.text())
        return QSize(widest + 2 * self._theme.px(10), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.text_font())
        painter.setPen(qcolor(self._theme, self.text_role()))
        draw_text_in(painter, self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            line = self._theme.px(2)
            color = qcolor(self._theme, "text.primary")
            painter.fillRect(0, self.height() - line, self.width(), line, color)

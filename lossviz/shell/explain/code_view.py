"""Code to read and to copy, in a narrow column: long lines go on below, further in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from lossviz.shell.explain.source import Ink, Source
from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_LEAST_WIDTH = 120
_HANG = 4
"""Columns that the rest of a long line stands further in."""
_COLORS = {
    Ink.PLAIN: "text.primary",
    Ink.KEYWORD: "text.primary",
    Ink.VALUE: "text.secondary",
    Ink.REMARK: "text.tertiary",
}


class CodeView(QTextEdit):
    """Read-only, selectable by mouse and keyboard, and as high as its text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: Source | None = None
        self.setAccessibleName("Source code")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._heights: dict[int, int] = {}  # of the present text, by width
        self.viewport().setAutoFillBackground(False)
        self._ring = FocusRing(self, theme, "radius.small")
        self.apply_theme(theme)

    def show_source(self, source: Source | None) -> None:
        """Show other code, or none."""
        if source != self._source:
            self._source = source
            self._write()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._ring.apply_theme(theme)
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, qcolor(theme, "text.primary"))
        palette.setColor(QPalette.ColorRole.Highlight, qcolor(theme, "accent.tint"))
        palette.setColor(QPalette.ColorRole.HighlightedText, qcolor(theme, "text.primary"))
        self.setPalette(palette)
        self.document().setDocumentMargin(0)
        self._font = qfont(theme, "numberSmall")
        self.document().setDefaultFont(self._font)
        self._write()

    def hasHeightForWidth(self) -> bool:
        """Lines break where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines, broken at this width."""
        if width not in self._heights:
            text = self.document().clone()
            text.setTextWidth(width)
            self._heights[width] = round(text.size().height() + 0.5)
            text.deleteLater()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """A width to begin with, and its lines."""
        width = self._theme.px(_LEAST_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Any height that the width asks for will do."""
        return QSize(self._theme.px(60), self._theme.px(1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the code in it."""
        event.ignore()

    def _write(self) -> None:
        self.document().clear()
        if self._source is not None:
            self._insert(self._source)
            self._indent()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._heights.clear()
        self.updateGeometry()

    def _insert(self, source: Source) -> None:
        cursor = QTextCursor(self.document())
        formats = {ink: self._format(ink) for ink in Ink}
        for text, ink in source.pieces:
            cursor.insertText(text, formats[ink])
        cursor.deletePreviousChar()  # no empty line at the end

    def _format(self, ink: Ink) -> QTextCharFormat:
        result = QTextCharFormat()
        font = QFont(self._font)
        if ink is Ink.KEYWORD:
            font.setWeight(QFont.Weight.DemiBold)
        result.setFont(font)
        result.setForeground(qcolor(self._theme, _COLORS[ink]))
        return result

    def _indent(self) -> None:
        """A line that is broken goes on further in than it began."""
        column = QFontMetricsF(self._font).horizontalAdvance("0")
        block = self.document().begin()
        while block.isValid():
            text = block.text()
            hang = (len(text) - len(text.lstrip(" ")) + _HANG) * column
            form = QTextBlockFormat()
            form.setLeftMargin(hang)
            form.setTextIndent(-hang)
            form.setLineHeight(
                self._theme.px(17), QTextBlockFormat.LineHeightTypes.FixedHeight.value
            )
            QTextCursor(block).setBlockFormat(form)
            block = block.next()

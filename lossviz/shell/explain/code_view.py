"""Code to read and to copy, in a narrow column: long lines go on below, further in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPalette,
    QResizeEvent,
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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(self._theme.px(120), round(self.document().size().height() + 0.5))

    def minimumSizeHint(self) -> QSize:
        """All lines, in any width."""
        return QSize(self._theme.px(60), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the code in it."""
        event.ignore()

    def _write(self) -> None:
        self.document().clear()
        if self._source is not None:
            self._insert(self._source)
            self._indent()
        self.moveCursor(QTextCursor.MoveOperation.Start)
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

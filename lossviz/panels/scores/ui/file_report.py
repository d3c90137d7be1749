"""What a larger file comes to: its totals, and that its worst examples are in the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lossviz.data.score_file import ScoreFile
from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.opening import FileTotals
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.layout.label_text import set_text


class FileReport(QWidget):
    """Hidden until there are totals; its texts are named ``scores.file`` and so on."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scores.file_report")
        self._totals: FileTotals | None = None
        self._title = self._label("file", "strong")
        self._losses = self._label("file_losses", "secondary")
        self._worst = self._label("file_worst", "label")
        self._close = IconButton(theme, "close", "Close the file; the table stays")
        self._close.setObjectName("scores.file_close")
        self._close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._losses)
        column.addWidget(self._worst)
        self.hide()

    def show_totals(self, totals: FileTotals, digits: int) -> None:
        """Show the losses of the whole file."""
        self._totals = totals
        self._show_title(totals.file)
        set_text(self._losses, vm.totals_text(totals, digits))
        set_text(self._worst, vm.worst_text(totals, digits))
        self.show()

    def show_failed(self, file: ScoreFile) -> None:
        """Its losses could not be worked out; those of before may be of other settings."""
        self._totals = None
        self._show_title(file)
        set_text(self._losses, "Its losses could not be worked out.")
        set_text(self._worst, "")
        self.show()

    def show_digits(self, digits: int) -> None:
        """The same with more or fewer decimals."""
        if self._totals is not None and not self.isHidden():
            self.show_totals(self._totals, digits)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._close.apply_theme(theme)

    def _show_title(self, file: ScoreFile) -> None:
        set_text(self._title, vm.file_text(file))

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel()
        label.setObjectName(f"scores.{name}")
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

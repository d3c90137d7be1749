"""A section's heading: its title, what it shows in a few words, room for controls at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from lossviz.theme.tokens import Theme


class SectionHeader(QWidget):
    """Title in bold, caption in grey; the caption gives way when there is little room."""

    def __init__(
        self, theme: Theme, title: str, caption: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = QLabel(title)
        self.title.setProperty("role", "section")
        self.caption = QLabel(caption)
        self.caption.setProperty("role", "secondary")
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.caption, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_caption(self, caption: str) -> None:
        """Change the caption, if it is another one."""
        if caption != self.caption.text():
            self.caption.setText(caption)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(10))
        self.setMinimumHeight(theme.px(28))

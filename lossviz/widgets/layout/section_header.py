"""A section's heading: its title, what it shows in a few words, room for controls at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.elided_label import ElidedLabel

USUAL, WITH_BUTTONS = 28, 32  # logical px of height, at least


class SectionHeader(QWidget):
    """Title in bold, caption in grey; a caption that does not fit is left out, never cut.

    high: it stands in line with a heading that has buttons, and is as high as that.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        caption: str = "",
        parent: QWidget | None = None,
        *,
        high: bool = False,
    ) -> None:
        super().__init__(parent)
        self._least = WITH_BUTTONS if high else USUAL
        self.title = ElidedLabel(title)
        self.title.setProperty("role", "section")
        self.title.setTextFormat(Qt.TextFormat.PlainText)  # it may be a person's own words
        self.caption = QLabel(caption)
        self.caption.setProperty("role", "secondary")
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self._controls: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.caption)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._controls.append(widget)
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str) -> None:
        """Change the title, if it is another one."""
        if title != self.title.text():
            self.title.setText(title)
            self.fit()

    def set_caption(self, caption: str) -> None:
        """Change the caption, if it is another one."""
        if caption != self.caption.text():
            self.caption.setText(caption)
            self.fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._least_height = theme.px(self._least)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the caption still fits."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """A control that grew leaves less room for the caption."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As high as its controls, and as all headings at least."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._least_height))

    def minimumSizeHint(self) -> QSize:
        """The caption counts for nothing."""
        return QSize(self._needed(), self.sizeHint().height())

    def fit(self) -> None:
        """See whether the caption fits; also after a control has changed its width."""
        room = self.width() - self._needed() - self._row.spacing()
        fits = self.caption.sizeHint().width() <= room
        if fits == self.caption.isHidden():
            self.caption.setVisible(fits)
            self.updateGeometry()

    def _needed(self) -> int:
        """Width of all but the caption."""
        parts = (self.title, *(each for each in self._controls if not each.isHidden()))
        return sum(part.sizeHint().width() + self._row.spacing() for part in parts)

"""A label that says less where it has less room, and all of it in its tool tip then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from lossviz.widgets.painting.drawn_text import Cut, cut_to, draw_text_in

FEWEST_LETTERS = 4
_ROOM = QRect(0, 0, 10_000, 2000)  # for any text, in which Qt's own label measures too


class ElidedLabel(QLabel):
    """Plain text on one line; it gives way before what stands beside it.

    Where the whole text has no room, the first of its shorter forms that has is shown, and where
    none has, the last one ends in an ellipsis. `text()` is the whole one.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._shorter: tuple[str, ...] = ()

    def set_texts(self, whole: str, *shorter: str) -> None:
        """Show another text, or one of its forms, the longest first."""
        if (whole, shorter) != (self.text(), self._shorter):
            self._shorter = shorter
            self.setText(whole)
            self.update()

    def sizeHint(self) -> QSize:
        """The whole text. Measured anew: QLabel's own may be of a scale from before."""
        return self.fontMetrics().boundingRect(_ROOM, self.alignment(), self.text()).size()

    def minimumSizeHint(self) -> QSize:
        """A few letters and the ellipsis."""
        whole = self.sizeHint()
        least = self.fontMetrics().horizontalAdvance("m" * FEWEST_LETTERS)
        return QSize(min(whole.width(), least), whole.height())

    def event(self, event: QEvent) -> bool:
        """The whole text as the tool tip, before that which it has anyway."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            parts = (self.text() if isinstance(self.shown(), Cut) else "", self.toolTip())
            QToolTip.showText(event.globalPos(), "\n".join(filter(None, parts)), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of the text as fits."""
        painter = QPainter(self)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        draw_text_in(painter, self.contentsRect(), self.alignment(), self.shown())

    def shown(self) -> str:
        """The text as it stands there now."""
        metrics, room = QFontMetrics(self.font()), self.contentsRect().width()
        whole = self.text()
        for text in (whole, *self._shorter):
            if metrics.horizontalAdvance(text) <= room:
                return text if text == whole else Cut.of(text, whole)
        last = self._shorter[-1] if self._shorter else whole
        return Cut.of(str(cut_to(metrics, last, room)), whole)

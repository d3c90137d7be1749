"""What a tab holds: one column of parts that scrolls up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

MARGIN = 20
_BAR = 10


class QuietBar(QScrollBar):
    """A bar that is there all the time, and seen where the pointer could scroll to something.

    It is not shown and hidden by another style: that is laid out anew in the midst of a layout, and
    round and round, until the program dies.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, page)
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing, where all is seen or the pointer is elsewhere."""
        if self.maximum() > self.minimum() and self._page.underMouse():
            super().paintEvent(event)


class Page(QScrollArea):
    """Its `column` takes the parts; they are as wide as the page and never clipped."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.setWidget(self.content)
        self.content.setAutoFillBackground(False)  # setWidget switched it on
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes changes the width, and so the height, and so whether it is
        # needed: round and round.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(QuietBar(self))
        self.set_margins(theme)

    def set_margins(self, theme: Theme) -> None:
        """The same distance to the column's edges in every tab."""
        side = theme.px(MARGIN)
        # The scroll bar stands in the margin.
        self.column.setContentsMargins(side, side, side - theme.px(_BAR), side)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The bar comes with the pointer."""
        super().enterEvent(event)
        self.verticalScrollBar().update()

    def leaveEvent(self, event: QEvent) -> None:
        """And goes with it."""
        super().leaveEvent(event)
        self.verticalScrollBar().update()

    def minimumSizeHint(self) -> QSize:
        """It scrolls where there is less room."""
        return QSize(0, 0)

    def needed_height(self) -> int:
        """Height at which nothing has to scroll."""
        width = self.viewport().width()
        if self.column.hasHeightForWidth():
            return self.column.totalHeightForWidth(width)
        return self.column.totalSizeHint().height()

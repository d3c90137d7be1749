"""Widgets in a row that breaks where it is full, like words in a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.themed import Themed

GAP, PAIRS_APART = 6, 16
"""Logical px between widgets; and where some are pairs of a name and a number, of less gap."""


class Flow(QWidget):
    """Places its widgets from the left, in as many rows as they need.

    None of its hints depends on the width that it has: a layout would have no end.

    gap: logical px between them. apart: more, where that takes no more rows.
    last_at_end: the last one stands at the right end of its row.
    """

    def __init__(
        self,
        theme: Theme,
        widgets: Sequence[QWidget],
        parent: QWidget | None = None,
        *,
        gap: int = GAP,
        apart: int = 0,
        last_at_end: bool = False,
    ) -> None:
        super().__init__(parent)
        self._gap, self._apart, self._last_at_end = gap, max(gap, apart), last_at_end
        self._widgets = tuple(widgets)
        for widget in self._widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme = theme

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale, with all that is in it."""
        self._theme = theme
        for widget in self._widgets:
            themed: Themed = widget  # type: ignore[assignment]
            themed.apply_theme(theme)
        self._place()

    def hasHeightForWidth(self) -> bool:
        """More rows where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the rows that this width needs."""
        return max((area.bottom() + 1 for area in self._areas(width)), default=0)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [each.sizeHint() for each in self._shown()]
        gaps = self._theme.px(self._apart) * max(len(sizes) - 1, 0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height)

    def minimumSizeHint(self) -> QSize:
        """The widest alone."""
        widest = max((each.sizeHint().width() for each in self._shown()), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A widget that changed its size may change the rows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        for widget, area in zip(self._shown(), self._areas(self.width()), strict=True):
            widget.setGeometry(area)
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [each for each in self._widgets if not each.isHidden()]

    def _areas(self, width: int) -> list[QRect]:
        """Where each widget that is shown belongs in this width."""
        sizes, areas, top = [each.sizeHint() for each in self._shown()], list[QRect](), 0
        least, wide = self._theme.px(self._gap), self._theme.px(self._apart)
        rows, gap = self._rows(sizes, width, least), least
        if len(apart := self._rows(sizes, width, wide)) == len(rows):
            rows, gap = apart, wide
        for row in rows:
            height, left = max(size.height() for size in row), 0
            for size in row:
                middle = (height - size.height()) // 2
                areas.append(QRect(left, top + middle, size.width(), size.height()))
                left += size.width() + gap
            top += height + least
        if areas and self._last_at_end:
            areas[-1].moveRight(max(width - 1, areas[-1].right()))
        return areas

    @staticmethod
    def _rows(sizes: Sequence[QSize], width: int, gap: int) -> list[list[QSize]]:
        """As many in each row as it has room for, one at least."""
        rows: list[list[QSize]] = []
        left = 0
        for size in sizes:
            if not rows or (left > 0 and left + size.width() > width):
                rows.append([])
                left = 0
            rows[-1].append(size)
            left += size.width() + gap
        return rows

"""Two buttons side by side, or one below the other where they have no room beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class ButtonRow(QWidget):
    """Places its buttons itself, and none of its hints depends on the width that it has.

    A layout whose direction followed its width needed more width in one direction, and less height
    than in the other: in a page that scrolls it went from one to the other until the program died.
    """

    def __init__(self, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons, self._gap = tuple(buttons), 0
        for button in self._buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_gap(self, gap: int) -> None:
        """Pixels between the buttons."""
        self._gap = gap
        self._change()

    def hasHeightForWidth(self) -> bool:
        """Two rows where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of one row or of all."""
        return max((area.bottom() + 1 for area in self._areas(width)), default=0)

    def sizeHint(self) -> QSize:
        """All side by side."""
        sizes = [each.sizeHint() for each in self._shown()]
        gaps = self._gap * max(len(sizes) - 1, 0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height)

    def minimumSizeHint(self) -> QSize:
        """The widest alone."""
        widest = max((each.minimumSizeHint().width() for each in self._shown()), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A button has another text, or was hidden."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._change()
        return super().event(event)

    def _change(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        for button, area in zip(self._shown(), self._areas(self.width()), strict=True):
            button.setGeometry(area)

    def _shown(self) -> list[QWidget]:
        return [each for each in self._buttons if not each.isHidden()]

    def _areas(self, width: int) -> list[QRect]:
        beside = self.sizeHint().width() <= width
        areas, left, top = list[QRect](), 0, 0
        for button in self._shown():
            size = button.sizeHint()
            areas.append(QRect(left, top, size.width() if beside else width, size.height()))
            if beside:
                left += size.width() + self._gap
            else:
                top += size.height() + self._gap
        return areas

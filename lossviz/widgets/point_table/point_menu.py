"""The menu of a point: its class, and to remove it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from lossviz.theme.icons import ratios
from lossviz.widgets.map.class_marks import draw_class_mark

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_ICON, _MARK = 16, 11  # logical px


class PointMenu(QMenu):
    """Asks `take_class(y)` or `remove()` of its owner."""

    def __init__(
        self,
        theme: Theme,
        names: Sequence[str],
        y: int,
        take_class: Callable[[int], None],
        remove: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each, name in enumerate(names):
            text = name.replace("&", "&&").replace("\t", " ")
            action = self.addAction(_mark_icon(theme, each), f"{text}\t{each}")
            action.setEnabled(each != y)
            action.triggered.connect(lambda _checked=False, each=each: take_class(each))
        self.addSeparator()
        self.addAction("Remove the point\tDel").triggered.connect(lambda _checked=False: remove())


def _mark_icon(theme: Theme, y: int) -> QIcon:
    icon, side = QIcon(), theme.px(_ICON)
    for ratio in ratios():
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_class_mark(painter, theme, y, QPointF(side / 2, side / 2), theme.px(_MARK))
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
            icon.addPixmap(picture, mode)
    return icon

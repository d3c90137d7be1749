"""The strip over the foot of a map or plane: what went wrong, with ways out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from lossviz.panelkit.trouble import Trouble
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.strip import Action, Strip
from lossviz.widgets.painting.plot_frame import PlotFrame


class Framed(Protocol):
    """A plot, which is drawn within a frame."""

    @property
    def frame(self) -> PlotFrame:
        """Where it is drawn."""

    def mapTo(self, parent: QWidget, place: QPoint, /) -> QPoint:
        """Qt's own."""


class TroubleStrip(Strip):
    """Lies over a plot, where it moves nothing; its parent places it anew when the plot moves."""

    def __init__(self, theme: Theme, panel: str, plot: Framed, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName(f"{panel}.trouble")
        self._over, self._column = plot, parent
        self._told = self._closed = ""
        self.closed.connect(self._keep_closed)

    def tell(self, trouble: Trouble | None, actions: Sequence[Action]) -> None:
        """Say it, with buttons; None takes it away. One that was closed is not said again."""
        if trouble is None:
            self._closed = ""
            self.withdraw()
        elif trouble.what != self._closed and not (self.has_message and trouble.text == self.text):
            self._told = trouble.what
            self.present(trouble.kind, trouble.text, actions)
            self.place()

    def tell_nothing_there(self, why: str, actions: Sequence[Action]) -> None:
        """Say why there is nothing to see yet; that can't be closed."""
        self.present("info", why, actions, closable=False)
        self.place()

    def place(self) -> None:
        """Over the foot of the plot as it is now."""
        area = self._over.frame.rect.toRect()
        corner = self._over.mapTo(self._column, area.topLeft())
        gap = self._theme.space(2)
        width = max(area.width() - 2 * gap, self.minimumSizeHint().width())
        left = max(min(corner.x() + gap, self._column.width() - width), 0)
        height = self.heightForWidth(width)
        bottom = corner.y() + area.height() - 1 - gap
        self.setGeometry(left, max(bottom - height, 0), width, height)
        self.raise_()

    def _keep_closed(self) -> None:
        self._closed = self._told

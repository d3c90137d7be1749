"""A panel that one widget fills: its content, which is drawn anew as a whole when that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, Protocol

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.panelkit.moment import StateT, ViewT
from lossviz.panelkit.panel import Panel
from lossviz.theme.tokens import Theme


class PanelContent(Protocol):
    """All that is on a panel: a widget that takes on themes."""

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""

    def minimumSizeHint(self) -> QSize:
        """In which all of it has room; in less the panel scrolls as a whole."""

    def setGeometry(self, place: QRect, /) -> None:
        """Qt's own."""


class ContentPanel(Panel[StateT, ViewT], Generic[StateT, ViewT]):
    """What panels of jobs and of evaluations share. A subclass makes `content` and draws it."""

    content: PanelContent

    def draw_all(self) -> None:
        """Draw everything now: after a change of theme, and before a picture is taken."""
        raise NotImplementedError

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.content.apply_theme(theme)
        self.draw_all()

    def _default_state(self) -> StateT:
        """Settings to go on with when those in force have failed: those of a first start."""
        state: StateT = self.kind.codec().moment({}).state
        return state

    @contextmanager
    def _posing(self) -> Iterator[QWidget]:
        """The panel with everything drawn, while a picture of it is taken."""
        self.draw_all()
        yield self

    def minimumSizeHint(self) -> QSize:
        """That of its content."""
        return self.content.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        """What its content needs has changed: so has what it needs."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The content fills the panel."""
        self.content.setGeometry(self.rect())
        super().resizeEvent(event)

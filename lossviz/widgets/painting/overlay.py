"""A widget that lies on top of the window beside another one, and goes where that one goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class Overlay(QWidget):
    """Base of what is drawn outside a host's own rectangle, such as the focus ring.

    It takes no room in a layout and no mouse events. Inside a scroll area it scrolls along.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.hide()
        self._host = host
        self._canvas = host
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        host.installEventFilter(self)
        host.destroyed.connect(self.deleteLater)  # Qt's own: what is in Python may be gone by then

    def place(self, host: QRect, canvas: QRect) -> QRect:
        """Where to lie, from the host's rectangle on the canvas; subclasses say."""
        raise NotImplementedError

    def reveal(self) -> None:
        """Show on top, at the host."""
        self._canvas = _canvas_of(self._host)
        if self.parentWidget() is not self._canvas:
            self.setParent(self._canvas)
        self._watch()
        self._follow()
        self.show()
        self.raise_()

    def conceal(self) -> None:
        """Hide and stop following."""
        self.hide()
        self._unwatch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host and what it lies in."""
        if self.isVisible() and self._host_lives():
            if event.type() in _MOVES:
                self._follow()
            elif event.type() == QEvent.Type.Hide and watched is self._host:
                self.conceal()
        return False

    def _host_lives(self) -> bool:
        """A host may be deleted while it has the focus, and PySide crashes on what is deleted."""
        return isValid(self._host)

    def _follow(self) -> None:
        corner = self._host.mapTo(self._canvas, QPoint(0, 0))
        self.setGeometry(self.place(QRect(corner, self._host.size()), self._canvas.rect()))

    def _watch(self) -> None:
        self._unwatch()
        widget = self._host.parentWidget()
        while widget is not None and widget is not self._canvas:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()


def _canvas_of(host: QWidget) -> QWidget:
    """The content of the scroll area around the host, or its window."""
    widget, outer = host, host.parentWidget()
    while outer is not None and not widget.isWindow():
        area = outer.parentWidget()
        if widget is not host and isinstance(area, QAbstractScrollArea):
            return widget
        widget, outer = outer, area
    return widget

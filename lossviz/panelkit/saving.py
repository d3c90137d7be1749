"""Files that panels give away: their pictures, and whatever else they can write."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from lossviz.data.atomic import write_atomically
from lossviz.panelkit.panel import ShareAction

Content = Callable[[], bytes]
Posing = Callable[[], AbstractContextManager[QWidget]]


def picture_png(posing: Posing) -> Content:
    """The panel as it is on the screen."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with posing() as panel:
        panel.grab().save(buffer, "PNG")
    content = bytes(buffer.data().data())
    return lambda: content


def picture_svg(posing: Posing, title: str) -> Content:
    """The panel in lines and letters, for print."""
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    with posing() as panel:
        generator.setSize(panel.size())
        generator.setViewBox(panel.rect())
        generator.setTitle(f"lossviz: {title}")
        painter = QPainter(generator)
        panel.render(painter, QPoint())
        painter.end()
    return lambda: bytes(content.data())


def saving(
    name: str, text: str, suggested: str, kinds: str, make: Callable[[], Content]
) -> ShareAction:
    """An action that prepares in the GUI thread what only it can, and writes in the worker."""

    def write(path: str) -> Callable[[], object]:
        content = make()
        return lambda: write_atomically(path, content())

    return ShareAction(name, text, suggested, kinds, write=write)

"""Widgets as SVG: all that is in them, where it stands, and cut where it is cut."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QGraphicsView, QWidget

from lossviz.widgets.painting.vector_picture import VectorPicture, with_clips


class Block(QWidget):
    """Fills itself, and cuts a part of it out of a larger one."""

    def __init__(self, parent: QWidget, place: QRect, color: str) -> None:
        super().__init__(parent)
        self.setGeometry(place)
        self._color = QColor(color)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._color)
        painter.setClipRect(QRect(2, 3, 5, 4))
        painter.translate(1, 1)
        painter.fillRect(QRect(0, 0, 50, 50), Qt.GlobalColor.white)


def test_parts_stand_where_they_are_and_so_do_their_clips(qapp):
    whole = QWidget()
    whole.resize(100, 60)
    outer = Block(whole, QRect(20, 10, 60, 40), "blue")
    Block(outer, QRect(30, 5, 20, 20), "red")
    Block(whole, QRect(0, 0, 90, 90), "green").hide()
    view = QGraphicsView(whole)  # has a `render` of its own
    view.setGeometry(0, 52, 5, 5)
    picture = VectorPicture(whole.size(), "planted")
    picture.show(whole)
    svg = picture.content()().decode()
    assert "\ue000" not in svg
    clips = re.findall(r'<path transform="translate\((\d+ \d+)\)" [^>]* d="M(\d+,\d+)', svg)
    assert clips == [("20 10", "2,3"), ("50 15", "2,3")]
    image = QImage(whole.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    QSvgRenderer(svg.encode()).render(painter)  # which knows no clip
    painter.end()
    assert image.pixelColor(20, 10) == image.pixelColor(20, 49) == QColor("blue")
    assert image.pixelColor(50, 15) == QColor("red")
    assert image.pixelColor(5, 5) == whole.palette().window().color()
    whole.close()


def test_a_clip_outside_of_any_widget_stays():
    drawing = '<clipPath id="c1">\n<path d="M0,0"/></clipPath><g clip-path="url(#c1)"/>'
    assert 'id="c1">\n<path transform="translate(0 0)" d=' in with_clips(drawing)

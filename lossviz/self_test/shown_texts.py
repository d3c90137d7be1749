"""Every text that a window shows: what it reads, where its letters stand, and where they are cut.

Painted widgets are drawn anew, and their texts noted as they go through `painting.drawn_text`. What
Qt's own labels, buttons and fields write is measured as their style lays it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QTextDocument
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFrame,
    QWidget,
)

from lossviz.widgets.painting.drawn_text import ink_in, texts_drawn_by

MARKUP = re.compile(r"</?[a-z][^>]*>")
STAYS = Qt.Orientation(0)
_FIELD_MARGINS = (2, 1)
"""QLineEdit's own, left and right, above and below."""
_TO_ITS_TEXT = 4
"""From an icon to the text beside it."""


@dataclass(frozen=True)
class ShownText:
    """A text of a widget, in the widget's own coordinates.

    ink: where the letters stand. room: what lies beyond it is cut. whole: the text before its end
    gave way to an ellipsis. scrolls: directions in which a person can bring the rest into the room.
    """

    widget: QWidget
    text: str
    whole: str
    ink: QRectF
    room: QRectF
    scrolls: Qt.Orientation

    @property
    def seen(self) -> QRectF:
        """The part of its letters that its room lets through."""
        return self.ink.intersected(self.room) if self.room.isValid() else QRectF()

    @property
    def is_cut_short(self) -> bool:
        """Whether an ellipsis stands for a part of it."""
        return self.text != self.whole


def texts_of(widget: QWidget) -> list[ShownText]:
    """What one widget shows itself, its children left out."""
    if isinstance(widget, QAbstractScrollArea):
        return _painted(widget.viewport(), widget) if _paints_viewport(widget) else []
    if isinstance(widget, QLabel) and not _paints_itself(widget):
        return _of_label(widget)
    if isinstance(widget, QPushButton):
        return _of_button(widget)
    if isinstance(widget, QLineEdit):
        return _of_field(widget)
    return _painted(widget, None) if _paints_itself(widget) else []


def _paints_itself(widget: QWidget) -> bool:
    """Whether a class of ours, or of pyqtgraph, draws it."""
    kinds = (kind for kind in type(widget).__mro__ if not kind.__module__.startswith("PySide6"))
    return any("paintEvent" in vars(kind) for kind in kinds)


def _paints_viewport(area: QAbstractScrollArea) -> bool:
    """Whether what an area shows is drawn by us, and not made of widgets."""
    return isinstance(area, QListView | QGraphicsView) or _paints_itself(area)


# Painted


def _painted(widget: QWidget, area: QAbstractScrollArea | None) -> list[ShownText]:
    if isinstance(area, QGraphicsView):
        area.resetCachedContent()  # what was drawn before is not drawn again
    scrolls = STAYS if area is None else _scrolls(area)
    room = QRectF(widget.rect())
    return [
        ShownText(widget, n.text, n.whole, n.ink, _common(n.clip, room), scrolls)
        for n in texts_drawn_by(widget)
        # A picture that a plot keeps is as large as the plot; others lie somewhere in it.
        if n.on_widget or isinstance(area, QGraphicsView)
    ]


def _common(one: QRectF, other: QRectF) -> QRectF:
    """What lies in both; less than nothing where they are apart, so that its sides still tell."""
    left, top = max(one.left(), other.left()), max(one.top(), other.top())
    right, bottom = min(one.right(), other.right()), min(one.bottom(), other.bottom())
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def _scrolls(area: QAbstractScrollArea) -> Qt.Orientation:
    """Directions in which there is more than an area shows."""
    found = STAYS
    if isinstance(area, QHeaderView):
        across = area.orientation() == Qt.Orientation.Horizontal
        extent = area.viewport().width() if across else area.viewport().height()
        return area.orientation() if area.length() > extent else found
    for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
        if bar.maximum() > bar.minimum():
            found |= bar.orientation()
    return found


# Qt's own


def _of_label(label: QLabel) -> list[ShownText]:
    text = label.text()
    if not text or not label.pixmap().isNull():
        return []
    margin = label.margin()
    room = QRectF(label.contentsRect().adjusted(margin, margin, -margin, -margin))
    if _is_rich(label):
        plain, ink = _rich(label, room)
        return [ShownText(label, plain, plain, ink, room, STAYS)]
    ink = _ink(label, text, room, label.alignment(), wraps=label.wordWrap())
    return [ShownText(label, text, text, ink, room, STAYS)]


def _is_rich(label: QLabel) -> bool:
    if label.textFormat() == Qt.TextFormat.AutoText:
        return bool(MARKUP.search(label.text()))
    return label.textFormat() != Qt.TextFormat.PlainText


def _rich(label: QLabel, room: QRectF) -> tuple[str, QRectF]:
    """What a label with markup reads, and where."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(label.font())
    document.setHtml(label.text())
    if label.wordWrap():
        document.setTextWidth(room.width())
    size = QSize(round(document.idealWidth() - 0.5), round(document.size().height()))
    box = QStyle.alignedRect(label.layoutDirection(), label.alignment(), size, room.toRect())
    return document.toPlainText(), QRectF(box)


def _of_button(button: QPushButton) -> list[ShownText]:
    text = button.text()
    if not text:
        return []
    option = QStyleOptionButton()
    button.initStyleOption(option)
    part = QStyle.SubElement.SE_PushButtonContents
    room = QRectF(button.style().subElementRect(part, option, button))
    place = QRectF(room)
    if not button.icon().isNull():
        place.setLeft(place.left() + button.iconSize().width() + _TO_ITS_TEXT)
    left, centre = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter
    across = left if button.property("menu") else centre  # as the style sheet has it
    ink = _ink(button, text, place, across | Qt.AlignmentFlag.AlignVCenter)
    return [ShownText(button, text, text, ink, room, STAYS)]


def _of_field(field: QLineEdit) -> list[ShownText]:
    """A field that is being typed into moves its text along: it is left out."""
    text = field.displayText()
    if not text or not field.isReadOnly():
        return []
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    part = QStyle.SubElement.SE_LineEditContents
    side, end = _FIELD_MARGINS
    inner = field.style().subElementRect(part, option, field)
    room = QRectF(inner.marginsRemoved(field.textMargins())).adjusted(side, end, -side, -end)
    ink = _ink(field, text, room, field.alignment())
    return [ShownText(field, text, text, ink, room, STAYS)]


def _ink(
    widget: QWidget, text: str, room: QRectF, align: Qt.AlignmentFlag, *, wraps: bool = False
) -> QRectF:
    """Where the letters of a plain text stand that is aligned in a room, and may be too long."""
    flags = align | (Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag.TextExpandTabs)
    return ink_in(QFontMetricsF(widget.font()), room, flags, text)


def shown_widgets(root: QWidget) -> Iterator[QWidget]:
    """A window's widgets that can be seen, or scrolled to, parents first."""
    if not root.isVisible():
        return
    yield root
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from shown_widgets(child)

"""The one way in which painted widgets write: so that what is cut, or meets, can be found.

QPainter's own drawText tells nobody where the letters stood. These do what it does and, while
somebody is `recording`, note each text with its place. A test holds that nothing else draws text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QImage, QPainter, QStaticText
from PySide6.QtWidgets import QWidget

from lossviz.widgets.numbers.written_numbers import WRITTEN

Flags = Qt.AlignmentFlag | Qt.TextFlag
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_OPEN = QRectF(-1e6, -1e6, 2e6, 2e6)
_PIECE = re.compile(r"\S+(?: \S+)*")
ELLIPSIS = "…"


class Cut(str):
    """A text that ends, or is parted, by an ellipsis; `whole` is what it stands for."""

    __slots__ = ("whole",)
    whole: str

    @classmethod
    def of(cls, shown: str, whole: str) -> Cut:
        """The text that is shown in place of the whole one."""
        cut = cls(shown)
        cut.whole = whole
        return cut


@dataclass(frozen=True)
class DrawnText:
    """A text as it was drawn: `ink` is where its letters stand, `clip` what is let through.

    Both in the coordinates of the widget that drew it. `whole` is the text before it was cut.
    on_widget: drawn on the widget itself, and not into a picture that it keeps.
    """

    text: str
    whole: str
    ink: QRectF
    clip: QRectF
    on_widget: bool = True


_notes: list[DrawnText] | None = None


@contextmanager
def recording() -> Iterator[list[DrawnText]]:
    """All texts that are drawn meanwhile, in their order."""
    global _notes  # noqa: PLW0603 - painters come from Qt, and nothing could be handed to them
    notes: list[DrawnText] = []
    before, _notes = _notes, notes
    try:
        yield notes
    finally:
        _notes = before


def texts_drawn_by(widget: QWidget) -> list[DrawnText]:
    """What a painted widget writes, its children left out: it is drawn once, on nothing."""
    if widget.size().isEmpty():
        return []
    paper = QImage(widget.size(), QImage.Format.Format_RGB32)
    with recording() as notes:
        widget.render(paper, QPoint(), renderFlags=QWidget.RenderFlag(0))
    return notes


def cut_text_at(widget: QWidget, place: QPointF) -> str:
    """The whole of a text that a painted widget has cut at a place; "" where none is."""
    cut = (note for note in texts_drawn_by(widget) if note.text != note.whole)
    return next((note.whole for note in cut if note.ink.contains(place)), "")


def draw_text(painter: QPainter, start: QPointF, text: str) -> None:
    """Draw a line of text from a point on its baseline on."""
    painter.drawText(start, text)
    if _notes is not None:
        metrics = QFontMetricsF(painter.font())
        # A gap is left for what is drawn into it.
        for piece in _PIECE.finditer(text):
            at = start + QPointF(metrics.horizontalAdvance(text[: piece.start()]), 0)
            shown = text if piece[0] == text else piece[0]
            _note(_notes, painter, shown, ink_of(metrics, shown, at), _OPEN)


def draw_text_in(painter: QPainter, area: QRect | QRectF, flags: Flags, text: str) -> None:
    """Draw a text into an area, and no farther, unless `flags` hold TextDontClip."""
    area = QRectF(area)
    painter.drawText(area, flags, text)
    if _notes is not None:
        ink = ink_in(QFontMetricsF(painter.font()), area, flags, text)
        # Qt cuts at the next whole pixel.
        room = _OPEN if flags & Qt.TextFlag.TextDontClip else QRectF(area.toAlignedRect())
        _note(_notes, painter, text, ink, room)


def draw_laid_out(
    painter: QPainter,
    corner: QPointF,
    laid_out: QStaticText,
    text: str,
    within: QRectF | None = None,
) -> None:
    """Draw a text that is laid out already with its upper left corner at a point.

    within: where it is meant to stay, such as a cell. It is drawn beyond that too, and noted so.
    """
    painter.drawStaticText(corner, laid_out)
    if _notes is not None:
        metrics = QFontMetricsF(painter.font())
        start = corner + QPointF(0, metrics.ascent())
        _note(_notes, painter, text, ink_of(metrics, text, start), within or _OPEN)


def cut_to(
    metrics: QFontMetrics | QFontMetricsF,
    text: str,
    room: float,
    side: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """The text, with … in place of its end (or what `side` says) where it is wider than `room`."""
    if isinstance(metrics, QFontMetrics):
        shown = metrics.elidedText(text, side, math.floor(room))
    else:
        shown = metrics.elidedText(text, side, room)
    return text if shown == text else Cut.of(without_parts(shown, text), text)


def without_parts(shown: str, whole: str) -> str:
    """A text that was cut short, without what is left of a number beside its ellipsis.

    >>> without_parts("W = (1.5…", "W = (1.510, −0.662)")
    'W = (…'
    """
    start, _, end = shown.rpartition(ELLIPSIS)
    before, after = len(start), len(whole) - len(end)
    for number in WRITTEN.finditer(whole):
        if number.start() < before < number.end():
            before = number.start()
        if number.start() < after < number.end():
            after = number.end()
    return f"{whole[:before].rstrip()}{ELLIPSIS}{whole[after:]}"


def ink_of(metrics: QFontMetricsF, text: str, start: QPointF) -> QRectF:
    """Where the letters of a line stand that begins at a point of its baseline.

    Qt gives whole pixels, and what leans over the next letter, as italics do, is no harm.
    """
    tight = metrics.tightBoundingRect(text)
    left, right = max(tight.left(), 0.0), min(tight.right(), metrics.horizontalAdvance(text))
    return QRectF(start.x() + left, start.y() + tight.top(), right - left, tight.height())


def ink_in(metrics: QFontMetricsF, area: QRectF, flags: Flags, text: str) -> QRectF:
    """Where the letters of a text stand that is aligned in an area; it may be too long for it."""
    box = metrics.boundingRect(area, flags, text)
    if flags & _WRAPS or "\n" in text:
        return box
    return ink_of(metrics, text, QPointF(box.left(), box.top() + metrics.ascent()))


def _note(notes: list[DrawnText], painter: QPainter, text: str, ink: QRectF, clip: QRectF) -> None:
    if not text.strip():
        return
    if painter.hasClipping():
        clip = clip.intersected(painter.clipBoundingRect())
    place = painter.worldTransform()
    whole = text.whole if isinstance(text, Cut) else text
    on_widget = isinstance(painter.device(), QWidget)
    notes.append(DrawnText(text, whole, place.mapRect(ink), place.mapRect(clip), on_widget))

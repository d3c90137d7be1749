"""The box that describes one edit of a history: its number, what was edited, both losses."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from lossviz.widgets.loss_plots.history_picture import HistoryPicture
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.word_lines import elided

_ROW, _PADDING, _GAP = 17, 8, 10  # logical px
_Row = tuple[str, str]  # a text and the role of its colour


def _rows(picture: HistoryPicture, point: int) -> tuple[_Row, ...]:
    note = picture.notes[point]
    rows = (
        (f"{picture.x_name} {picture.first + point}", "accent.text"),
        (note.edit, "text.secondary"),
        (f"hinge {note.hinge}", "semantic.hinge"),
        (f"softmax {note.softmax}", "semantic.softmax"),
    )
    return tuple(row for row in rows if row[0])


def readout_box(
    text: PlotText, frame: PlotFrame, picture: HistoryPicture, point: int, width: float
) -> QRectF:
    """Beside the point, on the side that has room; at the foot where the losses are at the top."""
    px, rows = text.px, _rows(picture, point)
    wanted = max(text.width(row, "text") for row, _ in rows) + 2 * px(_PADDING)
    box_width = min(math.ceil(wanted), math.floor(width))
    column, gap = frame.x(picture.first + point), px(_GAP)
    left = column - gap - box_width
    if left < 0 and column + gap + box_width <= width:
        left = column + gap
    left = min(max(left, 0.0), width - box_width)
    height = px(_ROW) * len(rows) + px(_PADDING)
    highest = max(float(picture.hinge[point]), float(picture.softmax[point]))
    in_the_way = frame.y_inside(highest) < frame.rect.top() + height
    top = frame.rect.bottom() - height - px(4) if in_the_way else frame.rect.top()
    return QRectF(round(left), max(top, 0.0), box_width, height)


def paint_readout(
    painter: QPainter, text: PlotText, box: QRectF, picture: HistoryPicture, point: int
) -> None:
    """The box with its rows; a long edit is cut."""
    px = text.px
    text.paint_ground(painter, box)
    room = box.width() - 2 * px(_PADDING)
    for index, (row, role) in enumerate(_rows(picture, point)):
        top = box.top() + px(_PADDING) / 2 + index * px(_ROW)
        area = QRectF(box.left() + px(_PADDING), top, room, px(_ROW))
        text.paint(painter, area, elided(text, row, "text", room), role=role)

"""What is wrong with a window's layout: texts that are cut or meet, and parts without their room.

`layout_faults(window)` looks at every widget that is shown, in the size, theme and state of now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLayout,
    QScrollBar,
    QSizePolicy,
    QToolTip,
    QWidget,
)

from lossviz.self_test.shown_texts import MARKUP, ShownText, shown_widgets, texts_of
from lossviz.widgets.numbers.written_numbers import WRITTEN, numbers_in
from lossviz.widgets.painting.focus_ring import FocusRing

FaultKind = Literal["cut", "cut number", "untold", "meet", "outside", "small"]
# Letters are measured to the pixel, and their edges are smooth.
NEAR = 1.0
_ROUNDS = 4
"""One layout asks for another, from the inside to the window."""
MEETS = 1.5
_DESCENT = 0.25
"""Of the height of a line's letters, what reaches below their base line at most."""
_LETTER = re.compile(r"[^\W\d_]")
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_BOTH = _ACROSS | _DOWN


class Fault(NamedTuple):
    """One thing that is wrong. where: the names of the widget and of what it lies in."""

    kind: FaultKind
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def layout_faults(window: QWidget) -> list[Fault]:
    """All that is wrong in a window that is shown."""
    _lay_out()
    widgets = [each for each in shown_widgets(window) if not isinstance(each, FocusRing)]
    texts = [text for widget in widgets for text in texts_of(widget)]
    found = [fault for text in texts for fault in _text_faults(text)]
    found += _meeting(texts, window)
    for widget in widgets:
        found += _size_faults(widget)
        if widget is not window:
            found += _place_faults(widget)
    return found


def _lay_out() -> None:
    """What waits for the next turn of the event loop comes before the next picture."""
    for _ in range(_ROUNDS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def path_of(widget: QWidget) -> str:
    """A widget by its name, or its class, after the next named one around it."""
    own = _name(widget) or type(widget).__name__
    parent = widget.parentWidget()
    while parent is not None and not _name(parent):
        parent = parent.parentWidget()
    return own if parent is None else f"{_name(parent)} > {own}"


def _name(widget: QWidget) -> str:
    """The name that we gave a widget."""
    name = widget.objectName()
    return "" if name.startswith("qt_") else name


# One text


def _text_faults(text: ShownText) -> Iterator[Fault]:
    """A text must be whole, or say in a tool tip what its ellipsis stands for."""
    where = path_of(text.widget)
    if over := _beyond(text):
        kind: FaultKind = "cut number" if numbers_in(text.text) else "cut"
        yield Fault(kind, where, f"{text.text!r} reaches {over} beyond its room")
    if not text.is_cut_short:
        return
    if cuts_number(text.text, text.whole):
        yield Fault("cut number", where, f"{text.text!r} stands for {text.whole!r}")
    elif not _is_told(text):
        yield Fault("untold", where, f"{text.text!r} has no tool tip with {text.whole!r}")


def _beyond(text: ShownText) -> str:
    """How far, and to which side, letters reach where they can't be seen; "" if they do not."""
    ink, room = text.ink, text.room
    sides = (
        ("left", room.left() - ink.left(), _ACROSS),
        ("right", ink.right() - room.right(), _ACROSS),
        ("up", room.top() - ink.top(), _DOWN),
        ("down", ink.bottom() - room.bottom(), _DOWN),
    )
    # What is scrolled away is no fault; but what is left of a number reads as another one.
    reach = _DOWN if numbers_in(text.text) and not text.seen.isEmpty() else _BOTH
    fixed = [(side, over) for side, over, way in sides if not text.scrolls & reach & way]
    found = [f"{over:.0f} px {side}" for side, over in fixed if over > NEAR]
    return ", ".join(found)


def cuts_number(shown: str, whole: str) -> bool:
    """Whether an ellipsis has left part of a number, or nothing of a text that was only numbers."""
    numbers, left = numbers_in(whole), numbers_in(shown)
    if any(each not in numbers for each in left):
        return True
    return bool(numbers) and not left and not _LETTER.search(WRITTEN.sub("", whole))


def _is_told(text: ShownText) -> bool:
    """Whether the tool tip at a text has the whole of it."""
    tip = MARKUP.sub("", tool_tip_at(text.widget, text.ink.center().toPoint()))
    return text.whole in tip


def tool_tip_at(widget: QWidget, point: QPoint) -> str:
    """What a person reads who rests with the pointer on a point of a widget."""
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    told = QToolTip.text()
    QToolTip.hideText()
    return told or widget.toolTip()


# Two texts


class _Placed(NamedTuple):
    text: ShownText
    seen: QRectF


def _meeting(texts: Sequence[ShownText], window: QWidget) -> Iterator[Fault]:
    """Texts that stand on each other; what is covered on purpose counts for nothing."""
    placed = [_Placed(text, _seen(text, window)) for text in texts]
    placed = [each for each in placed if not each.seen.isEmpty()]
    placed.sort(key=lambda each: each.seen.left())
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            if other.seen.left() >= one.seen.right():
                break
            if _meet(one.seen, other.seen) and not _is_over(one.text, other.text):
                what = f"{one.text.text!r} on {other.text.text!r} of {path_of(other.text.widget)}"
                yield Fault("meet", path_of(one.text.widget), what)


def _meet(one: QRectF, other: QRectF) -> bool:
    """Whether letters lie on letters; that a p reaches down to the line below is no harm."""
    both = one.intersected(other)
    deep = max(MEETS, _DESCENT * min(one.height(), other.height()))
    return both.width() > MEETS and both.height() > deep


def _seen(text: ShownText, window: QWidget) -> QRectF:
    """The part of a text that can be seen, in the window's coordinates."""
    seen = text.seen
    for inner, outer in pairwise(_line(text.widget)):
        if inner is window:
            break
        seen = seen.translated(inner.pos()).intersected(QRectF(outer.rect()))
    return seen


def _is_over(one: ShownText, other: ShownText) -> bool:
    """Whether one of two texts lies in something that floats over what the other lies in."""
    if one.widget is other.widget:
        return False
    lines = [_line(text.widget) for text in (one, other)]
    apart = [[each for each in line if each not in rest] for line, rest in (lines, lines[::-1])]
    return any(floats(each) for line in apart for each in line)


def _line(widget: QWidget) -> list[QWidget]:
    """A widget and all that it lies in."""
    line = [widget]
    while (parent := line[-1].parentWidget()) is not None:
        line.append(parent)
    return line


def floats(widget: QWidget) -> bool:
    """Whether a widget lies over others: its parent lays its children out, but not this one."""
    parent = widget.parentWidget()
    layout = None if parent is None else parent.layout()
    return layout is not None and not _holds(layout, widget)


def _holds(layout: QLayout, widget: QWidget) -> bool:
    items = (layout.itemAt(place) for place in range(layout.count()))
    for item in items:
        if item is None:
            continue
        inner = item.layout()
        if item.widget() is widget or (inner is not None and _holds(inner, widget)):
            return True
    return False


# Places and sizes


def _place_faults(widget: QWidget) -> Iterator[Fault]:
    """A widget lies in its parent, or in a scroll area that scrolls to it."""
    parent = widget.parentWidget()
    if parent is None:
        return
    area = parent.parentWidget()
    scrolls = Qt.Orientation(0)
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        scrolls = _reach(area)
    place, room = widget.geometry(), parent.rect()
    sides = (
        ("left", room.left() - place.left(), _ACROSS),
        ("right", place.right() - room.right(), _ACROSS),
        ("up", room.top() - place.top(), _DOWN),
        ("down", place.bottom() - room.bottom(), _DOWN),
    )
    over = [f"{far} px {side}" for side, far, way in sides if far > 0 and not scrolls & way]
    if over:
        what = f"it reaches {', '.join(over)} beyond {path_of(parent)}"
        yield Fault("outside", path_of(widget), what)


def _reach(area: QAbstractScrollArea) -> Qt.Orientation:
    """Directions in which an area lets a person scroll."""
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    found = Qt.Orientation(0)
    if area.horizontalScrollBarPolicy() != never:
        found |= _ACROSS
    if area.verticalScrollBarPolicy() != never:
        found |= _DOWN
    return found


def _size_faults(widget: QWidget) -> Iterator[Fault]:
    """A widget has the size it says it needs; what scrolls, or holds others, may be smaller."""
    if isinstance(widget, QScrollBar | QAbstractScrollArea) or widget.layout() is not None:
        return
    least, policy = widget.minimumSizeHint(), widget.sizePolicy()
    ignored = QSizePolicy.Policy.Ignored
    if policy.horizontalPolicy() != ignored and widget.width() < least.width():
        yield Fault("small", path_of(widget), f"{widget.width()} px wide, not {least.width()}")
    height = least.height()
    if widget.hasHeightForWidth():
        height = max(height, widget.heightForWidth(widget.width()))
    if policy.verticalPolicy() != ignored and widget.height() < height:
        yield Fault("small", path_of(widget), f"{widget.height()} px high, not {height}")


def same_kind(faults: Sequence[Fault]) -> dict[tuple[str, str], list[Fault]]:
    """Faults by their kind and place: one cause is often found many times."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.kind, fault.where), []).append(fault)
    return groups

"""The order of Tab is that of the eye: column by column, row by row.

Qt's own order is that in which widgets were made, and what is made anew or changes its form comes
last. So the order is made when Tab is pressed, from where things stand then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def order_tabs(root: QWidget) -> None:
    """Let Tab go through what is visible in `root` in the order in which one reads."""
    for before, after in pairwise([root, *tab_stops(root)]):
        QWidget.setTabOrder(before, after)


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab stops at within a widget, as one reads."""
    for child in _read(widget):
        if child.isVisible():
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield child
            yield from tab_stops(child)


def _read(widget: QWidget) -> Iterator[QWidget]:
    """The children: those in layouts as these place them, the others by their places."""
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield inside
        return
    layout = widget.layout()
    placed = [] if layout is None else list(_widgets_of(layout, widget))
    children = (each for each in widget.children() if isinstance(each, QWidget))
    loose = [each for each in children if not each.isWindow() and each not in placed]
    yield from placed
    yield from _by_place(loose)


def _widgets_of(layout: QLayout, parent: QWidget) -> Iterator[QWidget]:
    """As they stand, whatever the direction or the order in which they came.

    Its items are not asked for: PySide keeps what `itemAt` gives with the layout, also when Qt has
    deleted it, and what is made in its place in memory crashes the program at some later time.
    """
    inside: list[QWidget | QLayout] = [
        each for each in (*parent.children(), *layout.children())
        if isinstance(each, QWidget | QLayout) and layout.indexOf(each) >= 0
    ]  # fmt: skip
    for each in sorted(inside, key=lambda each: _place_in(layout, layout.indexOf(each))):
        if isinstance(each, QWidget):
            yield each
        else:
            yield from _widgets_of(each, parent)


def _place_in(layout: QLayout, number: int) -> tuple[int, ...]:
    if isinstance(layout, QGridLayout):
        return tuple(layout.getItemPosition(number))  # type: ignore[arg-type]
    return (number,)


def _by_place(widgets: Iterable[QWidget]) -> list[QWidget]:
    """Side by side from the left, and what is below them after them."""
    left = sorted(widgets, key=lambda each: (each.x(), each.y()))
    read: list[QWidget] = []
    while left:
        # The leftmost that nothing stands wholly above.
        first = next(
            one for one in left if not any(_is_above(two, one) for two in left if two is not one)
        )
        left.remove(first)
        read.append(first)
    return read


def _is_above(one: QWidget, two: QWidget) -> bool:
    """Wholly, and over some of its width: another column is not above."""
    apart = one.x() >= two.x() + two.width() or two.x() >= one.x() + one.width()
    # Of two without height at one place neither is above: there must be a first one.
    return one.y() < two.y() and one.y() + one.height() <= two.y() and not apart

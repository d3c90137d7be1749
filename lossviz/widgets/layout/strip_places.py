"""Where the parts of a message strip stand: in one row, or its buttons below where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize


class StripParts(NamedTuple):
    """What a strip is made of, in px. text: its width in one line, and its height in a width.

    close: None where it can't be closed. edge: above and below the text. least: of the text beside
    buttons, unless it is shorter.
    """

    mark: QSize
    text: tuple[int, Callable[[int], int]]
    buttons: Sequence[QSize]
    close: QSize | None
    margin: int
    gap: int
    edge: int
    least: int

    def before_text(self) -> int:
        """From the left edge to the text."""
        return self.margin + self.mark.width() + self.gap

    def after_text(self) -> int:
        """From the text to the right edge, without buttons."""
        return self.gap if self.close is None else self.gap + self.close.width()

    def beside(self) -> int:
        """What the buttons take where they stand in one row with the text."""
        return sum(size.width() + self.gap for size in self.buttons)


class StripPlaces(NamedTuple):
    """Where each part stands, and how high they are together."""

    mark: QRect
    text: QRect
    buttons: list[QRect]
    close: QRect
    height: int


def least_width(parts: StripParts, longest_word: int) -> int:
    """The least width in which neither a word nor a button is cut."""
    buttons = max((size.width() + parts.gap for size in parts.buttons), default=0)
    return parts.before_text() + max(longest_word + parts.after_text(), buttons)


def whole_width(parts: StripParts) -> int:
    """The width in which all stands in one row, the text in one line."""
    return parts.before_text() + parts.text[0] + parts.beside() + parts.after_text()


def strip_places(parts: StripParts, width: int) -> StripPlaces:
    """Buttons stand beside the text as long as that has room, else in rows of their own below."""
    line, text_height = parts.text
    room = width - parts.before_text() - parts.after_text()
    below = room - parts.beside() < min(line, parts.least)
    text = max(room if below else room - parts.beside(), 1)
    in_row = [parts.mark, QSize(text, text_height(text) + 2 * parts.edge)]
    in_row += [] if parts.close is None else [parts.close]
    in_row += [] if below else parts.buttons
    height = max(size.height() for size in in_row)
    left = parts.before_text()
    right = left + text + parts.gap
    buttons, bottom = _rows(parts, width, height) if below else (_row(parts, right, height), height)
    close = QSize() if parts.close is None else parts.close
    return StripPlaces(
        _centred(parts.mark, parts.margin, height),
        QRect(left, 0, text, height),
        buttons,
        _centred(close, width - close.width(), height),
        bottom,
    )


def _row(parts: StripParts, left: int, height: int) -> list[QRect]:
    """Buttons side by side in the row of the text."""
    places = []
    for size in parts.buttons:
        places.append(_centred(size, left, height))
        left += size.width() + parts.gap
    return places


def _rows(parts: StripParts, width: int, top: int) -> tuple[list[QRect], int]:
    """Buttons below the text, as many in a row as there is room for; and where all of it ends."""
    start, places = parts.before_text(), list[QRect]()
    left, bottom = start, top
    for size in parts.buttons:
        if left > start and left + size.width() + parts.gap > width:
            left, top = start, bottom + parts.gap
        places.append(QRect(left, top, size.width(), size.height()))
        left += size.width() + parts.gap
        bottom = top + size.height()
    return places, bottom + parts.gap


def _centred(size: QSize, left: int, height: int) -> QRect:
    return QRect(left, (height - size.height()) // 2, size.width(), size.height())

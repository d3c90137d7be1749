"""A thin bar of the parts of a sum, side by side: how much of it each one is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.apply import qcolor
from lossviz.theme.tokens import Theme
from lossviz.widgets.numbers.number_text import format_number

_HEIGHT, _WIDTH, _GAP, _RADIUS = 8, 240, 2, 2  # logical px
_TRACK = "surface.sunken"

Span = tuple[int, int]


class ShareBar(QWidget):
    """Shows shares in colours by role, from left to right.

    name: what the sum is, for screen readers. parts: what its parts are called there; see `tell`.
    """

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, parts: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._roles: tuple[str, ...] = ()
        self._shares: tuple[float, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def show_shares(self, parts: Sequence[tuple[float, str]]) -> None:
        """Show the values of the parts, each with its colour role.

        An infinite one takes all. What is negative or not a number is no part; without any, there
        is an empty track.
        """
        roles = tuple(role for _, role in parts)
        found = shares([value for value, _ in parts])
        if (roles, found) != (self._roles, self._shares):
            self._roles, self._shares = roles, found
            self.update()

    def tell(self) -> None:
        """Let screen readers have the percentages: when they rest, not each that only passes."""
        self.setAccessibleDescription(self.words())

    def words(self) -> str:
        """The percentages, with the names of the parts where they have some: "data 80 %"."""
        if not any(self._shares):
            return "Nothing"
        texts = [percent_text(each) for each in self._shares]
        names = (*self._parts, *[""] * len(texts))
        return ", ".join(f"{name} {text}".strip() for name, text in zip(names, texts, strict=False))

    def sizeHint(self) -> QSize:
        """Thin, and as wide as there is room."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As thin, and narrow."""
        return QSize(self._theme.px(_HEIGHT), self._theme.px(_HEIGHT))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.setFixedHeight(theme.px(_HEIGHT))
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The parts, or the track."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if not any(self._shares):
            self._paint(painter, (0, self.width()), _TRACK)
            return
        places = spans(self._shares, self.width(), self._theme.px(_GAP))
        for role, place in zip(self._roles, places, strict=True):
            if place is not None:
                self._paint(painter, place, role)

    def _paint(self, painter: QPainter, place: Span, role: str) -> None:
        """The whole bar, cut to a part: so only its outer corners are round."""
        left, right = place
        radius = self._theme.px(_RADIUS)
        painter.setClipRect(QRectF(left, 0, right - left, self.height()))
        painter.setBrush(qcolor(self._theme, role))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


def shares(values: Sequence[float]) -> tuple[float, ...]:
    """How much of their sum each value is, 0 to 1; all 0 where there is no sum.

    >>> shares([3.0, 1.0]), shares([3.0, math.inf]), shares([math.nan, -1.0])
    ((0.75, 0.25), (0.0, 1.0), (0.0, 0.0))
    """
    known = [value if value > 0 else 0.0 for value in values]
    if math.inf in known:
        known = [float(value == math.inf) for value in known]
    largest = max(known, default=0.0)
    if not largest:
        return (0.0,) * len(known)
    # By the largest first: the sum of two numbers near the end of their range has no room in it.
    known = [value / largest for value in known]
    total = sum(known)
    return tuple(value / total for value in known)


def spans(parts: Sequence[float], width: int, gap: int) -> list[Span | None]:
    """Where each share lies in whole px, from and to; None for one that is nothing.

    One that is something has a px at least. Gaps are between those that are something.
    """
    some = [k for k, share in enumerate(parts) if share > 0]
    room = width - gap * (len(some) - 1)
    found: list[Span | None] = [None] * len(parts)
    left, shared = 0, 0.0
    for number, k in enumerate(some):
        shared += parts[k]
        to_come = len(some) - 1 - number
        # Up to where all shares so far reach, so that rounding does not add up.
        right = min(round(shared * room), room - to_come) + gap * number
        right = max(right, left + 1)
        found[k] = left, right
        left = right + gap
    return found


def percent_text(share: float) -> str:
    """A share in whole percent; what is not none or all does not read as it.

    >>> percent_text(0.802), percent_text(0.001), percent_text(0.999), percent_text(0.0)
    ('80 %', 'under 1 %', 'over 99 %', '0 %')
    """
    if 0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1:
        return "over 99 %"
    return f"{format_number(100 * share, 0)} %"

"""The two columns of a panel, with a hairline between them: one layout for all panels.

A column that is too high scrolls by itself. Its scroll bar lies in the gap or padding right of it,
and the focus rings of what stands at its edges in that left of it and above: neither takes room.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule

SCROLL_BAR, RING = 10, 5
# What gives way: a narrower window has less gap, in a lower one parts have closer forms.
NARROW, NARROW_GAP, ROOMY = 980, 28, 740


class Lengths(NamedTuple):
    """Logical px of the design. above, foot: of what scrolls, within its column. rule: what the
    hairline leaves free at either end."""

    pad: int = 24
    gap: int = 44
    top: int = 16
    above: int = 2
    foot: int = 8
    rule: int = 16


class TwoColumns(QWidget):
    """Places both columns; a panel's content says how the room is shared.

    names: of the scroll areas, "" for a column that never scrolls. A subclass ends its `__init__`
    with `apply_theme`, which it extends by its parts.
    """

    def __init__(
        self,
        theme: Theme,
        left: QWidget,
        right: QWidget,
        parent: QWidget | None = None,
        *,
        names: tuple[str, str],
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known: object = None
        self._places = tuple(
            _ScrollingColumn(column, name, self) if name else _Column(column, self)
            for column, name in zip((left, right), names, strict=True)
        )
        self._hairline = Rule(theme, "vertical", self)
        for column in (left, right):
            column.installEventFilter(self)

    # What each panel says of its own

    def least(self) -> tuple[int, int]:
        """Logical width and height in which all has room; in less the panel scrolls as a whole."""
        raise NotImplementedError

    def lengths(self) -> Lengths:
        """What the size allows; a narrow window has less gap."""
        narrow = self.width() < self._theme.px(NARROW)
        return Lengths(gap=NARROW_GAP) if narrow else Lengths()

    def widths(self, room: int) -> tuple[int, int]:
        """How both share the room, which is without gap and padding, in px; right 0: left alone."""
        raise NotImplementedError

    def fit(self, left: int, right: int) -> None:
        """Let the parts take the form that these widths, in px, and the height allow."""

    def needs(self) -> object:
        """What the columns need, on which widths and forms depend: never on what they have now."""
        return None

    # What all have

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A column that has come to need more room, or less, is given it."""
        if event.type() == QEvent.Type.LayoutRequest and self.needs() != self._known:
            self.place()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """In pixels of now."""
        width, height = self.least()
        return QSize(self._theme.px(width), self._theme.px(height))

    def is_low(self) -> bool:
        """Whether parts need closer forms, so that more of them is seen at once."""
        return self.height() < self._theme.px(ROOMY)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._hairline.apply_theme(theme)
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both columns anew."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Both columns anew, after what they need has changed."""
        self._known = self.needs()
        px, lengths = self._theme.px, self.lengths()
        pad, top, gap = px(lengths.pad), px(lengths.top), px(lengths.gap)
        room, height = self.width() - 2 * pad - gap, self.height() - top
        left, right = self.widths(room)
        alone = right <= 0
        first, second = self._places
        first.place(self._theme, lengths, pad, left + gap if alone else left, height)
        second.set_shown(not alone)
        self._hairline.setVisible(not alone)
        if not alone:
            second.place(self._theme, lengths, pad + left + gap, right, height)
            end = px(lengths.rule)
            self._hairline.setGeometry(pad + left + gap // 2, end, px(1), self.height() - 2 * end)
        self.fit(left, right)


class _Column:
    """A column that has the height of the panel, whatever is in it."""

    def __init__(self, column: QWidget, parent: QWidget) -> None:
        self._column = column
        column.setParent(parent)

    def set_shown(self, shown: bool) -> None:
        """Show or hide it."""
        self._column.setVisible(shown)

    def place(self, theme: Theme, lengths: Lengths, x: int, width: int, height: int) -> None:
        """At x, so wide, and down to the lower edge of the panel."""
        self._column.setGeometry(x, theme.px(lengths.top), width, height - theme.px(lengths.foot))


class _Holder(QWidget):
    """What scrolls. Qt asks it for the height that its parts would like; some must have more."""

    def __init__(self) -> None:
        super().__init__()
        self.margins = QVBoxLayout(self)

    def heightForWidth(self, width: int) -> int:
        """The greater of both."""
        liked, least = self.margins.totalHeightForWidth, self.margins.totalMinimumHeightForWidth
        return max(liked(width), least(width))


class _ScrollingColumn(_Column):
    """One that is as high as it must be; no scroll bar makes it narrower."""

    def __init__(self, column: QWidget, name: str, parent: QWidget) -> None:
        self._holder = _Holder()
        self._holder.margins.addWidget(column)
        super().__init__(_scrolling(self._holder, name), parent)

    def place(self, theme: Theme, lengths: Lengths, x: int, width: int, height: int) -> None:
        """The area takes in rings and bar, and the column stands in it where it is said to."""
        ring, foot = theme.px(RING), theme.px(lengths.foot)
        top, around = theme.px(lengths.top) - ring, ring + width + ring + theme.px(SCROLL_BAR)
        self._column.setGeometry(x - ring, top, around, height + ring)
        self._holder.margins.setContentsMargins(ring, ring + theme.px(lengths.above), ring, foot)
        self._holder.setFixedWidth(width + 2 * ring)


def _scrolling(holder: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    area.viewport().setAutoFillBackground(False)
    holder.setAutoFillBackground(False)
    return area

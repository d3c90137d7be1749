"""What a vector as bars shows, in ready words, and where its bars lie. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BarsContent:
    """A vector (D,). decimals: of its numbers. terms (D,): what stands below each, or () for none.

    name, below: left of it. side: right of it, a name and a number. reach: what a full bar is;
    signed: whether bars go down too. locked: which can't be moved by others.
    """

    name: str = ""
    below: str = ""
    values: tuple[float, ...] = ()
    decimals: int = 2
    terms: tuple[str, ...] = ()
    side: tuple[str, str] = ("", "")
    reach: float = 1.0
    signed: bool = False
    locked: tuple[int, ...] = ()


@dataclass(frozen=True)
class BarsPlaces:
    """In px. top, base, bottom: of the bars, where 0 is. lefts: of the columns, each so wide.

    bar: how wide one is. number, term: middles of the rows below. side: left end of what stands
    right of the bars.
    """

    top: float
    base: float
    bottom: float
    lefts: tuple[float, ...]
    column: float
    bar: float
    number: float
    term: float
    side: float

    def y(self, value: float, reach: float) -> float:
        """Where the end of a bar is; at the edge where it lies beyond."""
        share = min(max(value / reach, -1.0), 1.0)
        if share >= 0:
            return self.base - share * (self.base - self.top)
        return self.base - share * (self.bottom - self.base)

    def value(self, y: float, reach: float) -> float:
        """The value whose bar ends there; without room below, down is as long as up."""
        up = max(self.base - self.top, 1.0)
        down = max(self.bottom - self.base, 1.0) if self.bottom > self.base else up
        return (self.base - y) / (up if y <= self.base else down) * reach


NAMES, SIDE, BAR, CAP, NUMBER, TERM, EDGE = 82.0, 52.0, 40.0, 9.0, 24.0, 18.0, 4.0
NARROW, NARROW_NAMES, NARROW_BAR = 460.0, 74.0, 30.0


def bars_places(width: float, height: float, scale: float, content: BarsContent) -> BarsPlaces:
    """Share out a widget of that size in px."""
    logical = width / scale
    narrow = logical < NARROW
    names = (NARROW_NAMES if narrow else NAMES) * scale
    side = SIDE * scale
    below = (NUMBER + (TERM if content.terms else 0) + EDGE) * scale
    top, bottom = CAP * scale, height - below
    base = (top + bottom) / 2 if content.signed else bottom
    count = max(len(content.values), 1)
    column = (width - names - side) / count
    bar = min((NARROW_BAR if narrow else BAR) * scale, column * 0.7)
    return BarsPlaces(
        top=top,
        base=base,
        bottom=bottom,
        lefts=tuple(names + i * column for i in range(count)),
        column=column,
        bar=bar,
        number=bottom + NUMBER * scale / 2 + EDGE * scale / 2,
        term=bottom + (NUMBER + TERM / 2) * scale,
        side=width - side,
    )

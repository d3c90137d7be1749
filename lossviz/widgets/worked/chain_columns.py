"""Where the columns of the softmax chain lie: what gives way when there is little room. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

# Logical px: the name's room, gaps between columns, the arrow's room, the bar.
_FROM_NAME = 17
_LEAST_NAME, _NAME, _MOST_NAME = 24, 40, 84
_GAP, _BAR_GAP, _ARROW = 14, 12, 30
_LEAST_BAR, _LEAST_BAR_WITH_ARROWS = 28, 48


@dataclass(frozen=True)
class ChainWidths:
    """What the columns hold, in px: the widest text or head of each, and the widest name."""

    name: float
    score: float
    exp: float
    probability: float
    correct: float
    loss: float

    @property
    def numbers(self) -> float:
        """All columns of numbers together."""
        return self.score + self.exp + self.probability + self.correct + self.loss


@dataclass(frozen=True)
class ChainColumns:
    """Right ends of the columns of numbers in px, but the bar's left end and width.

    name: room for names. bar_width: 0 where the bar has no room. arrows: centres of the two arrows;
    none where there is no room. font: the type role of the numbers. is_brief: whether they have one
    digit before a power of ten.
    """

    name: float
    score: float
    exp: float
    bar: float
    bar_width: float
    probability: float
    correct: float
    loss: float
    arrows: tuple[float, ...]
    font: str
    is_brief: bool = False


def chain_columns(
    width: float,
    widths: ChainWidths,
    small: ChainWidths,
    brief: ChainWidths,
    px: Callable[[float], int],
) -> ChainColumns:
    """Lay the columns out; the bar takes what is left.

    The arrows give way first, then most of the bar, the names, large digits (`small`: their
    widths), digits before powers of ten (`brief`), and at last the bar.
    """
    name = min(max(widths.name, px(_NAME)), px(_MOST_NAME))
    columns = _columns(width, name, widths, px, "number", arrow=px(_ARROW))
    if columns.bar_width >= px(_LEAST_BAR_WITH_ARROWS):
        return columns
    for font, each in (("number", widths), ("numberSmall", small)):
        columns = _columns(width, name, each, px, font)
        missing = max(px(_LEAST_BAR) - columns.bar_width, 0.0)
        if missing <= name - px(_LEAST_NAME):
            return _columns(width, name - missing, each, px, font)
    columns = _columns(width, px(_LEAST_NAME), brief, px, "numberSmall")
    bar_width = columns.bar_width if columns.bar_width >= px(_LEAST_BAR) else 0.0
    return replace(columns, bar_width=bar_width, is_brief=True)


def least_chain_width(brief: ChainWidths, px: Callable[[float], int]) -> float:
    """The least width in which no two columns meet: without arrows and bar."""
    columns = _columns(0.0, px(_LEAST_NAME), brief, px, "numberSmall")
    return -columns.bar_width


def _columns(
    width: float,
    name: float,
    widths: ChainWidths,
    px: Callable[[float], int],
    font: str,
    arrow: float = 0.0,
) -> ChainColumns:
    gap = px(_GAP)
    step = arrow or gap  # from a number to what comes out of it
    score = px(_FROM_NAME) + name + px(8) + widths.score
    exp = score + step + widths.exp
    bar = exp + step
    correct = width - widths.loss - gap
    probability = correct - widths.correct - gap
    bar_width = probability - widths.probability - px(_BAR_GAP) - bar
    arrows = (score + arrow / 2, exp + arrow / 2) if arrow else ()
    return ChainColumns(
        name, score, exp, bar, bar_width, probability, correct, width, arrows, font
    )  # fmt: skip

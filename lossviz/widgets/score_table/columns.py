"""How wide the columns of the score table are, and where they lie. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.theme.tokens import Theme

LEAST, WIDEST, USUAL = 64, 120, 84
_STEP = 6


@dataclass(frozen=True)
class Columns:
    """Where the columns lie, in the table's coordinates.

    lefts, width: of the cells. pad: from a cell's right edge to its number. area: from where to
    where columns are shown; those beyond are scrolled away.
    """

    lefts: tuple[int, ...] = ()
    width: int = 0
    pad: int = 0
    area: tuple[int, int] = (0, 0)


def cell_width(theme: Theme, room: int, needed: float) -> int:
    """Width of a cell whose column has so much room, without the gap; `needed` by its texts."""
    step = theme.px(_STEP)
    # In steps, so that the columns do not move with every digit that comes or goes.
    needed = -(-needed // step) * step if needed > theme.px(LEAST) else theme.px(LEAST)
    return int(max(min(room, theme.px(WIDEST)), needed))

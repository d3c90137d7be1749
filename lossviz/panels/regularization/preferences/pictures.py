"""What the view Preferences draws, from what was found. Pure, no Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panels.regularization.preferences.evaluation import FIRST, LAST, PreferencesFound
from lossviz.panels.regularization.preferences.settings import LOOKED_AT, PreferencesSettings
from lossviz.panels.regularization.state import PENALTIES
from lossviz.panels.regularization.words import loss_text, penalty_sum
from lossviz.widgets.curve_plot.cursor_picture import CursorLine, CursorMark, CursorPicture, Dash
from lossviz.widgets.layout.table_content import Cell, Column, Row, TableContent
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ranges import nice_range
from lossviz.widgets.weights.bars_content import BarsContent

NAMES = {"x": "x", "w1": "w₁", "w2": "w₂", "w": "w"}
BELOW = {"x": "the image", "w1": "one weight", "w2": "spread out", "w": "yours"}
DASHES: tuple[Dash, ...] = ("solid", "dashed", "dotted")
SHARES = LinearScale(FIRST, LAST, 0.01)
TERM_DECIMALS = 4
OLIVE = "semantic.regularization"
TITLES = tuple(PENALTY_FORMULAS[kind].title for kind in PENALTIES)


def decimals(values: Floats) -> int:
    """Two decimals where they are all of it, else three."""
    return 2 if np.allclose(values * 100, np.round(values * 100), atol=1e-7) else 3


def bars(found: PreferencesFound, vector: str) -> BarsContent:
    """A vector as bars, with what each number adds to R below it."""
    settings = found.settings
    values = np.array(getattr(settings, vector))
    weights = [np.array(getattr(settings, name)) for name in LOOKED_AT]
    shown = np.concatenate(weights) if vector != "x" else values
    terms: tuple[str, ...] = ()
    side = "", ""
    if vector != "x":
        place = LOOKED_AT.index(vector)
        terms = tuple(_term(each) for each in found.terms[place].tolist())
        side = "w · x", format_number(float(found.scores[place]), 2)
    return BarsContent(
        name=NAMES[vector],
        below=BELOW[vector],
        values=tuple(values.tolist()),
        decimals=decimals(values),
        terms=terms,
        side=side,
        reach=_reach(shown),
        signed=bool((shown < 0).any()),
        locked=settings.locked if vector == "w" else (),
    )


def _term(value: float) -> str:
    return "0" if value == 0 else f"+{format_number(value, TERM_DECIMALS)}"


def _reach(values: Floats) -> float:
    """How high bars go: the next of 1, 2, 5 times a power of ten, 1 at least."""
    largest = max(1.0, float(np.abs(values).max()))
    power = 10.0 ** math.floor(math.log10(largest))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= largest * (1 - 1e-9))


def keep_text(found: PreferencesFound) -> str:
    """What is kept."""
    if not found.settings.keep:
        return "keep w · x"
    return f"keep w · x = {short_number(round(float(found.scores[2]), 4))}"


def costs_table(found: PreferencesFound) -> TableContent:
    """What each penalty says of w1, w2 and w, the least it could be, and which it prefers."""
    columns = (
        Column("w₁", 1.35, bars="share"),
        Column("w₂", 1.35, bars="share"),
        Column("w", 1.35, bars="share"),
        Column("least", 0.8),
        Column("prefers", 0.9, words=True),
    )
    largest = max(float(found.costs.max()), 1e-300)
    rows = []
    for k, title in enumerate(TITLES):
        cells = [Cell(loss_text(cost), share=cost / largest) for cost in found.costs[k].tolist()]
        cells.append(Cell(_least_text(float(found.least[k])), OLIVE))
        cells.append(Cell(prefers_text(found, k), strong=found.prefers[k] is not None))
        rows.append(Row(title, tuple(cells), k == found.kind))
    return TableContent(columns, tuple(rows))


def _least_text(value: float) -> str:
    return "—" if math.isnan(value) else format_number(value, TERM_DECIMALS)


def prefers_text(found: PreferencesFound, k: int) -> str:
    """w₁, w₂, or neither of them."""
    choice = found.prefers[k]
    return "neither" if choice is None else ("w₁", "w₂")[choice]


def note(found: PreferencesFound) -> str:
    """What the table says of the penalty in force, in a sentence."""
    k, title = found.kind, TITLES[found.kind]
    if not found.comparable:
        return "w₁ and w₂ have other scores: they do not fit the image equally well."
    if found.prefers[k] is None:
        why = ": all largest x are alike" if found.flat and title == "L1" else ""
        return f"A tie: {title} costs w₁ and w₂ the same{why}."
    return f"w₁ and w₂ have one score. {title} prefers {prefers_text(found, k)}."


def sum_text(found: PreferencesFound) -> str:
    """How the penalty of w comes about."""
    return penalty_sum(found.settings.penalty, found.cost_of_w, "w")


def slopes_table(found: PreferencesFound) -> TableContent:
    """How hard each penalty pulls at each weight; the weights head the columns."""
    values = np.array(getattr(found.settings, found.look.of))
    places = decimals(values)
    columns = tuple(Column(format_number(value, places), bars="slope") for value in values.tolist())
    largest = max(float(np.abs(found.slopes).max()), 1e-300)
    rows = [
        Row(
            title,
            tuple(
                Cell(_signed(slope), share=slope / largest) for slope in found.slopes[k].tolist()
            ),
            k == found.kind,
        )
        for k, title in enumerate(TITLES)
    ]
    return TableContent(columns, tuple(rows))


def _signed(value: float) -> str:
    text = format_number(value, 3)
    return f"+{text}" if value > 0 else text


def between_picture(found: PreferencesFound) -> CursorPicture:
    """R of each kind on the way from w1 to w2, with the one in force drawn first."""
    at = found.share
    on_way = np.allclose(
        np.array(found.settings.w),
        (1 - at) * np.array(found.settings.w1) + at * np.array(found.settings.w2),
    )
    lines = tuple(
        CursorLine(
            title, OLIVE, found.shares, found.between[k], DASHES[k],
            at=loss_text(float(found.costs[k, 2])) if on_way else "",
        )
        for k, title in enumerate(TITLES)
    )  # fmt: skip
    chosen = found.between[found.kind]
    least = int(np.argmin(chosen))
    x, y = float(found.shares[least]), float(chosen[least])
    marks = (CursorMark(x, y, f"least {loss_text(y)}", "ring", OLIVE),)
    flat = bool(np.ptp(found.between[found.kind]) < 1e-12) or _is_flat(chosen, least)
    return CursorPicture(
        lines=lines,
        scale=SHARES,
        y_range=(0.0, nice_range(0.0, max(float(found.between.max()), 1e-6))[1]),
        at=at,
        x_name="share w₂",
        marks=() if flat else marks,
        uprights=((0.0, "w₁"), (1.0, "w₂")),
        words=f"share {short_number(round(at, 3))} of w₂: "
        + ", ".join(
            f"{title} {loss_text(float(found.costs[k, 2]))}" for k, title in enumerate(TITLES)
        ),
    )


def _is_flat(values: Floats, least: int) -> bool:
    """Whether many points are as low as the lowest: there is no one least."""
    return int(np.count_nonzero(values <= values[least] + 1e-9)) > 2


def between_caption(found: PreferencesFound) -> str:
    """What all on the way have."""
    if not found.comparable:
        return "their scores differ"
    score = short_number(round(float(found.scores[0]), 4))
    return f"every w on the way has the score {score}"


def status(settings: PreferencesSettings) -> str:
    """What is loaded."""
    return f"x = [{', '.join(short_number(round(each, 4)) for each in settings.x)}]"

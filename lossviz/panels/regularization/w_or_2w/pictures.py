"""What the view W or 2W draws, from what was found. Pure, no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from lossviz.data.lecture_scores import CLASSES, IMAGES
from lossviz.model.arrays import Floats
from lossviz.panels.regularization.w_or_2w.evaluation import Scaled, WOr2WFound
from lossviz.panels.regularization.words import (
    K_DECIMALS,
    LOSS_DECIMALS,
    R_DECIMALS,
    loss_text,
)
from lossviz.widgets.curve_plot.cursor_picture import CursorLine, CursorMark, CursorPicture
from lossviz.widgets.layout.table_content import Cell, Column, Row, TableContent
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ranges import nice_range
from lossviz.widgets.weights.product_content import ProductContent, ScoreText
from lossviz.widgets.worked.hinge_content import HingeContent, HingeRow
from lossviz.widgets.worked.line_content import LineContent, LineDot
from lossviz.widgets.worked.line_labels import Kind

STEP = 0.01  # of k
LEAST = "least total"
CAN_NOT_TELL = "The data loss can’t tell W from kW."
COSTS = {
    "l2": "Twice the weights cost four times the penalty.",
    "l1": "Twice the weights cost twice the penalty.",
    "elastic": "Twice the weights cost between two and four times the penalty.",
}


def title(found: WOr2WFound) -> str:
    """Whose loss it is."""
    return "All three images" if len(found.n) > 1 else f"The {IMAGES[found.n[0]]}"


def decimals(values: Floats) -> int:
    """One decimal where that is all of it, as the lecture has scores, else two."""
    return 1 if np.allclose(values * 10, np.round(values * 10), atol=1e-7) else 2


def clipped(margin: float) -> str:
    """What the hinge makes of s_j − s_y + 1, where that is nothing."""
    return f"{number(margin)} clips to 0" if margin < 0 else ""


def number(value: float) -> str:
    """A score or a term of the hinge loss."""
    return format_number(value, decimals(np.array([value])))


def margins(found: WOr2WFound, k: float) -> Floats:
    """s_j − s_y + 1 of each image and class (N, C) for kW."""
    s, rows = k * found.s, np.arange(len(found.y))
    margins: Floats = s - s[rows, found.y][:, None] + 1
    return margins


def product(found: WOr2WFound) -> ProductContent:
    """kW, the images and their scores."""
    k = found.settings.scale
    W, s = k * found.W, k * found.s
    places = decimals(s)
    one = len(found.n) == 1
    return ProductContent(
        classes=CLASSES,
        colors=CLASSES,
        W=W,
        decimals=decimals(W),
        terms=found.R_terms,
        tints=found.R_terms / max(float(found.R_terms.max()), 1e-300),
        x=tuple(tuple(short_number(each) for each in row) for row in found.X.T.tolist()),
        scores=tuple(
            tuple(
                ScoreText(
                    format_number(float(s[n, j]), places),
                    format_number(float(found.s[n, j]), decimals(found.s)),
                    bool(found.y[n] == j),
                )
                for n in range(len(found.n))
            )
            for j in range(len(CLASSES))
        ),
        side=_side(found) if one else (),
        heads=("weights kW, and what each adds to R", "x", "scores k s", "hinge term"),
    )


def _side(found: WOr2WFound) -> tuple[tuple[str, str], ...]:
    """The terms of the one image's hinge loss."""
    terms, room = found.hinge_terms[0].tolist(), margins(found, found.settings.scale)[0].tolist()
    return tuple(
        ("", "") if found.y[0] == j else (number(terms[j]), clipped(room[j]))
        for j in range(len(CLASSES))
    )


def line(found: WOr2WFound, k: float) -> LineContent:
    """The scores of the one image for kW, and the line s_y − Δ; one axis for W and kW."""
    s, y = k * found.s[0], int(found.y[0])
    start = float(s[y]) - 1
    room = margins(found, k)[0]
    nearest = max((j for j in range(len(CLASSES)) if j != y), key=lambda j: room[j])
    dots = []
    for j, name in enumerate(CLASSES):
        kind: Kind = "true" if j == y else "over" if room[j] > 0 else "clear"
        away = "too high" if kind == "over" else "to spare"
        distance = f"{number(abs(float(room[j])))} {away}" if j == nearest else ""
        dots.append(LineDot(name, name, float(s[j]), number(float(s[j])), kind, distance))
    return LineContent(tuple(dots), start, number(start), _reach(found))


def _reach(found: WOr2WFound) -> tuple[float, ...]:
    """All that both number lines have to show."""
    values: list[float] = []
    for k in (1.0, found.settings.scale):
        s = k * found.s[0]
        values += [*s.tolist(), float(s[found.y[0]]) - 1]
    return tuple(values)


def hinge_rows(found: WOr2WFound) -> HingeContent:
    """The hinge loss of the one image with kW, term by term."""
    s, y = found.settings.scale * found.s[0], int(found.y[0])
    terms, room = found.hinge_terms[0], margins(found, found.settings.scale)[0]
    before = margins(found, 1.0)[0]
    largest = max(float(terms.max()), 1e-300)
    rows = []
    for j, name in enumerate(CLASSES):
        if j != y:
            was = clipped(float(before[j])) or number(max(float(before[j]), 0.0))
            note = clipped(float(room[j])) or "over the line"
            rows.append(
                HingeRow(
                    name=name,
                    color_name=name,
                    s_j=number(float(s[j])),
                    s_y=number(float(s[y])),
                    true_color_name=CLASSES[y],
                    margin="1",
                    value=number(float(terms[j])),
                    share=float(terms[j]) / largest,
                    note=f"{note}, W: {was}",
                    is_zero=float(terms[j]) == 0,
                )
            )
    return HingeContent(tuple(rows))


def hinge_text(found: WOr2WFound) -> str:
    """The hinge loss with kW, of the one image or the mean."""
    data = found.now.data
    return number(data) if len(found.n) == 1 else loss_text(data)


def images_table(found: WOr2WFound) -> TableContent:
    """The hinge loss of each image, with W and with kW."""
    columns = (Column("with W"), Column(f"with {found.name}"))
    rows = [
        Row(IMAGES[n], _losses(losses))
        for n, losses in zip(found.n, found.one_losses.tolist(), strict=True)
    ]
    means = [format_number(each, LOSS_DECIMALS) for each in (found.one.data, found.now.data)]
    rows.append(Row("mean", tuple(Cell(each, "semantic.hinge", True) for each in means)))
    return TableContent(columns, tuple(rows))


def _losses(losses: Sequence[float]) -> tuple[Cell, ...]:
    return tuple(Cell(number(each), "semantic.hinge") for each in losses)


def k_scale(found: WOr2WFound) -> LinearScale:
    """How far k is drawn and can be dragged."""
    end = float(found.k[-1])
    return LinearScale(0.0, end, STEP if end <= 10 else end / 250)


def k_picture(found: WOr2WFound) -> CursorPicture:
    """Data loss, penalty and total against k."""
    total = found.data + found.penalty
    scale, now = k_scale(found), found.now
    least = f"{LEAST}, k = {format_number(found.least.k, K_DECIMALS)}"
    uprights = ((1.0, "W"),) if scale.maximum <= 10 else ()
    return CursorPicture(
        lines=(
            CursorLine("penalty", "semantic.regularization", found.k, found.penalty, "dashed"),
            CursorLine("data", "semantic.dataLoss", found.k, found.data),
            CursorLine("total", "semantic.totalLoss", found.k, total, at=loss_text(now.total)),
        ),
        scale=scale,
        y_range=(0.0, nice_range(0.0, max(float(total.max()), 1e-6))[1]),
        at=now.k,
        x_name="k",
        marks=(CursorMark(found.least.k, found.least.total, least),),
        uprights=uprights,
        words=(
            f"k {short_number(now.k)}: data {loss_text(now.data)}, penalty "
            f"{loss_text(now.penalty)}, total {loss_text(now.total)}; {least}"
        ),
    )


def k_caption(found: WOr2WFound) -> str:
    """What the plot shows, in a few words."""
    if math.isinf(found.closing):
        return "no k has data loss 0"
    return f"data loss 0 from k = {format_number(found.closing, K_DECIMALS)} on"


def k_table(found: WOr2WFound) -> TableContent:
    """W, kW and the least total, side by side."""
    columns = tuple(map(Column, ("k", "data", "R(kW)", "λR", "total")))
    at_one = found.settings.scale == 1
    rows = [_row("W", found.one, at_one)]
    if not at_one:
        rows.append(_row(found.name, found.now, True))
    rows.append(_row(LEAST, found.least, False))
    return TableContent(columns, tuple(rows))


def _row(name: str, scaled: Scaled, chosen: bool) -> Row:
    return Row(
        name,
        (
            Cell(format_number(scaled.k, K_DECIMALS)),
            Cell(loss_text(scaled.data), "semantic.dataLoss"),
            Cell(format_number(scaled.R, R_DECIMALS)),
            Cell(loss_text(scaled.penalty), "semantic.regularization"),
            Cell(loss_text(scaled.total)),
        ),
        chosen,
    )


def note(found: WOr2WFound) -> str:
    """What the table says, in a sentence."""
    costs = COSTS[found.settings.penalty.kind]
    if not math.isinf(found.closing):
        return f"{CAN_NOT_TELL} {costs}"
    if len(found.n) == 1:
        wrong = CLASSES[int(np.argmax(found.s[0]))]
        reason = f"the {wrong} score is above that of {CLASSES[int(found.y[0])]} for every k"
    else:
        reason = "in some image a wrong score is the highest for every k"
    return f"No k gives data loss 0: {reason}."


def table_caption(found: WOr2WFound) -> str:
    """Of the table."""
    if math.isinf(found.closing):
        return "no k fits " + ("all three" if len(found.n) > 1 else "this image")
    return "from there on all fit " + ("all three" if len(found.n) > 1 else "this image")


def lines_caption(found: WOr2WFound) -> str:
    """Of both number lines: whether the margins are kept."""
    kept = [bool(np.all(margins(found, k)[0][_others(found)] <= 0)) for k in (1.0, found.now.k)]
    if all(kept):
        return "Both keep the margin"
    return "Neither keeps the margin" if not any(kept) else "One keeps the margin"


def _others(found: WOr2WFound) -> list[int]:
    return [j for j in range(len(CLASSES)) if j != found.y[0]]


def scale_name(found: WOr2WFound) -> str:
    """k beside the second number line."""
    return f"k = {short_number(found.settings.scale)}"


def status(_settings: object) -> str:
    """What is loaded."""
    return "Lecture’s three images"

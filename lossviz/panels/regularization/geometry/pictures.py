"""What the view Geometry draws, from what was found. Pure, no Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panels.regularization.geometry.bodies import body
from lossviz.panels.regularization.geometry.evaluation import (
    STRONGEST,
    WEAKEST,
    GeometryFound,
    Minimum,
    regularizer_of,
)
from lossviz.panels.regularization.geometry.settings import GeometrySettings
from lossviz.panels.regularization.state import PENALTIES
from lossviz.panels.regularization.words import loss_text
from lossviz.widgets.contour_plane.contour_picture import (
    ContourPicture,
    PlaneArrow,
    PlaneLine,
    PlaneSpot,
)
from lossviz.widgets.curve_plot.cursor_picture import CursorLine, CursorMark, CursorPicture
from lossviz.widgets.layout.table_content import Cell, Column, Row, TableContent
from lossviz.widgets.map.window import Place
from lossviz.widgets.numbers.fewer_digits import in_length
from lossviz.widgets.numbers.number_scale import LogScale
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ranges import nice_range

STRENGTHS = LogScale(WEAKEST, STRONGEST, zero=True)
TITLES = {"softmax": "Softmax", "hinge": "Hinge", "squares": "Least squares"}
OLIVE, SLATE, INK, GREY = (
    "semantic.regularization", "semantic.dataLoss", "text.primary", "text.tertiary",
)  # fmt: skip
W_DECIMALS, LONGEST_SLOPE = 3, 8
BODY_TEXTS = {"l2": "w₁² + w₂²", "l1": "|w₁| + |w₂|", "elastic": "R(w)"}
ARROW, LONGEST_ARROW, SHORTEST_ARROW = 0.3, 0.45, 0.02  # of half of the window's height
NAMES = ("w₁", "w₂")
ZEROS_TITLE = "Must it hit a corner? Only centres in the tinted strips make a weight 0."


def weight(value: float) -> str:
    """A weight; one that is exactly 0 has no decimals."""
    return "0" if value == 0 else format_number(value, W_DECIMALS)


def caption(settings: GeometrySettings) -> str:
    """Whose data loss it is."""
    if settings.data == "squares":
        return "(w₁ − c₁)² + (w₂ − c₂)²"
    return "the lecture’s twelve examples"


def status(settings: GeometrySettings) -> str:
    """What is loaded."""
    if settings.data == "squares":
        return "Least squares with a centre"
    return f"{LOSS_FORMULAS[settings.data].title}, 12 examples"


# The plane


def plane(found: GeometryFound) -> ContourPicture:
    """Contours, the penalty's body through the minimum, paths, slopes, and what can be dragged."""
    now, settings = found.now, found.settings
    R = regularizer_of(settings.penalty.kind, settings.penalty.beta)
    spots, held = _spots(found)
    return ContourPicture(
        contours=_contours(found),
        areas=_zero_strips(found),
        body=body(R, now.R),
        body_text=f"{BODY_TEXTS[settings.penalty.kind]} = {format_number(now.R, W_DECIMALS)}",
        lines=_lines(found),
        arrows=_arrows(found),
        spots=spots,
        held=held,
        names=NAMES,
        words=(
            f"Minimum w₁ {weight(now.w[0])}, w₂ {weight(now.w[1])}, R {loss_text(now.R)}, "
            f"data loss {loss_text(now.data)}"
        ),
    )


def _contours(found: GeometryFound) -> tuple[PlaneLine, ...]:
    role = "semantic.totalLoss" if found.look.total else SLATE
    return tuple(
        PlaneLine(each.lines, role, 0.9, text=short_number(each.height)) for each in found.contours
    )


def _zero_strips(found: GeometryFound) -> tuple[tuple[Floats, str], ...]:
    """All centres of least squares for which a weight is 0: |c| no larger than λ / 2."""
    penalty = found.settings.penalty
    if not shows_zeros(found):
        return ()
    half, far = penalty.strength / 2, 1e3
    strip = np.array([(-far, -half), (far, -half), (far, half), (-far, half)])
    return (strip, "accent.base"), (strip[:, ::-1], "accent.base")


def shows_zeros(found: GeometryFound) -> bool:
    """Whether there are such centres, and they are asked for."""
    settings = found.settings
    return (
        found.look.zeros
        and settings.data == "squares"
        and settings.penalty.kind != "l2"
        and settings.penalty.strength > 0
    )


def drawn_paths(found: GeometryFound) -> tuple[str, ...]:
    """The penalties whose paths are drawn, the one in force last."""
    kind = found.settings.penalty.kind
    return (*(each for each in PENALTIES if each in found.look.paths and each != kind), kind)


def _lines(found: GeometryFound) -> tuple[PlaneLine, ...]:
    lines = [] if found.look.total else [PlaneLine(found.touching.lines, SLATE, 2.0)]
    for kind in drawn_paths(found):
        chosen = kind == found.settings.penalty.kind
        ends = [found.free.w, *found.paths[kind].w.tolist()]
        points = np.array([*ends, (0.0, 0.0)])
        lines.append(
            PlaneLine((points,), INK if chosen else GREY, 2.0 if chosen else 1.25,
                      "solid" if chosen else "dashed")
        )  # fmt: skip
    return tuple(lines)


def _spots(found: GeometryFound) -> tuple[tuple[PlaneSpot, ...], tuple[tuple[int, str], ...]]:
    """The minimum first, that keys move; what can be dragged has a key."""
    spots = [PlaneSpot(found.now.w, "held", "plot.cursor")]
    held = [(0, "minimum")]
    if found.settings.data == "squares":
        spots.append(PlaneSpot(found.settings.centre, "held", SLATE, "centre c"))
        held.append((1, "centre"))
    else:
        spots.append(PlaneSpot(found.free.w, "ring", INK, "λ = 0"))
    spots.append(PlaneSpot((0.0, 0.0), "dot", INK, "λ → ∞"))
    for kind in drawn_paths(found)[:-1]:
        title = PENALTY_FORMULAS[kind].short_title
        spots.append(PlaneSpot(found.minima[kind].w, "square", GREY, title))
    return tuple(spots), tuple(held)


def slopes_that_cancel(found: GeometryFound) -> tuple[Floats, Floats]:
    """The slope of the data loss, and that of λ R; of a range, what is nearest to cancelling."""
    low, high = found.balance.data
    data = np.clip((low + high) / 2, -found.balance.penalty[1], -found.balance.penalty[0])
    data = np.clip(data, low, high)
    return data, np.clip(-data, *found.balance.penalty)


def _arrows(found: GeometryFound) -> tuple[PlaneArrow, ...]:
    arrows = []
    data, penalty = slopes_that_cancel(found)
    named = ((data, SLATE, "−slope"), (penalty, OLIVE, "−λ slope of R"))
    for slope, role, name in named:
        length = float(np.hypot(*slope))
        if length > 0 and math.isfinite(length):
            drawn = min(ARROW * length, LONGEST_ARROW) * found.window.half
            if drawn > SHORTEST_ARROW * found.window.half:
                end = np.array(found.now.w) - slope / length * drawn
                arrows.append(PlaneArrow(found.now.w, _place(end), role, name))
    return tuple(arrows)


def _place(point: Floats) -> Place:
    w1, w2 = point.tolist()
    return w1, w2


# Against λ


def path_picture(found: GeometryFound) -> CursorPicture:
    """Both weights, or data loss and R, against λ."""
    return _weights_picture(found) if found.look.plot == "weights" else _losses_picture(found)


def _weights_picture(found: GeometryFound) -> CursorPicture:
    path, now = found.path, found.now
    lines = []
    for kind in drawn_paths(found):
        chosen = kind == found.settings.penalty.kind
        other = found.paths[kind]
        title = PENALTY_FORMULAS[kind].short_title
        for j, name in enumerate(NAMES):
            lines.append(
                CursorLine(
                    name if chosen else f"{title} {name}",
                    INK if chosen else GREY,
                    other.strengths,
                    other.w[:, j],
                    "solid" if chosen else "dashed",
                    at=weight(now.w[j]) if chosen else "",
                    dot=chosen,
                    thin=not chosen,
                )
            )
    shown = [0.0, *found.free.w, *path.w.ravel().tolist()]
    low, high = nice_range(min(shown), max(shown) + 1e-9)
    pad = 0.04 * (high - low)
    return CursorPicture(
        lines=tuple(lines),
        scale=STRENGTHS,
        y_range=(low - pad, high + pad),
        at=now.strength,
        x_name="λ",
        marks=_zero_marks(found),
        words=f"λ {short_number(now.strength)}: {_weights_words(now)}; {zeros_text(found)}",
    )


def _weights_words(now: Minimum) -> str:
    return f"w₁ {weight(now.w[0])}, w₂ {weight(now.w[1])}"


def _zero_marks(found: GeometryFound) -> tuple[CursorMark, ...]:
    """Where a weight gets exactly 0."""
    return tuple(
        CursorMark(strength, 0.0, f"{name} = 0 from {_strength(strength)}")
        for name, strength in zip(NAMES, found.zeros, strict=True)
        if strength is not None
    )


def _strength(value: float) -> str:
    return format_number(value, 3)


def zeros_text(found: GeometryFound) -> str:
    """Which weights get exactly 0, and from which λ on."""
    marks = _zero_marks(found)
    return ", ".join(mark.text for mark in marks) or "no weight gets exactly 0"


def _losses_picture(found: GeometryFound) -> CursorPicture:
    path, now = found.path, found.now
    high = nice_range(0.0, max(float(path.data.max()), float(path.R.max()), 1e-6))[1]
    return CursorPicture(
        lines=(
            CursorLine("R(w)", OLIVE, path.strengths, path.R, "dashed", at=loss_text(now.R)),
            CursorLine("data", SLATE, path.strengths, path.data, at=loss_text(now.data)),
        ),
        scale=STRENGTHS,
        y_range=(0.0, high),
        at=now.strength,
        x_name="λ",
        words=f"λ {short_number(now.strength)}: data {loss_text(now.data)}, R {loss_text(now.R)}",
    )


def three_table(found: GeometryFound) -> TableContent:
    """One λ, three penalties, and none."""
    columns = tuple(map(Column, ("w₁", "w₂", "data", "λR", "total")))
    rows = [
        _row(PENALTY_FORMULAS[kind].title, each, kind == found.settings.penalty.kind)
        for kind, each in found.minima.items()
    ]
    rows.append(_row("λ = 0", found.free, False))
    return TableContent(columns, tuple(rows))


def _row(name: str, at: Minimum, chosen: bool) -> Row:
    return Row(
        name,
        (
            *(Cell(weight(each), strong=each == 0) for each in at.w),
            Cell(loss_text(at.data), SLATE),
            Cell(loss_text(at.penalty), OLIVE),
            Cell(loss_text(at.total)),
        ),
        chosen,
    )


def balance_table(found: GeometryFound) -> TableContent:
    """The two slopes that cancel, for each weight."""
    balance = found.balance
    rows = (("slope of data loss", balance.data, SLATE), ("λ slope of R", balance.penalty, OLIVE))
    return TableContent(
        tuple(map(Column, NAMES)),
        tuple(
            Row(name, tuple(Cell(range_text(a, b), role) for a, b in zip(*ends, strict=True)))
            for name, ends, role in rows
        ),
    )


def signed(slope: float) -> str:
    """A slope with its sign; 0 has none."""
    text = in_length(format_number(slope, W_DECIMALS), slope, LONGEST_SLOPE)
    return f"+{text}" if slope > 0 and text.strip("0.") else text


def range_text(low: float, high: float) -> str:
    """A slope, or from where to where it goes: +0.600, ±0.600, −0.100 to +0.600."""
    if abs(high - low) < 1e-9:
        return signed(low)
    if abs(high + low) < 1e-9:
        return f"±{format_number(high, W_DECIMALS)}"
    return f"{signed(low)} to {signed(high)}"

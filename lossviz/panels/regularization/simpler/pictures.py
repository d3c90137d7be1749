"""What the view Simpler models draws, from what was found. Pure, no Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.panels.regularization.simpler.evaluation import CURVE_X, STRENGTHS, Fit, SimplerFound
from lossviz.panels.regularization.simpler.settings import (
    LARGEST_DEGREE,
    NOISE,
    SimplerSettings,
    preset_in_force,
)
from lossviz.panels.regularization.words import LOSS_DECIMALS, loss_text
from lossviz.widgets.curve_plot.cursor_picture import CursorLine, CursorMark, CursorPicture, Dash
from lossviz.widgets.fit.fit_picture import FitCurve, FitPicture
from lossviz.widgets.layout.table_content import Cell, Column, Row, TableContent
from lossviz.widgets.numbers.number_scale import LinearScale, LogScale
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ranges import Range, nice_range

STRENGTH_SCALE = LogScale(float(STRENGTHS[0]), float(STRENGTHS[-1]), zero=False)
DEGREE_SCALE = LinearScale(0, LARGEST_DEGREE, 1, whole=True)
TRAIN, TEST, OLIVE = "semantic.train", "semantic.val", "semantic.regularization"
ROOM = 0.2  # of the points' height, above and below them
STEEPEST = 2.2  # how much of the rise of the test error is drawn, as a share of the stiff end
EMPTY = "No points. Double-click to add one, or draw ten."


def fit_name(settings: SimplerSettings) -> str:
    """What the polynomial in force is called."""
    return f"degree {settings.degree}"


def fit_picture(found: SimplerFound) -> FitPicture:
    """Points and polynomials."""
    settings, look = found.settings, found.look
    curves = []
    others: tuple[tuple[str, Fit | None, bool, Dash], ...] = (
        ("f₂", found.f2, look.shows_f2, "dotted"),
        ("f₁", found.f1, look.shows_f1, "dashed"),
    )
    for name, fit, shown, dash in others:
        if fit is not None and shown:
            curves.append(FitCurve(name, CURVE_X, fit.y, "text.tertiary", dash, thin=True))
    missed: tuple[float, ...] = ()
    if found.fit is not None:
        curves.append(FitCurve(fit_name(settings), CURVE_X, found.fit.y, "text.primary"))
        missed = tuple(value_at(found.fit, x) for x, _ in settings.points)
    test = settings.test if look.shows_test else ()
    return FitPicture(
        points=settings.points,
        test=test,
        curves=tuple(curves),
        feet=missed,
        y_range=y_range([y for _, y in (*settings.points, *settings.test)]),
        empty="" if settings.points else EMPTY,
        words=_words(found),
    )


def value_at(fit: Fit, x: float) -> float:
    """The polynomial at one x."""
    return fit.b + float(fit.w @ (x ** np.arange(1, len(fit.w) + 1)))


def _words(found: SimplerFound) -> str:
    settings = found.settings
    count = f"{len(settings.points)} points to learn from, {len(settings.test)} test points"
    if found.fit is None:
        return count
    return f"{count}; {fit_name(settings)}, training error {loss_text(found.fit.train)}"


def y_range(values: list[float]) -> Range:
    """What is drawn, whatever the polynomials do between the points."""
    low, high = min(values, default=-1.0), max(values, default=1.0)
    room = max(ROOM * (high - low), 0.5)
    return nice_range(low - room, high + room)


def error_picture(found: SimplerFound) -> CursorPicture:
    """Training and test error, against λ or the degree."""
    by_strength = found.look.axis == "strength"
    x = STRENGTHS if by_strength else np.arange(LARGEST_DEGREE + 1.0)
    if found.fit is None:
        x = x[:0]
    settings, fit = found.settings, found.fit
    at = settings.penalty.strength if by_strength else float(settings.degree)
    train, test = (loss_text(each) if fit else "" for each in _errors(fit))
    lines = [CursorLine("train", TRAIN, x, found.train, at=train)]
    if settings.test:
        lines.insert(0, CursorLine("test", TEST, x, found.test, at=test))
    return CursorPicture(
        lines=tuple(lines),
        scale=STRENGTH_SCALE if by_strength else DEGREE_SCALE,
        y_range=(0.0, _top(found)),
        at=at,
        x_name="λ" if by_strength else "degree",
        marks=_least(found, x),
        captions=((0.12, "follows the noise"), (0.9, "too stiff"))
        if by_strength
        else ((0.08, "too stiff"), (0.9, "follows the noise")),
        words=f"{'λ' if by_strength else 'degree'} {short_number(at)}: training error {train}, "
        f"test error {test}",
    )


def _errors(fit: Fit | None) -> tuple[float, float]:
    return (math.nan, math.nan) if fit is None else (fit.train, fit.test)


def _least(found: SimplerFound, x: Floats) -> tuple[CursorMark, ...]:
    """Where the test error is least."""
    if not len(x) or not found.settings.test:
        return ()
    k = int(np.argmin(found.test))
    at = float(found.test[k])
    return (CursorMark(float(x[k]), at, f"least {loss_text(at)}", "ring", TEST),)


def _top(found: SimplerFound) -> float:
    """A test error that leaves all measure would flatten all the rest."""
    known = np.concatenate([each[np.isfinite(each)] for each in (found.train, found.test)])
    if not len(known):
        return 1.0
    stiff = max(float(found.test[-1] if found.look.axis == "strength" else found.test[0]), 0.0)
    stiff = stiff if math.isfinite(stiff) else float(np.nanmax(found.train))
    top = min(float(known.max()), max(STEEPEST * stiff, 1e-9))
    return nice_range(0.0, max(top, float(found.train.max()), 1e-6))[1]


def weights_table(found: SimplerFound) -> TableContent:
    """f1, the polynomial in force and f2, with their weights."""
    columns = (
        Column("λ", 1.1),
        Column("w, each to its largest", 3.0, bars="row", words=True),
        Column("largest", 1.1),
        Column("Σw²", 1.2),
        Column("test", 1.0),
    )
    rows = []
    here = preset_in_force(found.settings)
    for key, name, fit in (
        ("f1", "f₁", found.f1),
        ("", fit_name(found.settings), found.fit),
        ("f2", "f₂", found.f2),
    ):
        if fit is not None and not (key == "" and here):
            rows.append(_row(name, fit, key == here))
    return TableContent(columns, tuple(rows))


def _row(name: str, fit: Fit, chosen: bool) -> Row:
    return Row(
        name,
        (
            Cell(short_number(fit.strength)),
            Cell("", bars=tuple(fit.w.tolist())),
            Cell(weight_text(fit.largest)),
            Cell(weight_text(fit.squares), OLIVE),
            Cell(loss_text(fit.test), TEST),
        ),
        chosen,
    )


def weight_text(value: float) -> str:
    """A size of weights: whole where it is large."""
    return format_number(value, 0 if abs(value) >= 100 else 2)


def note(found: SimplerFound) -> str:
    """What the table says, in a sentence."""
    fit, f1 = found.fit, found.f1
    if fit is None or f1 is None:
        return ""
    if not fit.converged:
        return "The fit was not found within its budget: what it has so far is shown."
    b = f"The bias b = {format_number(fit.b, LOSS_DECIMALS)} is never penalised."
    if not found.many and fit.strength >= 10:
        return f"The larger λ, the nearer to the mean of y: the slope is penalised too. {b}"
    if found.settings.test and fit.test > 0 and f1.test / fit.test >= 1.5:
        times = format_number(f1.test / fit.test, 1)
        return f"f₁ passes through every point, and its test error is {times} times as large. {b}"
    return b


def warning(found: SimplerFound) -> str:
    """Where many polynomials fit equally well; "" elsewhere."""
    if not found.many:
        return ""
    weights, points = found.settings.degree + 1, len(found.settings.points)
    return (
        f"{weights} weights, {points} points, λ 0: many fits pass through all of them. "
        "The smallest is shown."
    )


def legend(settings: SimplerSettings) -> str:
    """What the marks are."""
    return f"{len(settings.points)} points to learn from: drag, double-click adds, Delete removes"


def status(settings: SimplerSettings) -> str:
    """What is loaded."""
    return f"{len(settings.points)} points, {len(settings.test)} test points, noise {NOISE:g}"

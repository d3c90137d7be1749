"""From numbers to words: how the Scores panel writes what the model worked out. Pure, no Qt."""

from __future__ import annotations

import math
from html import escape

from lossviz.data.score_file import ScoreFile
from lossviz.model.losses import Hinge
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.opening import FileTotals
from lossviz.panels.scores.state import MOST_CLASSES, ORIGINAL, ScoresState
from lossviz.panels.scores.tables import PRESETS, preset_in_force
from lossviz.widgets.numbers.number_text import (
    MINUS,
    format_number,
    power_of_ten,
    power_text,
    short_number,
)

LOG10_OF_SMALL = math.log10(0.0005)
# Below this loss a probability is written as 1 less something.
NEARLY_1 = 0.001
# From here on the line under the losses leaves out the middle.
LONG_SUM = 4


# Numbers


def loss_text(value: float, digits: int) -> str:
    """A loss with so many decimals; one too small for them as a power of ten: tiny is not 0.

    >>> loss_text(5.26666, 2), loss_text(3.38e-48, 2)
    ('5.27', '3.38 × 10⁻⁴⁸')
    """
    if value != 0 and abs(value) < 0.5 * 10.0**-digits:
        return power_of_ten(value, digits)
    return format_number(value, digits)


def short_loss(value: float, digits: int) -> str:
    """A loss where there is little room: one decimal before a power of ten."""
    tiny = value != 0 and abs(value) < 0.5 * 10.0**-digits
    return power_of_ten(value) if tiny else format_number(value, digits)


def signed(value: float, decimals: int) -> str:
    """A number with its sign; 0 has none."""
    text = format_number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def probability_text(log10_p: float) -> str:
    """A probability from its common logarithm: three decimals, four for a small one.

    One that is too small for those is a power of ten, however small: it is never 0.
    """
    if log10_p < -4:
        return exp_text(log10_p)
    return format_number(10.0**log10_p, 4 if log10_p < LOG10_OF_SMALL else 3)


def exp_text(log10_exp: float) -> str:
    """exp(s) from its common logarithm, so that exp(10,000) has a text too.

    >>> exp_text(math.log10(164.0219)), exp_text(4342.9448)
    ('164.02', '8.8 × 10⁴³⁴²')
    """
    if -4 <= log10_exp < 5:
        return format_number(10.0**log10_exp, 2 if log10_exp >= -2.3 else 4)
    exponent = math.floor(log10_exp)
    factor = round(10.0 ** (log10_exp - exponent), 1)
    if factor >= 10:
        factor, exponent = 1.0, exponent + 1
    return f"{factor:.1f} × {power_text(exponent)}"


def setting_text(value: float) -> str:
    """Margin or k: one decimal, more where there are more."""
    text = short_number(value)
    return f"{text}.0" if text.lstrip(MINUS).isdigit() else text


# What is in force


VARIANT_TITLES = {
    "margin": "margin",
    "squared": "squared hinge",
    "include_true_class": "sum over all classes",
    "mean": "mean instead of sum",
}
"""What undo calls each field of `Hinge`."""


def variant_text(hinge: Hinge) -> str:
    """The variant in a few words; the original is the sum over j ≠ y."""
    over = "j" if hinge.include_true_class else "j ≠ y"
    words = [f"{'mean' if hinge.mean else 'sum'} over {over}"]
    if hinge.squared:
        words.append("squared")
    return ", ".join(words)


def short_variant_text(hinge: Hinge) -> str:
    """The same for a button: all three would be too long."""
    words = [
        *(["all j"] if hinge.include_true_class else []),
        *(["mean"] if hinge.mean else []),
        *(["squared"] if hinge.squared else []),
    ]
    return f"{len(words)} variants" if len(words) > 2 else ", ".join(words) or "sum over j ≠ y"


def differs(state: ScoresState, loss: str) -> bool:
    """Whether a loss, "hinge" or "softmax", is another than the lecture's on this table."""
    return state.scale != 1 or (loss == "hinge" and state.hinge != ORIGINAL)


def caption(state: ScoresState, loss: str) -> str:
    """What differs from the lecture's loss, for its heading; "" where nothing does."""
    hinge, words = state.hinge, []
    if loss == "hinge":
        if hinge.include_true_class:
            words.append("<i>j = y</i> included")
        if hinge.mean:
            words.append("mean over <i>j</i>")
        if hinge.squared:
            words.append("squared")
        if hinge.margin != 1:
            words.append(f"Δ = {short_number(hinge.margin)}")
    if state.scale != 1:
        words.append(f"<i>k</i> = {short_number(state.scale)}")
    return ", ".join(words)


def status(state: ScoresState) -> str:
    """What is loaded, for the status bar."""
    count = len(state.examples)
    images = f"{count} image" if count == 1 else f"{count} images"
    if state.file is not None:
        return f"{state.file.name}, {len(state.file.y):,} rows; {images} in the table"
    if state.origin is not None and state.is_as_read:
        return f"{state.origin.name}, {images}"  # though its numbers may be the lecture's
    key = preset_in_force(state)
    if key == "lecture":
        return f"Lecture 3×3 example, {images}"
    return f"{PRESETS.get(key, 'Your own table')}, {images}"


NUMBER_WORDS = ("no", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def table_title(state: ScoresState) -> str:
    """Three images, three classes."""
    N, C = len(state.examples), len(state.classes)
    images = f"{NUMBER_WORDS[N]} image" if N == 1 else f"{NUMBER_WORDS[N]} images"
    return f"{images}, {NUMBER_WORDS[C].lower()} classes"


# The table


def cell_note(e: Evaluation, i: int, j: int, decimals: int) -> str:
    """The second line of a cell: what the class adds to the hinge loss, or "true"."""
    if j == e.state.y[i]:
        return "true"
    term = float(e.terms[i, j])
    return signed(term, decimals) if term else "0"


def tint_shares(e: Evaluation) -> list[list[float]]:
    """Each cell's tint, 0 to 1 of the largest term in the table; a row an example."""
    largest = largest_term(e)
    wrong = [[j != y for j in range(len(e.state.classes))] for y in e.state.y]
    return [
        [float(t) / largest if largest and w else 0.0 for t, w in zip(row, is_wrong, strict=True)]
        for row, is_wrong in zip(e.terms, wrong, strict=True)
    ]


def largest_term(e: Evaluation) -> float:
    """The largest term of a wrong class in the table: the end of the tint's scale."""
    return max(
        float(t)
        for row, y in zip(e.terms, e.state.y, strict=True)
        for j, t in enumerate(row)
        if j != y
    )


def tint_text(e: Evaluation) -> str:
    """The number at the end of the tint's scale."""
    largest = largest_term(e)
    return format_number(largest, 1 if largest < 100 else 0)


def mean_line(e: Evaluation) -> str:
    """(2.90 + 0.00 + 12.90) / 3 = 5.27, the middle left out where it is long."""
    digits = e.state.digits
    texts = [loss_text(float(each), digits) for each in e.hinge.each]
    if len(texts) > LONG_SUM:
        texts = [*texts[:2], "…", texts[-1]]
    return f"({' + '.join(texts)}) / {len(e.hinge.each)} = {loss_text(e.hinge.mean, digits)}"


# One example


def example_text(e: Evaluation) -> str:
    """The chosen example and its true class, as rich text."""
    name, true = e.state.examples[e.example.i], e.state.classes[e.example.y]
    return f"{escape(name)}, true class <b>{escape(true)}</b>"


def margin_note(e: Evaluation, j: int) -> str:
    """What the clip did to a term, in words; with a variant, what the original term was."""
    x, decimals = e.example, e.decimals.margins
    if j == x.y:
        return "the margin itself"
    if differs(e.state, "hinge") and not math.isclose(x.original_terms[j], x.terms[j]):
        return f"originally {format_number(float(x.original_terms[j]), decimals)}"
    margin = float(x.margins[j])
    if margin > 0:
        return "over the line"
    return "just on the line" if margin == 0 else f"{format_number(margin, decimals)} clips to 0"


def mean_of_terms(e: Evaluation) -> tuple[str, str] | None:
    """ "(2.9 + 0.0) / 2" and "1.45", for the variant that takes the mean; None for a sum."""
    x, decimals = e.example, e.decimals.terms
    if x.divisor == 1:
        return None
    terms = [
        format_number(float(t), decimals)
        for j, t in enumerate(x.terms)
        if j != x.y or e.state.hinge.include_true_class
    ]
    loss = loss_text(x.hinge, e.state.digits)
    if len(terms) > LONG_SUM:
        return f"{format_number(float(x.terms.sum()), decimals)} / {x.divisor}", loss
    return f"({' + '.join(terms)}) / {x.divisor}", loss


# The plots


def slope_text(slope: float) -> str:
    """A slope with its sign; a tiny one as a power of ten."""
    if 0.0005 <= abs(slope) < 0.005:
        return signed(slope, 3)
    if 0 < abs(slope) < 0.0005:
        text = power_of_ten(slope)
        return text if slope < 0 else f"+{text}"
    return signed(slope, 2)


def offset_text(offset: float) -> str:
    """How far the score is moved: one decimal, two while Shift makes it finer."""
    decimals = 1 if math.isclose(offset, round(offset, 1), abs_tol=1e-9) else 2
    return signed(offset, decimals)


def change_text(change: float, digits: int) -> str:
    """By how much a loss has changed: ±0 where it did not."""
    if change == 0:
        return "±0"
    text = short_loss(change, digits)
    return text if change < 0 else f"+{text}"


# A larger file


def file_text(file: ScoreFile) -> str:
    """What a file holds."""
    rows = "1 row" if len(file.y) == 1 else f"{len(file.y):,} rows"
    return f"{file.name}: {rows}, {len(file.classes)} classes"


def totals_text(totals: FileTotals, digits: int) -> str:
    """The means of a whole file, and how much of it is right."""
    sums = totals.totals
    hinge, softmax = (loss_text(each, digits) for each in (sums.mean_hinge, sums.mean_softmax))
    right = format_number(100 * sums.accuracy, 1)
    return f"hinge {hinge}, softmax {softmax} on average; {right} % are right"


def worst_text(totals: FileTotals, digits: int) -> str:
    """Which rows are worst, with their losses where the table can't show them."""
    file, losses = totals.file, totals.totals.hinge
    if len(file.classes) <= MOST_CLASSES:
        return "The table has the ten with the largest hinge loss when the file was opened."
    rows = ", ".join(
        f"{file.example_name(i)} ({loss_text(float(losses[i]), digits)})" for i in totals.worst
    )
    return f"More classes than the table holds. Largest hinge losses: {rows}."

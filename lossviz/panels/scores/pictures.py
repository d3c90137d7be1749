"""From an evaluation to what each widget draws: ready words and numbers, no mathematics."""

from __future__ import annotations

from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.linear import PIXELS, Linear
from lossviz.panels.scores.state import (
    MOST_CLASSES,
    MOST_EXAMPLES,
    ScoresState,
    color_names,
    drawings_of,
)
from lossviz.panels.scores.tables import LECTURE
from lossviz.widgets.number_table.content import NumberCell, NumberTableContent
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.score_table.content import (
    ClassHead,
    ExampleHead,
    LossRow,
    LossRowsContent,
    ScoreCell,
    ScoreTableContent,
)
from lossviz.widgets.worked.chain_content import ChainContent, ChainRow
from lossviz.widgets.worked.heading_content import HeadingContent
from lossviz.widgets.worked.hinge_content import HingeContent, HingeMean, HingeRow
from lossviz.widgets.worked.line_content import LineContent, LineDot

DRIVEN = "W x + b gives these scores: change W, b or x."


# The table


def table_content(e: Evaluation, can_grow: bool) -> ScoreTableContent:
    """The scores as they are now, after k; `can_grow`: with a plus for each direction."""
    state, decimals, shares = e.state, e.decimals.scores, vm.tint_shares(e)
    cells = tuple(
        tuple(_cell(e, i, j, decimals, shares[i][j]) for j in range(len(state.classes)))
        for i in range(len(state.examples))
    )
    heads = zip(state.examples, state.y, drawings_of(state), strict=True)
    return ScoreTableContent(
        classes=_class_heads(state),
        examples=tuple(ExampleHead(name, y, drawing) for name, y, drawing in heads),
        cells=cells,
        selected=e.view.example,
        active=(e.view.example, e.view.j),
        read_only=DRIVEN if state.linear else "",
        can_add_class=can_grow and len(state.classes) < MOST_CLASSES,
        can_add_example=can_grow and len(state.examples) < MOST_EXAMPLES,
    )


def _cell(e: Evaluation, i: int, j: int, decimals: int, share: float) -> ScoreCell:
    value, original = float(e.s[i, j]), float(e.original_s[i, j])
    return ScoreCell(
        text=format_number(value, decimals),
        value=value,
        note=vm.cell_note(e, i, j, e.decimals.terms),
        share=share,
        original=None if e.state.scale == 1 else format_number(original, decimals),
        default=_default(e.state, i, j),
    )


def _default(state: ScoresState, i: int, j: int) -> float | None:
    """What a double click goes back to: the lecture's score, where the table is of its shape."""
    if (state.classes, state.examples) != (LECTURE.classes, LECTURE.examples):
        return None
    return LECTURE.scores[i][j] * state.scale


def _class_heads(state: ScoresState) -> tuple[ClassHead, ...]:
    return tuple(
        ClassHead(name, color)
        for name, color in zip(state.classes, color_names(state.classes), strict=True)
    )


def loss_rows(e: Evaluation, with_line: bool) -> LossRowsContent:
    """Both losses of every example, their means, and a line that says how a mean came about."""
    return LossRowsContent(
        examples=e.state.examples,
        hinge=_loss_row(e, "hinge"),
        softmax=_loss_row(e, "softmax"),
        selected=e.view.example,
        line=vm.mean_line(e) if with_line else "",
    )


def _loss_row(e: Evaluation, loss: str) -> LossRow:
    digits = e.state.digits
    now, original = getattr(e, loss), getattr(e, f"original_{loss}")
    texts = tuple(vm.loss_text(float(each), digits) for each in now.each)
    mean = vm.loss_text(now.mean, digits)
    if not vm.differs(e.state, loss):
        return LossRow(texts, mean)
    originals = tuple(vm.loss_text(float(each), digits) for each in original.each)
    return LossRow(texts, mean, originals, vm.loss_text(original.mean, digits))


# s = W x + b


def weights_content(state: ScoresState, linear: Linear) -> NumberTableContent:
    """W and b: a row a class."""
    rows = zip(linear.W, linear.b, strict=True)
    return NumberTableContent(
        rows=state.classes,
        columns=(*(f"w{d + 1}" for d in range(PIXELS)), "b"),
        cells=tuple(tuple(_number(value) for value in (*w, b)) for w, b in rows),
        color_names=color_names(state.classes),
    )


def pixels_content(state: ScoresState, linear: Linear) -> NumberTableContent:
    """The four numbers of each image: a column an example, as in the table of scores."""
    return NumberTableContent(
        rows=tuple(f"x{d + 1}" for d in range(PIXELS)),
        columns=tuple(name.removesuffix(" image") for name in state.examples),
        cells=tuple(tuple(_number(x[d]) for x in linear.X) for d in range(PIXELS)),
    )


def _number(value: float) -> NumberCell:
    return NumberCell(vm.setting_text(value), value, 0.0)


# The chosen example


def heading(e: Evaluation, loss: str, alone: bool) -> HeadingContent:
    """The loss of the chosen example, and the original where there is a variant.

    alone: the heading has nothing above it that names the example.
    """
    digits, x = e.state.digits, e.example
    now, original = getattr(x, loss), getattr(x, f"original_{loss}")
    differs = vm.differs(e.state, loss)
    return HeadingContent(
        number=vm.loss_text(now, digits),
        original=f"original {vm.loss_text(original, digits)}" if differs else "",
        caption=vm.caption(e.state, loss) or (vm.example_text(e) if alone else ""),
    )


def hinge_content(e: Evaluation) -> HingeContent:
    """The hinge loss term by term."""
    x, hinge, decimals = e.example, e.state.hinge, e.decimals.scores
    colors = color_names(e.state.classes)
    included = [j for j in range(len(x.s)) if j != x.y or hinge.include_true_class]
    largest = max(float(x.terms[j]) for j in included)
    rows = tuple(
        HingeRow(
            name=e.state.classes[j],
            color_name=colors[j],
            s_j=format_number(float(x.s[j]), decimals),
            s_y=format_number(float(x.s[x.y]), decimals),
            true_color_name=colors[x.y],
            margin=short_number(hinge.margin),
            value=format_number(float(x.terms[j]), e.decimals.terms),
            share=float(x.terms[j]) / largest if largest else 0.0,
            note=vm.margin_note(e, j),
            is_zero=not x.terms[j],
            squared=hinge.squared,
        )
        for j in included
    )
    mean = vm.mean_of_terms(e)
    return HingeContent(rows, HingeMean(*mean) if mean else None)


def line_content(e: Evaluation) -> LineContent:
    """The scores on a line, and the line that a wrong class must not pass."""
    x, decimals = e.example, e.decimals.scores
    colors = color_names(e.state.classes)
    line = float(x.s[x.y]) - e.state.hinge.margin
    dots = []
    for j, name in enumerate(e.state.classes):
        over = float(x.margins[j])
        kind = "true" if j == x.y else "over" if over > 0 else "clear"
        distance = ""
        if j != x.y:
            words = "too high" if over > 0 else "to spare"
            distance = f"{format_number(abs(over), e.decimals.margins)} {words}"
        score = float(x.s[j])
        text = format_number(score, decimals)
        dots.append(LineDot(name, colors[j], score, text, kind, distance))  # type: ignore[arg-type]
    return LineContent(tuple(dots), line, format_number(line, e.decimals.margins))


def chain_content(e: Evaluation) -> ChainContent:
    """From scores to probabilities to −log p."""
    x, decimals = e.example, e.decimals.scores
    scaled = e.state.scale != 1
    rows = tuple(
        ChainRow(
            name=name,
            color_name=color,
            score=format_number(float(x.s[j]), decimals),
            exp=vm.exp_text(float(x.log10_exp[j])),
            share=float(x.p[j]),
            probability=vm.probability_text(float(x.log10_exp[j]) - x.log10_sum),
            correct="1" if j == x.y else "0",
            loss=vm.loss_text(x.softmax, e.state.digits) if j == x.y else "",
            is_true=j == x.y,
            original_share=float(x.original_p[j]) if scaled else None,
        )
        for j, (name, color) in enumerate(
            zip(e.state.classes, color_names(e.state.classes), strict=True)
        )
    )
    total = format_number(float(x.p.sum()), 3)
    return ChainContent(rows, vm.exp_text(x.log10_sum), total, "1")

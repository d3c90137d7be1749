"""The formulas that the Explain column shows beside the Scores panel, with numbers. No Qt."""

from __future__ import annotations

from dataclasses import replace

from lossviz.model.losses import Hinge
from lossviz.model.slide import hinge_loss_of_slide_26
from lossviz.panelkit.explanation import (
    Exhibit,
    Explanation,
    Formula,
    Symbol,
    colored,
    latex_number,
    with_values,
)
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS, hinge_latex
from lossviz.panelkit.questions import questions
from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.evaluation import Evaluation, Example, functions_that_ran
from lossviz.panels.scores.questions import QUESTIONS, question_of
from lossviz.panels.scores.state import ScoresState, color_names
from lossviz.panels.scores.true_digits import fraction_texts, true_probability_text
from lossviz.widgets.numbers.number_text import format_number, short_number

# More terms than this are written as dots.
MOST_TERMS = 4
OF_ONE = "of one image"
HINGE, SOFTMAX = (LOSS_FORMULAS[name].color for name in ("hinge", "softmax"))


def explanation(e: Evaluation) -> Explanation:
    """Formulas, code and questions of what is on the screen."""
    return Explanation(
        formulas=formulas(e),
        exhibits=exhibits(e.state),
        questions=questions(QUESTIONS, e),
        question=question_of(e),
        questions_title="The lecture’s questions",
    )


def exhibits(state: ScoresState) -> tuple[Exhibit, ...]:
    """What ran, and above the lecture's loss in its general form the slide's own four lines."""
    slides = {"hinge": (hinge_loss_of_slide_26,)}
    return tuple(
        Exhibit(ran.title, (*slides.get(ran.key, ()), *ran.functions))
        for ran in functions_that_ran(state)
    )


def formulas(e: Evaluation) -> tuple[Formula, ...]:
    """Both losses of the chosen image, those of all images, a slope, and what gives the scores."""
    written = (hinge_formula(e), softmax_formula(e), mean_formula(e), slope_formula(e))
    return written if e.state.linear is None else (*written, linear_formula(e))


def hinge_formula(e: Evaluation) -> Formula:
    """The hinge loss, in the variant in force."""
    hinge, x, decimals = e.state.hinge, e.example, e.decimals.scores
    wrong = [format_number(float(s), decimals) for j, s in enumerate(x.s) if j != x.y]
    values = {
        "s_j": _listed(wrong),
        "s_y": format_number(float(x.s[x.y]), decimals),
        r"\Delta": vm.setting_text(hinge.margin),
    }
    divisor = Symbol(
        "C" if hinge.include_true_class else "C - 1", "terms in the mean", str(x.divisor)
    )
    shown = LOSS_FORMULAS["hinge"].shown(OF_ONE, values, _hinge_numbers(e, x, decimals))
    return replace(
        shown,
        key="hinge",
        latex=hinge_latex(hinge),
        symbols=(*shown.symbols, divisor) if hinge.mean else shown.symbols,
        original="" if e.state.is_original else hinge_latex(Hinge()),
    )


def _hinge_numbers(e: Evaluation, x: Example, decimals: int) -> tuple[str, ...]:
    """One line a term, then their values, then the loss."""
    included = [j for j in range(len(x.s)) if j != x.y or e.state.hinge.include_true_class]
    shown = included if len(included) <= MOST_TERMS else included[: MOST_TERMS - 1]
    lines = [_hinge_term(e, x, j, decimals) for j in shown]
    values = [colored(HINGE, format_number(float(x.terms[j]), e.decimals.terms)) for j in shown]
    if len(shown) < len(included):
        lines.append(r"\cdots")
        values.append(r"\cdots")
    total = " + ".join(values)
    if e.state.hinge.mean:
        total = rf"\frac{{{total}}}{{{x.divisor}}}"
    loss = colored(HINGE, vm.loss_text(x.hinge, e.state.digits))
    signs = ["="] + ["+"] * (len(lines) - 1)
    written = [f"{sign} {line}" for sign, line in zip(signs, lines, strict=True)]
    return (*written, f"= {total}", f"= {loss}")


def _hinge_term(e: Evaluation, x: Example, j: int, decimals: int) -> str:
    own, true = _score(e, j, x, decimals), _score(e, x.y, x, decimals)
    margin = latex_number(short_number(e.state.hinge.margin))
    power = "^2" if e.state.hinge.squared else ""
    return rf"\max(0, {own} - {true} + {margin}){power}"


def softmax_formula(e: Evaluation) -> Formula:
    """The softmax loss: the fraction with its numbers, and the probability."""
    x, digits = e.example, e.state.digits
    top, whole = (latex_number(each) for each in fraction_texts(x, digits))
    p = latex_number(true_probability_text(x, digits))
    p = f"({p})" if "times" in p and not p.startswith("(") else p
    true = _class_color(e, x.y)
    numbers = (
        *_softmax_exponents(e, x),
        rf"= -\log \frac{{{colored(true, top)}}}{{{whole}}} = -\log\, {colored(true, p)}",
        f"= {colored(SOFTMAX, vm.loss_text(x.softmax, digits))}",
    )
    shown = LOSS_FORMULAS["softmax"].shown(OF_ONE, {}, numbers)
    p_y = Symbol("p_y", "probability of the true class", true_probability_text(x, digits))
    return replace(shown, key="softmax", symbols=(*shown.symbols, p_y))


def _softmax_exponents(e: Evaluation, x: Example) -> tuple[str, ...]:
    """The fraction with the scores in it, where it is short enough to be read."""
    if len(x.s) > MOST_TERMS - 1:
        return ()
    decimals = e.decimals.scores
    powers = [f"e^{{{_score(e, j, x, decimals)}}}" for j in range(len(x.s))]
    return (rf"= -\log \frac{{{powers[x.y]}}}{{{' + '.join(powers)}}}",)


def mean_formula(e: Evaluation) -> Formula:
    """L = (1/N) sum_i L_i."""
    digits = e.state.digits
    lines = []
    for color, losses in ((HINGE, e.hinge), (SOFTMAX, e.softmax)):
        texts = [latex_number(vm.loss_text(float(each), digits)) for each in losses.each]
        if len(texts) > MOST_TERMS - 1:
            texts = [*texts[:2], r"\cdots"]
        mean = colored(color, vm.loss_text(losses.mean, digits))
        lines.append(rf"= \frac{{{' + '.join(texts)}}}{{{len(losses.each)}}} = {mean}")
    return Formula(
        key="mean",
        title="Loss of all images",
        color="semantic.totalLoss",
        latex=r"L = \frac{1}{N} \sum_i L_i(f(x_i, W), y_i)",
        numbers=tuple(lines),
        symbols=(
            Symbol("N", "images", str(len(e.hinge.each))),
            Symbol("L_i", "loss of image i"),
            Symbol(r"\sum_i L_i", "sum of the losses: hinge, softmax", sums_text(e)),
            Symbol("f(x_i, W)", "its scores"),
            Symbol("y_i", "its true class"),
        ),
    )


def sums_text(e: Evaluation) -> str:
    """Both losses added up over the images, as the course's question asks for them."""
    sums = (float(losses.each.sum()) for losses in (e.hinge, e.softmax))
    return ", ".join(short_number(float(f"{each:.4g}")) for each in sums)


def slope_formula(e: Evaluation) -> Formula:
    """The derivative of the softmax loss with respect to the jiggled score."""
    x, j = e.example, e.view.j
    p = latex_number(vm.probability_text(float(x.log10_exp[j]) - x.log10_sum))
    one = "1" if j == x.y else "0"
    slope = latex_number(vm.signed(float(x.dS_softmax[j]), 3))
    record = LOSS_FORMULAS["softmax"]
    values = {"p_j": vm.probability_text(float(x.log10_exp[j]) - x.log10_sum), "1_{j = y}": one}
    return Formula(
        key="slope",
        title="Slope of the softmax loss",
        color=record.color,
        latex=record.slopes[0],
        numbers=(f"= {colored(_class_color(e, j), p)} - {one} = {colored(SOFTMAX, slope)}",),
        symbols=(
            Symbol("j", "the jiggled class", e.state.classes[j]),
            *with_values(record.slope_symbols, values),
        ),
        icon=record.icon,
    )


def linear_formula(e: Evaluation) -> Formula:
    """s = W x + b, for the score that is jiggled."""
    assert e.state.linear is not None
    i, j, linear = e.view.example, e.view.j, e.state.linear
    weights = [latex_number(short_number(e.state.scale * w)) for w in linear.W[j]]
    pixels = [latex_number(short_number(each)) for each in linear.X[i]]
    products = [rf"{w} \cdot {x}" for w, x in zip(weights, pixels, strict=True) if x != "0"]
    bias = latex_number(short_number(linear.b[j]))
    score = latex_number(format_number(float(e.s[i, j]), e.decimals.scores))
    return Formula(
        key="linear",
        title=f"Score of {e.state.classes[j]}",
        color="semantic.dataLoss",
        latex=r"s = k W x + b",
        numbers=(
            f"= {' + '.join(products) or '0'} + {bias}",
            f"= {colored(_class_color(e, j), score)}",
        ),
        symbols=(
            Symbol("W", "weights: a template a class"),
            Symbol("x", "the image, four numbers"),
            Symbol("b", "biases: a number a class"),
            Symbol("k", "scale of W", vm.setting_text(e.state.scale)),
        ),
    )


def _score(e: Evaluation, j: int, x: Example, decimals: int) -> str:
    """Score j in the colour of its class; in brackets where a minus sign would stand beside −."""
    number = latex_number(format_number(float(x.s[j]), decimals))
    if j == x.y and x.s[j] < 0:
        number = f"({number})"
    return colored(_class_color(e, j), number)


def _class_color(e: Evaluation, j: int) -> str:
    return f"class.{color_names(e.state.classes)[j]}"


def _listed(texts: list[str]) -> str:
    return ", ".join(texts if len(texts) <= MOST_TERMS - 1 else [*texts[:2], "…"])

"""Numbers of the softmax loss with enough digits that −log p = L is true as printed. No Qt."""

from __future__ import annotations

import math

from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.evaluation import Example
from lossviz.widgets.numbers.number_text import MINUS, format_number, power_of_ten, power_text

MOST_MORE = 12  # digits


def true_probability_text(x: Example, digits: int) -> str:
    """The probability of the true class; one that is nearly 1 says what is missing."""
    wanted = vm.loss_text(x.softmax, digits)
    if 0 < x.softmax < vm.NEARLY_1:  # −log(1 − ε) is ε
        for decimals in range(1, MOST_MORE):
            if vm.loss_text(float(f"{x.softmax:.{decimals}e}"), digits) == wanted:
                break
        return f"(1 {MINUS} {power_of_ten(x.softmax, decimals)})"
    log10_p = -x.softmax * math.log10(math.e)
    fewest = 4 if log10_p < vm.LOG10_OF_SMALL else 3
    for more in range(MOST_MORE):
        text, log10_told = with_digits(log10_p, fewest + more, more)
        if vm.loss_text(-log10_told * math.log(10), digits) == wanted:
            break
    return vm.probability_text(log10_p) if more == 0 else text


def fraction_texts(x: Example, digits: int) -> tuple[str, str]:
    """exp(s_y) and the sum of all exp, whose quotient is that probability."""
    log10_exp, wanted = float(x.log10_exp[x.y]), vm.loss_text(x.softmax, digits)
    for more in range(MOST_MORE):
        (top, log10_top), (whole, log10_whole) = (
            with_digits(each, more + (2 if each >= vm.LOG10_OF_SMALL else 4), more)
            for each in (log10_exp, x.log10_sum)
        )
        if vm.loss_text(float((log10_whole - log10_top) * math.log(10)), digits) == wanted:
            break
    if more == 0:
        return vm.exp_text(log10_exp), vm.exp_text(x.log10_sum)
    return top, whole


def with_digits(log10: float, decimals: int, more: int) -> tuple[str, float]:
    """A number from its common logarithm, and log10 of what is written.

    more: decimals, beyond the first one, of one that is written as a power of ten.
    """
    if -4 <= log10 < 5:
        value = round(10.0**log10, decimals)
        return format_number(value, decimals), math.log10(value) if value > 0 else -math.inf
    exponent = math.floor(log10)
    factor = round(10.0 ** (log10 - exponent), 1 + more)
    if factor >= 10:
        factor, exponent = 1.0, exponent + 1
    return f"{factor:.{1 + more}f} × {power_text(exponent)}", math.log10(factor) + exponent


def reading_text(reading: str, name: str, x: Example, digits: int) -> str:
    """The softmax loss written out in one of its three readings; all give the same number."""
    p, loss = true_probability_text(x, digits), vm.loss_text(x.softmax, digits)
    match reading:
        case "likelihood":
            return f"{MINUS}log p({name}) = {MINUS}log {p} = {loss}"
        case "cross-entropy":
            return f"{MINUS}Σ q log p = {MINUS}1 · log {p} = {loss}"
        case _:
            return f"Σ q log (q / p) = 1 · log (1 / {p}) = {loss}"

"""What holds of the Explain column of every panel."""

from __future__ import annotations

import inspect
import re

import pytest

from lossviz.panelkit.explanation import Explanation, Formula
from lossviz.shell.explain.latex import without_colors
from tests.panelkit.latex_symbols import unexplained
from tests.panelkit.latex_value import value


def lines_of(formula: Formula) -> tuple[str, ...]:
    """All LaTeX of a formula, with that of its legend."""
    symbols = (each.latex for each in formula.symbols)
    return (formula.latex, *formula.more, *formula.numbers, *symbols)


def sound(found: Explanation) -> None:
    """Formulas can be typeset and say what their symbols are, code can be shown, questions point
    at formulas.
    """
    for formula in found.formulas:
        for latex in lines_of(formula):
            assert latex.strip()
            assert latex.count("{") == latex.count("}")
            assert not re.search("[−×∞⁰¹²³⁻]", latex)
        for latex in (formula.latex, *formula.more, *formula.numbers):
            assert unexplained(latex, formula.symbols) == set(), (formula.key, latex)
        assert all(each.meaning for each in formula.symbols)
        assert len({each.latex for each in formula.symbols}) == len(formula.symbols)
    for exhibit in found.exhibits:
        assert exhibit.title
        assert all(inspect.getsource(each) for each in exhibit.function)
    keys = {formula.key for formula in found.formulas}
    assert len(keys) == len(found.formulas)
    assert {question.formula for question in found.questions} <= {*keys, ""}
    assert found.question in {question.key for question in found.questions}


def by_key(found: Explanation, key: str) -> Formula:
    """One of its formulas."""
    return next(each for each in found.formulas if each.key == key)


def worked_out(latex: str) -> float:
    """What numbers come to."""
    return float(value(latex.replace("{,}", ""), {}))


def hold_numbers(lines: tuple[str, ...], expected: float, close: float) -> None:
    """What stands behind each = comes to the same; a line with + goes on from the one before."""
    sums: list[float] = []
    for line in lines:
        first, *others = without_colors(line).split("=")
        if line.startswith("+"):
            sums[-1] += worked_out(first[1:])
        sums += [worked_out(each) for each in others]
    assert sums == pytest.approx([expected] * len(sums), abs=close), lines

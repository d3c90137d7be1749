"""What a panel tells the Explain column: formulas, code and questions of its present state. No Qt.

LaTeX here is a formula without dollar signs. Its colours are roles of the theme, so that terms have
the colour that they have in the plot: ``\\textcolor{class.cat}{5.1}`` for a class by its colour
name, ``\\textcolor{semantic.hinge}{2.9}`` for any other. Numbers may be written as people read
them (`latex_number`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

_POWER = re.compile("10([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_GROUPS = re.compile(r"(?<![\d.])([1-9]\d{0,2}(?:,\d{3})+)")

Predictions = Mapping[str, float]
"""What the person predicted, by key of the prompt; those left open are not in it."""


@dataclass(frozen=True)
class Symbol:
    """A row of a formula's legend: s_j | score of a wrong class | 5.1, −1.7."""

    latex: str
    meaning: str
    value: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula, general and with the present numbers.

    color: role of its mark, such as "semantic.hinge". more: further lines of the general formula.
    numbers: lines that go on from it, each beginning with = or +, or that tell a part of it; a line
    should fit 240 px, about 26 signs. original: the lecture's formula where this one is a variant.
    icon: a picture of `resources/icons` for the heading; without one the mark is a short line.
    """

    key: str
    title: str
    color: str
    latex: str
    numbers: tuple[str, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    original: str = ""
    icon: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exhibit:
    """Code to show: what just ran of `lossviz.model`.

    function: a function, method or class, or a tuple of them, to be shown one below the other.
    """

    title: str
    function: object


@dataclass(frozen=True)
class Prompt:
    """A number for the person to predict. A drag or the first arrow key begins at `start`."""

    key: str
    label: str
    start: float = 0.0
    step: float = 0.1
    unit: str = ""
    decimals: int = 2


@dataclass(frozen=True)
class Question:
    """A question of the lecture. title: the few words in the list. try_text: what its button does.

    Without `try_text` there is no such button; without prompts there is nothing to mark, and the
    answer is a sentence. formula: key of the one that stands above the question; the first without.
    tolerance: how near a prediction must come to be right, in a sentence.
    """

    key: str
    title: str
    text: str
    prompts: tuple[Prompt, ...] = ()
    try_text: str = ""
    formula: str = ""
    tolerance: str = ""


@dataclass(frozen=True)
class Explanation:
    """All of it. question: key of the one that fits the present state."""

    formulas: tuple[Formula, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    questions: tuple[Question, ...] = ()
    question: str = ""
    questions_title: str = "Questions"


@dataclass(frozen=True)
class Mark:
    """How one prediction did. said: what the person predicted, "" where nothing was said."""

    prompt: str
    right: bool
    truth: str
    said: str = ""


@dataclass(frozen=True)
class Marking:
    """The answer to a question: each prediction marked, and why it is so in a sentence.

    predictions: those that were marked; the person may have changed them meanwhile.
    """

    question: str
    marks: tuple[Mark, ...]
    sentence: str
    predictions: Predictions = field(default_factory=dict)


def latex_number(text: str) -> str:
    """A number as `widgets.numbers.number_text` writes it, in LaTeX.

    >>> latex_number("−1.7"), latex_number("3.4 × 10⁻⁵"), latex_number("3,136"), latex_number("∞")
    ('-1.7', '3.4 \\\\times 10^{-5}', '3{,}136', '\\\\infty')
    """
    text = _POWER.sub(lambda found: f"10^{{{found[1].translate(_PLAIN)}}}", text)
    text = _GROUPS.sub(lambda found: found[1].replace(",", "{,}"), text)
    return text.replace("×", r"\times").replace("−", "-").replace("∞", r"\infty")


def colored(role: str, latex: str) -> str:
    """A part of a formula in a colour of the theme; numbers may be written as people read them.

    >>> colored("semantic.hinge", "−2.9")
    '\\\\textcolor{semantic.hinge}{-2.9}'
    """
    return rf"\textcolor{{{role}}}{{{latex_number(latex)}}}"


def bracketed(text: str) -> str:
    """A number as people read it, in LaTeX, and in brackets if it has a minus sign."""
    number = latex_number(text)
    return f"({number})" if number.startswith("-") else number


def term(text: str) -> str:
    """A number as people read it, as a term of a sum: its sign stands apart."""
    number = latex_number(text)
    return f"- {number[1:]}" if number.startswith("-") else f"+ {number}"


def with_values(symbols: tuple[Symbol, ...], values: Mapping[str, str]) -> tuple[Symbol, ...]:
    """A legend with present values, by the LaTeX of their symbols; others keep what they have."""
    return tuple(replace(each, value=values.get(each.latex, each.value)) for each in symbols)

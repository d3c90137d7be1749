"""Formulas as code, print and LaTeX have them: read as they are meant, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.formula import FormulaError, parse_formula
from lossviz.model.formula_text import as_latex, as_text, lines_of_terms, reading, terms_as_latex
from lossviz.model.gradients import numeric_gradient

CASES = (Path(__file__).parent / "cases" / "formulas.txt").read_text("utf-8").splitlines()

MEANT = {
    "f(x, y) = x² + 2xy": "w1^2 + 2*w1*w2",
    "L(w_1, w_2) = w_1^2 + w_2^2;": "w1^2 + w2^2",
    "J(θ) = θ₀² + 3θ₁²": "w1^2 + 3*w2^2",
    r"J(\theta_0, \theta_1) = \frac12 (\theta_0 - 1)^2 + \theta_1^2.": "0.5*(w1-1)^2 + w2^2",
    "lambda w: w[0]**2 + np.abs(w[1])": "w1^2 + abs(w2)",
    "f = lambda x, y: (1-x)**2 + 100*(y-x**2)**2  # Rosenbrock": "(1-w1)^2 + 100*(w2-w1^2)^2",
    "def f(x, y): return x**2 + math.exp(y)": "w1^2 + exp(w2)",
    "const f = (x, y) => Math.pow(x, 2) + y**2;": "w1^2 + w2^2",
    "@(x,y) x.^2 + x.*y./2": "w1^2 + w1*w2/2",
    "f(x) = (1.0 - x[1])^2 + 100.0 * (x[2] - x[1]^2)^2": "(1-w1)^2 + 100*(w2-w1^2)^2",
    "(params[0] - 1)**2 + numpy.square(params[1])": "(w1 - 1)^2 + w2^2",
    "y = x^2": "w1^2",
    "=X1^2+X2^2": "w1^2 + w2^2",
    "(w*2 + b - 3)^2": "(2*w1 + w2 - 3)^2",
    "f(a, b) = a^2 + 3b": "w1^2 + 3*w2",
    "f(y, x) = y + 2x": "w1 + 2*w2",
    "w1w2 + w₁": "w1*w2 + w1",
    "x_1x_2 + x_{1}": "w1*w2 + w1",
    "x^2y + y²x(x+1)": "w1^2*w2 + w2^2*w1*(w1+1)",
    "𝑓(𝑥, 𝑦) = 𝑥² − ½𝑦": "w1^2 - 0.5*w2",
    "x\u2062y + x∗y\u200b": "2*w1*w2",
    "|x−1| + 2|y| + ||x|−|y||": "abs(w1-1) + 2*abs(w2) + abs(abs(w1) - abs(w2))",
    "√x + √(x² + y²) + x√2": "sqrt(w1) + sqrt(w1^2+w2^2) + sqrt(2)*w1",
    "sin²(3πx) + (x−1)²(1+sin²(3πy))": "sin(3*pi*w1)^2 + (w1-1)^2*(1+sin(3*pi*w2)^2)",
    r"\sin^{2}(3\pi x) + \left|y\right| + \lvert x \rvert": "sin(3*pi*w1)^2 + abs(w2) + abs(w1)",
    r"$$\max\{0, 1 - x\} + \dfrac{x^{4}}{y}$$": "max(0, 1-w1) + w1^4/w2",
    r"\mathcal{L}(\mathbf{w}) = \mathbf{w}_1^2 + \mathbf{w}_2^{10}": "w1^2 + w2^10",
    r"f(x,y)=2x^{2}-1.05x^{4}+{\frac {x^{6}}{6}}+xy+y^{2}": (
        "2*w1^2 - 1.05*w1^4 + w1^6/6 + w1*w2 + w2^2"
    ),
    r"f\left(x,y\right)=\left[1+\left(x+y\right)^{2}\right]\left[30+xy\right]\,\!": (
        "(1 + (w1+w2)^2)*(30 + w1*w2)"
    ),
    r"{\displaystyle f(x,y)=-20\exp \left[-0.2{\sqrt {0.5\left(x^{2}+y^{2}\right)}}\right]"
    r"-\exp \left[0.5\left(\cos(2\pi x)+\cos(2\pi y)\right)\right]+e+20}": (
        "-20*exp(-0.2*sqrt(0.5*(w1^2+w2^2))) - exp(0.5*(cos(2*pi*w1)+cos(2*pi*w2))) + e + 20"
    ),
}  # fmt: skip
"""As it was published, and as this program writes it."""

REFUSED = {
    "w1 + x": "“x” at character 6 and “w1” are names of two kinds",
    "w1[0]": "“w1[0]” at character 1 has an index too many",
    "w[0] + w1": "“w1” at character 8 and “w[0]” are names of two kinds",
    "x[0][1]": "index too many",
    "x1 + y": "names of two kinds",
    "x2 + y2": "write x^2 for a square",
    "x[1]": "alone may be the first weight or the second",
    "f(x, x) = x": "not clear as two weights",
    "(a - x)^2": "“x” at character 6 and “a” are names of two kinds: write numbers for what",
    "f(x; y) = x^2": "“x; y” at character 3 is no list of names",
    r"\|x\|^2": "one line is read, and of LaTeX what is in",
    "b^2": "“b” at character 1 is not known",
    "x[0] + x[2]": "the two weights are x[0] and x[1]",
    "x[i]": "needs a number as its index",
    "y^2": "The loss must depend on w1, which is x here, but x is not in the formula.",
    "f(w2, w1) = w1": "not clear as two weights",
    "f(x, y, z) = x": "A landscape has two weights, and this function has 3.",
    "x(1)^2 + x(2)^2": "with (1) may be a weight or a product: write x1 or x*1",
    "e^2x": "“x” at character 4 may belong to the exponent or not",
    "e^x y": "may belong to the exponent",
    "x^1/2": "may belong to the exponent",
    "1/2xy": "may belong to the divisor",
    "√x²": "may belong to the root",
    "√2x": "may belong to the root",
    "|x|y|x|": "may belong within the bars",
    r"\sin{x}^2": "may belong to the argument of \\sin",
    r"2\frac{1}{2}x": "a sign is missing: write + or *",
    "2½x": "a sign is missing",
    r"\sqrt[3]{x}": "(…)^(1/3)",
    r"\cos 2\pi x": "needs brackets",
    r"f(\mathbf{x}) = \sum_{i=1}^n x_i^2": "is LaTeX that is not read here",
    r"\lVert w \rVert": "is LaTeX that is not read here",
    r"\frac x y": "needs two pairs of braces",
    "x^2 + y^2 = 1": "a loss is a number and no equation",
    "x = x^2 + y": "a loss is a number and no equation",
    "eˣ": "write ^(…) for a power",
    "(x + y]": "“]” at character 7",
    "f(x, y) =": "Write a formula",
}
"""What has two meanings, or none, and what is said of it."""


def draws(low: float, high: float, number: int = 20) -> np.ndarray:
    return np.random.default_rng(4).uniform(low, high, (2, number))


@pytest.mark.parametrize(
    ("text", "zero"), [(CASES[1], (3, 0.5)), (CASES[2], (3, 2)), (CASES[2], (-3.779310, -3.283186))]
)
def test_beale_and_himmelblau_are_0_where_they_should_be(text, zero):
    formula = parse_formula(text)
    assert float(formula.loss(*zero)) == pytest.approx(0, abs=1e-9)
    assert np.array(formula.gradient(*zero)) == pytest.approx(0, abs=1e-4)


def test_the_cases_are_read():
    x, y = draws(0.2, 2)
    meant = [
        x**2 + y**2,
        (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
        (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        np.sin(x) + y**2,
        x**2 + y**2,
        (x**2 + y**2) / 2,
        x**2 + y**2,
        np.abs(x) + y**2,
    ]
    for text, loss in zip(CASES, meant, strict=True):
        np.testing.assert_allclose(parse_formula(text).loss(x, y), loss, 1e-13)


@pytest.mark.parametrize("text", MEANT)
def test_read_as_it_is_meant(text):
    x, y = draws(0.2, 2)
    formula = parse_formula(text)
    np.testing.assert_allclose(formula.loss(x, y), parse_formula(MEANT[text]).loss(x, y), 1e-13)
    for written in (as_text(formula.tree), as_latex(formula.tree)):
        np.testing.assert_allclose(parse_formula(written).loss(x, y), formula.loss(x, y), 1e-13)


@pytest.mark.parametrize("text", REFUSED)
def test_refused_with_the_reason(text):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert REFUSED[text] in str(caught.value)
    assert str(caught.value).endswith(".")
    assert 0 <= caught.value.position <= len(text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from([*CASES, *MEANT]), st.floats(0.3, 1.9), st.floats(0.3, 1.9))
def test_its_gradient_is_the_numeric_one(text, w1, w2):
    formula = parse_formula(text)
    analytic = np.array(formula.gradient(w1, w2))
    estimate = numeric_gradient(lambda W: float(formula.loss(*W)), np.array([w1, w2]), 1e-6)
    if min(abs(w1 - 1), abs(w1 - w2)) > 1e-5:  # no corner in between
        np.testing.assert_allclose(analytic, estimate, rtol=1e-5, atol=1e-5)


# --- As it was read, in w1 and w2 ---

PARTS = ["w1", "w2", "2", "0.5", "1e-7", "3", "pi", "e"]


@st.composite
def plain(draw, depth=4):
    """A formula with all the brackets that it could need."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(PARTS))
    name = draw(st.sampled_from(["+", "-", "*", "/", "^", "neg", "abs", "sqrt", "max", "sin"]))
    a = draw(plain(depth=depth - 1))
    if name == "neg":
        return f"(-({a}))"
    if name in ("abs", "sqrt", "sin"):
        return f"{name}({a})"
    b = draw(plain(depth=depth - 1))
    return f"max({a}, {b})" if name == "max" else f"(({a}) {name} ({b}))"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(plain())
def test_what_is_written_is_read_back_as_the_same(text):
    x, y = draws(0.2, 2, 5)
    try:
        formula = parse_formula(f"w1 + {text}")
    except FormulaError as error:
        assert any(word in str(error) for word in ("zero", "infinite", "real", "300"))  # noqa: PT017
        return
    terms = " ".join(terms_as_latex(formula.tree))
    for written in (as_text(formula.tree), as_latex(formula.tree), terms):
        if len(written) <= 300:
            again = parse_formula(written)
            np.testing.assert_allclose(again.loss(x, y), formula.loss(x, y), 1e-12, 1e-300)


@pytest.mark.parametrize(
    ("text", "written", "latex"),
    [
        ("x - (y - 1)", "w1 - (w2 - 1)", r"w_1 - \left(w_2 - 1\right)"),
        ("-x^2 + (-x)^2", "-w1^2 + (-w1)^2", r"-w_1^{2} + \left(-w_1\right)^{2}"),
        ("x*(y/2)", "w1*(w2/2)", r"w_1 \frac{w_2}{2}"),
        ("x*2*3", "w1*2*3", r"w_1 \cdot 2 \cdot 3"),
        ("2pi x + 1e-7", "2*π*w1 + 1e-07", r"2 \pi w_1 + 1 \cdot 10^{-7}"),
        ("(1/2)(x+y)", "1/2*(w1 + w2)", r"\frac{1}{2} \left(w_1 + w_2\right)"),
    ],
)
def test_what_was_read_is_written(text, written, latex):
    tree = parse_formula(text).tree
    assert (as_text(tree), as_latex(tree)) == (written, latex)


def test_what_was_read_is_said_where_it_differs():
    assert reading(parse_formula("w1**2 + w2**2")) == ""
    assert reading(parse_formula("2w1²")) == "Read as L = 2*w1^2."
    assert reading(parse_formula("f(x, y) = xy")) == (
        "Here x is w1 and y is w2. Read as L = w1*w2."
    )


def test_long_sums_have_several_lines():
    tree = parse_formula("sin(x) + 2x^2 - (y - 1)^2 + xy").tree
    lines = lines_of_terms(tree, 15)
    assert lines == [
        r"\sin\left(w_1\right) + 2 w_1^{2}", r"- \left(w_2 - 1\right)^{2} + w_1 w_2",
    ]  # fmt: skip

"""A person's own formula: what it comes to, its slopes, and what is said of a bad one."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from lossviz.model.formula import Formula, FormulaError, parse_formula
from lossviz.model.formula_functions import ALIASES, FUNCTIONS, arguments
from lossviz.model.gradients import gradient_check, numeric_gradient

Compute = Callable[[np.ndarray, np.ndarray], np.ndarray]
Written = tuple[str, Compute]

SMOOTH: dict[str, Compute] = {
    "w1": lambda w1, w2: w1,
    "w1^2 + w2^2": lambda w1, w2: w1**2 + w2**2,
    "w1 - w2 - 3": lambda w1, w2: w1 - w2 - 3,
    "-w1^2": lambda w1, w2: -(w1**2),
    "2^-w1^2": lambda w1, w2: 2 ** -(w1**2),
    "2^3^w1/100": lambda w1, w2: 2 ** (3**w1) / 100,
    "w1*w2/(1 + w1*w1)*3": lambda w1, w2: w1 * w2 / (1 + w1 * w1) * 3,
    "8/w1/w2": lambda w1, w2: 8 / w1 / w2,
    "2(w1 + 1)(w2 - 1)": lambda w1, w2: 2 * (w1 + 1) * (w2 - 1),
    "2w1 w2^2 exp(-w1)": lambda w1, w2: 2 * w1 * w2**2 * np.exp(-w1),
    "w1^w2": lambda w1, w2: w1**w2,
    "w1^-1.5 + w2**0.5": lambda w1, w2: w1**-1.5 + w2**0.5,
    "e^(-(w1² + w2²)/2)": lambda w1, w2: np.exp(-(w1**2 + w2**2) / 2),
    "sin(w1) cos(w2) + tan(w1/2)": lambda w1, w2: np.sin(w1) * np.cos(w2) + np.tan(w1 / 2),
    "sinh(w1) - cosh(w2) + tanh(w1 w2)": lambda w1, w2: (
        np.sinh(w1) - np.cosh(w2) + np.tanh(w1 * w2)
    ),
    "arctan(w1/w2) + atan(w1)": lambda w1, w2: np.arctan(w1 / w2) + np.arctan(w1),
    "log(w1) + ln(w2) + log1p(w1)": lambda w1, w2: np.log(w1 * w2) + np.log1p(w1),
    "expm1(w1) * sqrt(w2)": lambda w1, w2: np.expm1(w1) * np.sqrt(w2),
    "abs(w1 - 9) + abs(w2 + 9)": lambda w1, w2: 9 - w1 + w2 + 9,
    "sign(w1 - 9) * w1": lambda w1, w2: -w1,
    "max(w1, 9 w2) + min(w1, -w2)": lambda w1, w2: 9 * w2 - w2,
    "maximum(w1, -1) * minimum(w1, 9)": lambda w1, w2: w1 * w1,
    "power(w1, 3) - power(2, w2)": lambda w1, w2: w1**3 - 2**w2,
    "log(1 + exp(-w1 + 2*w2)) + 0.01*(w1^2 + w2^2)": lambda w1, w2: (
        np.log1p(np.exp(2 * w2 - w1)) + 0.01 * (w1**2 + w2**2)
    ),
    "pi*w1 + e": lambda w1, w2: np.pi * w1 + np.e,
    "1.5e-1 w1 + .5 + 2. + 1E2": lambda w1, w2: 0.15 * w1 + 102.5,
}
"""Formulas without a kink where both weights are between 0.6 and 1.4, as NumPy has them."""


def numeric(formula: Formula, w1: float, w2: float) -> np.ndarray:
    return numeric_gradient(lambda W: float(formula.loss(W[0], W[1])), np.array([w1, w2]), 1e-5)


@pytest.mark.parametrize("text", SMOOTH)
def test_the_loss_is_that_of_numpy(text: str) -> None:
    rng = np.random.default_rng(1)
    w1, w2 = rng.uniform(0.6, 1.4, (2, 50))
    np.testing.assert_allclose(parse_formula(text).loss(w1, w2), SMOOTH[text](w1, w2), 1e-13, 1e-14)


@pytest.mark.parametrize("text", SMOOTH)
@settings(max_examples=20, deadline=None)
@given(w1=st.floats(0.6, 1.4), w2=st.floats(0.6, 1.4))
def test_the_gradient_is_the_numeric_one(text: str, w1: float, w2: float) -> None:
    formula = parse_formula(text)
    analytic, estimate = np.array(formula.gradient(w1, w2)), numeric(formula, w1, w2)
    np.testing.assert_allclose(analytic, estimate, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(
    "text", ["w1^2 w2^3", "sin(3w1) + w2", "exp(-w1^2) tanh(w2)", "abs(w1) w2^-2", "(w1 w2)^2"]
)
def test_the_gradient_check_passes_left_of_0(text: str) -> None:
    formula = parse_formula(text)
    for w1, w2 in [(-0.7, -1.2), (0.4, -0.9), (-1.1, 0.3)]:
        analytic = np.array(formula.gradient(w1, w2))
        assert gradient_check(analytic, numeric(formula, w1, w2)) < 1e-6


# --- Formulas made at random, as text and as NumPy ---

LEAVES: list[Written] = [
    ("w1", lambda w1, w2: w1),
    ("w2", lambda w1, w2: w2),
    ("0.5", lambda w1, w2: np.array(0.5)),
    ("3", lambda w1, w2: np.array(3.0)),
]
OF_1: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "-": np.negative, "sin": np.sin, "cos": np.cos, "tanh": np.tanh, "arctan": np.arctan,
}  # fmt: skip
ROUGH_1 = {**OF_1, "log": np.log, "sqrt": np.sqrt, "abs": np.abs, "sign": np.sign, "exp": np.exp}
OF_2: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply,
}  # fmt: skip
ROUGH_2 = {**OF_2, "/": np.divide, "^": np.power}


def of_1(name: str, f: Callable[[np.ndarray], np.ndarray], a: Written) -> Written:
    return f"{name}({a[0]})", lambda w1, w2: f(a[1](w1, w2))


def of_2(
    name: str, f: Callable[[np.ndarray, np.ndarray], np.ndarray], a: Written, b: Written
) -> Written:
    return f"({a[0]}) {name} ({b[0]})", lambda w1, w2: f(a[1](w1, w2), b[1](w1, w2))


def formulas(
    ones: dict[str, Callable[[np.ndarray], np.ndarray]],
    twos: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]],
    leaves: int,
) -> st.SearchStrategy[Written]:
    def grown(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
        one, two = st.sampled_from(list(ones.items())), st.sampled_from(list(twos.items()))
        return st.builds(lambda f, a: of_1(*f, a), one, inner) | st.builds(
            lambda f, a, b: of_2(*f, a, b), two, inner, inner
        )

    return st.recursive(st.sampled_from(LEAVES), grown, max_leaves=leaves)


@settings(max_examples=150, deadline=None)
@given(formulas(ROUGH_1, ROUGH_2, 8))
def test_any_formula_is_what_numpy_makes_of_it(written: Written) -> None:
    text, compute = written
    text = f"{text} + 0*w1"
    assume(len(text) <= 300)
    try:
        formula = parse_formula(text)
    except FormulaError as error:
        assert any(word in str(error) for word in ("zero", "infinite", "real"))  # noqa: PT017
        return
    w1, w2 = np.random.default_rng(2).uniform(-2, 2, (2, 20))
    with np.errstate(all="ignore"):
        expected = np.broadcast_to(compute(w1, w2) + 0 * w1, w1.shape)
    np.testing.assert_array_equal(formula.loss(w1, w2), expected)
    d1, d2 = formula.gradient(w1, w2)
    assert d1.shape == d2.shape == w1.shape
    assert np.isnan(d1[np.isnan(expected)]).all()


@settings(max_examples=100, deadline=None)
@given(formulas(OF_1, OF_2, 6), st.floats(-1.5, 1.5), st.floats(-1.5, 1.5))
def test_any_smooth_formula_has_the_numeric_gradient(
    written: Written, w1: float, w2: float
) -> None:
    formula = parse_formula(f"{written[0]} + w1/2")
    analytic, estimate = np.array(formula.gradient(w1, w2)), numeric(formula, w1, w2)
    np.testing.assert_allclose(analytic, estimate, rtol=1e-6, atol=1e-6)


# --- How a person writes ---


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("w1**2", "w1^2"),
        ("w1²·w2³ − 1", "w1^2*w2^3 - 1"),
        ("2 × w1 ÷ 3", "2*w1/3"),
        ("W1 + W_2", "w1 + w2"),
        ("w₁ – w₂", "w1 - w2"),
        ("π w1", "pi*w1"),
        ("w1⁻¹²", "w1^(-12)"),
        ("w1²^3", "(w1^2)^3"),
        ("w1^2²", "w1^(2^2)"),
        ("1e−3 w1", "0.001*w1"),
        ("2exp(w1)", "2*exp(w1)"),
        ("2e w1", "2*e*w1"),
        ("(w1)(w2)", "w1*w2"),
        ("w1^2w2", "(w1^2)*w2"),
        ("1/2*w1 w2", "((1/2)*w1)*w2"),
        ("1/(2w1)", "1/(2*w1)"),
        ("+w1 - -w2", "w1 + w2"),
        ("  w1\n+\tw2\u00a0", "w1+w2"),
        ("MAX(w1, w2)", "max(w1,w2)"),
        ("w1 - w2 - 1", "(w1 - w2) - 1"),
        ("w1/w2/2", "(w1/w2)/2"),
        ("w1^w2^2", "w1^(w2^2)"),
        ("-w1^2", "-(w1^2)"),
        ("w1*-w2", "w1*(-w2)"),
    ],
)
def test_spellings(text: str, plain: str) -> None:
    w1, w2 = np.random.default_rng(3).uniform(0.5, 2, (2, 20))
    one, other = parse_formula(text), parse_formula(plain)
    assert one.text == text
    np.testing.assert_allclose(one.loss(w1, w2), other.loss(w1, w2), 1e-14)


def test_without_w2_it_is_a_trough() -> None:
    w1, w2 = np.linspace(-1, 1, 5), np.zeros((3, 1))
    trough = parse_formula("w1^2")
    assert trough.loss(w1, w2).tolist() == [[1, 0.25, 0, 0.25, 1]] * 3
    d1, d2 = trough.gradient(w1, w2)
    assert d1.tolist() == [[-2, -1, 0, 1, 2]] * 3
    assert d2.tolist() == [[0] * 5] * 3


@pytest.mark.parametrize("text", ["w1", "0*w1 + 3", "w1^2 + max(w1, 1)", "w2 + w1"])
def test_shapes_are_those_of_the_points(text: str) -> None:
    formula = parse_formula(text)
    w1, w2 = np.ones(4), np.ones((3, 1))
    for values in (formula.loss(w1, w2), *formula.gradient(w1, w2)):
        assert values.shape == (3, 4)
        values[:] = 7  # it is nobody else's array
    assert w1.tolist() == [1] * 4
    assert formula.loss(np.float64(1), np.array(2)).shape == ()
    assert formula.loss(np.zeros((2, 0)), 1).shape == (2, 0)
    assert formula.gradient(1, 2)[1].dtype == np.float64


ALL_CALLS = [
    "w1 + w2 - 3/w1*w2",
    "-w1^2 + 2^w1 + w1^w2 + w2^0",
    *(
        f"{name}({', '.join(['0.5*w1', '1/w2'][: arguments(ALIASES.get(name, name))])})"
        for name in (*FUNCTIONS, *ALIASES)
    ),
]


@pytest.mark.parametrize("text", ALL_CALLS)
def test_float32_stays_float32_all_the_way(text: str) -> None:
    formula = parse_formula(text)
    w1, w2 = np.linspace(0.2, 1, 4, dtype=np.float32), np.full((3, 1), 1.5, np.float32)
    for each in (w1, w1[0], np.array(0.5, np.float32)):
        assert formula.tree.value(each, w2).dtype == np.float32
        for values in (*formula.tree.dual(each, w2), *formula.gradient(each, w2)):
            assert values.dtype == np.float32
    exact = formula.loss(w1.astype(float), w2.astype(float))
    np.testing.assert_allclose(formula.loss(w1, w2), exact, rtol=2e-6, atol=1e-6)
    assert formula.loss(w1, w2.astype(float)).dtype == np.float64


# --- Kinks, and where there is no number ---


@pytest.mark.parametrize(
    ("text", "w1", "w2", "gradient"),
    [
        ("abs(w1)", 0, 0, (0, 0)),
        ("max(0, w1)", 0, 0, (0, 0)),
        ("max(w1, 0)", 0, 0, (0, 0)),
        ("min(w1, 0)", 0, 0, (0, 0)),
        ("max(w1, w1)", 2, 0, (1, 0)),
        ("max(w1, w2)", 2, 2, (1, 0)),
        ("max(2w1, w1^2)", 0, 0, (0, 0)),
        ("max(2w1, w1^2)", 2, 0, (2, 0)),
        ("max(w1^2, w1 w2)", 0, 1, (0, 0)),
        ("sign(w1) + w2", 0, 0, (0, 1)),
        ("sqrt(w1^2 + w2^2)", 0, 0, (0, 0)),
        ("sqrt(w1^2 + w2^2)", 3, 4, (0.6, 0.8)),
        ("w1^0 + w2", 0, 0, (0, 1)),
        ("w1^1", 0, 0, (1, 0)),
        ("w1^2", -3, 0, (-6, 0)),
        ("w1^w2", 0, 2, (0, 0)),
        ("(w1^2)^w2", 0, 1, (0, 0)),
        ("exp(-1/w1^2)", 0, 0, (0, 0)),
        ("tanh(w1)", 1000, 0, (0, 0)),
    ],
)
def test_the_flat_side_of_a_kink(
    text: str, w1: float, w2: float, gradient: tuple[float, float]
) -> None:
    slopes = [float(slope) for slope in parse_formula(text).gradient(w1, w2)]
    assert slopes == pytest.approx(gradient, rel=1e-12, abs=0)


def test_tanh_is_steep_enough_far_out() -> None:
    assert float(parse_formula("tanh(w1)").gradient(20, 0)[0]) == pytest.approx(4 * np.exp(-40))


@pytest.mark.parametrize(
    ("text", "w1", "loss", "slope"),
    [
        ("1/w1", 0, np.inf, -np.inf),
        ("log(w1)", 0, -np.inf, np.inf),
        ("log(w1)", -1, np.nan, np.nan),
        ("sqrt(w1)", 0, 0, np.inf),
        ("sqrt(w1)", -1, np.nan, np.nan),
        ("sqrt(w1^2 - 1)", 0, np.nan, np.nan),
        ("w1^0.5", -1, np.nan, np.nan),
        ("w1^-1", 0, np.inf, -np.inf),
        ("exp(w1)", 1000, np.inf, np.inf),
        ("w1/w1", 0, np.nan, np.nan),
        ("max(w1, w2)", np.nan, np.nan, np.nan),
        ("w1^2", np.inf, np.inf, np.inf),
    ],
)
def test_inf_and_nan_where_the_formula_has_them(
    text: str, w1: float, loss: float, slope: float
) -> None:
    formula = parse_formula(text)
    np.testing.assert_equal(float(formula.loss(w1, 0.5)), loss)
    np.testing.assert_equal(float(formula.gradient(w1, 0.5)[0]), slope)


def test_a_hole_stays_where_it_is() -> None:
    loss = parse_formula("log(w1) + w2").loss(np.array([-1.0, 0, 1]), np.array([[0.0], [1]]))
    assert np.isnan(loss[:, 0]).all()
    assert loss[:, 1:].tolist() == [[-np.inf, 0], [-np.inf, 1]]


# --- As others write them ---

BEALE = "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2"
HIMMELBLAU = "(x[0]**2+x[1]-11)**2+(x[0]+x[1]**2-7)**2"


@pytest.mark.parametrize(
    ("text", "w1", "w2", "loss", "note"),
    [
        (BEALE, 3, 0.5, 0, "Here x is w1 and y is w2."),
        (HIMMELBLAU, 3, 2, 0, "Here x[0] is w1 and x[1] is w2."),
        ("L = w1^2 + w2^2", 3, 2, 13, ""),
        ("np.sin(w1) + w2**2", 0, 2, 4, ""),
        ("pow(w1, 2) + w2^2", 3, 2, 13, ""),
        ("w_{1}^{2} + w_{2}^{2}", 3, 2, 13, ""),
        ("abs(w1)+w2^2", -3, 2, 7, ""),
        ("y = x^2", 3, 2, 9, "Here x is w1."),
        ("f(y, x) = y + 10*x", 3, 2, 23, "Here y is w1 and x is w2."),
        ("f = lambda p, q: math.exp(0)*p + 10*q", 3, 2, 23, "Here p is w1 and q is w2."),
        ("def f(x, y): return x + 10*y", 3, 2, 23, "Here x is w1 and y is w2."),
        ("@(x,y) x.^2 + 2.*y", 3, 2, 13, "Here x is w1 and y is w2."),
        ("J(θ) = θ₀² + 10θ₁", 3, 2, 29, "Here θ₀ is w1 and θ₁ is w2."),
        ("w0 + 10 w1", 3, 2, 23, "Here w0 is w1 and w1 is w2."),
        ("x[1] + 10*x[2]", 3, 2, 23, "Here x[1] is w1 and x[2] is w2."),
        ("𝑥² ⋅ √(𝑦 + 2)", 3, 2, 18, "Here 𝑥 is w1 and 𝑦 is w2."),
        ("2√w1", 9, 0, 6, ""),
    ],
)
def test_a_formula_as_others_write_it(
    text: str, w1: float, w2: float, loss: float, note: str
) -> None:
    formula = parse_formula(text)
    assert float(formula.loss(w1, w2)) == loss
    assert formula.note == note


SPELLINGS: tuple[tuple[str, str], ...] = (
    ("x", "y"), ("u", "v"), ("X1", "X2"), ("x_0", "x_1"), ("w_{1}", "w_{2}"), ("x₁", "x₂"),
    ("theta[0]", "theta[1]"), ("β₀", "β₁"), ("w [1]", "w[ 2 ]"),
)  # fmt: skip


@given(
    st.sampled_from(SPELLINGS),
    st.sampled_from(("w1*w2^2 + sin(w1)", "exp(w1/3) - 2 w2", "max(w1, w2)**2 / (1 + w2^2)")),
    st.tuples(st.floats(-3, 3), st.floats(-3, 3)),
)
def test_every_spelling_is_the_same_loss_with_the_same_gradient(
    names: tuple[str, str], text: str, point: tuple[float, float]
) -> None:
    plain = parse_formula(text)
    spelled = parse_formula(f"f = {text.replace('w1', names[0]).replace('w2', names[1])}")
    assert spelled.loss(*point) == plain.loss(*point)
    np.testing.assert_array_equal(spelled.gradient(*point), plain.gradient(*point))


# --- Bad input ---

NO_FUNCTION = (
    " is no function here; these are: abs, arctan, cos, cosh, exp, expm1, log, log10, log1p, log2,"
    " max, min, sign, sin, sinh, sqrt, tan, tanh."
)
NOT_KNOWN = " is not known: use w1, w2, pi, e and functions such as exp(…)."


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        ("", 0, "Write a formula in w1 and w2, such as w1^2 + w2^2."),
        (" \n\t", 0, "Write a formula in w1 and w2, such as w1^2 + w2^2."),
        ("3 + w2^2", 0, "The loss must depend on w1, but w1 is not in the formula."),
        ("2", 0, "The loss must depend on w1, but w1 is not in the formula."),
        ("w1 + " * 80, 300, "A formula has 300 characters at most, not 400."),
        # names
        ("w1 + foo", 5, "“foo” at character 6" + NOT_KNOWN),
        ("np.x + y", 0, "“np.x” at character 1" + NOT_KNOWN.replace("w1, w2", "x, y")),
        ("x + y + z", 8, "“z” at character 9" + NOT_KNOWN.replace("w1, w2", "x, y")),
        (
            "f(x, y) = x + z",
            14,
            "“z” at character 15 is not known: use x, y, pi, e and functions such as exp(…).",
        ),
        (
            "x[1]^2",
            0,
            "“x[1]” at character 1 alone may be the first weight or the second: write w1 or w2.",
        ),
        (r"2 \sin x", 2, "“\\sin” at character 3 needs brackets: \\sin(…)."),
        ("w1 + z", 5, "“z” at character 6" + NOT_KNOWN),
        ("w3", 0, "“w3” at character 1 is not known: the two weights are w1 and w2."),
        ("lambda x: w1", 10, "“w1” at character 11" + NOT_KNOWN.replace("w1, w2", "x")),
        ("lambda: w1", 0, "“lambda” at character 1" + NOT_KNOWN),
        ("w1 if w2 else 3", 3, "“if” at character 4" + NOT_KNOWN),
        ("sin(j=w1)", 4, "“j” at character 5" + NOT_KNOWN),
        ("3j*w1", 1, "“j” at character 2" + NOT_KNOWN),
        ("a" * 40, 0, "“aaaaaaaaaaaaaaaaaaa…” at character 1" + NOT_KNOWN),
        ("ew1", 0, "“ew1” at character 1 is not known: write e*w1."),
        ("xexp(y)", 0, "“xexp” at character 1 is not known: write x*exp(…)."),
        ("2 piw1", 2, "“piw1” at character 3 is not known: write pi*w1."),
        ("foo(w1)", 0, "“foo” at character 1" + NO_FUNCTION),
        ("__import__('os')", 0, "“__import__” at character 1" + NO_FUNCTION),
        ("w1(2)", 0, "“w1” at character 1 is no function: write w1*(…)."),
        ("e(w1)", 0, "“e” at character 1 is no function: write e*(…)."),
        # functions
        ("w1 + sin", 5, "“sin” at character 6 needs brackets: sin(…)."),
        ("sin w1", 0, "“sin” at character 1 needs brackets: sin(…)."),
        ("sin² w1", 0, "“sin” at character 1 needs brackets: sin(…)."),
        (
            "sin⁻¹(w1)",
            0,
            "“sin” at character 1 needs brackets: sin(…), or (sin(…))^(…) for a power.",
        ),
        ("exp^{-w1}", 0, "“exp” at character 1 needs brackets: exp(…), or e^(…) for a power."),
        ("sin(w1, 2)", 0, "“sin” at character 1 takes one value, not 2."),
        ("max(w1)", 0, "“max” at character 1 takes two values, not 1."),
        ("max(0,5, w1)", 0, "“max” at character 1 takes two values, not 3."),
        ("sin()", 4, "A value is missing before “)” at character 5."),
        # signs that mean nothing here
        (
            "w1.real",
            2,
            "“.” at character 3 means nothing here: a point stands only in numbers, such as 0.5.",
        ),
        ("'w1'", 0, "“'” at character 1 means nothing here: a formula holds no text."),
        (
            "w1 < w2",
            3,
            "“<” at character 4 means nothing here: a loss is a number and no comparison.",
        ),
        (
            "w1 == 2",
            3,
            "“=” at character 4 means nothing here: a loss is a number and no equation.",
        ),
        (
            "||w||^2",
            0,
            "“|” at character 1 begins a norm: write sqrt(w1^2 + w2^2), or abs(…) for one number.",
        ),
        ("5% w1", 1, "“%” at character 2 means nothing here: write 0.05 for 5%."),
        ("w1; w2", 2, "“;” at character 3 means nothing here."),
        ("w1 + \U0001f600", 5, "“\U0001f600” at character 6 means nothing here."),
        ("w1\u0007", 2, "“U+0007” at character 3 means nothing here."),
        ("w1\ud800", 2, "“U+D800” at character 3 means nothing here."),
        ("w1\0", 2, "“U+0000” at character 3 means nothing here."),
        # order
        ("w1 +", 4, "The formula breaks off after “+” at character 4."),
        ("w1^(", 4, "The formula breaks off after “(” at character 4."),
        ("w1 + * 2", 5, "A value is missing before “*” at character 6."),
        ("*w1", 0, "A value is missing before “*” at character 1."),
        ("w1//2", 3, "A value is missing before “/” at character 4."),
        ("w1 ***2", 5, "A value is missing before “*” at character 6."),
        ("²w1", 0, "A value is missing before “²” at character 1."),
        ("()", 1, "A value is missing before “)” at character 2."),
        ("w1² ³", 4, "“³” at character 5 has no place there."),
        ("w1 2", 3, "Before “2” at character 4 a sign is missing, such as *."),
        ("2 3 w1", 2, "Before “3” at character 3 a sign is missing, such as *."),
        ("sin(w1", 3, "“(” at character 4 is never closed."),
        ("(w1 + (w2)", 0, "“(” at character 1 is never closed."),
        ("w1)", 2, "“)” at character 3 closes a bracket that was never opened."),
        ("0,5*w1", 1, "“,” at character 2 has no place there: decimals have a point, as in 0.5."),
        ("(w1, w2)", 3, "“,” at character 4 has no place there: decimals have a point, as in 0.5."),
        (
            "1/2w1",
            3,
            "“w1” at character 4 may belong to the divisor or not: write * before it, or brackets.",
        ),
        (
            "1/2(w1)",
            3,
            "“(” at character 4 may belong to the divisor or not: write * before it, or brackets.",
        ),
        # numbers
        ("1/0 + w1", 2, "Division by zero: “0” at character 3."),
        ("w1/(2-2)", 3, "Division by zero: “(2-2)” at character 4."),
        ("w1/-0.0", 3, "Division by zero: “-0.0” at character 4."),
        ("w1/sin(0)^2", 3, "Division by zero: “sin(0)^2” at character 4."),
        ("w1 + 0^-1", 5, "“0^-1” at character 6 is infinite or too large."),
        ("9**9**9 * w1", 0, "“9**9**9” at character 1 is infinite or too large."),
        ("w1^9^9^9^9", 5, "“9^9^9” at character 6 is infinite or too large."),
        ("1e999 w1", 0, "“1e999” at character 1 is infinite or too large."),
        ("w1 + log(0)", 5, "“log(0)” at character 6 is infinite or too large."),
        ("w1 + sqrt(1 - 2)", 5, "“sqrt(1 - 2)” at character 6 is no real number."),
        ("w1/(2\n -  2)", 3, "Division by zero: “(2 - 2)” at character 4."),
    ],
)
def test_bad_input_is_named(text: str, position: int, sentence: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert str(caught.value) == sentence
    assert caught.value.position == position
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 148 + "w1" + ")" * 148,
        "-" * 298 + "w1",
        "w1" + "^w1" * 99,
        "sin(" * 59 + "w1" + ")" * 59,
    ],
)
def test_too_deep(text: str) -> None:
    with pytest.raises(FormulaError, match="Too many brackets, signs or powers") as caught:
        parse_formula(text)
    assert 0 <= caught.value.position < len(text)


@pytest.mark.parametrize(
    "text",
    ["w1" + "-e" * 149, "w1" + " w1" * 99, "(" * 39 + "w1" + ")" * 39, "w1" + "*e" * 149],
)
def test_as_long_as_may_be(text: str) -> None:
    formula = parse_formula(text)
    assert np.isfinite(formula.loss(1, 2))
    assert np.isfinite(formula.gradient(1, 2)).all()
    again = pickle.loads(pickle.dumps(formula))
    assert again == formula
    assert hash(again) == hash(formula)
    assert text in repr(formula)


PIECES = [
    *(
        "x",
        "y",
        "x[0]",
        "[1]",
        "x_1",
        "_{2}",
        "\\frac",
        "{1}",
        "\\sqrt",
        "\\left|",
        "f(x, y) =",
        "np.",
    ),
    *"0123456789.,+-*/^()eE²³⁻ \n=<>[]{}'\"|%√\\_;:@#!ä−×·÷π",
    *("w1", "w2", "**", "pi", "sin(", "max(", "exp(", "log(", "sqrt(", "lambda", "1e", "e9", "9^9"),
    *(".real", "__class__", "import os", "\0", "\ud800", "\U0001f600", "w₁", "\u200b"),
]


NEARLY = [
    "w1",
    "w2",
    "2",
    "0.5",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    "²",
    "abs(",
    "|",
    "√",
    "{",
    "}",
]


def check_whatever_it_is(text: str) -> None:
    """A formula that computes, or one sentence and a place."""
    try:
        formula = parse_formula(text)
    except FormulaError as error:
        assert 0 <= error.position <= len(text)  # noqa: PT017
        assert str(error).endswith(".")  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
        return
    w1, w2 = np.array([-1.0, 0, 1, 1e300, np.inf, np.nan]), np.array([[0.0], [-2]])
    for values in (formula.loss(w1, w2), *formula.gradient(w1, w2)):
        assert values.shape == (2, 6)
        assert values.dtype == np.float64


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=320))
@example("9^9^9^9^9^9^9^9 w1")
@example("99999999999999999999999999999999^99999999999999999999999999999999 w1")
@example("(" * 300)
@example("9" * 297 + "*w1")
def test_whatever_is_typed(text: str) -> None:
    check_whatever_it_is(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(NEARLY), max_size=12).map("".join))
def test_whatever_is_nearly_right(text: str) -> None:
    check_whatever_it_is(text)


# --- Where something on the way is too large for a number ---


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    "text", ["1/(1+exp(-w1))", "exp(-exp(-w1))", "tanh(exp(w1))", "arctan(exp(-w1))", "w1/cosh(w1)"]
)
def test_what_flattens_out_is_flat_beyond_the_largest_number(text: str, dtype: type) -> None:
    w1 = np.array([-2000, -1000, -800, 800, 1000, 2000], dtype)
    loss = parse_formula(text).loss(w1, dtype(0))
    assert np.isfinite(loss).all()
    for slopes in parse_formula(text).gradient(w1, dtype(0)):
        assert slopes.dtype == dtype
        assert slopes.tolist() == [0] * 6


def test_a_sigmoid_has_a_slope_everywhere() -> None:
    w1 = np.linspace(-1000, 1000, 40_001)
    slope, flat = parse_formula("1/(1+exp(-w1))").gradient(w1, 0)
    expected = 0.25 / np.cosh(w1.clip(-700, 700) / 2) ** 2
    np.testing.assert_allclose(slope, expected, rtol=1e-9, atol=1e-150)
    assert not flat.any()


def test_other_points_keep_their_slopes() -> None:
    slope, _ = parse_formula("1/(1+exp(-w1))").gradient([-1000, 0, 1], [[0], [1]])
    assert slope == pytest.approx(np.array([[0, 0.25, 0.19661193]] * 2))


@pytest.mark.parametrize("text", ["sqrt(w1)^2", "1/(1/w1)", "arctan(1/w1)", "1000 + 1/(1/w1)"])
def test_what_has_no_slope_by_the_chain_rule_and_is_not_flat_stays_nan(text: str) -> None:
    slope, _ = parse_formula(text).gradient(0, 0)
    assert np.isnan(slope)

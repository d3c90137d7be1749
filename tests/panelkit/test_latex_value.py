"""What the tests of formulas stand on: LaTeX is worked out as it is read, or refused."""

from __future__ import annotations

import numpy as np
import pytest

from tests.panelkit.latex_value import LatexError, assigned, left_side, value

S = np.array([1.0, -2.0, 4.0])
W = np.array([[1.0, -2.0], [0.5, 3.0]])
NAMES = {
    "s": S, "y": 1, "W": W, "a": 2.0, "b": 3.0, "dW": 5.0, r"\beta_1": 7.0, r"\hat{v}": 11.0,
    "R": lambda W: float(np.sum(W)), r"\frac{\partialL}{\partialw}": S,
}  # fmt: skip
RANGES = {"j": 3, "i": 3}


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("2 a b", 12),
        ("a - b + 1", 0),
        ("-a b - 1", -7),
        ("a b^2", 18),
        ("(a + b)^2", 25),
        (r"2 \times a \cdot b", 12),
        (r"\frac{a + 1}{b}", 1),
        (r"\frac{1}{a} b", 1.5),
        (r"\sqrt{a + 2}", 2),
        (r"\log e^{a}", 2),
        (r"-\log \frac{e^{a}}{e^{b}}", 1),
        ("s_y", -2),
        ("s_{2}", 4),
        ("|s_y|", 2),
        ("|s_y| |a|", 4),
        ("|a - |b - 6||", 1),
        (r"\sum_j s_j", 3),
        (r"\sum_j s_j + a", 5),
        (r"\sum_{j \neq y} s_j", 5),
        (r"\sum_j a s_j^2", 42),
        (r"a \sum_j s_j", 6),
        (r"\max(0, s_y)", 0),
        (r"\max(0, -s_y)^2", 4),
        (r"\max_{j \neq y} s_j - a", 2),
        (r"\sum_j 1_{s_j > 0}", 2),
        (r"\sum_j 1_{j = y}", 1),
        ("a 1_{a = 2}", 2),
        (r"\mathrm {sign}(s_y)", -1),
        (r"\beta_1 dW", 35),
        (r"1 - \beta_1^a", -48),
        (r"\hat{v} + 1", 12),
        (r"\sum W^2", 14.25),
        (r"\sum |W|", 6.5),
        ("a R(W)", 5),
        (r"\frac{1}{b} \sum_i \frac{\partial L_i}{\partial w}", 1),
        (r"\arg\min_{w \in \{a, b\}} (w - 4)^2", 3),
        (r"\arg\min_{w \in \{a, b\}} (w - 2.5)^2", 2),
        (r"L_i = a + 1", 3),
    ],
)
def test_it_is_worked_out_as_it_is_read(latex, expected):
    assert value(latex, NAMES, RANGES) == pytest.approx(expected)


@pytest.mark.parametrize(
    "latex",
    [
        "", "a +", "a b)", "(a", "|a", r"\frac{a}", r"\frac{a}{b", "c", "a_9", "s_j", "W_1_2",
        r"\foo a", r"\sum_k s_k", r"\sum_y s_y", "1_{a}", r"\mathrm{sine}(a)", "a = b = 1", "R",
        r"\max(a)", r"\max a", "a / b", "a, b", r"\hat{w}", r"\frac{\partial L}{\partial x}",
        r"\gamma", "a_y", "^2", "a ^", "a & b", r"\arg a", "W a}",
        r"\sqrt{s_y}", r"\log s_y", r"\frac{a}{a - 2}", "s_{7}", r"\sum_j 1_{s > 0} 1_{W = s_j}",
    ],
)  # fmt: skip
def test_what_is_not_known_for_sure_is_refused(latex):
    with pytest.raises(LatexError):
        value(latex, NAMES, RANGES)


def test_lines_are_worked_out_one_after_the_other():
    lines = (r"a \leftarrow a + b", r"\hat{a} \leftarrow 2 a", r"b \leftarrow b - \hat{a}")
    found = assigned(lines, {"a": 2.0, "b": 3.0})
    assert found == {"a": 5, "b": -7, r"\hat{a}": 10}


def test_a_line_that_names_nothing_is_no_assignment():
    with pytest.raises(LatexError):
        assigned(("a + b",), NAMES)


def test_the_left_side_is_what_is_named():
    assert left_side(r"\hat{v} \leftarrow v") == r"\hat{v}"
    assert left_side(r"\frac{\partial L_i}{\partial s_j} = 1") == r"\frac{\partialL_i}{\partials_j}"
    assert left_side("a + b") == ""

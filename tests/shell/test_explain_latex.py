"""LaTeX of the Explain column: as it is typeset, copied and read aloud; digits put in later."""

from __future__ import annotations

import re

import pytest

from lossviz.panelkit.explanation import Formula, latex_number
from lossviz.shell.explain.colors import colored, role_color
from lossviz.shell.explain.latex import as_typeset, spoken, to_copy, without_colors
from lossviz.shell.explain.typesetting import (
    NotTypeset,
    Stubborn,
    Typeset,
    pattern,
    typeset,
    typeset_line,
)
from lossviz.theme.tokens import Theme

BETTER = r"W \leftarrow \arg\min_{w \in \{W, V\}} L(w)"
HINGE = r"L_i = \sum_{j \neq y} \max(0, s_j - s_y + \Delta)"
TERM = r"= \max(0, \textcolor{class.car}{5.1} - 3.2 + 1) = \textcolor{semantic.hinge}{2.9}"


@pytest.mark.parametrize(
    ("written", "latex"),
    [
        ("−1.7", "-1.7"),
        ("3.4 × 10⁻⁵", r"3.4 \times 10^{-5}"),
        ("3,136", "3{,}136"),
        ("0,100", "0,100"),
        ("−∞", r"-\infty"),
    ],
)
def test_numbers_as_people_write_them(written, latex):
    assert latex_number(written) == latex


@pytest.mark.parametrize(
    ("latex", "better"),
    [
        ("a = -1 - -2", "a = {-}1 - {-}2"),
        (r"\textcolor{class.cat}{-1.7}", r"\textcolor{class.cat}{{-}1.7}"),
        ("x - {-}1", "x - {-}1"),
        (r"\max(0, -1)", r"\max\!(0, {-}1)"),
        ("+ 2", "{}+ 2"),
    ],
)
def test_signs_and_functions_stand_as_in_tex(latex, better):
    assert as_typeset(latex) == better


def test_what_is_copied_is_plain_latex_in_one_line():
    nested = r"\textcolor{class.cat}{e^{\textcolor{class.car}{3.2}}} + 1"
    assert without_colors(nested) == "{e^{{3.2}}} + 1".replace("{e^{{3.2}}}", "e^{3.2}")
    formula = Formula("hinge", "Hinge", "semantic.hinge", HINGE, (TERM, "= −3,136"))
    assert to_copy(formula) == HINGE + r" = \max(0, 5.1 - 3.2 + 1) = 2.9 = -3{,}136"


def test_lines_that_do_not_go_on_from_the_last_one_are_set_apart_where_they_are_copied():
    formula = Formula(
        "step", "Step", "semantic.path", r"v \leftarrow v - \alpha dW",
        ("w = 1 - 0.1", "= 0.9"), more=(r"W \leftarrow W + v",),
    )  # fmt: skip
    assert to_copy(formula) == (
        r"v \leftarrow v - \alpha dW, \quad W \leftarrow W + v, \quad w = 1 - 0.1 = 0.9"
    )


def test_a_formula_can_be_read_aloud():
    assert spoken(HINGE) == "L_i = Σ_(j ≠ y) max(0, s_j − s_y + Δ)"
    assert spoken(r"L_i = -\log \frac{e^{s_y}}{\sum_j e^{s_j}}") == (
        "L_i = −log (e^(s_y)) / (Σ_j e^(s_j))"
    )
    assert spoken(TERM) == "= max(0, 5.1 − 3.2 + 1) = 2.9"
    assert spoken(r"W \leftarrow W - \frac{\alpha \, \hat{v}}{\sqrt{\hat{g}} + \epsilon}") == (
        "W ← W − (α v̂) / (√(ĝ) + ε)"
    )
    assert spoken(BETTER) == "W ← arg min_(w ∈ {W, V}) L(w)"


@pytest.mark.parametrize("other", ["8.4 - 7.7", "0.0 - 1.9"])
def test_digits_put_in_later_are_where_typesetting_puts_them(other):
    line = typeset([TERM], 1.0)[pattern(TERM)]
    assert isinstance(line, Typeset)
    latex = TERM.replace("5.1", other[:3]).replace("3.2", other[-3:])
    exact = typeset_line(as_typeset(latex), exchange=False)
    assert exact is not None
    assert line.svg(latex) == exact.pieces[0]
    assert line.svg(latex) != line.svg(TERM)


def test_exponents_have_digits_of_their_own():
    latex = r"\frac{e^{3.2}}{e^{3.2} + e^{-1.7}}"
    line = typeset([latex], 1.0)[pattern(latex)]
    assert isinstance(line, Typeset)
    assert {alphabet for alphabet, _ in line.slots} == {1}
    assert line.svg(latex.replace("3.2", "4.8")) != line.svg(latex)


def test_digits_out_of_order_are_typeset_one_formula_at_a_time(monkeypatch):
    monkeypatch.setattr("lossviz.shell.explain.typesetting._SLOT", re.compile("@([0-9])([0-4])@"))
    done = typeset(["5 + 3 + 1"], 1.0)
    assert done["0 + 0 + 0"] == Stubborn()
    assert isinstance(done["5 + 3 + 1"], Typeset)


def test_what_cannot_be_typeset_is_said_so():
    assert typeset([r"\frac{1}{"], 1.0) == {r"\frac{0}{": NotTypeset()}


def test_typesetting_stops_when_its_time_is_over():
    assert len(typeset(["a", "b", "c"], 0.0)) == 1
    assert len(typeset(["a", "b", "c"], 60.0)) == 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_roles_become_colours(mode):
    theme = Theme(mode)
    line = typeset([TERM], 1.0)[pattern(TERM)]
    assert isinstance(line, Typeset)
    svg = colored(line, theme, "text.secondary").svg(TERM)
    fills = set(re.findall('fill="([^"]*)"', svg))
    hinge, text = theme.color("semantic.hinge"), theme.color("text.secondary")
    assert fills == {theme.class_color("car", "text"), hinge, text}


def test_an_unknown_role_is_plain_text():
    theme = Theme("light")
    assert role_color(theme, "semantic.nothing") == theme.color("text.primary")
    assert role_color(theme, "class.text.cat") == role_color(theme, "class.cat")

"""Copies as LaTeX, NumPy code and CSV: they hold the panel's numbers, and work elsewhere."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data.score_file import read
from lossviz.model.losses import Hinge
from lossviz.panels.scores.copies import as_csv, as_latex, as_numpy
from lossviz.panels.scores.copies.latex import escaped, tex_number
from lossviz.panels.scores.evaluation import Evaluation, evaluate
from lossviz.panels.scores.state import ScoresState, ScoresView, with_scale, with_variant
from lossviz.panels.scores.tables import LECTURE, PRESETS, THREE_VECTORS, preset
from lossviz.panels.scores.weights import with_linear, with_weight

steady = settings(deadline=None, derandomize=True, max_examples=40)
numbers = st.one_of(
    st.integers(-150, 150).map(lambda n: n / 10),
    st.floats(-30, 30),
    st.floats(-1e6, 1e6),
    st.sampled_from([0.0, 1e6, -1e6, 1e4, -1e4]),
)
odd_names = st.sampled_from(
    ["label", "name", "y", "1", "0", "2", "cat", "a,b", 'say "hi"', "x;y", "−1", "true", "50%",
     "[10, −2, 3]", "inf", "=1+1", "ключ", "a_b", "\\", "'", '"', "3,2", "#"]
)  # fmt: skip
free_names = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=24).map(
    lambda text: " ".join(text.split())
)
names = st.one_of(odd_names, free_names.filter(bool))


@st.composite
def tables(draw: st.DrawFn) -> ScoresState:
    N, C = draw(st.integers(1, 4)), draw(st.integers(2, 10))
    row = st.lists(numbers, min_size=C, max_size=C).map(tuple)
    return ScoresState(
        classes=tuple(draw(st.lists(names, min_size=C, max_size=C, unique=True))),
        examples=tuple(draw(st.lists(names, min_size=N, max_size=N, unique=True))),
        scores=tuple(draw(row) for _ in range(N)),
        y=tuple(draw(st.integers(0, C - 1)) for _ in range(N)),
        scale=draw(st.sampled_from([1.0, 0.0, 0.1, 0.7])),
        hinge=Hinge(
            draw(st.sampled_from([0.0, 0.3, 1.0, 2.5])), *(draw(st.booleans()) for _ in range(3))
        ),
        digits=draw(st.integers(1, 8)),
    )


def evaluated(state: ScoresState, example: int = 0) -> Evaluation:
    return evaluate(state, ScoresView(example=example, j=0))


def run(script: str) -> dict[str, Any]:
    """The script's variables after it ran; its assertions hold."""
    space: dict[str, Any] = {}
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(script, "copied.py", "exec"), space)
    assert printed.getvalue().startswith("hinge ")
    return space


def reproduces(e: Evaluation) -> None:
    space = run(as_numpy(e))
    np.testing.assert_allclose(space["s"], e.s, rtol=1e-12, atol=2e-10)
    np.testing.assert_allclose(space["hinge"], e.hinge.each, rtol=1e-9, atol=1e-7)
    np.testing.assert_allclose(space["softmax"], e.softmax.each, rtol=1e-9, atol=0)
    assert space["hinge"].mean() == pytest.approx(e.hinge.mean, rel=1e-9, abs=1e-7)
    assert space["softmax"].mean() == pytest.approx(e.softmax.mean, rel=1e-9)
    assert space["y"].tolist() == list(e.state.y)
    assert (space["k"], space["margin"]) == (e.state.scale, e.state.hinge.margin)


# NumPy code

VARIANTS = [Hinge(m, *flags) for m in (1.0, 0.3) for flags in product([False, True], repeat=3)]


@pytest.mark.parametrize("hinge", VARIANTS, ids=str)
@pytest.mark.parametrize("k", [1.0, 2.0, 0.0])
@pytest.mark.parametrize("linear", [False, True])
def test_code_reproduces_every_variant(hinge: Hinge, k: float, linear: bool) -> None:
    state = with_scale(replace(LECTURE, hinge=hinge), k)
    if linear:
        state = with_weight(with_linear(state, True), 1, 2, -0.35)
    reproduces(evaluated(state))


@pytest.mark.parametrize("key", PRESETS)
def test_code_reproduces_every_preset(key: str) -> None:
    reproduces(evaluated(preset(LECTURE, key, seed=5)))


@steady
@given(tables())
def test_code_reproduces_any_table(state: ScoresState) -> None:
    reproduces(evaluated(state))


def test_code_runs_alone_and_notices_a_wrong_number(tmp_path: Path) -> None:
    state = replace(THREE_VECTORS, classes=("chat\u2028import x", "ö", '"""'))
    script = as_numpy(evaluated(with_linear(state, True)))
    assert "W = np.array" in script
    (tmp_path / "copied.py").write_text(script, encoding="utf-8")
    command = [sys.executable, "-I", str(tmp_path / "copied.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "3.3778" in done.stdout
    assert re.findall("^(?:import|from) .*", script, re.MULTILINE) == ["import numpy as np"]
    with pytest.raises(AssertionError):
        run(script.replace("margin = 1.0", "margin = 1.5"))


# CSV


def reads_back(e: Evaluation, folder: Path) -> None:
    path = folder / "scores.csv"
    path.write_bytes(as_csv(e).encode())
    file = read(path)
    assert file.classes == e.state.classes
    assert file.names == e.state.examples
    assert file.scores.tobytes() == e.s.tobytes()
    assert file.y.tolist() == list(e.state.y)


def test_csv_of_the_lecture() -> None:
    assert as_csv(evaluated(LECTURE)) == (
        "name,cat,car,frog,label\n"
        "cat image,3.2,5.1,-1.7,cat\n"
        "car image,1.3,4.9,2,car\n"
        "frog image,2.2,2.5,-3.1,frog\n"
    )
    assert "cat image,6.4,10.2,-3.4,cat\n" in as_csv(evaluated(with_scale(LECTURE, 2.0)))


@pytest.mark.parametrize(
    "classes",
    [
        ("label", "name", "y"),
        ("1", "0", "2"),
        ("3", "2", "1"),
        ("a,b", 'say "hi"', "c;d"),
        ("x;1", "y;2", "z;3"),
        ("1.5", "-2", "inf"),
        ("class", "image", "true"),
    ],
)
@pytest.mark.parametrize("y", [(0, 1, 2), (1, 1, 1), (2, 0, 0)])
def test_classes_of_any_name_read_back(
    classes: tuple[str, ...], y: tuple[int, ...], tmp_path: Path
) -> None:
    state = replace(LECTURE, classes=classes, examples=("label", "1", "a;b,c;d,e;f,"), y=y)
    reads_back(evaluated(state), tmp_path)


@steady
@given(tables())
def test_csv_reads_back_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory, state: ScoresState
) -> None:
    reads_back(evaluated(state), tmp_path_factory.mktemp("csv"))


# LaTeX


def is_sound(tex: str) -> None:
    """Braces, environments and rows fit together; there is nothing that LaTeX cannot take."""
    bare = re.sub(r"\\[\\{}&%$#_]", "", re.sub("(?m)^%.*$", "", tex))
    assert bare.count("{") == bare.count("}")
    assert bare.count("$") % 2 == 0
    assert "−" not in bare
    assert not set(bare) & set("⁰¹⁻×≈%#")
    assert tex.count("\\bigl(") == tex.count("\\bigr)")
    assert "\n\n" not in "".join(re.findall(r"\\begin\{align\*\}.*?\\end\{align\*\}", tex, re.S))
    for columns, body in re.findall(r"\\begin\{tabular\}\{(\w+)\}(.*?)\\end\{tabular\}", tex, re.S):
        rows = [row for row in body.strip().split("\n") if row != r"\hline"]
        assert {len(re.findall(r"(?<!\\)&", row)) for row in rows} == {len(columns) - 1}
        assert all(row.endswith(r"\\") for row in rows)


def test_latex_of_the_lecture() -> None:
    tex = as_latex(evaluated(LECTURE))
    is_sound(tex)
    for part in (
        r" & cat image & car image & frog image \\",
        r"cat & $\mathbf{3.2}$ & $1.3$ & $2.2$ \\",
        r"hinge loss & $2.90$ & $0.00$ & $12.90$ \\",
        r"softmax loss & $2.04$ & $0.08$ & $6.16$ \\",
        r"L_{1} &= \sum_{j \neq y} \max(0,\, s_j - s_y + 1) \\",
        r"&= \max(0,\, 5.1 - 3.2 + 1) + \max(0,\, -1.7 - 3.2 + 1) \\",
        r"&= 2.9 + 0.0 \\" + "\n  &= 2.90\n",
        r"car & $5.1$ & $164.02$ & $0.869$ & $0$ \\",
        r"-\log \frac{24.53}{188.74} \approx -\log 0.130 \\" + "\n  &\\approx 2.04\n",
        r"\frac{1}{3} \bigl( 2.90 + 0.00 + 12.90 \bigr) \approx 5.27",
        r"\frac{1}{3} \bigl( 2.04 + 0.08 + 6.16 \bigr) \approx 2.76",
    ):
        assert part in tex


def test_latex_of_the_variants() -> None:
    state = with_variant(LECTURE, squared=True, mean=True, include_true_class=True, margin=0.5)
    tex = as_latex(evaluated(with_scale(state, 2.0), example=2))
    is_sound(tex)
    assert r"\frac{1}{C} \sum_{j} \max(0,\, s_j - s_y + 0.5)^2" in tex
    assert r"\max(0,\, 4.4 - (-6.2) + 0.5)^2 + \max(0,\, 5.0 - (-6.2) + 0.5)^2 \\" in tex
    assert r"&\quad {} + \max(0,\, -6.2 - (-6.2) + 0.5)^2 \bigr) \\" in tex
    assert r"&= \frac{1}{3} \bigl( 123.21 + 136.89 + 0.25 \bigr) \\" in tex
    assert "&\\approx 86.78\n" in tex  # (123.21 + 136.89 + 0.25) / 3 = 86.78333...
    assert "$W \\to kW$ with $k = 2$" in tex
    one = as_latex(evaluated(with_variant(LECTURE, mean=True)))
    assert r"\frac{1}{C - 1} \sum_{j \neq y}" in one
    assert r"&= \frac{1}{2} \bigl( 2.9 + 0.0 \bigr) \\" + "\n  &= 1.45\n" in one


def test_latex_of_tiny_and_huge_numbers() -> None:
    tiny = as_latex(evaluated(THREE_VECTORS, example=2))
    is_sound(tiny)
    assert r"$3.38 \times 10^{-48}$" in tiny
    assert r"cat & {[}10" not in tiny
    assert r"{[}10, $-$2, 3{]}" in tiny
    scores = ((1e4, -1e4, 123456.75),) * 3
    huge = as_latex(evaluated(replace(LECTURE, scores=scores), example=1))
    is_sound(huge)
    assert r"$\mathbf{-10{,}000.00}$" in huge
    assert r"-\log (3.0 \times 10^{-57960})" in huge


def test_rounded_scores_are_only_about_equal() -> None:
    scores = ((0.12345, 1.0, 2.0), *LECTURE.scores[1:])
    assert r"&\approx \max(0,\, 1.000 - 0.123 + 1)" in as_latex(
        evaluated(replace(LECTURE, scores=scores))
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("50% & $3 #1", r"50\% \& \$3 \#1"),
        ("a_b^c~d", r"a\_b\textasciicircum{}c\textasciitilde{}d"),
        (r"\end{tabular}", r"\textbackslash{}end\{tabular\}"),
        ("[1]*", "{[}1{]}{*}"),
        ("−1 <\n2|", r"$-$1 \textless{} 2\textbar{}"),
    ],
)
def test_names_are_escaped(name: str, text: str) -> None:
    assert escaped(name) == text


def test_numbers_for_latex() -> None:
    assert tex_number("−3,136.5") == "-3{,}136.5"
    assert tex_number("−3.4 × 10⁻⁵") == r"-3.4 \times 10^{-5}"


@steady
@given(tables())
def test_latex_of_any_table(state: ScoresState) -> None:
    ascii_names = {
        key: tuple(f"{i} {name.encode('ascii', 'ignore').decode()}" for i, name in enumerate(names))
        for key, names in (("classes", state.classes), ("examples", state.examples))
    }
    is_sound(as_latex(evaluated(replace(state, **ascii_names), len(state.y) - 1)))

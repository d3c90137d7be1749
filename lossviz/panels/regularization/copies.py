"""What a view found as text for elsewhere: rows for a spreadsheet, a table for LaTeX, NumPy. No Qt.

The scripts need NumPy alone, and check themselves against the numbers of the panel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.regularization import Regularization
from lossviz.panelkit.explanation import latex_number
from lossviz.widgets.layout.table_content import TableContent
from lossviz.widgets.numbers.number_text import plain_number

LATEX_OPENING = "% From lossviz, panel Regularization. In the preamble: \\usepackage{amsmath}"
_GREEK = str.maketrans({"λ": r"$\lambda$", "β": r"$\beta$", "κ": r"$\kappa$", "Σ": r"$\Sigma$"})
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"})
R_LINES = {
    "l2": "return np.sum(W ** 2)",
    "l1": "return np.sum(np.abs(W))",
    "elastic": "return np.sum(beta * W ** 2 + np.abs(W))",
}


def csv(columns: Mapping[str, Floats]) -> str:
    """Columns by name, of one length, with all digits."""
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    lines = [",".join(columns), *(",".join(map(plain_number, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def latex_table(content: TableContent, caption: str) -> str:
    """A table of the panel, with its digits."""
    told = [column for column in content.columns if column.bars != "row"]
    columns = "l" + "".join("l" if column.words else "r" for column in told)
    heads = ["", *(_text(column.title) for column in told)]
    lines = [" & ".join(heads) + r" \\", r"\hline"]
    for row in content.rows:
        cells = [
            _text(cell.text) if column.words else f"${latex_number(cell.text)}$"
            for column, cell in zip(content.columns, row.cells, strict=True)
            if column.bars != "row"
        ]
        lines.append(" & ".join([_text(row.name), *cells]) + r" \\")
    body = "\n".join(lines)
    return (
        f"{LATEX_OPENING}\n% {caption}\n\\begin{{tabular}}{{{columns}}}\n{body}\n\\end{{tabular}}\n"
    )


def _text(words: str) -> str:
    return words.translate(_SIGNS).translate(_GREEK)


def penalty_code(penalty: Regularization) -> str:
    """λ, β where it counts, and R as a function."""
    beta = f"beta = {penalty.beta!r}\n" if penalty.kind == "elastic" else ""
    return (
        f"strength = {penalty.strength!r}  # lambda\n{beta}\n\n"
        f"def R(W):\n    {R_LINES[penalty.kind]}\n"
    )


def array(values: Iterable[float] | Iterable[Iterable[float]]) -> str:
    """An array as NumPy reads it, with all digits."""
    return f"np.array({np.asarray(values).tolist()!r})"


def checks(names: Mapping[str, float | Sequence[float]]) -> str:
    """A line for each expression of a script: that it comes to the panel's number."""
    lines = ["# The numbers of the panel."]
    for expression, value in names.items():
        text = repr(np.asarray(value, dtype=np.float64).tolist())
        text = text.replace("inf", "np.inf")
        lines.append(f"assert np.allclose({expression}, {text}, rtol=1e-6, atol=1e-9)")
    return "\n".join(lines) + "\n"

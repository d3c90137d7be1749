"""The table and its losses as a Python script that needs NumPy alone and checks itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lossviz.model.losses import Hinge
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.linear import Linear
from lossviz.panels.scores.state import ScoresState

OPENING = '''"""Scores and both losses, as in lossviz."""

import numpy as np
'''

SOFTMAX = """\
# Softmax: -log p_y, which is the log of the sum over j of exp(s_j - s_y).
softmax = np.logaddexp.reduce(s - s[n, y][:, None], axis=1)
"""

PRINTING = """\
print("hinge  ", hinge, "mean", hinge.mean())
print("softmax", softmax, "mean", softmax.mean())
"""


def as_numpy(evaluation: Evaluation) -> str:
    """The script: the scores, the losses with the variant in force, and the panel's numbers."""
    state = evaluation.state
    parts = (
        OPENING,
        _table(state) if state.linear is None else _weights(state, state.linear),
        _settings(state),
        _hinge(state.hinge),
        SOFTMAX,
        PRINTING,
        _checks(evaluation),
    )
    return "\n".join(parts)


def _table(state: ScoresState) -> str:
    return (
        f"k = {state.scale!r}  # W -> kW\n\n"
        f"# Scores: a row an image, a column a class: {_comment(', '.join(state.classes))}.\n"
        f"s = {_array(state.scores, state.examples)}\n"
        "s = (k * s).round(10)\n"
    )


def _weights(state: ScoresState, linear: Linear) -> str:
    return (
        f"k = {state.scale!r}  # W -> kW\n\n"
        "# Weights: a row a class.\n"
        f"W = {_array(linear.W, state.classes)}\n"
        f"b = np.array({_list(linear.b)})\n\n"
        "# Images: a row an image.\n"
        f"X = {_array(linear.X, state.examples)}\n\n"
        "# Scores: a row an image, a column a class.\n"
        "s = (X @ (k * W).T + b).round(10)\n"
    )


def _settings(state: ScoresState) -> str:
    names = _comment(", ".join(state.classes[y] for y in state.y))
    return (
        f"y = np.array([{', '.join(map(str, state.y))}])  # true classes: {names}\n"
        "n = np.arange(len(y))\n"
        f"margin = {state.hinge.margin!r}\n"
    )


def _hinge(hinge: Hinge) -> str:
    over = "j" if hinge.include_true_class else "j != y"
    power = "^2" if hinge.squared else ""
    lines = [
        f"# Hinge: the {'mean' if hinge.mean else 'sum'} over {over} "
        f"of max(0, s_j - s_y + margin){power}.",
        "terms = np.maximum(0, s - s[n, y][:, None] + margin)",
    ]
    if not hinge.include_true_class:
        lines.append("terms[n, y] = 0")
    if hinge.squared:
        lines.append("terms **= 2")
    lines.append("hinge = terms.sum(axis=1)")
    if hinge.mean:
        lines[-1] += " / s.shape[1]" if hinge.include_true_class else " / (s.shape[1] - 1)"
    return "\n".join(lines) + "\n"


def _checks(evaluation: Evaluation) -> str:
    hinge, softmax = evaluation.hinge, evaluation.softmax
    # In binary fractions 3.1 - 4.1 + 1 is not quite 0, in the panel it is.
    near, tiny = "rtol=1e-9, atol=1e-7", "rtol=1e-9, atol=0"
    return (
        "# The numbers of the panel.\n"
        f"assert np.allclose(hinge, {_list(hinge.each.tolist())}, {near})\n"
        f"assert np.allclose(softmax, {_list(softmax.each.tolist())}, {tiny})\n"
        f"assert np.isclose(hinge.mean(), {hinge.mean!r}, {near})\n"
        f"assert np.isclose(softmax.mean(), {softmax.mean!r}, {tiny})\n"
    )


def _array(rows: Sequence[Iterable[float]], names: Sequence[str]) -> str:
    lines = [
        f"    {_list(row)},  # {_comment(name)}" for row, name in zip(rows, names, strict=True)
    ]
    return "np.array([\n" + "\n".join(lines) + "\n])"


def _list(values: Iterable[float]) -> str:
    return f"[{', '.join(repr(float(value)) for value in values)}]"


def _comment(text: str) -> str:
    """A name that cannot end its comment."""
    return "".join(letter if letter.isprintable() else " " for letter in text)

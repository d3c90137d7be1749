"""What the view Preferences found, as text for elsewhere. No Qt."""

from __future__ import annotations

from lossviz.panels.regularization import copies
from lossviz.panels.regularization.preferences import pictures
from lossviz.panels.regularization.preferences.evaluation import PreferencesFound
from lossviz.panels.regularization.state import PENALTIES

SCRIPT = '''\
"""Weights with one score, and what each penalty says of them. As in lossviz."""

import numpy as np

x = {x}
w1 = {w1}
w2 = {w2}
w = {w}
beta = {beta!r}

R = {{
    "l2": lambda w: np.sum(w ** 2),
    "l1": lambda w: np.sum(np.abs(w)),
    "elastic": lambda w: np.sum(beta * w ** 2 + np.abs(w)),
}}
slope = {{
    "l2": lambda w: 2 * w,
    "l1": np.sign,
    "elastic": lambda w: 2 * beta * w + np.sign(w),
}}


def keeping_score(w, i, value):
    """w_i at a value, the others moved as little as can be, so that w . x stays."""
    score, w = w @ x, w.copy()
    w[i] = value
    along = np.where(np.arange(len(w)) == i, 0.0, x)
    return w - along * (w @ x - score) / (along @ along)


for name, cost in R.items():
    print(name, "w1", cost(w1), "w2", cost(w2), "w", cost(w), "slope at w", slope[name](w))

{checks}'''


def csv(found: PreferencesFound) -> str:
    """R of each kind on the way from w1 to w2."""
    return copies.csv({"share": found.shares, **dict(zip(PENALTIES, found.between, strict=True))})


def latex(found: PreferencesFound) -> str:
    """The table of the penalties."""
    return copies.latex_table(pictures.costs_table(found), pictures.note(found))


def numpy(found: PreferencesFound) -> str:
    """A script that works out all costs."""
    settings = found.settings
    expected = {
        f"[R[{kind!r}](each) for each in (w1, w2, w)]": found.costs[k].tolist()
        for k, kind in enumerate(PENALTIES)
    }
    expected["[w1 @ x, w2 @ x, w @ x]"] = found.scores.tolist()
    return SCRIPT.format(
        x=copies.array(settings.x),
        w1=copies.array(settings.w1),
        w2=copies.array(settings.w2),
        w=copies.array(settings.w),
        beta=settings.penalty.beta,
        checks=copies.checks(expected),
    )

"""What the view Geometry found, as text for elsewhere. No Qt."""

from __future__ import annotations

from lossviz.data.lecture_examples import TWO_WEIGHTS
from lossviz.panels.regularization import copies
from lossviz.panels.regularization.geometry import pictures
from lossviz.panels.regularization.geometry.evaluation import GeometryFound

SCRIPT = '''\
"""Where data loss and penalty are least together, over two weights. As in lossviz."""

import numpy as np

{penalty}

{data}

def total(w):
    return data_loss(w) + strength * R(w)


def least(f, low, high):
    """Where a convex f of one number is least."""
    for _ in range(80):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, b) if f(a) < f(b) else (a, high)
    return (low + high) / 2


def best_w2(w1):
    return least(lambda w2: total(np.array([w1, w2])), -reach, reach)


reach = {reach!r}
w1 = least(lambda w1: total(np.array([w1, best_w2(w1)])), -reach, reach)
w = np.array([w1, best_w2(w1)])
print("w", w, "data", data_loss(w), "penalty", strength * R(w), "total", total(w))

assert np.allclose(w, {w!r}, atol=1e-4)
{checks}'''
EXAMPLES = """\
X = {X}
y = np.array({y})
b = {b!r}


def data_loss(w):
    s = np.stack([X @ w + b, np.zeros(len(X))], axis=1)
    true = s[np.arange(len(y)), y]
    {loss}
"""
LOSSES = {
    "softmax": "return np.mean(np.logaddexp(s[:, 0], s[:, 1]) - true)",
    "hinge": "return np.mean(np.maximum(0, s[np.arange(len(y)), 1 - y] - true + 1))",
}
SQUARES = """\
c = {c}


def data_loss(w):
    return np.sum((w - c) ** 2)
"""


def csv(found: GeometryFound) -> str:
    """The path of the minimum with the penalty in force."""
    path = found.path
    return copies.csv(
        {
            "lambda": path.strengths,
            "w1": path.w[:, 0],
            "w2": path.w[:, 1],
            "data": path.data,
            "R": path.R,
            "total": path.total,
        }
    )


def latex(found: GeometryFound) -> str:
    """The table of the three penalties."""
    strength = found.settings.penalty.strength
    return copies.latex_table(pictures.three_table(found), f"Minima at lambda = {strength:g}")


def numpy(found: GeometryFound) -> str:
    """A script that finds the minimum by search."""
    now, settings = found.now, found.settings
    X, y, b = TWO_WEIGHTS
    if settings.data == "squares":
        data = SQUARES.format(c=copies.array(settings.centre))
    else:
        loss = LOSSES[settings.data]
        data = EXAMPLES.format(X=copies.array(X), y=y.tolist(), b=float(b[0]), loss=loss)
    reach = 2.0 + max(abs(each) for each in (*found.free.w, *now.w))
    checks = copies.checks({f"total(np.array({list(now.w)!r}))": now.total, "total(w)": now.total})
    return SCRIPT.format(
        penalty=copies.penalty_code(settings.penalty),
        data=data,
        reach=reach,
        w=list(now.w),
        checks=checks,
    )

"""What the view W or 2W found, as text for elsewhere. No Qt."""

from __future__ import annotations

from lossviz.panels.regularization import copies
from lossviz.panels.regularization.w_or_2w import pictures
from lossviz.panels.regularization.w_or_2w.evaluation import WOr2WFound

SCRIPT = '''\
"""W or kW: the data loss can't tell them apart, the penalty can. As in lossviz."""

import numpy as np

W = {W}  # a row a class
X = {X}  # a row an image
y = np.array({y})  # true classes
n = np.arange(len(y))
{penalty}

def data_loss(k):
    s = (k * (X @ W.T)).round(10)
    terms = np.maximum(0, s - s[n, y][:, None] + 1)
    terms[n, y] = 0
    return terms.sum(axis=1).mean()


def total(k):
    return data_loss(k) + strength * R(k * W)


k, least = {k!r}, {least!r}
print("k", k, "data", data_loss(k), "penalty", strength * R(k * W), "total", total(k))
print("least total", total(least), "at k =", least)

{checks}'''


def csv(found: WOr2WFound) -> str:
    """The losses against k."""
    total = found.data + found.penalty
    columns = {"k": found.k, "data": found.data, "penalty": found.penalty, "total": total}
    return copies.csv(columns)


def latex(found: WOr2WFound) -> str:
    """The table of W, kW and the least total."""
    caption = f"{pictures.title(found)}: {pictures.note(found)}"
    return copies.latex_table(pictures.k_table(found), caption)


def numpy(found: WOr2WFound) -> str:
    """A script that works out the losses at k, and at the k of the least total."""
    checks = copies.checks(
        {
            "data_loss(k)": found.now.data,
            "strength * R(k * W)": found.now.penalty,
            "total(k)": found.now.total,
            "total(least)": found.least.total,
            "total(1.0)": found.one.total,
        }
    )
    return SCRIPT.format(
        W=copies.array(found.W),
        X=copies.array(found.X),
        y=found.y.tolist(),
        penalty=copies.penalty_code(found.settings.penalty),
        k=found.now.k,
        least=found.least.k,
        checks=checks,
    )

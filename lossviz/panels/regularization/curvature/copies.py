"""What the view Curvature found, as text for elsewhere. No Qt."""

from __future__ import annotations

from lossviz.panels.regularization import copies
from lossviz.panels.regularization.curvature import pictures
from lossviz.panels.regularization.curvature.evaluation import CurvatureFound, valley
from lossviz.panels.regularization.curvature.settings import MOST_STEPS

SCRIPT = '''\
"""A penalty rounds a valley, and gradient descent takes fewer steps. As in lossviz."""

import numpy as np

# data loss = floor + (w - c) . A (w - c)
A = {A}
c = {c}
floor = {floor!r}
{penalty}

def dR(W):
    {dR}


def data_loss(w):
    return floor + (w - c) @ A @ (w - c)


def steps_until(goal, rate, share, most={most}):
    w = {start}
    way = np.linalg.norm(w - goal)
    for step in range(most + 1):
        if np.linalg.norm(w - goal) <= share * way:
            return step
        w = w - rate * (2 * A @ (w - c) + strength * dR(w))
        if not np.linalg.norm(w - goal) < 1e6 * (1 + way):
            break
    return np.inf


h_min, h_max = np.linalg.eigvalsh(2 * A) + {added}
print("h_max", h_max, "h_min", h_min, "condition", h_max / h_min)
print("steps", steps_until({goal}, {rate!r}, {share!r}))

{checks}'''
SLOPES = {
    "l2": ("return 2 * W", "2 * strength"),
    "l1": ("return np.sign(W)", "0.0"),
    "elastic": ("return 2 * beta * W + np.sign(W)", "2 * strength * beta"),
}


def csv(found: CurvatureFound) -> str:
    """Steps and condition against λ."""
    return copies.csv(
        {"lambda": found.strengths, "steps": found.steps, "condition": found.conditions}
    )


def latex(found: CurvatureFound) -> str:
    """The table of curvatures."""
    return copies.latex_table(pictures.table(found), pictures.plot_caption(found))


def numpy(found: CurvatureFound) -> str:
    """A script that takes the steps."""
    settings, now = found.settings, found.now
    loss = valley(settings.valley)
    dR, added = SLOPES[settings.penalty.kind]
    goal, share = copies.array(now.w), settings.share
    expected = {
        "h_max": now.curvature.highest,
        "h_min": now.curvature.lowest,
        f"data_loss({goal})": now.data,
        f"steps_until({goal}, {now.rate!r}, {share!r})": now.steps,
    }
    return SCRIPT.format(
        A=copies.array(loss.A),
        c=copies.array(loss.centre),
        floor=loss.floor,
        penalty=copies.penalty_code(settings.penalty),
        dR=dR,
        most=MOST_STEPS,
        start=copies.array(settings.start),
        added=added,
        goal=goal,
        rate=now.rate,
        share=share,
        checks=copies.checks(expected),
    )

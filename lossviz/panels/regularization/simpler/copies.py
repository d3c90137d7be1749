"""What the view Simpler models found, as text for elsewhere. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.panels.regularization import copies
from lossviz.panels.regularization.simpler import pictures
from lossviz.panels.regularization.simpler.evaluation import STRENGTHS, SimplerFound, xy

SCRIPT = '''\
"""A polynomial with a penalty on its weights, but not on its bias. As in lossviz."""

import numpy as np

x, y = {x}, {y}
test_x, test_y = {test_x}, {test_y}
degree = {degree}
{penalty}

def powers(x):
    return x[:, None] ** np.arange(1, degree + 1)


def loss(w):
    """Mean square and penalty; the bias is the best one for these weights."""
    miss = (powers(x) - powers(x).mean(axis=0)) @ w - (y - y.mean())
    return np.mean(miss ** 2) + strength * R(w)

{solve}
b = y.mean() - powers(x).mean(axis=0) @ w
train = np.mean((powers(x) @ w + b - y) ** 2)
print("b", b, "w", w, "training error", train, "R", R(w))

{checks}'''

RIDGE = """
# By a singular value decomposition: normal equations would lose the weights of f1.
U, S, V = np.linalg.svd(powers(x) - powers(x).mean(axis=0), full_matrices=False)
kept = S > np.finfo(float).eps * max(U.shape[0], degree) * S.max(initial=0)
U, S, V = U[:, kept], S[kept], V[kept]
w = (S / (S ** 2 + len(x) * strength) * ((y - y.mean()) @ U)) @ V
"""
FOUND = """
w = {w}
rng = np.random.default_rng(0)
# Nothing near has a lower loss.
assert all(loss(w) <= loss(w + 1e-4 * rng.normal(size=degree)) + 1e-12 for _ in range(200))
"""
NOTHING = '"""No points."""\n'


def csv(found: SimplerFound) -> str:
    """The errors along λ, or by degree."""
    if found.fit is None:
        return "strength,train,test\n"
    by_strength = found.look.axis == "strength"
    x = STRENGTHS if by_strength else np.arange(float(len(found.train)))
    name = "strength" if by_strength else "degree"
    return copies.csv({name: x, "train": found.train, "test": found.test})


def latex(found: SimplerFound) -> str:
    """The table of the weights, without their bars."""
    return copies.latex_table(pictures.weights_table(found), pictures.note(found))


def numpy(found: SimplerFound) -> str:
    """A script that finds the weights anew, or for L1 and elastic net holds that they are best."""
    fit, settings = found.fit, found.settings
    if fit is None:
        return NOTHING
    (x, y), (test_x, test_y) = xy(settings.points), xy(settings.test)
    ridge = settings.penalty.kind == "l2" or settings.penalty.strength == 0
    # What many polynomials fit equally well is not held to its last digits.
    expected: dict[str, float] = {"train": fit.train} if found.many else {
        "train": fit.train,
        "strength * R(w)": settings.penalty.strength * fit.R,
    }  # fmt: skip
    if settings.test and not found.many:
        expected["np.mean((powers(test_x) @ w + b - test_y) ** 2)"] = fit.test
    return SCRIPT.format(
        x=copies.array(x),
        y=copies.array(y),
        test_x=copies.array(test_x),
        test_y=copies.array(test_y),
        degree=settings.degree,
        penalty=copies.penalty_code(settings.penalty),
        solve=RIDGE if ridge else FOUND.format(w=copies.array(fit.w)),
        checks=copies.checks(expected),
    )

"""Where the hinge loss of a few examples over two weights is least together with λ R(w).

The loss is made of flat pieces, which meet along straight lines. With the squares of the weights
added, the minimum is one of

- a corner: where two lines cross,
- a place along a line, or
- a place inside a piece, where its slope g is g + λ dR/dw = 0.

All of them are tried. A place that belongs to another piece does no harm, since no place is better
than the minimum; so none has to be sorted out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.landscape import Kinks
from lossviz.model.regularized.penalty_parts import Parts

MOST_TERMS = 60  # the number of places grows with its square
PARALLEL = 1e-12
EQUAL = 1e-15
FAINT = 1e-10  # λ in place of 0: of several minima of the data loss, the one with the least R


class Lines(NamedTuple):
    """The lines c + d · w = 0 on which the objective has a kink: c (M,), d (M, 2).

    First those of the hinge terms, then the two axes, on which |w| bends.
    """

    c: Floats
    d: Floats


class Sides(NamedTuple):
    """The flat pieces on both sides of each line: the line's number (E,), and in the piece the
    slope g (E, 2) of the hinge loss and the signs (E, 2) of the weights."""

    line: NDArray[np.intp]
    g: Floats
    signs: Floats


def least_of_kinked(terms: Kinks, parts: Parts, strengths: Floats) -> Floats:
    """w (K, 2), the minimum for each λ (K,). ValueError if there are too many terms to try."""
    if len(terms.c) > MOST_TERMS:
        raise ValueError(f"a hinge loss of more than {MOST_TERMS} terms takes too long to solve")
    lam = np.maximum(strengths, FAINT)
    lines = lines_of(terms)
    corners = crossings(lines)
    places = np.broadcast_to(corners, (len(lam), *corners.shape))
    if parts.squares > 0:
        places = np.concatenate([places, *stationary(lines, sides(terms, lines), parts, lam)], 1)
    height = heights(terms, parts, lam, places)
    least = height.min(axis=1, keepdims=True)
    best = (height <= least + EQUAL * (1 + np.abs(least))).argmax(axis=1)  # corners come first
    w: Floats = places[np.arange(len(lam)), best] + 0.0
    return w


def lines_of(terms: Kinks) -> Lines:
    """Of the terms that bend at all, and the axes."""
    d = np.stack([terms.d1, terms.d2], axis=1)
    bends = d.any(axis=1)
    return Lines(np.append(terms.c[bends], [0.0, 0.0]), np.concatenate([d[bends], np.eye(2)]))


def crossings(lines: Lines) -> Floats:
    """Where any two lines cross, (V, 2)."""
    i, j = np.triu_indices(len(lines.c), 1)
    (a, b), (e, f), p, q = lines.d[i].T, lines.d[j].T, -lines.c[i], -lines.c[j]
    det = a * f - b * e
    cross = np.abs(det) > PARALLEL * np.hypot(a, b) * np.hypot(e, f)
    with np.errstate(all="ignore"):
        w = np.stack([(p * f - b * q) / det, (a * q - p * e) / det], axis=1)
    return np.asarray(w[cross])


def sides(terms: Kinks, lines: Lines) -> Sides:
    """The pieces beside each line, between its crossings with the others."""
    found = [beside(terms, lines, m) for m in range(len(lines.c))]
    line = np.concatenate([np.full(len(g), m) for m, (g, _) in enumerate(found)])
    return Sides(line, *(np.concatenate(each) for each in zip(*found, strict=True)))


def beside(terms: Kinks, lines: Lines, m: int) -> tuple[Floats, Floats]:
    """g and signs (E, 2) of the pieces beside line m."""
    d, squared = lines.d[m], lines.d[m] @ lines.d[m]
    foot, along = -lines.c[m] * d / squared, np.array([-d[1], d[0]]) / np.sqrt(squared)
    with np.errstate(all="ignore"):
        cuts = -(lines.c + lines.d @ foot) / (lines.d @ along)
    crossed = np.abs(lines.d @ along) > PARALLEL * np.hypot(*lines.d.T)
    cuts = np.unique(cuts[crossed])
    ends = np.concatenate([cuts[:1] - 1, cuts, cuts[-1:] + 1])
    middles = foot + np.multiply.outer((ends[:-1] + ends[1:]) / 2, along)  # (E, 2)
    directions = np.stack([terms.d1, terms.d2], axis=1)
    both = [
        (
            above(terms.c, directions, middles, side) @ (directions * terms.bend[:, None]),
            2.0 * above(np.zeros(2), np.eye(2), middles, side) - 1,
        )
        for side in (d, -d)
    ]
    g, signs = (np.concatenate(each) for each in zip(*both, strict=True))
    return g, signs


def above(c: Floats, d: Floats, w: Floats, side: Floats) -> NDArray[np.bool_]:
    """Whether c_t + d_t · w is above 0 just beside w (E, 2), to the given side: (E, T)."""
    height, steep = w @ d.T + c, d @ side
    on = np.abs(height) <= PARALLEL * (1 + np.abs(c) + np.abs(w) @ np.abs(d).T)
    return np.where(on, steep > 0, height > 0)


def stationary(lines: Lines, sides: Sides, parts: Parts, lam: Floats) -> tuple[Floats, Floats]:
    """Where a piece and its penalty would be least, along its line and inside: (K, E, 2) each.

    Inside, 2 λ squares w = −(g + λ sizes signs); along the line it is the point nearest to that.
    """
    pull = sides.g / lam[:, None, None] + parts.sizes * sides.signs
    inside = -pull / (2 * parts.squares)
    d, c = lines.d[sides.line], lines.c[sides.line]
    off = ((inside * d).sum(axis=2) + c) / (d * d).sum(axis=1)
    along = inside - off[:, :, None] * d
    return along, inside


def heights(terms: Kinks, parts: Parts, lam: Floats, w: Floats) -> Floats:
    """The objective (K, P) at places w (K, P, 2), each with its λ (K,)."""
    data = np.zeros(w.shape[:2])
    for c, d1, d2, bend in zip(*terms, strict=True):
        data += bend * np.maximum(c + d1 * w[..., 0] + d2 * w[..., 1], 0)
    R = parts.squares * (w * w).sum(axis=2) + parts.sizes * np.abs(w).sum(axis=2)
    return np.asarray(data + lam[:, None] * R)

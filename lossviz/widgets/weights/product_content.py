"""What a product W x = s shows, in ready words, and where its parts lie. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lossviz.widgets.numbers.ranges import FloatArray


@dataclass(frozen=True)
class ScoreText:
    """A score as it is written, and the words below it. true: of the true class."""

    text: str
    below: str = ""
    true: bool = False


@dataclass(frozen=True, eq=False)
class ProductContent:
    """Weights W (C, D) to edit, images x (N, D), and scores of each class and image.

    classes, colors (C,): names, and the classes whose colour they have. decimals: of a weight.
    terms (C, D): what each weight adds, below it. tints (C, D): how strong each cell is tinted, 0
    to 1. x: the images' numbers, D by N. scores: C by N. side: what stands right of the scores, a
    number and a note a class, or () for nothing. heads: over weights, x, scores and the side; what
    follows a comma is left out where there is little room.
    """

    classes: tuple[str, ...]
    colors: tuple[str, ...]
    W: FloatArray
    decimals: int
    terms: FloatArray
    tints: FloatArray
    x: tuple[tuple[str, ...], ...]
    scores: tuple[tuple[ScoreText, ...], ...]
    side: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, str, str, str] = ("", "x", "", "")

    def words(self) -> str:
        """Scores and what stands beside them, class by class."""
        sides = self.side or ((("", ""),) * len(self.classes))
        rows = []
        for name, scores, (number, note) in zip(self.classes, self.scores, sides, strict=True):
            numbers = " ".join(each.text for each in scores)
            rows.append(", ".join(part for part in (f"{name} {numbers}", number, note) if part))
        return "; ".join(rows)

    @property
    def shape(self) -> tuple[int, int, int]:
        """C, D and N."""
        C, D = self.W.shape
        return C, D, len(self.x[0])


class ProductPlaces(NamedTuple):
    """Left ends and widths in px: names, weights, x, scores; the side goes to the right edge."""

    names: float
    weight: float
    weight_gap: float
    weights_left: float
    x: float
    x_left: float
    score: float
    score_gap: float
    scores_left: float
    side_left: float
    side_shown: bool

    def weights_right(self, D: int) -> float:
        """Where the last of D columns of weights ends."""
        return self.weights_left + D * self.weight + (D - 1) * self.weight_gap


_ROOMY, _SIDE = 520.0, 78.0


def product_places(width: float, scale: float, D: int, N: int, side: bool) -> ProductPlaces:
    """Share a width in px out; the side gives way first."""
    logical = width / scale
    roomy = logical >= _ROOMY
    side_shown = side and roomy
    names, sign, gap = (70.0, 18.0, 4.0) if roomy else (50.0, 13.0, 3.0)
    x = 34.0 if N == 1 and roomy else 22.0 if N == 1 or roomy else 17.0
    room = logical - names - 2 * sign - N * x - (_SIDE if side_shown else 0) - (D - 1) * gap
    most = 64.0 if roomy else 54.0
    # A score has a third more than a weight.
    weight = min(most, room / (D + 1.33 * N if N == 1 else D + N))
    score = min(1.33 * most, (room - D * weight) / N - (gap if N > 1 else 0))
    weights_left = names
    x_left = weights_left + D * weight + (D - 1) * gap + sign
    scores_left = x_left + N * x + sign
    return ProductPlaces(
        names=names * scale,
        weight=weight * scale,
        weight_gap=gap * scale,
        weights_left=weights_left * scale,
        x=x * scale,
        x_left=x_left * scale,
        score=score * scale,
        score_gap=gap * scale,
        scores_left=scores_left * scale,
        side_left=(scores_left + N * score + (N - 1) * gap) * scale,
        side_shown=side_shown,
    )

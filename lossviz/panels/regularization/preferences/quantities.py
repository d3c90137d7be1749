"""The numbers of the view Preferences that can be asked for by name. No Qt."""

from __future__ import annotations

from functools import cache

from lossviz.panelkit.quantities import Quantity
from lossviz.panels.regularization.preferences.evaluation import PreferencesFound, evaluate
from lossviz.panels.regularization.preferences.settings import PRESETS, PreferencesLook
from lossviz.panels.regularization.state import PENALTIES

QUANTITIES: tuple[Quantity[PreferencesFound], ...] = (
    Quantity("vector_scores", "w · x of w₁, w₂ and w", lambda found: found.scores),
    Quantity("l2_costs", "L2 of w₁, w₂ and w", lambda found: found.costs[0]),
    Quantity("l1_costs", "L1 of w₁, w₂ and w", lambda found: found.costs[1]),
    Quantity("elastic_costs", "the elastic net of w₁, w₂ and w", lambda found: found.costs[2]),
    Quantity(
        "least_costs",
        "the least L2, L1 and elastic net that weights with the score of w can have",
        lambda found: found.least,
    ),
    Quantity("own_weights", "the weights w of one’s own", lambda found: found.settings.w),
    Quantity(
        "cheapest_weights",
        "the weights with the score of w and the least R in force",
        lambda found: found.least_w,
    ),
    Quantity(
        "penalty_slopes",
        "dR/dw of the weights that are looked at, for L2, L1 and the elastic net",
        lambda found: found.slopes,
    ),
)


@cache
def example(preset: str) -> PreferencesFound:
    """What is found of a preset."""
    return evaluate(PRESETS[preset], PreferencesLook())


def _cost(preset: str, kind: str, which: int) -> float:
    return float(example(preset).costs[PENALTIES.index(kind), which])


def _least(preset: str, kind: str) -> float:
    return float(example(preset).least[PENALTIES.index(kind)])


FACTS: tuple[Quantity[object], ...] = (
    Quantity("lecture_l2_w1", "L2 of the lecture’s w₁", lambda _: _cost("lecture", "l2", 0)),
    Quantity("lecture_l2_w2", "L2 of the lecture’s w₂", lambda _: _cost("lecture", "l2", 1)),
    Quantity("lecture_l1_w1", "L1 of the lecture’s w₁", lambda _: _cost("lecture", "l1", 0)),
    Quantity("lecture_l1_w2", "L1 of the lecture’s w₂", lambda _: _cost("lecture", "l1", 1)),
    Quantity(
        "lecture_elastic_w1",
        "the elastic net of the lecture’s w₁, with β = 0.5",
        lambda _: _cost("lecture", "elastic", 0),
    ),
    Quantity(
        "lecture_elastic_w2",
        "the elastic net of the lecture’s w₂, with β = 0.5",
        lambda _: _cost("lecture", "elastic", 1),
    ),
    Quantity(
        "sparse_least_l2",
        "the least L2 of weights with w · x = 1 for x = [1, 1, 1, 2]",
        lambda _: _least("sparse", "l2"),
    ),
    Quantity(
        "sparse_least_l1",
        "the least L1 of weights with w · x = 1 for x = [1, 1, 1, 2]",
        lambda _: _least("sparse", "l1"),
    ),
)

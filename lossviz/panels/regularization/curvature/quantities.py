"""The numbers of the view Curvature that can be asked for by name. No Qt."""

from __future__ import annotations

from functools import cache

from lossviz.model.regularization import Regularization
from lossviz.panelkit.quantities import Quantity
from lossviz.panels.regularization.curvature.evaluation import CurvatureFound, evaluate
from lossviz.panels.regularization.curvature.settings import (
    STARTS,
    CurvatureLook,
    CurvatureSettings,
)

QUANTITIES: tuple[Quantity[CurvatureFound], ...] = (
    Quantity("highest_curvature", "the largest second slope", lambda f: f.now.curvature.highest),
    Quantity("lowest_curvature", "the smallest second slope", lambda f: f.now.curvature.lowest),
    Quantity("condition", "their ratio, the condition κ", lambda f: f.now.curvature.condition),
    Quantity("walk_rate", "the learning rate of the walk", lambda f: f.now.rate),
    Quantity("walk_steps", "the steps of the walk, infinite if it does not arrive",
             lambda f: f.now.steps),
    Quantity("free_walk_steps", "the steps of the walk with λ = 0", lambda f: f.free.steps),
    Quantity("valley_minimum", "the weights at the minimum", lambda f: f.now.w),
    Quantity("valley_data", "the data loss at the minimum", lambda f: f.now.data),
)  # fmt: skip


@cache
def of(valley: str, kind: str, strength: float, goal: str) -> CurvatureFound:
    """What is found from the valley's own start."""
    penalty = Regularization(kind, strength)
    settings = CurvatureSettings(penalty, valley, STARTS[valley], goal=goal)
    return evaluate(settings, CurvatureLook())


FACTS: tuple[Quantity[object], ...] = (
    Quantity(
        "hundred_steps",
        "the steps to 0.01 % in the valley of condition 100",
        lambda _: of("hundred", "l2", 5.0, "0.0001").free.steps,
    ),
    Quantity(
        "hundred_rounded_steps",
        "the steps to 0.01 % there with L2 and λ = 5, so with condition 10",
        lambda _: of("hundred", "l2", 5.0, "0.0001").now.steps,
    ),
    Quantity(
        "alike_steps",
        "the steps to 1 % on two inputs that say nearly the same",
        lambda _: of("alike", "l2", 0.1, "0.01").free.steps,
    ),
    Quantity(
        "alike_rounded_steps",
        "the steps to 1 % there with L2 and λ = 0.1",
        lambda _: of("alike", "l2", 0.1, "0.01").now.steps,
    ),
    Quantity(
        "l1_added_curvature",
        "what L1 adds to the second slopes",
        lambda _: (
            of("alike", "l1", 0.1, "0.01").now.curvature.lowest
            - of("alike", "l1", 0.1, "0.01").free.curvature.lowest
        ),
    ),
)

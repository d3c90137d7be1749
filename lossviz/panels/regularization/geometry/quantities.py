"""The numbers of the view Geometry that can be asked for by name. No Qt."""

from __future__ import annotations

from functools import cache

from lossviz.model.regularization import Regularization
from lossviz.panelkit.quantities import Quantity
from lossviz.panels.regularization.geometry.evaluation import GeometryFound, evaluate
from lossviz.panels.regularization.geometry.settings import GeometryLook, GeometrySettings

QUANTITIES: tuple[Quantity[GeometryFound], ...] = (
    Quantity("minimum", "the weights w₁, w₂ with the least total loss", lambda found: found.now.w),
    Quantity("minimum_data", "the data loss there", lambda found: found.now.data),
    Quantity("minimum_size", "R(w) there", lambda found: found.now.R),
    Quantity("minimum_total", "the total loss there", lambda found: found.now.total),
    Quantity("free_minimum", "the weights with the least data loss", lambda found: found.free.w),
    Quantity("zero_from_w1", "the λ from which on w₁ is 0", lambda found: found.zeros[0]),
    Quantity("zero_from_w2", "the λ from which on w₂ is 0", lambda found: found.zeros[1]),
    Quantity(
        "slopes_left",
        "what remains where both slopes cancel as far as they can",
        lambda found: found.balance.left,
    ),
)


@cache
def lecture(kind: str = "l1", strength: float = 0.6) -> GeometryFound:
    """What is found on the lecture's twelve examples with softmax."""
    return evaluate(GeometrySettings(Regularization(kind, strength)), GeometryLook())


@cache
def bowl(kind: str, c1: float, c2: float) -> GeometryFound:
    """What is found for a centre with λ = 1."""
    return evaluate(
        GeometrySettings(Regularization(kind, 1.0), "squares", (c1, c2)), GeometryLook()
    )


FACTS: tuple[Quantity[object], ...] = (
    Quantity(
        "lecture_zero_from",
        "the λ from which on L1 makes w₂ 0, on the lecture’s twelve examples",
        lambda _: lecture().zeros[1],
    ),
    Quantity(
        "bowl_l1_w2",
        "w₂ at the minimum of least squares with L1, λ = 1 and the centre (1, 0.4)",
        lambda _: bowl("l1", 1.0, 0.4).now.w[1],
    ),
    Quantity(
        "bowl_l2_w2",
        "w₂ at the minimum of least squares with L2, λ = 1 and the centre (1, 0.4)",
        lambda _: bowl("l2", 1.0, 0.4).now.w[1],
    ),
    Quantity(
        "bowl_l1_w2_on_a_side",
        "w₂ at the minimum of least squares with L1, λ = 1 and the centre (1, 1)",
        lambda _: bowl("l1", 1.0, 1.0).now.w[1],
    ),
)

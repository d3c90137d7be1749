"""The numbers of the view Simpler models that can be asked for by name. No Qt."""

from __future__ import annotations

from functools import cache

from lossviz.panelkit.quantities import Quantity
from lossviz.panels.regularization.simpler.evaluation import Fit, SimplerFound, evaluate
from lossviz.panels.regularization.simpler.settings import SimplerLook, SimplerSettings

QUANTITIES: tuple[Quantity[SimplerFound], ...] = (
    Quantity("degree", "the degree of the polynomial", lambda found: found.settings.degree),
    Quantity("fit_bias", "its bias b", lambda found: _of(found.fit, "b")),
    Quantity(
        "fit_weights",
        "its weights, of x to the 1, 2, 3, …",
        lambda found: None if found.fit is None else found.fit.w,
    ),
    Quantity("train_error", "its mean square on the points to learn from",
             lambda found: _of(found.fit, "train")),
    Quantity("test_error", "its mean square on the test points",
             lambda found: _of(found.fit, "test")),
    Quantity("fit_penalty", "R of its weights", lambda found: _of(found.fit, "R")),
    Quantity("largest_weight", "the size of its largest weight",
             lambda found: _of(found.fit, "largest")),
    Quantity("f1_test_error", "the test error of f₁", lambda found: _of(found.f1, "test")),
    Quantity("f2_test_error", "the test error of f₂", lambda found: _of(found.f2, "test")),
    Quantity("best_strength", "the λ with the least test error", lambda found: found.best),
)  # fmt: skip


def _of(fit: Fit | None, name: str) -> float | None:
    return None if fit is None else float(getattr(fit, name))


@cache
def start() -> SimplerFound:
    """What is found of the first points."""
    return evaluate(SimplerSettings(), SimplerLook())


FACTS: tuple[Quantity[object], ...] = (
    Quantity(
        "first_f1_train_error",
        "the training error of f₁ on the first points",
        lambda _: round(_of(start().f1, "train") or 0.0, 9),
    ),
    Quantity(
        "first_f1_test_error",
        "the test error of f₁ on the first points",
        lambda _: _of(start().f1, "test"),
    ),
    Quantity(
        "first_f2_test_error",
        "the test error of f₂ on the first points",
        lambda _: _of(start().f2, "test"),
    ),
    Quantity(
        "first_best_strength",
        "the λ with the least test error on the first points, for degree 9 and L2",
        lambda _: start().best,
    ),
)

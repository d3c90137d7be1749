"""The numbers of the view W or 2W that can be asked for by name. No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from lossviz.panelkit.quantities import Quantity
from lossviz.panels.regularization.w_or_2w.evaluation import WOr2WFound, evaluate
from lossviz.panels.regularization.w_or_2w.settings import WOr2WLook, WOr2WSettings

QUANTITIES: tuple[Quantity[WOr2WFound], ...] = (
    Quantity("scale", "the scale k of kW", lambda found: found.now.k),
    Quantity("data", "the data loss of kW", lambda found: found.now.data),
    Quantity("plain_penalty", "R(kW)", lambda found: found.now.R),
    Quantity("penalty", "the penalty λ R(kW)", lambda found: found.now.penalty),
    Quantity("total", "the total loss of kW", lambda found: found.now.total),
    Quantity("total_at_one", "the total loss of W", lambda found: found.one.total),
    Quantity("least_scale", "the k of the least total loss", lambda found: found.least.k),
    Quantity("least_total", "the least total loss of all kW", lambda found: found.least.total),
    Quantity(
        "closing_scale",
        "the least k from which on the data loss is 0, infinite where there is none",
        lambda found: found.closing,
    ),
    Quantity(
        "image_losses", "the hinge loss of each image with W", lambda found: found.one_losses[:, 0]
    ),
    Quantity(
        "scaled_image_losses",
        "the hinge loss of each image with kW",
        lambda found: found.one_losses[:, 1],
    ),
)


@cache
def lecture(image: str = "car", kind: str = "l2") -> WOr2WFound:
    """What is found of 2W of the lecture's example."""
    start = WOr2WSettings()
    penalty = replace(start.penalty, kind=kind)
    return evaluate(replace(start, image=image, penalty=penalty), WOr2WLook())


FACTS: tuple[Quantity[object], ...] = (
    Quantity(
        "lecture_car_loss_doubled",
        "the hinge loss of the lecture’s car image with 2W",
        lambda _: lecture().now.data,
    ),
    Quantity(
        "lecture_losses_doubled",
        "the hinge losses of the lecture’s three images with 2W",
        lambda _: lecture("all").one_losses[:, 1],
    ),
    Quantity(
        "lecture_penalty_ratio",
        "how many times the L2 penalty of W that of 2W is",
        lambda _: lecture().now.R / lecture().one.R,
    ),
    Quantity(
        "lecture_least_scale",
        "the k of the least total loss of the lecture’s car image, with L2 and λ = 0.02",
        lambda _: lecture().least.k,
    ),
)

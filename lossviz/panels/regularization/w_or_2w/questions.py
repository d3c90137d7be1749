"""The lecture's questions about W and 2W, slides 28 and 30. No Qt."""

from __future__ import annotations

from typing import Any

from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown
from lossviz.panels.regularization.state import looking_at, on_view
from lossviz.panels.regularization.w_or_2w.quantities import FACTS, lecture
from lossviz.panels.regularization.w_or_2w.settings import WOr2WSettings

VIEW = "w_or_2w"
_START = on_view(VIEW, lambda _: WOr2WSettings())

QUESTIONS: tuple[Asked[Any, Any, Any], ...] = (
    Asked(
        "unique",
        "Is W unique?",
        text=(
            "The car image has the loss 0 with W. What is its hinge loss with 2W, "
            "so with all scores doubled?"
        ),
        why=(
            "All distances between scores double too: 1.9 and 2.6 to spare become 4.8 and 6.2. "
            "So W is not unique: 2W has the loss 0 as well."
        ),
        unknowns=(
            Unknown(Prompt("loss", "Loss with 2W", 1.0), number(FACTS, "lecture_car_loss_doubled")),
        ),
        formula="objective",
        try_text="Show 2W",
        try_on=_START,
        look=looking_at(VIEW),
    ),
    Asked(
        "twice",
        "W or 2W: what does each cost?",
        text="With L2, how many times the penalty of W is that of 2W?",
        why="R is a sum of squares: twice the weights cost four times the penalty.",
        unknowns=(
            Unknown(
                Prompt("ratio", "Times the penalty", 2.0), number(FACTS, "lecture_penalty_ratio")
            ),
        ),
        formula="penalty",
        try_text="Show both",
        try_on=_START,
        look=looking_at(VIEW),
    ),
    Asked(
        "least",
        "Which kW is chosen?",
        text=(
            "L2 with λ = 0.02, the car image: for which k is data loss and penalty together least?"
        ),
        why=(
            "From k = 1/2.9 on the data loss is 0, and the penalty goes on growing: the total is "
            "least where the margin just closes."
        ),
        unknowns=(
            Unknown(Prompt("k", "k", 1.0, decimals=3), number(FACTS, "lecture_least_scale")),
        ),
        formula="objective",
        try_text="Show the least total",
        try_on=on_view(VIEW, lambda _: WOr2WSettings(scale=round(lecture().least.k, 12))),
        look=looking_at(VIEW),
    ),
)

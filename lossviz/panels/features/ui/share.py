"""What the Features panel gives away: its picture, and the points with their features."""

from __future__ import annotations

from collections.abc import Callable

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.share_menu import Content, Posing, saving_csv, share_menu
from lossviz.panels.features.evaluation import Evaluation


def share_actions(shown: Callable[[], Evaluation], posing: Posing) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def csv() -> Content:
        text = points_csv(shown())
        return text.encode

    return share_menu("Features", posing, saving_csv("points", csv))


def points_csv(seen: Evaluation) -> str:
    """x, y, r, θ and the ring of each point."""
    rows = zip(seen.plane.X.tolist(), seen.polar.X.tolist(), seen.y.tolist(), strict=True)
    lines = [",".join(map(repr, (*plane, *polar, y))) for plane, polar, y in rows]
    return "\n".join(["x,y,r,theta,class", *lines, ""])

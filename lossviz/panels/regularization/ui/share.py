"""What the Regularization panel gives away: its picture, and what its view found as text."""

from __future__ import annotations

from collections.abc import Callable

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.share_menu import Content, Posing, copying, saving_csv, share_menu
from lossviz.panels.regularization.evaluation import Evaluation
from lossviz.panels.regularization.views import VIEWS


def share_actions(shown: Callable[[], Evaluation], posing: Posing) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def text(form: str) -> str:
        seen = shown()
        return str(getattr(VIEWS[seen.view.shown], form)(seen.found))

    def csv() -> Content:
        return text("csv").encode

    return share_menu(
        "Regularization",
        posing,
        copying("numbers", "LaTeX", "numbers_latex", lambda: text("latex")),
        copying("numbers", "NumPy code", "numbers_numpy", lambda: text("numpy")),
        copying("numbers", "CSV", "numbers_csv", lambda: text("csv")),
        saving_csv("numbers", csv),
    )

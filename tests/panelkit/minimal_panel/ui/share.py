"""What the Minimal panel gives away: its picture, and the loss as a table."""

from __future__ import annotations

from collections.abc import Callable

from lossviz.panels.minimal.evaluation import Evaluation

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.share_menu import Content, Posing, saving_csv, share_menu


def share_actions(shown: Callable[[], Evaluation], posing: Posing) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def csv() -> Content:
        seen = shown()
        return f"score,loss\n{seen.state.score},{seen.loss}\n".encode

    return share_menu("Minimal", posing, saving_csv("loss", csv))

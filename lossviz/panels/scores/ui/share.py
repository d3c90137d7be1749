"""What the Scores panel gives away and takes in: its picture, and the scores as text and file."""

from __future__ import annotations

from collections.abc import Callable

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import TABLES
from lossviz.panelkit.share_menu import Content, Posing, copying, opening, saving_csv, share_menu
from lossviz.panels.scores.copies import as_csv, as_latex, as_numpy
from lossviz.panels.scores.evaluation import Evaluation

KINDS = f"Scores ({' '.join(f'*{each}' for each in TABLES)})"


def share_actions(
    shown: Callable[[], Evaluation], posing: Posing, open_file: Callable[[str], None]
) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def csv() -> Content:
        text = as_csv(shown())
        return text.encode

    return share_menu(
        "Scores",
        posing,
        copying("scores", "LaTeX", "latex", lambda: as_latex(shown())),
        copying("scores", "NumPy code", "numpy", lambda: as_numpy(shown())),
        copying("scores", "CSV", "csv", lambda: as_csv(shown())),
        saving_csv("scores", csv),
        opening("scores", KINDS, open_file),
    )

"""What the Playground panel gives away and takes in: pictures, the points, the history of a run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from lossviz.data.point_columns import X_NAMES
from lossviz.data.point_file import points_csv
from lossviz.data.points import Points
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import TABLES
from lossviz.panelkit.share_menu import Content, Posing, opening, saving_csv, share_menu
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import Curve
from lossviz.panels.playground.state import PlaygroundState

HEADER = ("step", "data_loss", "penalty", "total", "accuracy")
KINDS = f"Points ({' '.join(f'*{each}' for each in TABLES)})"


def share_actions(
    shown: Callable[[], PlaygroundReport], posing: Posing, opened: Callable[[str], None]
) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def points() -> Content:
        state = shown().state
        return lambda: points_text(state).encode()

    def history() -> Content:
        curve = shown().curve
        return lambda: history_csv(curve).encode()

    return share_menu(
        "Playground",
        posing,
        saving_csv("points", points),
        saving_csv("history", history),
        opening("points", KINDS, opened),
    )


def points_text(state: PlaygroundState) -> str:
    """All points and which are held out, as `data.point_file` reads them back."""
    X, y, test = state.points.X, state.points.y, state.points.test
    return points_csv(Points(X, y), state.names, test, state.x_names or X_NAMES)


def history_csv(curve: Curve) -> str:
    """The numbers of each step of the run, in a row, to the last digit."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    columns = (curve.data, curve.penalty, curve.total, curve.accuracy)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    writer.writerows((step, *map(repr, row)) for step, row in enumerate(rows))
    return text.getvalue()

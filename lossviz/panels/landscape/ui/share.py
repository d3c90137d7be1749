"""What the Landscape panel gives away: pictures, and the walks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.share_menu import Content, Posing, saving_csv, share_menu
from lossviz.panels.landscape.report import LandscapeReport

HEADER = ("walk", "step", "w1", "w2", "loss", "evaluations")


def share_actions(shown: Callable[[], LandscapeReport], posing: Posing) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def walks() -> Content:
        report = shown()
        return lambda: walks_csv(report).encode()

    return share_menu("Landscape", posing, saving_csv("walks", walks))


def walks_csv(report: LandscapeReport) -> str:
    """Each step that was walked, in a row: of earlier walks first."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for record in (*report.old, *report.walks):
        for step in range(record.done):
            w1, w2 = record.points[step].tolist()
            loss, evaluations = float(record.losses[step]), float(record.evaluations[step])
            writer.writerow(
                (record.walker, step, repr(w1), repr(w2), repr(loss), repr(evaluations))
            )
    return text.getvalue()

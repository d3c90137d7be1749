"""What the Landscape panel gives away: pictures, and the walks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from PySide6.QtGui import QImage

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.saving import Content, Posing, picture_png, picture_svg, saving
from lossviz.panels.landscape.report import LandscapeReport

HEADER = ("walk", "step", "w1", "w2", "loss", "evaluations")


def share_actions(shown: Callable[[], LandscapeReport], posing: Posing) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def picture() -> QImage:
        with posing() as panel:
            return panel.grab().toImage()

    def walks() -> Content:
        report = shown()
        return lambda: walks_csv(report).encode()

    return (
        ShareAction("share_copy", "Copy picture", copy=picture),
        saving(
            "share_png", "Save picture as PNG…", "lossviz-landscape.png", "PNG (*.png)",
            lambda: picture_png(posing),
        ),
        saving(
            "share_svg", "Save picture as SVG…", "lossviz-landscape.svg", "SVG (*.svg)",
            lambda: picture_svg(posing, "Landscape"),
        ),
        saving("share_csv", "Save walks as CSV…", "lossviz-walks.csv", "CSV (*.csv)", walks),
    )  # fmt: skip


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

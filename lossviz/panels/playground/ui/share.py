"""What the Playground panel gives away and takes in: pictures, the points, the history of a run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from PySide6.QtGui import QImage

from lossviz.data.point_file import points_csv
from lossviz.data.points import Points, default_names
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.saving import Content, Posing, picture_png, picture_svg, saving
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import Curve
from lossviz.panels.playground.state import PlaygroundState

HEADER = ("step", "data_loss", "penalty", "total", "accuracy")
CSV = "CSV (*.csv)"
KINDS = "Points (*.csv *.tsv)"


def share_actions(
    shown: Callable[[], PlaygroundReport], posing: Posing, opened: Callable[[str], None]
) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def picture() -> QImage:
        with posing() as panel:
            return panel.grab().toImage()

    def points() -> Content:
        state = shown().state
        return lambda: points_text(state).encode()

    def history() -> Content:
        curve = shown().curve
        return lambda: history_csv(curve).encode()

    return (
        ShareAction("share_copy", "Copy picture", copy=picture),
        saving(
            "share_png", "Save picture as PNG…", "lossviz-playground.png", "PNG (*.png)",
            lambda: picture_png(posing),
        ),
        saving(
            "share_svg", "Save picture as SVG…", "lossviz-playground.svg", "SVG (*.svg)",
            lambda: picture_svg(posing, "Playground"),
        ),
        saving("share_points", "Save points as CSV…", "lossviz-points.csv", CSV, points),
        saving("share_history", "Save history as CSV…", "lossviz-history.csv", CSV, history),
        ShareAction("open_points", "Open points from CSV…", filter=KINDS, read=opened),
    )  # fmt: skip


def points_text(state: PlaygroundState) -> str:
    """All points and which are held out, as `data.point_file` reads them back."""
    X, y, test = state.points.X, state.points.y, state.points.test
    return points_csv(Points(X, y), default_names(state.C), test)


def history_csv(curve: Curve) -> str:
    """The numbers of each step of the run, in a row, to the last digit."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    columns = (curve.data, curve.penalty, curve.total, curve.accuracy)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    writer.writerows((step, *map(repr, row)) for step, row in enumerate(rows))
    return text.getvalue()

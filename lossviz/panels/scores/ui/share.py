"""What the Scores panel gives away and takes in: copies, pictures, CSV."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QImage

from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.saving import Content, Posing, picture_png, picture_svg, saving
from lossviz.panels.scores.copies import as_csv, as_latex, as_numpy
from lossviz.panels.scores.evaluation import Evaluation


def share_actions(
    shown: Callable[[], Evaluation], posing: Posing, open_file: Callable[[str], None]
) -> tuple[ShareAction, ...]:
    """The entries of the menu. What is `shown` is asked for when one is chosen."""

    def picture() -> QImage:
        with posing() as panel:
            return panel.grab().toImage()

    def csv() -> Content:
        text = as_csv(shown())
        return text.encode

    png, svg = partial(picture_png, posing), partial(picture_svg, posing, "Scores")
    kinds = "Scores (*.csv *.tsv)"
    return (
        ShareAction("copy_picture", "Copy as picture", copy=picture),
        ShareAction("copy_latex", "Copy as LaTeX", copy=lambda: as_latex(shown())),
        ShareAction("copy_numpy", "Copy as NumPy code", copy=lambda: as_numpy(shown())),
        ShareAction("copy_csv", "Copy as CSV", copy=lambda: as_csv(shown())),
        saving("share_png", "Picture as PNG…", "lossviz-scores.png", "PNG (*.png)", png),
        saving("share_svg", "Picture as SVG…", "lossviz-scores.svg", "SVG (*.svg)", svg),
        saving("share_csv", "Scores as CSV…", "lossviz-scores.csv", "CSV (*.csv)", csv),
        ShareAction("open_csv", "Open scores…", filter=kinds, read=open_file),
    )

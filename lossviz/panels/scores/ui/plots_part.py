"""The plots at the foot of the right column: jiggle, side by side or history, and the slopes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from lossviz.panels.scores import plots
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.history import Point
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.segmented import Segmented
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.loss_plots.history_plot import HistoryPlot
from lossviz.widgets.loss_plots.jiggle_plot import JigglePlot
from lossviz.widgets.loss_plots.jiggle_row import JiggleRow
from lossviz.widgets.worked.gradient_bars import GradientBars

CHOICES = (("one", "Jiggle"), ("all", "All"), ("history", "History"))
CAPTIONS = {
    "one": "loss when the {} score moves",
    "all": "the {} score of each moves",
    "history": "both means, edit by edit",
}
LEAST_HEIGHT, LEAST_TIGHT_HEIGHT, LEAST_PROJECTOR_HEIGHT = 190, 160, 136
BARS_WIDTH = 184
# From this logical width on, the slopes have room beside the plot.
BESIDE = 400


class PlotsPart(QWidget):
    """One of three plots, and dL/ds beside it."""

    offset_changed = Signal(float, bool)
    applied = Signal()
    plot_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tight, self._below = False, True
        self.choice = Segmented(theme, CHOICES, "one")
        self.choice.setObjectName("scores.plot")
        self.choice.setAccessibleName("Plot")
        self.choice.value_changed.connect(self.plot_chosen)
        self.header = SectionHeader(theme, "")
        self.header.title.hide()
        self.slopes_header = SectionHeader(theme, "dL/ds", "per class")
        self.jiggle, self.row = JigglePlot(theme), JiggleRow(theme)
        self.history, self.slopes = HistoryPlot(theme), GradientBars(theme)
        for name, plot in (
            ("jiggle", self.jiggle),
            ("side_by_side", self.row),
            ("history", self.history),
            ("slopes", self.slopes),
        ):
            plot.setObjectName(f"scores.{name}")
        for number, plot in enumerate(self.row.plots, start=1):
            plot.setObjectName(f"scores.side_by_side.{number}")
        jiggles: tuple[JigglePlot | JiggleRow, ...] = (self.jiggle, self.row)
        for jiggle in jiggles:
            jiggle.offset_changed.connect(self.offset_changed)
            jiggle.applied.connect(self.applied)
        self._stack = QStackedWidget()
        for part in (*jiggles, self.history):
            self._stack.addWidget(part)
        self._lay_out()
        self.apply_theme(theme)

    def show_evaluation(self, e: Evaluation, points: Sequence[Point], animate: bool) -> None:
        """Draw the plot that is chosen, and the slopes."""
        plot = e.view.plot
        self.choice.set_value(plot)
        self._stack.setCurrentIndex([key for key, _ in CHOICES].index(plot))
        self.header.set_caption(CAPTIONS[plot].format(escape(e.state.classes[e.view.j])))
        if plot == "one":
            self.jiggle.show_picture(plots.jiggle_pictures(e)[0])
        elif plot == "all":
            self.row.show_pictures(plots.jiggle_pictures(e))
        else:
            self.history.show_picture(plots.history_picture(points, e.state.digits))
        # Three plots need the whole width.
        for part in (self.slopes, self.slopes_header):
            part.setVisible(plot != "all")
        self.slopes.show_picture(plots.gradient_picture(e), animate)
        self._fit_height()

    def set_tight(self, tight: bool) -> None:
        """How low the plots may be."""
        self._tight = tight
        self._fit_height()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the slopes below, wherever they are now."""
        head = self.choice.minimumSizeHint().width() + self._head.spacing()
        shown = self._stack.currentWidget().minimumSizeHint().width()
        width = max(head + self.header.minimumSizeHint().width(), self.slopes.width(), shown)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The slopes go below the plot where there is no room beside it."""
        super().resizeEvent(event)
        self._place_slopes(below=self.width() < self._theme.px(BESIDE))

    def _place_slopes(self, below: bool) -> None:
        if below == self._below:
            return
        self._below = below
        rows = (2, 3) if below else (0, 1)
        for part, row in zip((self.slopes_header, self.slopes), rows, strict=True):
            self._grid.addWidget(part, row, 0 if below else 1)

    def _fit_height(self) -> None:
        """As high as the slopes need, also without them: else the column would jump."""
        height = LEAST_TIGHT_HEIGHT if self._tight else LEAST_HEIGHT
        if self._theme.projector:
            height = LEAST_PROJECTOR_HEIGHT
        needed = max(self._theme.px(height), self.slopes.minimumSizeHint().height())
        if needed != self._stack.minimumHeight():
            self._stack.setMinimumHeight(needed)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (
            self.choice,
            self.header,
            self.slopes_header,
            self.jiggle,
            self.row,
            self.history,
            self.slopes,
        ):
            part.apply_theme(theme)
        self._theme = theme
        self.slopes.setFixedWidth(theme.px(BARS_WIDTH))
        self.slopes_header.setFixedWidth(theme.px(BARS_WIDTH))
        self._grid.setHorizontalSpacing(theme.space(5))
        self._grid.setVerticalSpacing(theme.space(1 if theme.projector else 2))
        self._head.setSpacing(theme.space(3))

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._head = QHBoxLayout()
        self._head.addWidget(self.choice)
        self._head.addWidget(self.header, 1)
        self._grid.addLayout(self._head, 0, 0)
        self._grid.addWidget(self._stack, 1, 0)
        self._place_slopes(below=False)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(1, 1)
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)

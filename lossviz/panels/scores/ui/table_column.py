"""The left column of the Scores panel: the table, what drives it, and the controls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.scores import pictures
from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.state import LARGEST_WEIGHT, ScoresState
from lossviz.panels.scores.ui.controls import Controls
from lossviz.panels.scores.ui.file_report import FileReport
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.tint_legend import TintLegend
from lossviz.widgets.number_table.number_table import NumberTable
from lossviz.widgets.score_table.measures import Density
from lossviz.widgets.score_table.score_board import ScoreBoard


class TableColumn(QWidget):
    """Table and controls; signals of the table are those of `board.table`."""

    file_closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = SectionHeader(theme, "", high=True)
        self.legend = TintLegend(theme, "tint: hinge term", "tint.hinge")
        self.header.add(self.legend)
        self.report = FileReport(theme)
        self.report.closed.connect(self.file_closed)
        self.pixels = NumberTable(theme, "Images x, four numbers each", LARGEST_WEIGHT)
        self.pixels.setObjectName("scores.pixels")
        self.board = ScoreBoard(theme, "scores")
        self.weights = NumberTable(theme, "Weights W and biases b", LARGEST_WEIGHT)
        self.weights.setObjectName("scores.weights")
        self.rule = Rule(theme, "horizontal")
        self.controls = Controls(theme)
        self.problem = FieldError(self.board.table, theme)
        self.problem.setObjectName("scores.problem")
        self._column = QVBoxLayout(self)
        for part in (self.header, self.report, self.pixels, self.board, self.weights):
            self._column.addWidget(part)
        self._column.addWidget(self.rule)
        self._column.addWidget(self.controls)
        self._column.addStretch(1)
        self.pixels.hide()
        self.weights.hide()
        self.apply_theme(theme)

    def show_state(self, state: ScoresState) -> None:
        """What does not need the model: names, controls, W and x."""
        self.header.set_title(vm.table_title(state))
        self.controls.show_state(state)
        self.report.show_digits(state.digits)
        if state.file is None:
            self.report.hide()
        linear = state.linear
        if linear is not None:
            self.pixels.set_content(pictures.pixels_content(state, linear))
            self.weights.set_content(pictures.weights_content(state, linear))
        self.pixels.setVisible(linear is not None)
        self.weights.setVisible(linear is not None)

    def show_evaluation(self, e: Evaluation) -> None:
        """Scores and losses."""
        # Who has a projector has little room, and shows what there is instead of adding to it.
        roomy = not self._theme.projector
        losses = pictures.loss_rows(e, with_line=roomy)
        self.board.set_content(pictures.table_content(e, can_grow=roomy), losses)
        self.legend.show_end(vm.tint_text(e))

    def set_density(self, density: Density, narrow: bool) -> None:
        """How much room there is; `narrow` puts presets and variants into menus."""
        self.board.set_density(density)
        self.controls.set_narrow(narrow)
        self._space(density == "roomy")
        self.header.setVisible(not self._theme.projector)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (
            self.header,
            self.legend,
            self.report,
            self.pixels,
            self.board,
            self.weights,
            self.rule,
            self.controls,
            self.problem,
        ):
            part.apply_theme(theme)

    def _space(self, roomy: bool) -> None:
        self._column.setContentsMargins(0, 0, 0, self._theme.space(3))
        self._column.setSpacing(self._theme.space(3 if roomy else 2))

"""Right in the view Simpler models: the loss, the error against λ or degree, and the weights."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.regularization.simpler import pictures
from lossviz.panels.regularization.simpler.evaluation import SimplerFound
from lossviz.panels.regularization.ui.controls import PANEL, label, segments
from lossviz.panels.regularization.ui.loss_head import LossHead
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.strip import Strip
from lossviz.widgets.painting.themed import Themed

AXES = (("strength", "against λ"), ("degree", "against degree"))
LEAST_PLOT, LOW_PLOT = 240, 180  # logical px


class Errors(QWidget):
    """Shows what was found; λ or the degree can be dragged along the plot."""

    axis_chosen = Signal(str)
    at_changed = Signal(float, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self.head = LossHead(theme, "simpler")
        self.warning = Strip(theme)
        self.warning.setObjectName(f"{PANEL}.many_fits")
        self.warning.withdraw()
        self.plot_header = SectionHeader(theme, "Error", "mean square, of the fit")
        self.axis = segments(theme, AXES, "error_axis", "What the error is drawn against")
        self.axis.value_changed.connect(self.axis_chosen)
        self.plot_header.add(self.axis)
        self.plot = CursorPlot(theme, "Error of training and test")
        self.plot.setObjectName(f"{PANEL}.error_plot")
        self.plot.value_changed.connect(self.at_changed)
        self.table_header = SectionHeader(theme, "Weights", "of x¹, x², x³, …")
        self.table = CompareTable(theme, "Weights of f₁, of the fit and of f₂")
        self.table.setObjectName(f"{PANEL}.weights_table")
        self.note = label("", "secondary", "weights_note")
        self.note.setWordWrap(True)
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._themed: tuple[Themed, ...] = (
            self.head, self.warning, self.plot_header, self.axis, self.plot, self.table_header,
            self.table, *self._rules,
        )  # fmt: skip
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        above: tuple[QWidget, ...] = (
            self.head, self.warning, self._rules[0], self.plot_header,
        )  # fmt: skip
        below: tuple[QWidget, ...] = (self._rules[1], self.table_header, self.table, self.note)
        for part in above:
            self._column.addWidget(part)
        self._column.addWidget(self.plot, 1)
        for part in below:
            self._column.addWidget(part)
        self.apply_theme(theme)

    def show_found(self, found: SimplerFound) -> None:
        """All numbers."""
        fit = found.fit
        data, R = (0.0, 0.0) if fit is None else (fit.train, fit.R)
        self.head.show_losses(data, R, found.settings.penalty, "w")
        sentence = pictures.warning(found)
        if not sentence:
            self.warning.withdraw()
        elif sentence != self.warning.text or self.warning.isHidden():
            self.warning.present("warning", sentence, closable=False)
        self.axis.set_value(found.look.axis)
        self.plot.show_picture(pictures.error_picture(found))
        self.table.show_content(pictures.weights_table(found))
        set_text(self.note, pictures.note(found))

    def set_low(self, low: bool) -> None:
        """A lower plot, where there is not the height for more."""
        self._low = low
        self.plot.setMinimumHeight(self._theme.px(LOW_PLOT if low else LEAST_PLOT))
        self._column.setSpacing(self._theme.px(6 if low else 12))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)
        self.set_low(self._low)

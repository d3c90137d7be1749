"""Right in the view Simpler models: the loss, the error against λ or degree, and the weights."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lossviz.panels.regularization.simpler import pictures
from lossviz.panels.regularization.simpler.evaluation import SimplerFound
from lossviz.panels.regularization.ui.controls import PANEL, label, segments
from lossviz.panels.regularization.ui.plot_column import PlotColumn
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.strip import Strip

AXES = (("strength", "against λ"), ("degree", "against degree"))
HEIGHTS = (240, 180)  # of the plot, in logical px


class Errors(PlotColumn):
    """Shows what was found; λ or the degree can be dragged along the plot."""

    axis_chosen = Signal(str)
    at_changed = Signal(float, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "simpler", "Error of training and test", "error_plot", HEIGHTS)
        self.warning = Strip(theme)
        self.warning.setObjectName(f"{PANEL}.many_fits")
        self.warning.withdraw()
        self.plot_header = SectionHeader(theme, "Error", "mean square, of the fit")
        self.axis = segments(theme, AXES, "error_axis", "What the error is drawn against")
        self.axis.value_changed.connect(self.axis_chosen)
        self.plot_header.add(self.axis)
        self.plot.value_changed.connect(self.at_changed)
        self.table_header = SectionHeader(theme, "Weights", "of x¹, x², x³, …")
        self.table = CompareTable(theme, "Weights of f₁, of the fit and of f₂")
        self.table.setObjectName(f"{PANEL}.weights_table")
        self.note = label("", "secondary", "weights_note")
        self.note.setWordWrap(True)
        self._lay_out(
            above=(self.head, self.warning, self._rules[0], self.plot_header),
            below=(self.table_header, self.table, self.note),
            themed=(self.warning, self.plot_header, self.axis, self.table_header, self.table),
        )

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

"""Right in the view Geometry: the loss, the weights against λ, three penalties, two slopes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lossviz.panels.regularization.geometry import pictures
from lossviz.panels.regularization.geometry.evaluation import GeometryFound
from lossviz.panels.regularization.ui.controls import PANEL, segments
from lossviz.panels.regularization.ui.plot_column import PlotColumn
from lossviz.theme.tokens import Theme
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.section_header import SectionHeader

HEIGHTS = (220, 160)  # of the plot, in logical px
PLOTS = (("weights", "w₁ w₂"), ("losses", "data, R"))


class Numbers(PlotColumn):
    """Shows what was found; λ can be dragged along the plot."""

    strength_changed = Signal(float, bool)
    plot_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "geometry", "Minimum against λ", "path_plot", HEIGHTS)
        self.plot_header = SectionHeader(theme, "Along the path", "minimum for each λ", high=True)
        self.choice = segments(theme, PLOTS, "path_plot.of", "What is drawn against λ")
        self.choice.value_changed.connect(self.plot_chosen)
        self.plot_header.add(self.choice)
        self.plot.value_changed.connect(self.strength_changed)
        self.table_header = SectionHeader(theme, "One λ, three penalties", "the minimum of each")
        self.table = CompareTable(theme, "The minimum of each penalty")
        self.table.setObjectName(f"{PANEL}.three")
        self.balance_header = SectionHeader(theme, "The slopes at the minimum", "")
        self.balance = CompareTable(theme, "Slopes of data loss and penalty")
        self.balance.setObjectName(f"{PANEL}.balance.slopes")
        self.lamp = Lamp(theme)
        self.lamp.setAccessibleName("Whether both slopes cancel")
        self.lamp.setObjectName(f"{PANEL}.balance")
        self.balance_header.add(self.lamp)
        self._lay_out(
            above=(self.head, self._rules[0], self.plot_header),
            below=(self.table_header, self.table, self.balance_header, self.balance),
            themed=(
                self.plot_header, self.choice, self.table_header, self.table,
                self.balance_header, self.balance, self.lamp,
            ),
        )  # fmt: skip

    def show_found(self, found: GeometryFound) -> None:
        """All numbers."""
        self.head.show_losses(found.now.data, found.now.R, found.settings.penalty, "w")
        self.choice.set_value(found.look.plot)
        self.plot.show_picture(pictures.path_picture(found))
        self.table.show_content(pictures.three_table(found))
        self.balance.show_content(pictures.balance_table(found))
        if found.balance.cancels:
            self.lamp.show_verdict("pass", "cancel")
        else:
            self.lamp.show_verdict("failed", "do not cancel")

"""Right in the view Preferences: what each penalty costs, how it pulls, and R from w1 to w2."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.regularization.preferences import pictures
from lossviz.panels.regularization.preferences.evaluation import PreferencesFound
from lossviz.panels.regularization.preferences.settings import LOOKED_AT
from lossviz.panels.regularization.ui.controls import PANEL, fill_row, label, segments
from lossviz.panels.regularization.words import loss_text
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.painting.themed import Themed

LEAST_PLOT, LOW_PLOT = 220, 170  # logical px


class Costs(QWidget):
    """Shows what was found; the point between w1 and w2 can be dragged."""

    share_changed = Signal(float, bool)
    of_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self._title = label("Penalty of w", "section")
        self.R = SteadyNumber(
            theme, "Penalty R of w", "0.438", type_role="numberHero",
            color_role="semantic.regularization",
        )  # fmt: skip
        self.R.setObjectName(f"{PANEL}.preferences.R")
        self._kind = label("", "secondary", "preferences.kind")
        self.sum = SteadyNumber(
            theme, "How the penalty comes about", "",
            type_role="numberSmall", color_role="text.secondary", right=True,
        )  # fmt: skip
        self.sum.setObjectName(f"{PANEL}.preferences.sum")
        self.table = CompareTable(theme, "R of w₁, w₂ and w")
        self.table.setObjectName(f"{PANEL}.penalties")
        self.note = label("", "secondary", "preferences.note")
        self.note.setWordWrap(True)
        self.slopes_header = SectionHeader(
            theme, "Slope of R", "how hard each weight is pulled to 0"
        )
        self.of = segments(
            theme, [(name, pictures.NAMES[name]) for name in LOOKED_AT], "slopes_of", "Slopes of"
        )
        self.of.value_changed.connect(self.of_chosen)
        self.slopes_header.add(self.of)
        self.slopes = CompareTable(theme, "Slope of R for each weight")
        self.slopes.setObjectName(f"{PANEL}.slopes")
        self.plot_header = SectionHeader(theme, "From w₁ to w₂", "")
        self.plot = CursorPlot(theme, "R from w₁ to w₂")
        self.plot.setObjectName(f"{PANEL}.between")
        self.plot.value_changed.connect(self.share_changed)
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._themed: tuple[Themed, ...] = (
            self.R, self.sum, self.table, self.slopes_header, self.of, self.slopes,
            self.plot_header, self.plot, *self._rules,
        )  # fmt: skip
        self._lay_out()
        self.apply_theme(theme)

    def show_found(self, found: PreferencesFound) -> None:
        """All numbers."""
        self.R.setText(loss_text(found.cost_of_w))
        self.sum.setText(pictures.sum_text(found))
        for number in (self.R, self.sum):
            number.settle()
            number.tell()
        set_text(self._kind, pictures.TITLES[found.kind])
        self.table.show_content(pictures.costs_table(found))
        set_text(self.note, pictures.note(found))
        self.of.set_value(found.look.of)
        self.slopes.show_content(pictures.slopes_table(found))
        self.plot_header.set_caption(pictures.between_caption(found))
        self.plot.show_picture(pictures.between_picture(found))

    def set_low(self, low: bool) -> None:
        """A lower plot, where there is not the height for more."""
        self._low = low
        self.plot.setMinimumHeight(self._theme.px(LOW_PLOT if low else LEAST_PLOT))
        self._column.setSpacing(self._theme.px(5 if low else 10))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)
        self._head.setSpacing(theme.space(2))
        self.set_low(self._low)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head = QHBoxLayout()
        fill_row(self._head, self._title, self.R, self._kind, None)
        self._column.addLayout(self._head)
        self._column.addWidget(self.sum, 0, Qt.AlignmentFlag.AlignRight)
        above: tuple[QWidget, ...] = (
            self.table, self.note, self._rules[0], self.slopes_header, self.slopes,
            self._rules[1], self.plot_header,
        )  # fmt: skip
        for part in above:
            self._column.addWidget(part)
        self._column.addWidget(self.plot, 1)

"""The gradient check: h and scheme, the slide's table, the verdict, and the error against h."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.landscape import plots, titles, words
from lossviz.panels.landscape.checking import Check
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    LARGEST_H,
    SMALLEST_H,
    START,
    LandscapeState,
    LandscapeView,
)
from lossviz.panels.landscape.table import quotient_slope, quotient_text, table_picture
from lossviz.panels.landscape.ui.controls import (
    fill_row,
    label,
    segments,
    small_button,
    widen,
)
from lossviz.panels.landscape.ui.trials_menu import TrialsMenu
from lossviz.theme.tokens import Theme
from lossviz.widgets.check.gradient_table import GradientTable
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.descent.error_plot import ErrorPlot
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.numbers.number_scale import Limits, LogScale
from lossviz.widgets.numbers.number_text import short_number

SCHEMES = (("forward", "Forward"), ("central", "Central"))
STEPS = LogScale(SMALLEST_H, LARGEST_H)
H_WIDTH = 92  # logical px: 2 × 10⁻¹² has room


class CheckPart(QWidget):
    """Numeric beside analytic, one weight at a time."""

    setting_changed = Signal(str, object, bool)
    view_changed = Signal(dict)
    kink_wanted = Signal()
    fill_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._view, self._rows = START, LandscapeView(), 2
        self._tight = False
        self._make_head(theme)
        self._make_table(theme)
        self._make_verdict(theme)
        self.plot = ErrorPlot(theme)
        self.plot.setObjectName("landscape.error")
        self.plot.h_changed.connect(lambda h, going: self.setting_changed.emit("h", h, going))
        self._lay_out()
        self._measure(theme)

    # What it shows

    def show_state(self, state: LandscapeState) -> None:
        """Show settings, whoever made them."""
        self.scheme.set_value(state.scheme)
        self.h.set_value(state.h)
        self._state = state
        self._show_trials()

    def show_view(self, view: LandscapeView) -> None:
        """Which table is shown, and how far it is filled in."""
        self._view = view
        self._show_trials()
        self._name_fill()

    def show_report(self, report: LandscapeReport) -> None:
        """All numbers."""
        check, state = report.check, report.state
        of_table = report.lecture or check
        self._rows = len(of_table.W)
        filled = report.view.filled
        self.table.show_picture(table_picture(of_table, state, filled))
        set_text(self._quotient, quotient_text(of_table, state, filled))
        set_text(self._slope, quotient_slope(of_table, filled))
        price = words.price_text(of_table, state.scheme, filled)
        if words.is_filled(of_table, filled):
            self._show_verdict(of_table)
            why = words.why_text(report, of_table)
        else:
            self._show_no_verdict()
            why = ""
        set_text(self.why, why or price)
        for part in (self.fill, self.why):
            part.setToolTip(f"{price}. {words.cifar_text()}")
        for said in (self.relative, self.angle, self.lamp):
            said.setToolTip(words.error_text(of_table, state))
        self.plot.show_picture(plots.error_picture(report))
        self._name_fill()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (
            self.header, self.trials, self.scheme, self.h, self.fill, self.table, self.relative,
            self.angle, self.lamp, self.plot,
        ):  # fmt: skip
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._theme = theme
        self._space_rows()
        widen(self.h, theme.px(H_WIDTH))
        self._line.setSpacing(0)
        self._verdict.setSpacing(theme.space(3))
        self.why.setFixedHeight(theme.px(18))

    def _show_trials(self) -> None:
        self.trials.show_choices(self._state, self._view)
        self.header.set_caption(titles.trials_in_force(self._state, self._view))

    def set_tight(self, tight: bool) -> None:
        """Without room the table stands for its quotient, and the plot is with the cut."""
        for part in (self.fill, self._quotient, self._slope, self.plot):
            part.setVisible(not tight)
        self._tight = tight
        self._space_rows()

    def _space_rows(self) -> None:
        self._column.setSpacing(self._theme.px(4 if self._tight else 8))

    def _show_verdict(self, check: Check) -> None:
        self.relative.setText(words.relative_text(check))
        self.angle.setText(words.angle_text(check))
        self.lamp.show_verdict(*words.lamp(check))
        self.relative.tell()

    def _show_no_verdict(self) -> None:
        self.relative.setText("–")
        self.angle.setText("")
        self.lamp.show_verdict("none", "")

    def _name_fill(self) -> None:
        """The button fills the table row by row, and begins anew at its end."""
        filled = self._view.filled
        done = filled is None or filled >= self._rows
        self.fill.setText("Row by row" if done else "Next row")

    # What the person does

    def _fill_next(self) -> None:
        filled = self._view.filled
        done = filled is None or filled >= self._rows
        self.view_changed.emit({"filled": 0 if filled is None or done else filled + 1})

    def _fill_to(self, row: int) -> None:
        """A row was chosen, in a table that is filled in: it is the newest one."""
        if self._view.filled is not None:
            self.view_changed.emit({"filled": row + 1})

    def _choose_table(self, key: str) -> None:
        """The lecture's table begins empty, as on the slide."""
        self.view_changed.emit({"table": key, "filled": 0 if key == "lecture" else None})

    # Parts

    def _make_head(self, theme: Theme) -> None:
        self.header = SectionHeader(theme, "Gradient check")
        self.scheme = segments(theme, SCHEMES, "scheme", "Numeric gradient")
        self.trials = TrialsMenu(theme)
        for part in (self.trials, self.scheme):
            self.header.add(part)
        self.h = LabelledSlider(
            theme,
            "Step h",
            START.h,
            name="Step h",
            scale=STEPS,
            default=START.h,
            format_value=short_number,
            limits=Limits(SMALLEST_H, LARGEST_H),
            inline=True,
        )
        self.h.setObjectName("landscape.h")
        changed = self.setting_changed
        self.trials.setting_changed.connect(changed)
        self.trials.kink_wanted.connect(self.kink_wanted)
        self.trials.fill_wanted.connect(self._fill_next)
        self.trials.table_chosen.connect(self._choose_table)
        self.h.value_changed.connect(lambda h, going: changed.emit("h", h, going))
        self.scheme.value_changed.connect(lambda key: changed.emit("scheme", key, False))

    def _make_table(self, theme: Theme) -> None:
        self.table = GradientTable(theme)
        self.table.setObjectName("landscape.table")
        self.table.row_chosen.connect(self._fill_to)
        self._quotient = label("", "numberSmall", "quotient")
        self._slope = label("", "numberSmall", "quotient_slope")
        self.fill = small_button(
            theme, "Row by row", "fill", "Fill the table in, one weight at a time", self.fill_wanted
        )
        self.fill_wanted.connect(self._fill_next)

    def _make_verdict(self, theme: Theme) -> None:
        self.relative = SteadyNumber(theme, "Relative error", "0.0 × 10⁻⁰⁰", type_role="numberCell")
        self.relative.setObjectName("landscape.relative_error")
        self.angle = SteadyNumber(
            theme, "Angle", "angle 180.00°", type_role="label", color_role="text.secondary"
        )
        self.angle.setObjectName("landscape.angle")
        self.lamp = Lamp(theme)
        self.lamp.setObjectName("landscape.lamp")
        self.why = label("", "label", "why")
        self.why.setMinimumWidth(1)

    def _lay_out(self) -> None:
        self._line, self._verdict = QHBoxLayout(), QHBoxLayout()
        fill_row(self._line, self._quotient, self._slope, None, self.fill)
        word = label("Relative error", "secondary")
        fill_row(self._verdict, word, self.relative, self.angle, None, self.lamp)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.h)
        self._column.addWidget(self.table)
        self._column.addLayout(self._line)
        self._column.addLayout(self._verdict)
        self._column.addWidget(self.why)
        self._column.addWidget(self.plot, 100)
        self._column.addStretch(1)  # takes the room while there is no plot

"""The learning rates of those that race with the walk in hand, where each has its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panelkit.controls import NamedNumber
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panels.landscape import titles
from lossviz.panels.landscape.state import (
    LARGEST_RATE,
    SMALLEST_RATE,
    START,
    WALKERS,
    LandscapeState,
)
from lossviz.panels.landscape.ui.controls import PANEL
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.flow import PAIRS_APART, Flow
from lossviz.widgets.numbers.number_scale import Limits, LogScale
from lossviz.widgets.numbers.number_text import short_number

RATES = LogScale(SMALLEST_RATE, LARGEST_RATE)
WIDTH = 64  # logical px of a number


class RatesPart(QWidget):
    """A field for each rival; made when the first one is wanted."""

    rate_changed = Signal(str, float, bool)
    """Of whom, the new rate, and whether the gesture goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fields: dict[str, NamedNumber] = {}
        self._flow: Flow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_state(self, state: LandscapeState) -> None:
        """Show settings, whoever made them."""
        wanted = state.own_rates and bool(state.rivals)
        if wanted and self._flow is None:
            self._make()
        for name, field in self.fields.items():
            field.setVisible(name in state.rivals)
            field.set_value(state.rate_of(name))
        self.setVisible(wanted)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        if self._flow is not None:
            self._flow.apply_theme(theme)

    def _make(self) -> None:
        for name in WALKERS:
            field = NamedNumber(
                PANEL, self._theme, f"rate.{name}", titles.lettered(name), START.learning_rate,
                scale=RATES, format_value=short_number,
                limits=Limits(SMALLEST_RATE, LARGEST_RATE), width=WIDTH,
            )  # fmt: skip
            field.field.setAccessibleName(f"Learning rate of {UPDATE_FORMULAS[name].title}")
            field.value_changed.connect(partial(self.rate_changed.emit, name))
            self.fields[name] = field
        self._flow = Flow(self._theme, tuple(self.fields.values()), apart=PAIRS_APART)
        self._flow.apply_theme(self._theme)
        self._column.addWidget(self._flow)

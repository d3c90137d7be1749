"""The loss, and W and b in hand: each number with the slope of the loss in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import RANGES, START, PlaygroundState
from lossviz.panels.playground.ui.controls import adaptive, fill_row, named_number
from lossviz.theme.tokens import Theme
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.weights.weight_grid import WeightGrid

MARGINS = LinearScale(0.0, 10.0, 0.1)
MARGIN_WIDTH = 38  # logical px


class WeightsPart(QWidget):
    """Shows what the classifier is, and asks for another one."""

    setting_changed = Signal(str, object, bool)
    """Field of `PlaygroundState`, its new value, whether the gesture goes on."""
    weight_changed = Signal(int, int, float, bool)
    """Class, column, the new value, whether the gesture goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        losses = tuple((name, each.demo_title) for name, each in LOSS_FORMULAS.items())
        self.loss = adaptive(theme, losses, "loss", "Loss")
        self.loss.value_changed.connect(lambda key: self.setting_changed.emit("loss", key, False))
        low, high = RANGES["margin"]
        self.margin = named_number(
            theme, "margin", "Margin", START.margin, scale=MARGINS, format_value=short_number,
            limits=Limits(low, high), width=MARGIN_WIDTH,
        )  # fmt: skip
        self.margin.value_changed.connect(
            lambda value, going: self.setting_changed.emit("margin", value, going)
        )
        self.header = SectionHeader(theme, "Weights and bias", "value, and slope of the loss")
        self.lamp = Lamp(theme)
        self.lamp.setObjectName("playground.check")
        self.header.add(self.lamp)
        self.grid = WeightGrid(theme, "playground")
        self.grid.value_changed.connect(self.weight_changed)
        self._themed: tuple[Themed, ...] = (
            self.loss, self.margin, self.header, self.lamp, self.grid,
        )  # fmt: skip
        self._lay_out()
        self._measure(theme)

    def show_state(self, state: PlaygroundState) -> None:
        """Show settings, whoever made them."""
        self.loss.set_value(state.loss)
        self.margin.set_value(state.margin)
        has_margin = state.loss != "softmax"
        self.margin.setEnabled(has_margin)
        self.margin.setToolTip("" if has_margin else "The softmax loss has no margin.")

    def show_report(self, report: PlaygroundReport) -> None:
        """Numbers and slopes, and whether the slopes are right."""
        state = report.state
        self.grid.show_shape(vm.class_names(state), vm.columns(state))
        self.grid.setToolTip(vm.class_names_tip(state))
        self.grid.show_numbers(*vm.weights(report))
        self.lamp.show_verdict(*vm.verdict(report))
        self.lamp.setToolTip(vm.check_text(report))

    def fit(self, low: bool) -> None:
        """Take the form that a low window allows."""
        self.grid.set_compact(low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the losses have room side by side."""
        super().resizeEvent(event)
        self._fit_losses()

    def event(self, event: QEvent) -> bool:
        """A margin of more digits leaves less room for them."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_losses()
        return super().event(event)

    def _fit_losses(self) -> None:
        margin = self.margin.minimumSizeHint().width()
        self.loss.fit(self.width() - margin - self._losses.spacing())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in self._themed:
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._column.setSpacing(theme.space(2))
        self._losses.setSpacing(theme.space(2))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._losses = QHBoxLayout()
        fill_row(self._losses, self.loss, None, self.margin)
        self._column.addLayout(self._losses)
        for part in (self.header, self.grid):
            self._column.addWidget(part)

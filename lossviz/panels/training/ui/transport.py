"""First row of the Training panel: run it, see how far it is, choose the images."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lossviz.panels.training import view_model as vm
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.state import MOST_EPOCHS, SPEEDS
from lossviz.panels.training.ui.controls import SettingField, button, joined, label
from lossviz.panels.training.ui.source_bar import SourceBar
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.layout.progress_line import ProgressLine
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.painting.themed import Themed

FACES = ("Run", "Pause")
FULL_SPEED = "full"
LEAST_PROGRESS = 80
PROGRESS_STRETCH = 1000


class Transport(QWidget):
    """Buttons left, progress in the middle, speed and source right."""

    run_toggled = Signal()
    step_wanted = Signal()
    epoch_wanted = Signal()
    reset_wanted = Signal()
    new_seed_wanted = Signal()
    speed_changed = Signal(object)
    """Steps a second at most, or None for as many as the worker can take."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width = 0.0
        self._fitted: tuple[int, ...] = ()
        self._make_buttons(theme)
        self._make_progress(theme)
        self._make_speed(theme)
        self.source = SourceBar(theme)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        numbers_shown = (self._step_part, self._rate_part)
        ends = (self.speed, self.source)
        self._parts = (*self._buttons, self._epoch_part, self.progress, *numbers_shown, *ends)
        for widget in self._parts:
            self._row.addWidget(widget, PROGRESS_STRETCH if widget is self.progress else 0)
            if widget is self.progress:
                self._row.addStretch(1)  # takes the room when the line has given way
        # What gives way where there is little room, first to last.
        self._spare = (self._rate_part, self._step_part, self.progress, self.speed)
        self._numbers = (self.epoch_number, self.steps, self.rate)
        parts = (self.epochs, self.progress, self.speed, self.source)
        self._themed: tuple[Themed, ...] = (*self._buttons, *self._numbers, *parts)
        self.source.renamed.connect(self._refit)
        self.show_ready(False)

    def show_ready(self, ready: bool) -> None:
        """Without images there is nothing to run."""
        for each in self._buttons:
            each.setEnabled(ready)

    def show_report(self, report: TrainingReport) -> None:
        """Show how far the run is."""
        face = ("Pause", "pause") if report.running else ("Run", "play")
        if self.start.text() != face[0]:
            self.start.set_face(*face)
        epochs, steps = vm.epoch_texts(report)
        self.epoch_number.setText(epochs)
        self.steps.setText(steps)
        self.rate.setText(vm.rate_text(report))
        for part in self._rate_words:
            part.setVisible(report.running)
        if not report.running:
            for number in self._numbers:
                number.tell()
        self.progress.set_share(report.step / max(1, report.steps_total))

    def show_speed(self, speed: int | None) -> None:
        """Show the limit in force."""
        self.speed.set_value(FULL_SPEED if speed is None else str(speed))

    def fit(self, roomy: float) -> None:
        """Leave out what a logical width has no room for, the least needed first."""
        self._width = roomy * self._theme.scale
        self._refit()

    def event(self, event: QEvent) -> bool:
        """A number that grew leaves less room for the rest."""
        if event.type() == QEvent.Type.LayoutRequest and self._hints() != self._fitted:
            self._refit()
        return super().event(event)

    def _hints(self) -> tuple[int, ...]:
        """Widths that the parts ask for, be they shown or not."""
        return tuple(part.sizeHint().width() for part in self._parts if part is not self.source)

    def _refit(self) -> None:
        self._fitted = self._hints()
        self.source.set_narrow(False)
        if self._needed(()) > self._width:
            self.source.set_narrow(True)
        away: tuple[QWidget, ...] = ()
        while self._needed(away) > self._width and len(away) < len(self._spare):
            away = self._spare[: len(away) + 1]
        for part in self._spare:  # none is shown first and hidden then: that would be a layout more
            part.setVisible(part not in away)

    def _needed(self, away: Sequence[QWidget]) -> int:
        """Width of all but what is away, with a progress line that one can read."""
        shown = [part for part in self._parts if part not in away]
        least = self._theme.px(LEAST_PROGRESS)
        widths = (least if part is self.progress else part.sizeHint().width() for part in shown)
        return sum(widths) + self._row.spacing() * (len(shown) - 1)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._row.setSpacing(theme.space(2))
        for part in self._themed:
            part.apply_theme(theme)

    def _make_buttons(self, theme: Theme) -> None:
        self.start = button(theme, "Run", "play", "primary", "start", self.run_toggled, FACES)
        self.start.setToolTip("Run or pause (Space)")
        self.step = button(theme, "Step", "step", "secondary", "step", self.step_wanted)
        self.step.setToolTip("One step: one minibatch, one update (])")
        self.epoch = button(theme, "Epoch", "epoch", "secondary", "epoch", self.epoch_wanted)
        self.epoch.setToolTip("Run to the end of this epoch")
        self.reset = button(theme, "Reset", "reset", "quiet", "reset", self.reset_wanted)
        self.reset.setToolTip("Back to the same start (Ctrl+R)")
        self.new_seed = IconButton(theme, "new-seed", "New seed: another start")
        self.new_seed.setObjectName("training.new_seed")
        self.new_seed.clicked.connect(self.new_seed_wanted)
        self._buttons = (self.start, self.step, self.epoch, self.reset, self.new_seed)

    def _make_progress(self, theme: Theme) -> None:
        self.epoch_number = _number(theme, "epoch_number", "Epochs done", "00", right=True)
        self.epochs = SettingField(
            theme,
            "epochs",
            "Epochs",
            scale=LinearScale(1, MOST_EPOCHS, 1, whole=True),
            format_value=lambda value: format_number(value, 0),
        )
        slash = label("/", "number")
        self._epoch_part = joined(label("epoch", "label"), self.epoch_number, slash, self.epochs)
        self.progress = ProgressLine(theme)
        self.steps = _number(theme, "step_number", "Steps done and in all", "0,000 / 0,000")
        self._step_part = joined(label("step", "label"), self.steps)
        self.rate = _number(theme, "steps_per_second", "Steps per second", "0,000", right=True)
        self._rate_words = self.rate, label("steps/s", "label")
        for part in self._rate_words:  # at rest they say nothing, and nothing moves where they go
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
            part.hide()
        self._rate_part = joined(*self._rate_words)

    def _make_speed(self, theme: Theme) -> None:
        choices = [(str(speed), f"{speed}/s") for speed in SPEEDS]
        self.speed = MenuButton(theme, [*choices, (FULL_SPEED, "Full")])
        self.speed.setObjectName("training.speed")
        self.speed.setAccessibleName("Speed: steps a second at most")
        self.speed.setToolTip("Speed: how many steps a second at most")
        self.speed.value_changed.connect(
            lambda key: self.speed_changed.emit(None if key == FULL_SPEED else int(key))
        )


def _number(
    theme: Theme, name: str, spoken: str, widest: str, *, right: bool = False
) -> SteadyNumber:
    number = SteadyNumber(theme, spoken, widest, right=right)
    number.setObjectName(f"training.{name}")
    return number

"""What an update does: penalty, step size, optimizer; and the buttons that take updates."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lossviz.data.points import MOST_POINTS
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.panelkit.controls import NamedNumber
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import (
    LARGEST_RATE,
    LARGEST_STRENGTH,
    RANGES,
    SMALLEST_RATE,
    SPEEDS,
    START,
    PlaygroundState,
    PlaygroundView,
)
from lossviz.panels.playground.ui.controls import (
    PANEL,
    button,
    icon_button,
    menu,
    named_number,
    widen,
)
from lossviz.panels.playground.ui.randomize_button import RandomizeButton
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.layout.flow import PAIRS_APART, Flow
from lossviz.widgets.numbers.local_numbers import parse_as_local
from lossviz.widgets.numbers.number_scale import Limits, LinearScale, LogScale, Scale
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.themed import Themed

STRENGTHS = LogScale(1e-4, 10.0, zero=True)
LEARNING_RATES = LogScale(1e-4, 10.0)
MOMENTA = LinearScale(0.0, 0.99, 0.01)
BATCHES = LinearScale(0, MOST_POINTS, 1, whole=True)
FULL_SPEED = "full"
FACES = ("Run", "Pause")
NUMBER_WIDTH, SLIDER_NUMBER = 40, 64  # logical px
# Below this logical width the sliders are one below the other.
NARROW = 460


class UpdatePart(QWidget):
    """Shows how updates are made, and asks for them."""

    setting_changed = Signal(str, object, bool)
    """Field of `PlaygroundState`, its new value, whether the gesture goes on."""
    view_changed = Signal(dict)
    run_toggled = Signal()
    step_wanted = Signal()
    step_back_wanted = Signal()
    rewind_wanted = Signal()
    randomize_wanted = Signal()
    seed_chosen = Signal(int, bool)
    """Random weights of this seed are wanted; whether the gesture goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strength = self._slider(
            theme, "strength", "L2 λ", "Regularization strength", STRENGTHS,
            Limits(0.0, LARGEST_STRENGTH),
        )  # fmt: skip
        self.learning_rate = self._slider(
            theme, "learning_rate", "Step size", "Step size", LEARNING_RATES,
            Limits(SMALLEST_RATE, LARGEST_RATE),
        )  # fmt: skip
        self._make_choices(theme)
        self._make_buttons(theme)
        self._themed: tuple[Themed, ...] = (
            self.strength, self.learning_rate, self.choices, self.buttons, self.randomize,
        )  # fmt: skip
        self._lay_out()
        self._measure(theme)

    # What it shows

    def show_state(self, state: PlaygroundState) -> None:
        """Show settings, whoever made them."""
        self.strength.set_value(state.strength)
        self.strength.set_label(PENALTY_FORMULAS[state.regularization].strength_label)
        self.learning_rate.set_value(state.learning_rate)
        self.regularization.set_value(state.regularization)
        self.optimizer.set_value(state.optimizer)
        self.momentum.set_value(state.momentum)
        self.batch_size.set_value(state.batch_size)
        self.randomize.show_state(state)
        update = UPDATE_FORMULAS[state.optimizer]
        self._enable(self.strength, state.regularization != "none", "No regularization is chosen.")
        self._enable(self.momentum, update.uses_momentum, f"{update.title} does not use it.")

    def show_view(self, view: PlaygroundView) -> None:
        """How fast updates follow each other."""
        self.speed.set_value(FULL_SPEED if view.speed is None else str(view.speed))

    def show_report(self, report: PlaygroundReport) -> None:
        """Whether it runs, and where it can go."""
        face = ("Pause", "pause") if report.running else ("Run", "play")
        if self.start.text() != face[0]:
            self.start.set_face(*face)
        self.back.setEnabled(report.can_go_back)
        self.rewind.setEnabled(report.step > 0)

    def fit(self, roomy: float) -> None:
        """Take the form that the logical width allows."""
        narrow = roomy < NARROW
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._sliders.setDirection(below if narrow else beside)
        self._sliders.setSpacing(self._theme.space(1 if narrow else 4))
        self.randomize.setText("" if narrow else "Randomize")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in self._themed:
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._theme = theme
        for slider in (self.strength, self.learning_rate):
            widen(slider, theme.px(SLIDER_NUMBER))
        self._column.setSpacing(theme.px(6))
        self._buttons.setSpacing(theme.px(6))

    @staticmethod
    def _enable(part: QWidget, used: bool, why_not: str) -> None:
        part.setEnabled(used)
        part.setToolTip("" if used else why_not)

    # Parts

    def _slider(
        self, theme: Theme, part: str, label: str, name: str, scale: Scale, limits: Limits
    ) -> LabelledSlider:
        default = getattr(START, part)
        slider = LabelledSlider(
            theme, label, default, name=name, scale=scale, default=default,
            format_value=short_number, limits=limits, tight=True,
        )  # fmt: skip
        slider.setObjectName(f"{PANEL}.{part}")
        slider.value_changed.connect(
            lambda value, going: self.setting_changed.emit(part, value, going)
        )
        return slider

    def _make_choices(self, theme: Theme) -> None:
        kinds = [(name, each.short_title) for name, each in PENALTY_FORMULAS.items()]
        self.regularization = menu(theme, kinds, "regularization", "Regularization")
        optimizers = [(name, UPDATE_FORMULAS[name].title) for name in OPTIMIZERS]
        self.optimizer = menu(theme, optimizers, "optimizer", "Optimizer")
        for part, name in ((self.regularization, "regularization"), (self.optimizer, "optimizer")):
            part.value_changed.connect(
                lambda key, name=name: self.setting_changed.emit(name, key, False)
            )
        self.momentum = self._number(theme, "momentum", "Momentum", MOMENTA, vm.plain_text)
        self.batch_size = self._number(
            theme, "batch_size", "Batch", BATCHES, vm.batch_text, read_batch
        )
        self.batch_size.field.setToolTip(
            "Points in each update, drawn at random; 0 or “all” takes all of them"
        )
        settings = (self.regularization, self.optimizer, self.momentum, self.batch_size)
        self.choices = Flow(theme, settings, apart=PAIRS_APART)

    def _number(
        self,
        theme: Theme,
        part: str,
        name: str,
        scale: LinearScale,
        text: vm.NumberText,
        parse: Callable[[str], float] | None = None,
    ) -> NamedNumber:
        low, high = RANGES[part]
        number = named_number(
            theme, part, name, getattr(START, part), scale=scale, format_value=text, parse=parse,
            limits=Limits(low, high, whole=scale.whole), width=NUMBER_WIDTH,
        )  # fmt: skip
        kind = int if scale.whole else float
        number.value_changed.connect(
            lambda value, going: self.setting_changed.emit(part, kind(value), going)
        )
        return number

    def _make_buttons(self, theme: Theme) -> None:
        self.start = button(theme, "Run", "play", "primary", "run", self.run_toggled, FACES)
        self.start.setToolTip("Update again and again, or pause (Space)")
        self.single = button(theme, "Step", "step", "secondary", "step", self.step_wanted)
        self.single.setToolTip("A single update (])")
        self.back = icon_button(
            theme, "step-back", "step_back", "Take the last update back ([)", self.step_back_wanted
        )
        self.rewind = icon_button(
            theme, "reset", "rewind", "Rewind to the same start (Ctrl+R)", self.rewind_wanted
        )
        speeds = [(str(each), f"{each} / s") for each in SPEEDS]
        full = (FULL_SPEED, "Full")
        self.speed = menu(theme, (*speeds, full), "speed", "Updates a second")
        self.speed.value_changed.connect(
            lambda key: self.view_changed.emit({"speed": None if key == FULL_SPEED else int(key)})
        )
        self.buttons = Flow(theme, (self.start, self.single, self.back, self.rewind, self.speed))
        self.randomize = RandomizeButton(theme)
        self.randomize.acted.connect(self.randomize_wanted)
        self.randomize.seed_chosen.connect(self.seed_chosen)

    def _lay_out(self) -> None:
        self._sliders, self._buttons = QHBoxLayout(), QHBoxLayout()
        self._sliders.addWidget(self.strength, 1)
        self._sliders.addWidget(self.learning_rate, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._buttons.addWidget(self.buttons, 1, top)
        self._buttons.addWidget(self.randomize, 0, top)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._sliders)
        self._column.addWidget(self.choices)
        self._column.addLayout(self._buttons)


def read_batch(text: str) -> float:
    """A number of points; "all" is 0, as it is shown."""
    return 0.0 if text.strip().lower() == "all" else parse_as_local(text)

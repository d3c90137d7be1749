"""The descent: who walks, how far a step goes, run and step, and the loss on the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panels.landscape import plots, titles, words
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    LARGEST_RATE,
    SMALLEST_RATE,
    SPEEDS,
    START,
    WALKERS,
    LandscapeState,
    LandscapeView,
)
from lossviz.panels.landscape.ui.controls import (
    as_high_as_fields,
    button,
    fill_row,
    label,
    menu,
    number_field,
    widen,
)
from lossviz.panels.landscape.ui.rates_part import RatesPart
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.controls.menu_button import ActionsButton
from lossviz.widgets.descent.walk_plot import WalkPlot
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.numbers.number_scale import Limits, LinearScale, LogScale
from lossviz.widgets.numbers.number_text import short_number

RATES = LogScale(SMALLEST_RATE, LARGEST_RATE)
MOMENTA = LinearScale(0.0, 0.99, 0.01)
BATCHES = LinearScale(1, 5000, 1, whole=True)
RATE_WIDTH = 92  # logical px: 2 × 10⁻⁶ has room
NO_ARROWS = "none"
ARROWS = ((NO_ARROWS, "No arrows"), ("12", "12 arrows"), ("30", "30 arrows"), ("100", "100 arrows"))
FACES = ("Run", "Pause")


class DescentPart(QWidget):
    """Controls of the walk, and its loss."""

    setting_changed = Signal(str, object, bool)
    rival_changed = Signal(str, bool)
    rate_changed = Signal(str, float, bool)
    """The learning rate of a rival: of whom, the new one, and whether the gesture goes on."""
    view_changed = Signal(dict)
    run_toggled = Signal()
    step_wanted = Signal()
    step_back_wanted = Signal()
    reset_wanted = Signal()
    went_to = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._batches, self._draws_batches = START, START.batches, False
        self._tight = False
        self._make_head(theme)
        self._make_numbers(theme)
        self.rates = RatesPart(theme)
        self.rates.rate_changed.connect(self.rate_changed)
        self._make_buttons(theme)
        self.plot = WalkPlot(theme)
        self.plot.setObjectName("landscape.walk")
        self.plot.step_wanted.connect(self.went_to)
        self._lay_out()
        self._measure(theme)

    # What it shows

    def show_state(self, state: LandscapeState) -> None:
        """Show settings, whoever made them."""
        self.optimizer.set_choices(self._choices(state), state.walker)
        for name, action in self._rivals.items():
            action.setChecked(name in state.rivals)
            action.setVisible(name != state.walker and (name != "sgd" or state.kind.has_examples))
        count = len(state.rivals)
        self.race.setText(f"Race {count + 1}" if count else "Race")
        self.own_rates.setChecked(state.own_rates)
        self.learning_rate.set_value(state.learning_rate)
        self.rates.show_state(state)
        self.momentum.set_value(state.momentum)
        self.batch_size.set_value(state.batch_size)
        self._batches = state.batches
        self._show_arrows()
        self._state = state
        self._enable()

    def show_view(self, view: LandscapeView) -> None:
        """Speed, and whether minibatches are drawn."""
        self.speed.set_value(str(view.speed))
        self.keep.setChecked(view.keeps_walks)
        self._draws_batches = view.minibatches
        self._show_arrows()
        self._enable()

    def _enable(self) -> None:
        """What none of the walkers uses is away, or grey where all use something like it."""
        walkers = (self._state.walker, *self._state.rivals)
        examples = self._state.kind.has_examples
        rolls = any(UPDATE_FORMULAS[each].uses_momentum for each in walkers)
        batches = examples and ("sgd" in walkers or self._draws_batches)
        for parts, are_used in (
            ((self.momentum_label, self.momentum), rolls),
            ((self.batch_label, self.batch_size, self.of), batches),
        ):
            for part in parts:
                part.setVisible(are_used and not self._tight)
        self._word.setVisible(not batches and not self._tight)
        self._word.setEnabled(examples)
        self.arrows.setEnabled(examples)
        self.learning_rate.setEnabled(walkers != ("random",))

    def show_report(self, report: LandscapeReport) -> None:
        """The newest step, and the loss so far."""
        face = ("Pause", "pause") if report.running else ("Run", "play")
        if self.start.text() != face[0]:
            self.start.set_face(*face)
        self.step_back.setEnabled(report.walk.done > 1)
        self.reset.setEnabled(report.walk.done > 1)
        N = report.ground.examples
        set_text(self.of, words.batch_text(report.state.batch_size, N))
        self.plot.show_picture(plots.walk_picture(report))

    def set_tight(self, tight: bool) -> None:
        """On a projector momentum and batch size give way, and the plot is with the cut."""
        self._tight = tight
        self._enable()
        for part in (self.arrows, self.plot):
            part.setVisible(not tight)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (
            self.header, self.optimizer, self.race, self.speed, self.learning_rate, self.rates,
            self.momentum, self.batch_size, self.arrows, self.start, self.step_back, self.step,
            self.reset, self.plot,
        ):  # fmt: skip
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(8))
        widen(self.learning_rate, theme.px(RATE_WIDTH))
        for row in (self._numbers, self._buttons):
            row.setSpacing(theme.space(2))
        for field in (self.momentum, self.batch_size):
            field.set_least_width(theme.px(56))

    @staticmethod
    def _choices(state: LandscapeState) -> list[tuple[str, str]]:
        """A plain function has no minibatches."""
        known = [name for name in WALKERS if name != "sgd" or state.kind.has_examples]
        return [(name, UPDATE_FORMULAS[name].title) for name in known]

    # Parts

    def _make_head(self, theme: Theme) -> None:
        self.header = SectionHeader(theme, "Descent")
        self.optimizer = menu(theme, self._choices(START), "optimizer", "Optimizer", small=True)
        self.optimizer.value_changed.connect(
            lambda key: self.setting_changed.emit("walker", key, False)
        )
        self.race = ActionsButton(theme, "Race", ticks=True)
        self.race.setProperty("face", "small")
        self.race.setObjectName("landscape.race")
        self.race.setAccessibleName("Others that race")
        self.race.setToolTip("Let others race from the same point")
        self._rivals: dict[str, QAction] = {}
        for name in WALKERS:
            title = f"{titles.look(name).letter}  {UPDATE_FORMULAS[name].title}"
            action = self.race.actions_menu.addAction(title)
            action.setCheckable(True)
            action.setObjectName(f"landscape.race.{name}")
            action.triggered.connect(lambda on, name=name: self.rival_changed.emit(name, on))
            self._rivals[name] = action
        self.race.actions_menu.addSeparator()
        self.own_rates = self._add_to_race("One learning rate each", "own_rates")
        self.own_rates.triggered.connect(
            lambda on: self.setting_changed.emit("own_rates", on, False)
        )
        self.keep = self._add_to_race("Keep walks from other points", "keep")
        self.keep.triggered.connect(lambda on: self.view_changed.emit({"keeps_walks": on}))
        speeds = [(str(each), f"{each} / s") for each in SPEEDS]
        self.speed = menu(theme, speeds, "speed", "Steps a second", small=True)
        self.speed.value_changed.connect(lambda key: self.view_changed.emit({"speed": int(key)}))
        for part in (self.optimizer, self.race, self.speed):
            self.header.add(part)

    def _add_to_race(self, text: str, name: str) -> QAction:
        action = self.race.actions_menu.addAction(text)
        action.setCheckable(True)
        action.setObjectName(f"landscape.race.{name}")
        return action

    def _make_numbers(self, theme: Theme) -> None:
        self.learning_rate = LabelledSlider(
            theme,
            "Learning rate",
            START.learning_rate,
            scale=RATES,
            default=START.learning_rate,
            format_value=short_number,
            limits=Limits(SMALLEST_RATE, LARGEST_RATE),
            inline=True,
        )
        self.learning_rate.setObjectName("landscape.learning_rate")
        changed = self.setting_changed
        self.learning_rate.value_changed.connect(
            lambda value, going: changed.emit("learning_rate", value, going)
        )
        self.momentum_label, self.batch_label = label("Momentum", "label"), label("Batch", "label")
        self.momentum = number_field(
            theme, "momentum", "Momentum", START.momentum, scale=MOMENTA,
            format_value=short_number, limits=Limits(0.0, 0.999), boxed=True,
        )  # fmt: skip
        self.momentum.value_changed.connect(
            lambda value, going: changed.emit("momentum", value, going)
        )
        self.batch_size = number_field(
            theme, "batch_size", "Batch size", START.batch_size, scale=BATCHES,
            format_value=short_number, boxed=True,
        )  # fmt: skip
        self.batch_size.value_changed.connect(
            lambda value, going: changed.emit("batch_size", int(value), going)
        )
        self.of = label("", "label", "batch_of")
        self._word = label("Minibatches", "label")
        says = "Gradients of minibatches, as arrows"
        self.arrows = menu(theme, ARROWS, "minibatches", says, small=True)
        self.arrows.value_changed.connect(self._choose_arrows)
        as_high_as_fields(self.arrows)

    def _choose_arrows(self, key: str) -> None:
        """Draw the gradients of so many minibatches, or none."""
        if key != NO_ARROWS:
            self.setting_changed.emit("batches", int(key), False)
        self.view_changed.emit({"minibatches": key != NO_ARROWS})

    def _show_arrows(self) -> None:
        shown = str(self._batches) if self._draws_batches else NO_ARROWS
        self.arrows.set_value(shown if shown in dict(ARROWS) else ARROWS[1][0])

    def _make_buttons(self, theme: Theme) -> None:
        self.start = button(theme, "Run", "play", "primary", "start", self.run_toggled, FACES)
        self.start.setToolTip("Run or pause (Space)")
        self.step_back = button(
            theme, "Step back", "step-back", "secondary", "step_back", self.step_back_wanted
        )
        self.step_back.setToolTip("Take the last step back ([)")
        self.step = button(theme, "Step", "step", "secondary", "step", self.step_wanted)
        self.step.setToolTip("One step (])")
        self.reset = button(theme, "Reset", "reset", "quiet", "reset", self.reset_wanted)
        self.reset.setProperty("edge", "right")
        self.reset.setToolTip("Back to the start (Ctrl+R); the path stays on the map")

    def _lay_out(self) -> None:
        self._numbers, self._buttons = QHBoxLayout(), QHBoxLayout()
        batch = (self.batch_label, self.batch_size, self.of, self._word, self.arrows)
        fill_row(self._numbers, self.momentum_label, self.momentum, None, *batch)
        fill_row(self._buttons, self.start, self.step_back, self.step, None, self.reset)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.learning_rate)
        self._column.addWidget(self.rates)
        self._column.addLayout(self._numbers)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self.plot, 100)
        self._column.addStretch(1)  # takes the room while there is no plot

"""Second row of the Training panel: the hyperparameters, editable while it runs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.training_config import LARGEST_BATCH, TrainingConfig
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panels.training.ui.controls import DEFAULTS, SettingField, label
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.adaptive_choice import AdaptiveChoice
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.controls.segmented import Segmented
from lossviz.widgets.numbers.number_scale import Limits, LinearScale, LogScale, Scale
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.painting.themed import Themed

BATCHES = (32, 64, 128, 256)
BATCH_SIZES = LinearScale(1, LARGEST_BATCH, 1, whole=True)
# A learning rate of 1e30 may be tried: the run diverges, and says so.
LEARNING_RATES = LogScale(1e-6, 1.0)
LEARNING_RATE_LIMITS = Limits(0.0, 1e30, above=True)
STRENGTHS = LogScale(1e-5, 10.0, zero=True)
STRENGTH_LIMITS = Limits(0.0, 1e6)
MOMENTA = LinearScale(0.0, 0.99, 0.01)
# Of batch, learning rate, strength and momentum, by what their names and numbers need.
SLIDER_SHARES = (7, 13, 8, 11)
# Logical widths: below the first the losses are a menu, below the second the batch is a slider,
# below the third the sliders have a row of their own.
MENU_WIDTH, SLIDER_WIDTH, ONE_ROW_WIDTH = 1180, 980, 900


class Hyperparameters(QWidget):
    """Each setting under its name; every control shows the state and asks for a new one."""

    setting_changed = Signal(str, object, bool)
    """Field of TrainingConfig, its new value, whether the gesture goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: list[QVBoxLayout] = []
        self._heads: list[QWidget] = []
        self._in_two_rows = False
        self._make_choices(theme)
        self._make_batch(theme)
        self.learning_rate = self._slider(
            theme, "learning_rate", "Learning rate", LEARNING_RATES, LEARNING_RATE_LIMITS
        )
        self.strength = self._slider(theme, "strength", "λ", STRENGTHS, STRENGTH_LIMITS)
        self.momentum = self._slider(theme, "momentum", "Momentum", MOMENTA)
        self._lay_out()
        choices = (self.loss, self.optimizer, self.regularization, self.batches)
        self._themed: tuple[Themed, ...] = (*choices, self.batch_size, *self._sliders)

    def show_config(self, config: TrainingConfig) -> None:
        """Show settings, whoever made them."""
        self.loss.set_value(config.loss)
        self.optimizer.set_value(config.optimizer)
        self.regularization.set_value(config.regularization)
        self.batch_size.set_value(config.batch_size)
        self.batch_slider.set_value(config.batch_size)
        self.batches.set_value(str(config.batch_size) if config.batch_size in BATCHES else None)
        self.learning_rate.set_value(config.learning_rate)
        self.strength.set_value(config.strength)
        self.strength.set_label(PENALTY_FORMULAS[config.regularization].strength_label)
        self.momentum.set_value(config.momentum)
        self.momentum.set_label("Momentum β₁" if config.optimizer == "adam" else "Momentum")
        self._enable(self.strength, config.regularization != "none", "No regularization is chosen.")
        update = UPDATE_FORMULAS[config.optimizer]
        self._enable(self.momentum, update.uses_momentum, f"{update.title} does not use it.")

    def fit(self, roomy: float) -> None:
        """Take the form that the logical width allows."""
        self.loss.set_narrow(roomy < MENU_WIDTH)
        self._batch_part.setVisible(roomy >= SLIDER_WIDTH)
        self.batch_slider.setVisible(roomy < SLIDER_WIDTH)
        self._row.setSpacing(self._theme.px(16 if roomy >= SLIDER_WIDTH else 10))
        self._break_row(roomy < ONE_ROW_WIDTH)
        for slider, share in zip(self._sliders, SLIDER_SHARES, strict=True):
            row = self._slider_row if self._in_two_rows else self._row
            row.setStretchFactor(slider, 1 if self._in_two_rows else share)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for head in self._heads:
            head.setFixedHeight(self.batch_size.height_in(theme))
        for column in self._columns:
            column.setSpacing(theme.px(2))
        self._slider_row.setSpacing(theme.space(4))
        for part in self._themed:
            part.apply_theme(theme)

    def _break_row(self, two: bool) -> None:
        """Put the sliders in a row of their own, where one row has no room."""
        if self._in_two_rows != two:
            self._in_two_rows = two
            for slider in self._sliders:
                row = self._slider_row if two else self._row
                row.addWidget(slider, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.setSpacing(self._theme.space(1) if two else 0)

    @staticmethod
    def _enable(slider: LabelledSlider, used: bool, why_not: str) -> None:
        slider.setEnabled(used)
        slider.setToolTip("" if used else why_not)

    # Parts

    def _make_choices(self, theme: Theme) -> None:
        losses = [(key, each.title) for key, each in LOSS_FORMULAS.items()]
        self.loss = AdaptiveChoice(theme, losses, DEFAULTS.loss)
        self._name_choice(self.loss, "loss", "Loss")
        optimizers = [(key, UPDATE_FORMULAS[key].title) for key in OPTIMIZERS]
        self.optimizer = MenuButton(theme, optimizers, DEFAULTS.optimizer)
        self._name_choice(self.optimizer, "optimizer", "Optimizer")
        kinds = [(key, each.title) for key, each in PENALTY_FORMULAS.items()]
        self.regularization = MenuButton(theme, kinds, DEFAULTS.regularization)
        self._name_choice(self.regularization, "regularization", "Regularization")

    def _name_choice(self, control: AdaptiveChoice | MenuButton, setting: str, name: str) -> None:
        control.setObjectName(f"training.{setting}")
        control.setAccessibleName(name)
        control.value_changed.connect(lambda key: self.setting_changed.emit(setting, key, False))

    def _make_batch(self, theme: Theme) -> None:
        """Usual sizes and a number for any; a slider where there is little room."""
        self.batches = Segmented(theme, [(str(n), str(n)) for n in BATCHES], numbers=True)
        self.batches.setObjectName("training.batch_choice")
        self.batches.setAccessibleName("Usual batch sizes")
        self.batches.value_changed.connect(
            lambda key: self.setting_changed.emit("batch_size", int(key), False)
        )
        self.batch_size = SettingField(
            theme, "batch_size", "Batch size", scale=BATCH_SIZES, format_value=_whole,
            side="right",
        )  # fmt: skip
        self.batch_slider = LabelledSlider(
            theme,
            "Batch",
            DEFAULTS.batch_size,
            name="Batch size",
            scale=BATCH_SIZES,
            default=DEFAULTS.batch_size,
            format_value=_whole,
        )
        self.batch_slider.setObjectName("training.batch_size_narrow")
        for control in (self.batch_size, self.batch_slider):
            control.value_changed.connect(
                lambda value, on: self.setting_changed.emit("batch_size", int(value), on)
            )

    def _slider(
        self, theme: Theme, setting: str, name: str, scale: Scale, limits: Limits | None = None
    ) -> LabelledSlider:
        slider = LabelledSlider(
            theme,
            name,
            getattr(DEFAULTS, setting),
            name={"strength": "Regularization strength λ"}.get(setting, name),
            scale=scale,
            default=getattr(DEFAULTS, setting),
            format_value=_two_decimals if isinstance(scale, LinearScale) else short_number,
            limits=limits,
        )
        slider.setObjectName(f"training.{setting}")
        slider.value_changed.connect(partial(self.setting_changed.emit, setting))
        return slider

    def _lay_out(self) -> None:
        # Both rows have one parent: a widget that changes its parent loses its font.
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._row, self._slider_row = QHBoxLayout(), QHBoxLayout()
        self._rows.addLayout(self._row)
        self._rows.addLayout(self._slider_row)
        self._batch_part = self._under(_head("Batch", self.batch_size), self.batches)
        for widget in (
            self._under(label("Loss", "label"), self.loss),
            self._under(label("Optimizer", "label"), self.optimizer),
            self._under(label("Regularization", "label"), self.regularization),
            self._batch_part,
        ):
            self._row.addWidget(widget)
        self._sliders = (self.batch_slider, self.learning_rate, self.strength, self.momentum)
        for slider in self._sliders:
            self._row.addWidget(slider, 1, Qt.AlignmentFlag.AlignTop)

    def _under(self, head: QWidget, control: QWidget) -> QWidget:
        """A control under its name."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(control)
        self._heads.append(head)
        self._columns.append(column)
        return whole


def _head(text: str, number: QWidget) -> QWidget:
    """A name left and its number right."""
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(text, "label"), 1)
    row.addWidget(number)
    return head


def _whole(value: float) -> str:
    return format_number(value, 0)


def _two_decimals(value: float) -> str:
    return format_number(value, 2)

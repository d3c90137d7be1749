"""The band on top of the Training panel: run it, see how far it is, set its hyperparameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lossviz.model.losses import LOSSES
from lossviz.model.training_config import LARGEST_BATCH, TrainingConfig
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.source_bar import ProgressLine, SourceBar
from lossviz.panels.training.state import MOST_EPOCHS
from lossviz.theme.tokens import Theme
from lossviz.widgets.adaptive_choice import AdaptiveChoice
from lossviz.widgets.buttons import ActionButton, ButtonKind, IconButton
from lossviz.widgets.labelled_slider import LabelledSlider
from lossviz.widgets.menu_button import MenuButton
from lossviz.widgets.number_scale import Limits, LinearScale, LogScale
from lossviz.widgets.number_text import format_number, short_number
from lossviz.widgets.scrub_field import ScrubField
from lossviz.widgets.segmented import Segmented
from lossviz.widgets.steady_number import SteadyNumber
from lossviz.widgets.themed import Themed

FACES = ("Run", "Pause")
BATCHES = (32, 64, 128, 256)
LOSS_ORDER = ("softmax", "hinge", "one-vs-all", "structured")
# A learning rate of 1e30 may be tried: the run diverges, and says so.
LEARNING_RATES = LogScale(1e-6, 1.0)
LEARNING_RATE_LIMITS = Limits(0.0, 1e30, above=True)
STRENGTHS = LogScale(1e-5, 10.0, zero=True)
STRENGTH_LIMITS = Limits(0.0, 1e6)
MOMENTA = LinearScale(0.0, 0.99, 0.01)
WEIGHT_SCALES = LogScale(1e-6, 1.0, zero=True)
WEIGHT_SCALE_LIMITS = Limits(0.0, 1e3)
DEFAULTS = TrainingConfig()
# Of batch, learning rate, strength and momentum.
SLIDER_SHARES = (7, 13, 8, 11)


class Band(QWidget):
    """Two rows of controls, and a line of words about the start and the pixels."""

    setting_changed = Signal(str, object, bool)
    """Field of TrainingConfig, its new value, whether the gesture goes on."""
    run_toggled = Signal()
    step_wanted = Signal()
    epoch_wanted = Signal()
    reset_wanted = Signal()
    new_seed_wanted = Signal()

    def __init__(self, theme: Theme, config: TrainingConfig, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._in_two_rows = False
        self._make_transport(theme, config)
        self._make_settings(theme, config)
        self._make_words(theme, config)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._transport)
        self._column.addWidget(self._settings)
        self._column.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)
        self.show_config(config)

    def show_config(self, config: TrainingConfig) -> None:
        """Show settings, whoever made them."""
        self.loss.set_value(config.loss)
        self.optimizer.set_value(config.optimizer)
        self.regularization.set_value(config.regularization)
        self.batch_size.set_value(config.batch_size)
        self.batch_slider.set_value(config.batch_size)
        self.batches.set_value(str(config.batch_size))
        self.learning_rate.set_value(config.learning_rate)
        self.strength.set_value(config.strength)
        self.momentum.set_value(config.momentum)
        self.seed.set_value(config.seed)
        self.weight_scale.set_value(config.weight_scale)
        self.epochs.set_value(config.epochs)
        self.strength.set_label(vm.STRENGTH_LABELS[config.regularization])
        self.strength.setEnabled(config.regularization != "none")
        self.momentum.setEnabled(config.optimizer in vm.WITH_MOMENTUM)

    def show_report(self, report: TrainingReport) -> None:
        """Show how far the run is."""
        face = ("Pause", "pause") if report.running else ("Run", "play")
        if self.start.text() != face[0]:
            self.start.set_face(*face)
        for button in (self.start, self.step, self.epoch):
            button.setEnabled(report.divergence is None)
        epochs, steps = vm.epoch_texts(report)
        self.epoch_number.setText(epochs)
        self.steps.setText(steps)
        self.rate.setText(vm.rate_text(report))
        self.progress.set_share(report.step / max(1, report.steps_total))
        _set(self.start_check, vm.start_sentence(report.start))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._column.setSpacing(theme.space(2))
        for row in (self._transport_row, self._words_row):
            row.setSpacing(theme.space(2))
        for head in self._heads:
            head.setFixedHeight(theme.px(24))
        self._sliders_row.setSpacing(theme.space(4))
        for part in self._themed:
            part.apply_theme(theme)
        for column in self._labelled_columns:
            column.setSpacing(theme.px(2))
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Take the form that the width allows: the least needed gives way first."""
        roomy = width / self._theme.scale
        self.source.set_narrow(roomy < 1150)
        self.progress.setVisible(roomy >= 1000)
        self._step_part.setVisible(roomy >= 900)
        self._rate_part.setVisible(roomy >= 800)
        self.loss.set_narrow(roomy < 1180)
        self._batch_part.setVisible(roomy >= 980)
        self.batch_slider.setVisible(roomy < 980)
        self._settings_row.setSpacing(self._theme.space(4) if roomy >= 980 else self._theme.px(10))
        short = roomy < 1180
        self._preprocessing.setText(vm.SHORT_PREPROCESSING if short else vm.PREPROCESSING)
        self._break_row(roomy < 800)
        self._share_row(equally=roomy >= 1180 or roomy < 800)

    def _share_row(self, *, equally: bool) -> None:
        """Room for the sliders: by what their names need, where there is little of it."""
        row = self._sliders_row if self._in_two_rows else self._settings_row
        for slider, share in zip(self._sliders, SLIDER_SHARES, strict=True):
            row.setStretchFactor(slider, 1 if equally else share)

    def _break_row(self, two: bool) -> None:
        """Put the sliders in a row of their own, where one row has no room; the words give way."""
        row = self._sliders_row if two else self._settings_row
        if self._in_two_rows != two:
            self._in_two_rows = two
            for slider in self._sliders:
                row.addWidget(slider, 1)
        self._settings_rows.setSpacing(self._theme.space(1) if two else 0)
        self._words.setVisible(not two)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the width."""
        self.fit(self.width())
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window; `fit` does the rest."""
        return QSize(self._theme.px(700), super().minimumSizeHint().height())

    # First row

    def _make_transport(self, theme: Theme, config: TrainingConfig) -> None:
        self.start = _button(theme, "Run", "play", "primary", "start", self.run_toggled, FACES)
        self.start.setToolTip("Run or pause (Space)")
        self.step = _button(theme, "Step", "step", "secondary", "step", self.step_wanted)
        self.step.setToolTip("One step: one minibatch, one update (])")
        self.epoch = _button(theme, "Epoch", "epoch", "secondary", "epoch", self.epoch_wanted)
        self.epoch.setToolTip("Run to the end of this epoch")
        self.reset = _button(theme, "Reset", "reset", "quiet", "reset", self.reset_wanted)
        self.reset.setToolTip("Back to the same start (Ctrl+R)")
        self.new_seed = IconButton(theme, "new-seed", "New seed: another start")
        self.new_seed.setObjectName("training.new_seed")
        self.new_seed.clicked.connect(self.new_seed_wanted)
        self.epoch_number = _number(theme, "epoch_number", "Epochs done", "00", right=True)
        self.epochs = self._field(
            theme, "epochs", "Epochs", config.epochs, LinearScale(1, MOST_EPOCHS, 1, whole=True)
        )
        self.epochs.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.progress = ProgressLine(theme)
        self.steps = _number(theme, "step_number", "Steps done and in all", "0,000 / 0,000")
        self.rate = _number(theme, "steps_per_second", "Steps per second", "0,000", right=True)
        self.source = SourceBar(theme)
        self._step_part = _joined(_label("step", "label"), self.steps)
        buttons = (self.start, self.step, self.epoch, self.reset, self.new_seed)
        self._transport = QWidget()
        self._transport_row = QHBoxLayout(self._transport)
        self._transport_row.setContentsMargins(0, 0, 0, 0)
        epoch_part = _joined(
            _label("epoch", "label"), self.epoch_number, _label("/", "number"), self.epochs
        )
        self._rate_part = _joined(self.rate, _label("steps/s", "label"))
        for widget in (*buttons, epoch_part):
            self._transport_row.addWidget(widget)
        self._transport_row.addWidget(self.progress, 1)
        for widget in (self._step_part, self._rate_part):
            self._transport_row.addWidget(widget)
        self._transport_row.addStretch(1)
        self._transport_row.addWidget(self.source)
        numbers = (self.epoch_number, self.steps, self.rate)
        self._themed: list[Themed] = [*buttons, *numbers, self.epochs, self.progress, self.source]

    # Second row

    def _make_settings(self, theme: Theme, config: TrainingConfig) -> None:
        self._labelled_columns: list[QVBoxLayout] = []
        self._heads: list[QWidget] = []
        losses = [(key, LOSSES[key].title) for key in LOSS_ORDER]
        self.loss = AdaptiveChoice(theme, losses, config.loss)
        self._choice(self.loss, "loss", "Loss")
        self.optimizer = MenuButton(theme, list(vm.OPTIMIZER_TITLES.items()), config.optimizer)
        self._choice(self.optimizer, "optimizer", "Optimizer")
        self.regularization = MenuButton(
            theme, list(vm.REGULARIZATION_TITLES.items()), config.regularization
        )
        self._choice(self.regularization, "regularization", "Regularization")
        self._make_batch(theme, config)
        self.learning_rate = self._slider(
            theme, "learning_rate", "Learning rate", LEARNING_RATES, LEARNING_RATE_LIMITS
        )
        self.strength = self._slider(theme, "strength", "λ", STRENGTHS, STRENGTH_LIMITS)
        self.momentum = self._slider(theme, "momentum", "Momentum", MOMENTA)
        self._settings = QWidget()
        # Both rows have one parent: a widget that changes its parent loses its font.
        self._settings_rows = QVBoxLayout(self._settings)
        self._settings_rows.setContentsMargins(0, 0, 0, 0)
        self._settings_row = QHBoxLayout()
        self._sliders_row = QHBoxLayout()
        self._settings_rows.addLayout(self._settings_row)
        self._settings_rows.addLayout(self._sliders_row)
        batch_head = _head("Batch", self.batch_size)
        self._batch_part = self._under(batch_head, self.batches)
        for widget in (
            self._under("Loss", self.loss),
            self._under("Optimizer", self.optimizer),
            self._under("Regularization", self.regularization),
            self._batch_part,
        ):
            self._settings_row.addWidget(widget)
        self._sliders = (self.batch_slider, self.learning_rate, self.strength, self.momentum)
        for slider in self._sliders:
            self._settings_row.addWidget(slider, 1)
        self._themed += [self.loss, self.optimizer, self.regularization, self.batches]
        self._themed += [
            self.batch_size,
            self.batch_slider,
            self.learning_rate,
            self.strength,
            self.momentum,
        ]

    def _make_batch(self, theme: Theme, config: TrainingConfig) -> None:
        self.batches = Segmented(theme, [(str(n), str(n)) for n in BATCHES], numbers=True)
        self.batches.setObjectName("training.batch_choice")
        self.batches.setAccessibleName("Usual batch sizes")
        self.batches.value_changed.connect(
            lambda key: self.setting_changed.emit("batch_size", int(key), False)
        )
        scale = LinearScale(1, LARGEST_BATCH, 1, whole=True)
        self.batch_size = self._field(theme, "batch_size", "Batch size", config.batch_size, scale)
        self.batch_slider = LabelledSlider(
            theme,
            "Batch",
            config.batch_size,
            name="Batch size",
            scale=scale,
            default=DEFAULTS.batch_size,
            format_value=_whole,
        )
        self.batch_slider.setObjectName("training.batch_size_narrow")
        self.batch_slider.value_changed.connect(
            lambda value, on: self.setting_changed.emit("batch_size", int(value), on)
        )

    # Words

    def _make_words(self, theme: Theme, config: TrainingConfig) -> None:
        self.seed = self._field(
            theme, "seed", "Seed", config.seed, LinearScale(0, 99_999, 1, whole=True)
        )
        self.weight_scale = ScrubField(
            theme,
            config.weight_scale,
            name="Weight scale",
            scale=WEIGHT_SCALES,
            default=DEFAULTS.weight_scale,
            format_value=short_number,
            limits=WEIGHT_SCALE_LIMITS,
        )
        self._name_field(self.weight_scale, "weight_scale", float)
        self.start_check = _label("", "label", "start_check")
        self._preprocessing = _label(vm.PREPROCESSING, "label", "preprocessing")
        self._words = QWidget()
        self._words_row = QHBoxLayout(self._words)
        self._words_row.setContentsMargins(0, 0, 0, 0)
        tip = "Seed and weight scale make the start: they act at the next reset."
        for widget in (
            _label("Start: seed", "label"),
            self.seed,
            _label("weight scale", "label"),
            self.weight_scale,
            self.start_check,
        ):
            widget.setToolTip(widget.toolTip() or tip)
            self._words_row.addWidget(widget)
        self._words_row.addStretch(1)
        self._words_row.addWidget(self._preprocessing)
        self._themed += [self.seed, self.weight_scale]

    # Parts

    def _field(
        self, theme: Theme, setting: str, name: str, value: float, scale: LinearScale
    ) -> ScrubField:
        """A whole number that can be scrubbed."""
        field = ScrubField(
            theme,
            value,
            name=name,
            scale=scale,
            default=getattr(DEFAULTS, setting),
            format_value=_whole,
        )
        self._name_field(field, setting, int)
        return field

    def _name_field(
        self, field: ScrubField, setting: str, number: Callable[[float], float]
    ) -> None:
        field.setObjectName(f"training.{setting}")
        field.value_changed.connect(
            lambda value, on: self.setting_changed.emit(setting, number(value), on)
        )

    def _slider(
        self,
        theme: Theme,
        setting: str,
        label: str,
        scale: LinearScale | LogScale,
        limits: Limits | None = None,
    ) -> LabelledSlider:
        slider = LabelledSlider(
            theme,
            label,
            getattr(DEFAULTS, setting),
            name={"strength": "Regularization strength"}.get(setting, label),
            scale=scale,
            default=getattr(DEFAULTS, setting),
            format_value=_two_decimals if isinstance(scale, LinearScale) else short_number,
            limits=limits,
        )
        slider.setObjectName(f"training.{setting}")
        slider.value_changed.connect(partial(self.setting_changed.emit, setting))
        return slider

    def _choice(self, control: AdaptiveChoice | MenuButton, setting: str, name: str) -> None:
        control.setObjectName(f"training.{setting}")
        control.setAccessibleName(name)
        control.value_changed.connect(lambda key: self.setting_changed.emit(setting, key, False))

    def _under(self, head: str | QWidget, control: QWidget) -> QWidget:
        """A control under its name."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        if isinstance(head, str):
            head = _label(head, "label")
        self._heads.append(head)
        column.addWidget(head)
        column.addWidget(control)
        self._labelled_columns.append(column)
        return whole


def _head(text: str, number: QWidget) -> QWidget:
    """A name left and its number right."""
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(_label(text, "label"), 1)
    row.addWidget(number)
    return head


def _joined(*widgets: QWidget) -> QWidget:
    """Parts of one phrase, close together."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for widget in widgets:
        row.addWidget(widget)
    return whole


def _button(
    theme: Theme,
    text: str,
    picture: str,
    kind: ButtonKind,
    name: str,
    signal: SignalInstance,
    texts: tuple[str, ...] = (),
) -> ActionButton:
    button = ActionButton(theme, text, picture, kind, texts)
    button.setObjectName(f"training.{name}")
    button.setAccessibleName(text)
    button.clicked.connect(signal)
    return button


def _label(text: str, role: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    if name:
        label.setObjectName(f"training.{name}")
    return label


def _number(
    theme: Theme, name: str, spoken: str, widest: str, *, right: bool = False
) -> SteadyNumber:
    number = SteadyNumber(theme, spoken, widest, right=right)
    number.setObjectName(f"training.{name}")
    return number


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _whole(value: float) -> str:
    return format_number(value, 0)


def _two_decimals(value: float) -> str:
    return format_number(value, 2)

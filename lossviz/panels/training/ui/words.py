"""Third row of the Training panel: how the run starts, in words; news take its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.model.training_config import TrainingConfig
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.state import LARGEST_SEED
from lossviz.panels.training.ui.controls import SettingField, joined, label
from lossviz.panels.training.ui.source_news import SourceNews
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.strip import Strip
from lossviz.widgets.numbers.number_scale import Limits, LinearScale, LogScale
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.painting.elided_label import ElidedLabel

WEIGHT_SCALES = LogScale(1e-6, 1.0, zero=True)
WEIGHT_SCALE_LIMITS = Limits(0.0, 1e3)
LONG_WIDTH, WORDS_WIDTH = 1180, 800


class Words(QWidget):
    """Seed and weight scale, what the first loss tells, and what is done to the pixels.

    A message has this row while it lasts, so that nothing else moves: a diverged run first, then
    a problem with a file, then news of the images.
    """

    setting_changed = Signal(str, object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roomy = float(LONG_WIDTH)
        self._hidden = False
        self._words = self._make_words(theme)
        self.diverged = Strip(theme)
        self.diverged.setObjectName("training.diverged")
        self.problem = Strip(theme)
        self.problem.setObjectName("training.problem")
        self.news = SourceNews(theme)
        self._messages = (self.diverged, self.problem, self.news)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._words, *self._messages):
            column.addWidget(widget)
        for strip in (self.diverged, self.problem):
            strip.closed.connect(self.show_pressing)
        self.show_pressing()

    def show_config(self, config: TrainingConfig) -> None:
        """Show settings, whoever made them."""
        self.seed.set_value(config.seed)
        self.weight_scale.set_value(config.weight_scale)

    def show_report(self, report: TrainingReport) -> None:
        """What the start tells."""
        self.start_check.set_texts(*(vm.advice_sentences(report) or vm.start_sentences(report)))

    def show_pressing(self) -> None:
        """Show the most pressing message, or the words."""
        waiting = (each for each in self._messages if each.has_message)
        shown = None if self._hidden else next(waiting, None)
        for each in self._messages:
            each.setVisible(each is shown)
        self._words.setVisible(shown is None and self._roomy >= WORDS_WIDTH)
        self.setVisible(shown is not None or self._roomy >= WORDS_WIDTH)

    def hide_messages(self, hidden: bool) -> None:
        """Show the words whatever the messages, or no longer so."""
        self._hidden = hidden
        self.show_pressing()

    def fit(self, roomy: float) -> None:
        """Take the form that the logical width allows."""
        self._roomy = roomy
        short = roomy < LONG_WIDTH
        set_text(self._preprocessing, vm.SHORT_PREPROCESSING if short else vm.PREPROCESSING)
        self.show_pressing()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._words.setFixedHeight(theme.px(32))
        self._row.setSpacing(theme.px(10))
        for part in (self.seed, self.weight_scale, *self._messages):
            part.apply_theme(theme)

    def _make_fields(self, theme: Theme) -> None:
        self.seed = SettingField(
            theme,
            "seed",
            "Seed",
            scale=LinearScale(0, LARGEST_SEED, 1, whole=True),
            format_value=lambda value: format_number(value, 0),
        )
        self.seed.value_changed.connect(
            lambda value, on: self.setting_changed.emit("seed", int(value), on)
        )
        self.weight_scale = SettingField(
            theme,
            "weight_scale",
            "Weight scale",
            scale=WEIGHT_SCALES,
            format_value=short_number,
            limits=WEIGHT_SCALE_LIMITS,
        )
        self.weight_scale.value_changed.connect(
            lambda value, on: self.setting_changed.emit("weight_scale", value, on)
        )

    def _make_words(self, theme: Theme) -> QWidget:
        self._make_fields(theme)
        self.start_check = ElidedLabel()
        self.start_check.setProperty("role", "label")
        self.start_check.setObjectName("training.start_check")
        self._preprocessing = label(vm.PREPROCESSING, "label", "preprocessing")
        words = QWidget()
        self._row = QHBoxLayout(words)
        self._row.setContentsMargins(0, 0, 0, 0)
        tip = "Seed and weight scale make the start: they act at the next reset."
        for widget in (
            joined(label("Start: seed", "label"), self.seed),
            joined(label("weight scale", "label"), self.weight_scale),
            self.start_check,
        ):
            widget.setToolTip(tip)
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self._preprocessing)
        return words

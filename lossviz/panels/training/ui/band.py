"""The band on top of the Training panel: transport, hyperparameters, words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.model.training_config import TrainingConfig
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.ui.hyperparameters import Hyperparameters
from lossviz.panels.training.ui.transport import Transport
from lossviz.panels.training.ui.words import Words
from lossviz.theme.tokens import Theme


class Band(QWidget):
    """Three rows that fit themselves to the width."""

    setting_changed = Signal(str, object, bool)
    """Field of TrainingConfig, its new value, whether the gesture goes on."""

    def __init__(self, theme: Theme, config: TrainingConfig, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.transport = Transport(theme)
        self.hyperparameters = Hyperparameters(theme)
        self.words = Words(theme, self)  # it shows itself: without a parent, as a window
        self._rows = (self.transport, self.hyperparameters, self.words)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for row in self._rows:
            self._column.addWidget(row)
        self.hyperparameters.setting_changed.connect(self.setting_changed)
        self.words.setting_changed.connect(self.setting_changed)
        self.transport.epochs.value_changed.connect(
            lambda value, on: self.setting_changed.emit("epochs", int(value), on)
        )
        self.apply_theme(theme)
        self.show_config(config)

    def show_config(self, config: TrainingConfig) -> None:
        """Show settings, whoever made them."""
        self.transport.epochs.set_value(config.epochs)
        self.hyperparameters.show_config(config)
        self.words.show_config(config)

    def show_report(self, report: TrainingReport) -> None:
        """Show how far the run is, and how it started."""
        self.transport.show_report(report)
        self.words.show_report(report)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._column.setSpacing(theme.px(6))
        for row in self._rows:
            row.apply_theme(theme)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the width."""
        self._fit()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window; the rows do the rest."""
        return QSize(self._theme.px(700), super().minimumSizeHint().height())

    def _fit(self) -> None:
        roomy = self.width() / self._theme.scale
        for row in self._rows:
            row.fit(roomy)

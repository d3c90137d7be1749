"""Left and right in the view Simpler models: polynomials through points, or templates of images."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lossviz.panels.regularization.simpler.settings import MODELS
from lossviz.panels.regularization.ui.controls import segments
from lossviz.panels.regularization.ui.simpler.points import Points
from lossviz.panels.regularization.ui.simpler.templates import TemplateColumn
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.flow import Flow

TITLES = ("Points", "Templates")


class Models(QWidget):
    """Which model is looked at, its presets, and its object below."""

    model_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        choices = list(zip(MODELS, TITLES, strict=True))
        self.model = segments(theme, choices, "model", "What is fitted")
        self.model.value_changed.connect(self.model_chosen)
        self.points, self.templates = Points(theme), TemplateColumn(theme)
        self._presets = tuple(self.points.presets.values())
        self._flow = Flow(theme, (self.model, *self._presets))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.points)
        self._stack.addWidget(self.templates)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._flow)
        self._column.addWidget(self._stack, 1)
        self.apply_theme(theme)

    def show_model(self, model: str) -> None:
        """Look at one of them."""
        self.model.set_value(model)
        self._stack.setCurrentIndex(MODELS.index(model))
        for preset in self._presets:
            preset.setVisible(model == "points")

    def set_low(self, low: bool) -> None:
        """Closer parts, where there is not the height for more."""
        self.points.set_low(low)
        self._column.setSpacing(self._theme.px(5 if low else 8))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._flow.apply_theme(theme)
        self.points.apply_theme(theme)
        self.templates.apply_theme(theme)

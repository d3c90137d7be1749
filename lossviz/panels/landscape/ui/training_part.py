"""The classifier at the point, where the map is a plane through its weights."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.landscape import words
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.ui.controls import label
from lossviz.theme.tokens import Theme
from lossviz.widgets.check.template_row import TemplateRow
from lossviz.widgets.layout.label_text import set_text


class TrainingPart(QWidget):
    """Templates, accuracy, and how much of the path the plane holds; hidden for other surfaces."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.templates = TemplateRow(theme)
        self.templates.setObjectName("landscape.templates")
        self.accuracy = label("", "label", "accuracy")
        self.held = label("", "label", "held")
        self._lines = QVBoxLayout()
        self._lines.addStretch(1)
        self._lines.addWidget(self.accuracy)
        self._lines.addWidget(self.held)
        self._lines.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.templates, 1)
        self._row.addLayout(self._lines)
        self.hide()

    def show_report(self, report: LandscapeReport) -> None:
        """The classifier at the point, if there is one."""
        training, ground = report.training, report.ground.training
        self.setVisible(training is not None)
        if training is not None and ground is not None:
            self.templates.show_templates(training.templates, ground.trace.data.class_names)
            set_text(self.accuracy, words.accuracy_text(report))
            set_text(self.held, words.held_text(report))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.templates.apply_theme(theme)
        self._row.setSpacing(theme.space(4))
        self._lines.setSpacing(theme.px(2))

"""The templates of real images in the view Simpler models: smooth for large λ, noise for small."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.model.regularization import Regularization
from lossviz.model.regularized.pixel_templates import STRENGTHS
from lossviz.panels.regularization.simpler import templates as words
from lossviz.panels.regularization.simpler.settings import SimplerSettings
from lossviz.panels.regularization.simpler.templates import Learned
from lossviz.panels.regularization.ui.controls import PANEL, label
from lossviz.panels.regularization.ui.loss_head import LossHead
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.images.template_grid import TemplateGrid
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.progress_line import ProgressLine
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.painting.themed import Themed

FACES = (("Learn", "play"), ("Stop", "pause"))
LINE = 2  # logical px
LEAST_PLOT = 180


class TemplateColumn(QWidget):
    """Left: the ten templates of the λ in force, how far learning is, and a way to stop it."""

    learning_wanted = Signal(bool)
    """Learn, or stop learning."""
    linked = Signal(str)
    """The panel where the penalty is to be seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._running = False
        self.header = SectionHeader(theme, "Templates", "softmax on the pixels of images")
        self.progress = ProgressLine(theme, LINE)
        self.grid = TemplateGrid(theme)
        self.grid.setObjectName(f"{PANEL}.templates")
        self.said = label("", "secondary", "templates.said")
        self.said.setWordWrap(True)
        self.run = ActionButton(theme, *FACES[0], texts=tuple(text for text, _ in FACES))
        self.run.setObjectName(f"{PANEL}.templates.run")
        self.run.clicked.connect(lambda: self.learning_wanted.emit(not self._running))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self.to_training = ActionButton(theme, "Use λ in Training")
        self.to_training.setObjectName(f"{PANEL}.to_training")
        self.to_training.clicked.connect(lambda: self.linked.emit("training"))
        self._row.addWidget(self.run)
        self._row.addWidget(self.to_training)
        self._row.addStretch(1)
        for part in (self.header, self.progress):
            self._column.addWidget(part)
        self._column.addWidget(self.grid, 1)
        self._column.addWidget(self.said)
        self._column.addLayout(self._row)
        self._column.addStretch(1)
        self.apply_theme(theme)

    def show_learned(self, seen: Learned | None, settings: SimplerSettings, running: bool) -> None:
        """What was learned so far, for the λ in force."""
        self._running = running
        self.run.set_face(*FACES[running])
        self.run.setVisible(running or seen is None or not seen.all)
        done = 0 if seen is None else len(seen.found)
        self.progress.set_share(done / len(STRENGTHS) if running else 0.0)
        if seen is None or not seen.found:
            self.grid.show_waiting(words.progress(seen) if running else "No templates yet")
            set_text(self.said, "")
            return
        here = seen.at(settings.penalty.strength)
        self.header.set_caption(f"softmax on the pixels of {escape(seen.data)}")
        self.grid.show_templates(words.template_pictures(here), seen.class_names)
        said = words.caption(seen, settings.penalty.strength)
        other = settings.penalty.kind != "l2"
        set_text(self.said, f"{said} {words.L2_ALONE}" if other else said)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        parts: tuple[Themed, ...] = (
            self.header, self.progress, self.grid, self.run, self.to_training,
        )  # fmt: skip
        for part in parts:
            part.apply_theme(theme)
        self._column.setSpacing(theme.px(8))


class AccuracyColumn(QWidget):
    """Right: the loss for the λ in force, and how many images are right for each λ."""

    strength_changed = Signal(float, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.head = LossHead(theme, "templates")
        self.plot_header = SectionHeader(theme, "Images that are right", "in percent, against λ")
        self.plot = CursorPlot(theme, "Accuracy against λ")
        self.plot.setObjectName(f"{PANEL}.accuracy_plot")
        self.plot.value_changed.connect(self.strength_changed)
        self.table = CompareTable(theme, "Accuracy for some λ")
        self.table.setObjectName(f"{PANEL}.accuracy_table")
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self._rules[0], self.plot_header):
            self._column.addWidget(part)
        self._column.addWidget(self.plot, 1)
        self._column.addWidget(self._rules[1])
        self._column.addWidget(self.table)
        self.apply_theme(theme)

    def show_learned(self, seen: Learned | None, settings: SimplerSettings) -> None:
        """What was learned so far, for the λ in force."""
        if seen is None or not seen.found:
            return
        here = seen.at(settings.penalty.strength)
        penalty = Regularization("l2", here.strength)
        self.head.show_losses(here.data, here.R, penalty, "W")
        self.plot.show_picture(words.accuracy_picture(seen, here.strength))
        self.table.show_content(words.accuracy_table(seen, here.strength))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        parts: tuple[Themed, ...] = (
            self.head, self.plot_header, self.plot, self.table, *self._rules,
        )  # fmt: skip
        for part in parts:
            part.apply_theme(theme)
        self.plot.setMinimumHeight(theme.px(LEAST_PLOT))
        self._column.setSpacing(theme.px(10))

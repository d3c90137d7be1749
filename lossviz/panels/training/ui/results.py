"""Right half of the Training panel: loss, accuracy, and what is taken for what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.training import view_model as vm
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.ui.controls import label
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.curve_plot import CurvePlot
from lossviz.widgets.images.confusion_matrix import ConfusionMatrix
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.steady_number import SteadyNumber

LOSS_COLORS = {
    "data_loss": "semantic.dataLoss",
    "penalty": "semantic.regularization",
    "total": "semantic.totalLoss",
}


class Results(QWidget):
    """Curves over epochs, and the confusion matrix of the test images."""

    cell_opened = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._cell: tuple[int, int] | None = None
        self._marked: tuple[int, int] | None = None
        self._report: TrainingReport | None = None
        self._make_loss(theme)
        self._make_accuracy(theme)
        self._make_confusion(theme)
        self._column = QVBoxLayout(self)
        for widget, stretch in (
            (self.loss_header, 0),
            (self.loss, 38),
            (self.accuracy_header, 0),
            (self.accuracy, 28),
            (self.confusion_header, 0),
            (self._confusion_row, 52),
        ):
            self._column.addWidget(widget, stretch)
        self.apply_theme(theme)

    def use_classes(self, names: tuple[str, ...]) -> None:
        """Names of the classes from now on; the report that is shown is of others."""
        self._names = names
        self._report = self._cell = self._marked = None
        self.confusion.show_counts(None, names)

    def show_accuracy(self, report: TrainingReport) -> None:
        """Accuracy so far."""
        self.accuracy.show_picture(vm.accuracy_picture(report))
        self.accuracy_header.set_caption(vm.accuracy_caption(report.trace.data))

    def show_loss(self, report: TrainingReport) -> None:
        """Loss so far, and its parts now."""
        self.loss.show_picture(vm.loss_picture(report))
        parts = vm.loss_parts(report)
        for name, text in (
            ("data_loss", parts.data),
            ("penalty", parts.penalty),
            ("total", parts.total),
        ):
            self.parts[name].setText(text)
            if not report.running:
                self.parts[name].tell()

    def show_confusion(self, report: TrainingReport) -> None:
        """Counts of the newest pass over the test images."""
        self._report = report
        confusion = report.confusion
        self.confusion.show_counts(None if confusion is None else confusion.counts, self._names)
        if confusion is not None:
            self.confusion_header.set_caption(f"{confusion.counts.sum():,} test images")
        set_text(self.hero, vm.accuracy_text(report))
        set_text(self.hero_title, vm.accuracy_title(report))
        self._show_cell_texts()

    def show_cell(self, cell: tuple[int, int] | None) -> None:
        """The cell that was chosen."""
        self._cell = cell
        self._show_cell_texts()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._column.setContentsMargins(theme.space(1), 0, 0, 0)
        self._column.setSpacing(theme.space(1))
        for header in (self.loss_header, self.accuracy_header, self.confusion_header):
            header.apply_theme(theme)
        for number in self.parts.values():
            number.apply_theme(theme)
        self.loss.setMinimumHeight(theme.px(130))
        self.accuracy.setMinimumHeight(theme.px(104))
        self._confusion_row.setMinimumHeight(theme.px(190))
        self._side.setFixedWidth(theme.px(148))
        self._sides.setSpacing(theme.space(1))
        for widget in (self.loss, self.accuracy, self.confusion):
            widget.apply_theme(theme)

    def _make_loss(self, theme: Theme) -> None:
        self.loss_header = SectionHeader(theme, "Data loss", high=True)
        self.parts: dict[str, SteadyNumber] = {}
        for word, name in (("minibatch", "data_loss"), ("+ penalty", "penalty"), ("=", "total")):
            self.loss_header.add(label(word, "label"))
            spoken = name.replace("_", " ").capitalize()
            number = SteadyNumber(
                theme, spoken, "0.000", color_role=LOSS_COLORS[name], right=name == "total"
            )
            number.setObjectName(f"training.{name}")
            self.parts[name] = number
            self.loss_header.add(number)
        self.loss = CurvePlot(theme, "Loss over epochs")
        self.loss.setObjectName("training.loss_curve")

    def _make_accuracy(self, theme: Theme) -> None:
        self.accuracy_header = SectionHeader(
            theme, "Accuracy", "share of images classified rightly"
        )
        self.accuracy = CurvePlot(theme, "Accuracy over epochs")
        self.accuracy.setObjectName("training.accuracy_curve")
        self.loss.link(self.accuracy)

    def _make_confusion(self, theme: Theme) -> None:
        self.confusion_header = SectionHeader(theme, "Confusion", "of the test images")
        self.confusion = ConfusionMatrix(theme, ())
        self.confusion.setObjectName("training.confusion")
        self.confusion.cell_chosen.connect(self.cell_opened)
        self.confusion.cell_marked.connect(self._mark_cell)
        self.hero = label("–", "numberHero", "test_accuracy")
        self.cell_words = label("", "secondary", "cell")
        self.cell_count = label("", "numberCell", "cell_count")
        self._side = QWidget()
        self._sides = QVBoxLayout(self._side)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self.hero_title = label("test accuracy", "secondary", "test_accuracy_title")
        for each in (self.hero_title, self.hero, self.cell_words):
            self._sides.addWidget(each)
        self._sides.addWidget(self.cell_count)
        self._sides.addStretch(1)
        self._confusion_row = QWidget()
        row = QHBoxLayout(self._confusion_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.confusion, 1)
        row.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)

    def _mark_cell(self, cell: tuple[int, int] | None) -> None:
        self._marked = cell
        self._show_cell_texts()

    def _show_cell_texts(self) -> None:
        """The cell under the pointer or the keyboard, else the chosen one, else the worst."""
        if self._report is None or self._report.confusion is None:
            return
        chosen = self._cell or vm.most_confused(self._report)
        self.confusion.set_selected(chosen)
        shown = self._marked or chosen
        if shown is not None:
            words, count = self.confusion.cell_words(shown)
            set_text(self.cell_words, words.replace(" for ", "\nfor "))
            set_text(self.cell_count, count)

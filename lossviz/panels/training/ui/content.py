"""The Training panel's parts and their places; shows what it is given, tells what was pressed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.schedule import Schedule
from lossviz.panelkit.source import SourceState
from lossviz.panelkit.two_columns import RING, Lengths, TwoColumns
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.images import CellImages
from lossviz.panels.training.report import Divergence, TrainingReport
from lossviz.panels.training.state import TrainingView
from lossviz.panels.training.ui.band import Band
from lossviz.panels.training.ui.results import Results
from lossviz.panels.training.ui.source_news import LoadingLine
from lossviz.panels.training.ui.templates_column import TemplatesColumn
from lossviz.theme.tokens import Theme
from lossviz.widgets.images.gallery import Gallery
from lossviz.widgets.layout.rule import Rule

# The templates are drawn 20 times a second, the loss 10 times, the rest 5 times.
_T, _L, _A, _J, _C = "templates", "loss", "accuracy", "judged", "confusion"
SCHEDULE = Schedule(
    ((_T,), (_L,), (), (_T,), (_A,), (), (_T,), (_L,), (), (_T,), (_J,), (_C,)),
)
# Logical height below which parts stand closer, so that the left column fits 1280 x 720.
DENSE_HEIGHT = 660
SPACE, DENSE_SPACE = 12, 5  # around the hairline
# Logical width of the panel below which they stand closer; what the left one has of it.
ROOMY_WIDTH, SHARE = 1010, 0.6

# In less than this, width and height, the panel scrolls as a whole.
LEAST, LEAST_PROJECTOR = (780, 560), (786, 380)


class Content(QWidget):
    """Band on top; templates and test images left, curves and confusion matrix right."""

    resume_wanted = Signal()
    halve_wanted = Signal()
    view_changed = Signal(dict)
    """Fields of `TrainingView` and their new values."""
    page_turned = Signal(int)
    cell_opened = Signal(int, int)

    def __init__(self, theme: Theme, config: TrainingConfig, parent: QWidget) -> None:
        super().__init__(parent)
        self.band = Band(theme, config)
        self.words = self.band.words
        self.templates = TemplatesColumn(theme)
        self.results = Results(theme)
        self._rule = Rule(theme, "horizontal")
        self._columns = ImageColumns(theme, self.templates, self.results)
        self.loading = LoadingLine(theme, self)
        self._gallery: Gallery | None = None
        self._theme = theme
        self._told: Divergence | None = None
        self._lay_out()
        self._wire()
        self._arrange(theme)

    def use_classes(self, names: tuple[str, ...]) -> None:
        """Classes of the images from now on."""
        self.results.use_classes(names)
        self.templates.use_classes(names)

    def show_part(self, report: TrainingReport, part: str) -> None:
        """One of the parts of the schedule; with the templates the numbers of every step."""
        match part:
            case "templates":
                self.templates.show_templates(report)
                self.band.show_report(report)
            case "loss":
                self.results.show_loss(report)
            case "accuracy":
                self.results.show_accuracy(report)
            case "judged":
                self.templates.show_judged(report)
            case "confusion":
                self.results.show_confusion(report)

    def show_view(self, view: TrainingView) -> None:
        """Where one looks now, and how fast it may run."""
        self.band.transport.show_speed(view.speed)
        self.templates.show_view(view)
        self.results.show_cell(view.cell)

    def show_problem(self, text: str) -> None:
        """Say what could not be done."""
        self.words.problem.present("danger", text)
        self.words.show_pressing()

    def show_done(self, text: str) -> None:
        """Say what was done that nobody asked for."""
        self.words.problem.present("info", text)
        self.words.show_pressing()

    def withdraw_problem(self) -> None:
        """What could not be done, or was done, is over."""
        self.words.problem.withdraw()
        self.words.show_pressing()

    def show_source(self, source: SourceState) -> None:
        """Which images are open, and what is being read or fetched."""
        self.band.transport.source.show_source(source)
        self.loading.show_source(source)
        self.templates.show_source(source)
        self.words.news.show_source(source)
        self.words.show_pressing()

    def for_picture(self, away: bool) -> None:
        """Take messages away while a picture is taken, and bring them back."""
        self.words.hide_messages(away)

    def show_gallery(self, images: CellImages) -> None:
        """Open the test images of a cell."""
        if self._gallery is None:
            self._gallery = Gallery(self._theme, self)
            self._gallery.setObjectName("training.gallery")
        self._gallery.show_images(images.title, images.pictures, images.captions, images.total)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (self.band, self.templates, self.results, self.loading, self._rule):
            part.apply_theme(theme)
        if self._gallery is not None:
            self._gallery.apply_theme(theme)
        self._arrange(theme)

    def _arrange(self, theme: Theme) -> None:
        """The lengths of its own: the parts were made with theirs."""
        self._theme = theme
        pad = theme.space(6)
        self._column.setContentsMargins(0, theme.space(4), 0, theme.space(2))
        self._head.setContentsMargins(pad, 0, pad, 0)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """A projector's forms take less height."""
        width, height = LEAST_PROJECTOR if self._theme.projector else LEAST
        return QSize(self._theme.px(width), self._theme.px(height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the width."""
        super().resizeEvent(event)
        self.loading.resize(self.width(), self.loading.height())
        self._fit()

    def _fit(self) -> None:
        """In a low window parts stand closer."""
        theme = self._theme
        self.templates.fit(self.width() / theme.scale)
        dense = self.height() / theme.scale < DENSE_HEIGHT
        space = DENSE_SPACE if dense else SPACE
        self._head.setSpacing(theme.px(space))
        self._column.setSpacing(theme.px(space - RING))  # which the columns bring
        self.templates.set_dense(dense)
        self._columns.apply_theme(theme)

    def show_divergence(self, report: TrainingReport) -> None:
        """Say that a run has diverged, with ways out of it; or take that away."""
        if report.divergence is self._told:
            return
        self._told = report.divergence
        if report.divergence is None:
            self.words.diverged.withdraw()
            self.words.show_pressing()
            return
        actions = (
            (f"Go back to step {report.divergence.best_step:,}", self.resume_wanted.emit),
            ("Halve the learning rate and rewind", self.halve_wanted.emit),
        )
        self.words.diverged.present("danger", vm.diverged_sentence(report), actions)
        self.words.show_pressing()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._head = QVBoxLayout()
        self._head.addWidget(self.band)
        self._head.addWidget(self._rule)
        self._column.addLayout(self._head)
        self._column.addWidget(self._columns, 1)

    def _wire(self) -> None:
        self.templates.view_changed.connect(self.view_changed)
        self.templates.page_turned.connect(self.page_turned)
        self.results.cell_opened.connect(self.cell_opened)


class ImageColumns(TwoColumns):
    """Templates and test images left, which take more of the room; results right."""

    def __init__(self, theme: Theme, left: QWidget, right: QWidget) -> None:
        names = "training.templates_column", "training.results_column"
        super().__init__(theme, left, right, names=names)
        self._parts = left, right

    def needs(self) -> tuple[int, int]:
        """The least width of each."""
        left, right = (part.minimumSizeHint().width() for part in self._parts)
        return left, right

    def least(self) -> tuple[int, int]:
        """Of a width of their own; they scroll down."""
        return 0, 0

    def lengths(self) -> Lengths:
        """Narrow ones stand closer; above and below them is the band, and its padding."""
        gap = 45 if self.width() >= self._theme.px(ROOMY_WIDTH) else 17
        return Lengths(gap=gap, top=RING, above=0, foot=0, rule=RING)

    def widths(self, room: int) -> tuple[int, int]:
        """Three to two; but each what it must have."""
        least_left, least_right = self.needs()
        right = max(room - max(round(SHARE * room), least_left), least_right)
        return max(room - right, least_left), right

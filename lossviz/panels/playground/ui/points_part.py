"""The points: where they come from, and each with its scores and its loss."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lossviz.data.points import DATASETS, FEWEST_CLASSES, MOST_CLASSES, MOST_POINTS
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import LARGEST_SHARE, START, PlaygroundState
from lossviz.panels.playground.ui.controls import button, icon_button, menu, named_number
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.flow import PAIRS_APART, Flow
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.strip import Strip
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.point_table.point_table import PointTable

CLASSES = LinearScale(FEWEST_CLASSES, MOST_CLASSES, 1, whole=True)
COUNTS = LinearScale(2, MOST_POINTS, 1, whole=True)
NOISES = LinearScale(0.0, 1.0, 0.01)
SHARES = LinearScale(0, 100 * LARGEST_SHARE, 5)
OWN = ("", "Own points")
NARROW_NUMBER, NUMBER = 34, 48  # logical px


class PointsPart(QWidget):
    """Shows all points, and asks for others."""

    dataset_chosen = Signal(str)
    drawing_changed = Signal(str, object, bool)
    """count or noise of the data set, its new value, whether the gesture goes on."""
    classes_wanted = Signal(int, bool)
    share_wanted = Signal(float, bool)
    redraw_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.header = SectionHeader(theme, "Points")
        self.header.caption.setObjectName("playground.points_caption")
        self.dataset = menu(theme, self._datasets(), "dataset", "Data set", small=True)
        self.dataset.value_changed.connect(self._choose)
        self.add = button(theme, "Add point", "plus", "quiet", "add", self.add_wanted)
        self.add.setProperty("edge", "right")
        self.add.setToolTip(
            "Add a point where there is room (A on the plane, or Shift and a click)"
        )
        self.header.add(self.dataset)
        self.header.add(self.add)
        self._make_drawing(theme)
        self.strip = Strip(theme)
        self.strip.setObjectName("playground.points_trouble")
        self.table = PointTable(theme)
        self.table.setObjectName("playground.points")
        # It takes what is left: if its rows asked for more, the column would scroll once they came.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.rejected.connect(self.refuse)
        self.table.cleared.connect(self.strip.withdraw)
        self._themed: tuple[Themed, ...] = (
            self.header, self.dataset, self.add, self.drawing, self.strip, self.table,
        )  # fmt: skip
        self._lay_out()
        self._measure(theme)

    # What it shows

    def show_state(self, state: PlaygroundState) -> None:
        """Show where the points come from."""
        self.dataset.set_choices(
            (*self._datasets(), OWN) if not state.dataset else self._datasets(), state.dataset
        )
        self.classes.set_value(state.C)
        self.count.set_value(len(state.points.y))
        self.noise.set_value(state.noise)
        self.share.set_value(round(100 * state.share))
        why = vm.why_not_drawn(state)
        for part in (self.count, self.noise, self.redraw):
            part.setEnabled(not why)
        self.count.setToolTip(why)
        self.noise.setToolTip(why)

    def show_report(self, report: PlaygroundReport) -> None:
        """All points with their scores and losses."""
        found, points = report.evaluation, report.state.points
        self.header.set_caption(vm.points_caption(report))
        self.table.show_rows(
            points.X, points.y, found.s, found.losses, ~found.right,
            found.objective.data, LOSS_FORMULAS[report.state.loss].color,
            test=points.test if points.test.any() else None,
            names=vm.class_names(report.state) if report.state.class_names else (),
        )  # fmt: skip

    def refuse(self, sentence: str) -> None:
        """Say why something can't be done."""
        self.strip.present("danger", sentence)

    def accept(self) -> None:
        """What was wrong is over."""
        self.strip.withdraw()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in self._themed:
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self.table.setMinimumHeight(self.table.minimumSizeHint().height())
        self._column.setSpacing(theme.px(4))

    # Parts

    @staticmethod
    def _datasets() -> tuple[tuple[str, str], ...]:
        return tuple((key, kind.title) for key, kind in DATASETS.items())

    def _choose(self, key: str) -> None:
        if key:
            self.dataset_chosen.emit(key)

    def _make_drawing(self, theme: Theme) -> None:
        self.classes = named_number(
            theme, "classes", "Classes", START.C,
            scale=CLASSES, format_value=short_number, width=NARROW_NUMBER,
        )  # fmt: skip
        self.classes.value_changed.connect(
            lambda value, going: self.classes_wanted.emit(int(value), going)
        )
        self.count = named_number(
            theme, "count", "Number", len(START.points.y),
            scale=COUNTS, format_value=short_number, width=NUMBER,
        )  # fmt: skip
        self.count.value_changed.connect(
            lambda value, going: self.drawing_changed.emit("count", int(value), going)
        )
        self.noise = named_number(
            theme, "noise", "Noise", START.noise,
            scale=NOISES, format_value=vm.plain_text, width=NUMBER,
        )  # fmt: skip
        self.noise.value_changed.connect(
            lambda value, going: self.drawing_changed.emit("noise", value, going)
        )
        self.share = named_number(
            theme, "share", "Test %", 0,
            scale=SHARES, format_value=vm.plain_text, limits=Limits(0, 100 * LARGEST_SHARE),
            width=NARROW_NUMBER,
        )  # fmt: skip
        self.share.field.setToolTip("Per cent of the points that are held out, to test on")
        self.share.value_changed.connect(
            lambda value, going: self.share_wanted.emit(value / 100, going)
        )
        self.redraw = icon_button(
            theme, "new-seed", "redraw", "Draw other points of this kind", self.redraw_wanted
        )
        settings = (self.classes, self.count, self.noise, self.share, self.redraw)
        self.drawing = Flow(theme, settings, apart=PAIRS_APART)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.drawing)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.table, 1)

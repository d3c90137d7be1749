"""Two linear classifiers in numbers: their weights, their losses, and one point as they see it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from lossviz.panelkit.controls import NumberField, label
from lossviz.panels.features import view_model as vm
from lossviz.panels.features.evaluation import Evaluation
from lossviz.panels.features.state import LARGEST, FeaturesState
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.curve_plot import CurvePlot
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.painting.themed import Themed

PLACES = LinearScale(-LARGEST, LARGEST, 0.01)
HEADS = ("w₁", "w₂", "b", "data loss", "right")
NAMES = ("w1", "w2", "b", "loss", "right")
SEES = {"xy": "(x, y)", "polar": "(r, θ)"}
PLOT_HEIGHT = 150


class ClassifiersPart(QWidget):
    """Shows both classifiers; the chosen point can be typed and scrubbed."""

    point_typed = Signal(int, float, bool)
    """0 for x or 1 for y, the number, and whether the gesture goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = SectionHeader(theme, "Two linear classifiers", "softmax, 80 points", high=True)
        self.cells = {
            f"{sees}.{name}": label("features", "–", "number", f"classifier.{sees}.{name}")
            for sees in SEES
            for name in NAMES
        }
        self.loss_header = SectionHeader(theme, "Data loss", "over steps")
        self.losses = CurvePlot(theme, "Data loss over steps")
        self.losses.setObjectName("features.losses")
        self.point_header = SectionHeader(
            theme, "One point", "click it in either plane, or drag it"
        )
        self.fields = tuple(self._field(theme, name) for name in ("x", "y"))
        self.polar = tuple(label("features", "", "number", f"point.{n}") for n in ("r", "theta"))
        self.said = label("features", "", "secondary", "said")
        self.said.setWordWrap(True)
        for axis, each in enumerate(self.fields):
            each.value_changed.connect(partial(self.point_typed.emit, axis))
        self._lay_out()
        self.apply_theme(theme)

    def show_point(self, state: FeaturesState, chosen: int | None) -> None:
        """The fields of the chosen point, at once."""
        self._point.setVisible(chosen is not None)
        if chosen is not None:
            for each, value in zip(self.fields, state.points[chosen], strict=True):
                each.set_value(value)

    def show_evaluation(self, seen: Evaluation) -> None:
        """All numbers."""
        for sees, one in (("xy", seen.plane), ("polar", seen.polar)):
            for name, text in zip(NAMES, vm.classifier_row(one), strict=True):
                set_text(self.cells[f"{sees}.{name}"], text)
        self.losses.show_picture(vm.loss_picture(seen))
        for part, text in zip(self.polar, vm.point_texts(seen), strict=True):
            set_text(part, text)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        headers = (self.table, self.loss_header, self.point_header)
        themed: tuple[Themed, ...] = (*headers, self.losses, *self.fields)
        for part in themed:
            part.apply_theme(theme)
        self.losses.setMinimumHeight(theme.px(PLOT_HEIGHT))
        self.losses.setMaximumHeight(theme.px(2 * PLOT_HEIGHT))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))
        self._column.setSpacing(theme.space(2))
        self._places.setHorizontalSpacing(theme.px(10))

    def _field(self, theme: Theme, name: str) -> NumberField:
        return NumberField(
            "features", theme, f"point.{name}", f"{name} of the chosen point", 0.0,
            scale=PLACES, format_value=partial(format_number, decimals=3),
        )  # fmt: skip

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        right = Qt.AlignmentFlag.AlignRight
        for column, head in enumerate(HEADS, 1):
            self._grid.addWidget(label("features", head, "label"), 0, column, right)
        for row, (sees, text) in enumerate(SEES.items(), 1):
            self._grid.addWidget(label("features", text, "label"), row, 0)
            for column, name in enumerate(NAMES, 1):
                self._grid.addWidget(self.cells[f"{sees}.{name}"], row, column, right)
        self._grid.setColumnStretch(0, 1)
        self._point = QWidget()
        self._places = QGridLayout(self._point)
        self._places.setContentsMargins(0, 0, 0, 0)
        for row, (name, field, polar) in enumerate(
            zip(("x", "y"), self.fields, self.polar, strict=True)
        ):
            title = label("features", f"{name} =", "label")
            title.setBuddy(field)
            self._places.addWidget(title, row, 0)
            self._places.addWidget(field, row, 1)
            self._places.addWidget(polar, row, 2, Qt.AlignmentFlag.AlignLeft)
        self._places.setColumnStretch(2, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.table)
        self._column.addLayout(self._grid)
        self._column.addWidget(self.loss_header)
        self._column.addWidget(self.losses, 1)
        for part in (self.point_header, self._point, self.said):
            self._column.addWidget(part)
        self._column.addStretch(0)

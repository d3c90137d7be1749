"""All that is on the Playground panel: the plane left, weights, updates and points right."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panelkit.schedule import Schedule
from lossviz.panelkit.two_columns import Lengths, TwoColumns
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundState, PlaygroundView
from lossviz.panels.playground.ui.plane_column import PlaneColumn
from lossviz.panels.playground.ui.points_part import PointsPart
from lossviz.panels.playground.ui.update_part import UpdatePart
from lossviz.panels.playground.ui.weights_part import WeightsPart
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule

# Logical widths of the design. The right column takes what the plane can't use, within limits.
RIGHT, LEAST_RIGHT, MOST_RIGHT, TINY_RIGHT = 490, 424, 620, 340
SPACE, LOW_SPACE = 12, 8  # between its parts, and on either side of the hairline
FEW_COLUMNS = 6
# The left one is wide enough for the words of the loss, where the plane is not.
LEAST_LEFT, SMALLEST_LEFT, WORDS, TWO_PLANES = 380, 230, 470, 720
# Two planes take all of the room where they would leave less than this to the right one.
LEAST_BESIDE_TWO = 384
SCHEDULE = Schedule((("plane", "update", "points"),))

# In less than this, width and height, the panel scrolls as a whole.
LEAST, LEAST_PROJECTOR = (650, 530), (650, 380)


class Content(TwoColumns):
    """The plane left; the numbers of weights, updates and points right, which may scroll."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.plane, self._numbers = PlaneColumn(theme), QWidget()
        names = "", "playground.numbers"
        super().__init__(theme, self.plane, self._numbers, parent, names=names)
        self.weights, self.update_part = WeightsPart(theme), UpdatePart(theme)
        self.points = PointsPart(theme)
        self._rule = Rule(theme, "horizontal")
        self._column = QVBoxLayout(self._numbers)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.weights, self.update_part, self._rule, self.points):
            self._column.addWidget(part, 1 if part is self.points else 0)
        self._least = (0, 0)
        super().apply_theme(theme)

    def show_state(self, state: PlaygroundState) -> None:
        """The settings."""
        for part in (self.plane, self.weights, self.update_part, self.points):
            part.show_state(state)

    def show_view(self, view: PlaygroundView) -> None:
        """Where one looks."""
        before = self.plane.beside.isHidden()
        self.plane.show_view(view)
        if self.plane.beside.isHidden() != before:
            self.place()
        self.update_part.show_view(view)
        self.points.table.set_chosen(view.chosen)

    def show_part(self, report: PlaygroundReport, part: str) -> None:
        """One of the parts of the schedule: its numbers and pictures."""
        match part:
            case "plane":
                self.plane.show_plane(report)
            case "update":
                before = self.weights.grid.shape[1]
                self.weights.show_report(report)
                if self.weights.grid.shape[1] != before:
                    self.place()
                self.update_part.show_report(report)
                self.plane.show_loss(report)
            case "points":
                self.points.show_report(report)
                self.points.table.set_chosen(report.view.chosen)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (self.plane, self.weights, self.update_part, self.points, self._rule):
            part.apply_theme(theme)
        super().apply_theme(theme)

    def lengths(self) -> Lengths:
        """Both begin at one height, though only the right one scrolls."""
        return super().lengths()._replace(above=0)

    def least(self) -> tuple[int, int]:
        """A projector's forms take less room; planes must not be too small to see points."""
        width, height = LEAST_PROJECTOR if self._theme.projector else LEAST
        lengths = self.lengths()
        planes = ceil(self.plane.least_height() / self._theme.scale)
        return width, max(height, lengths.top + planes + lengths.foot)

    def event(self, event: QEvent) -> bool:
        """What the planes need follows what stands above and below them."""
        if event.type() == QEvent.Type.LayoutRequest and self.least() != self._least:
            self._least = self.least()
            self.updateGeometry()
        return super().event(event)

    def widths(self, room: int) -> tuple[int, int]:
        """The plane takes the width that it can use; two of them alone where there is little."""
        alone = self.plane.beside.isHidden()
        if not alone and room < self.plane.width_of_two() + self._least_beside_two():
            return room, 0
        right = self._right_width(room)
        return max(room - right, self._theme.px(SMALLEST_LEFT)), right

    def _least_beside_two(self) -> int:
        """What the right column must have, beside two planes, for all of its numbers."""
        return max(self.weights.grid.minimumSizeHint().width(), self._theme.px(LEAST_BESIDE_TWO))

    def fit(self, left: int, right: int) -> None:
        """In a low window the weights are in low cells, and parts stand closer."""
        low = self.is_low()
        self._column.setSpacing(self._theme.px(LOW_SPACE if low else SPACE))
        if right:
            self.weights.fit(low)
            self.update_part.fit(right / self._theme.scale)

    def _right_width(self, room: int) -> int:
        """What the plane can't use, within limits: the plane goes before the numbers."""
        px = self._theme.px
        usual = px(LEAST_RIGHT if self.weights.grid.shape[1] <= FEW_COLUMNS else RIGHT)
        if not self.plane.beside.isHidden():
            right = min(room - px(TWO_PLANES), px(RIGHT))
            return max(right, min(usual, room - self.plane.width_of_two()))
        height = self.height() - px(self.lengths().top)
        wanted = max(self.plane.width_of_square(height), px(WORDS))
        right = min(room - wanted, px(MOST_RIGHT))
        return max(right, min(usual, max(room - px(LEAST_LEFT), px(TINY_RIGHT))))

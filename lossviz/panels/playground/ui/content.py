"""All that is on the Playground panel: the plane left, weights, updates and points right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundState, PlaygroundView
from lossviz.panels.playground.ui.plane_column import PlaneColumn
from lossviz.panels.playground.ui.points_part import PointsPart
from lossviz.panels.playground.ui.update_part import UpdatePart
from lossviz.panels.playground.ui.weights_part import WeightsPart
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule

# Logical lengths of the design: the right column, the gap with its hairline, the padding.
RIGHT, GAP, PAD, TOP = 490, 44, 24, 16
# The left one is wide enough for the words of the loss, where the plane is not.
LEAST_LEFT, WORDS, TWO_PLANES = 380, 490, 720
TINY_RIGHT, LEAST_RIGHT, MOST_RIGHT = 340, 424, 620
# Where there is less room than this, as on small projectors, two planes take all of it.
ROOM_FOR_TWO = 860
NARROW_GAP, NARROW, FEW_COLUMNS = 28, 980, 6
# Below this logical height the weights are in low cells.
ROOMY = 740
SCROLL_BAR, RING = 14, 5
PARTS = 3


class Content(QWidget):
    """Places both columns; the plane takes the width that it can use, the right one may scroll."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.plane = PlaneColumn(theme, self)
        self.weights, self.update_part = WeightsPart(theme), UpdatePart(theme)
        self.points = PointsPart(theme)
        self._rule = Rule(theme, "horizontal")
        self._middle = Rule(theme, "vertical", self)
        self._lay_out()
        self.apply_theme(theme)

    def show_state(self, state: PlaygroundState) -> None:
        """The settings."""
        for part in (self.plane, self.weights, self.update_part, self.points):
            part.show_state(state)

    def show_view(self, view: PlaygroundView) -> None:
        """Where one looks."""
        before = self.plane.beside.isHidden()
        self.plane.show_view(view)
        if self.plane.beside.isHidden() != before:
            self._place()
        self.update_part.show_view(view)
        self.points.table.set_chosen(view.chosen)

    def show_report(self, report: PlaygroundReport) -> None:
        """All numbers and pictures."""
        for number in range(PARTS):
            self.show_part(report, number)

    def show_part(self, report: PlaygroundReport, number: int) -> None:
        """One of the `PARTS`: together they would take a frame too long while updates run."""
        if number == 0:
            self.plane.show_plane(report)
        elif number == 1:
            before = self.weights.grid.shape[1]
            self.weights.show_report(report)
            if self.weights.grid.shape[1] != before:
                self._place()
            self.update_part.show_report(report)
            self.plane.show_loss(report)
        else:
            self.points.show_report(report)
            self.points.table.set_chosen(report.view.chosen)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (
            self.plane, self.weights, self.update_part, self.points, self._rule, self._middle,
        ):  # fmt: skip
            part.apply_theme(theme)
        self._column.setSpacing(theme.px(7))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both columns anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px, theme = self._theme.px, self._theme
        pad, top, bar, ring = px(PAD), px(TOP), px(SCROLL_BAR), px(RING)
        gap = px(NARROW_GAP if self.width() < px(NARROW) else GAP)
        room = self.width() - 2 * pad - gap
        height = self.height() - top
        right = self._right_width(room, height)
        left = max(room - right, px(200))
        alone = not self.plane.beside.isHidden() and room < px(ROOM_FOR_TWO)
        self.plane.setGeometry(pad, top, room + gap if alone else left, height - px(8))
        for part in (self._scroll, self._middle):
            part.setVisible(not alone)
        # The scroll bar lies in the padding: it takes no room from the column.
        # So does the focus ring of what stands at the left edge.
        self._scroll.setGeometry(pad + left + gap - ring, top, ring + right + bar, height)
        self._column.setContentsMargins(ring, px(2), ring, px(8))
        self._right.setFixedWidth(right + 2 * ring)
        self.weights.fit(right / theme.scale, self.height() < px(ROOMY))
        self.update_part.fit(right / theme.scale)
        middle = pad + left + gap // 2
        self._middle.setGeometry(middle, top, px(1), self.height() - 2 * top)

    def _right_width(self, room: int, height: int) -> int:
        """What the plane can't use, within limits: the plane goes before the numbers."""
        px = self._theme.px
        least = LEAST_RIGHT if self.weights.grid.shape[1] <= FEW_COLUMNS else RIGHT
        if self.plane.beside.isHidden():
            wanted, most = max(self.plane.width_of_square(height), px(WORDS)), MOST_RIGHT
        else:
            wanted, most = px(TWO_PLANES), RIGHT
        right = min(room - wanted, px(most))
        return max(right, min(px(least), max(room - px(LEAST_LEFT), px(TINY_RIGHT))))

    def _lay_out(self) -> None:
        self._right = QWidget()
        self._column = QVBoxLayout(self._right)
        for part in (self.weights, self.update_part, self._rule, self.points):
            self._column.addWidget(part, 1 if part is self.points else 0)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("playground.numbers")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._right)
        self._scroll.viewport().setAutoFillBackground(False)
        self._right.setAutoFillBackground(False)

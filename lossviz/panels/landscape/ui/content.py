"""All that is on the Landscape panel: the surface left, its numbers and the walk right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import LandscapeState, LandscapeView
from lossviz.panels.landscape.ui.check_part import CheckPart
from lossviz.panels.landscape.ui.descent_part import DescentPart
from lossviz.panels.landscape.ui.here_part import HerePart
from lossviz.panels.landscape.ui.map_column import MapColumn, Room
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.strip import Action

# Logical lengths of the design: the right column, the gap with its hairline, the padding.
RIGHT, GAP, PAD, TOP = 412, 44, 24, 16
NARROW_GAP, NARROW, NARROW_MAP, NARROW_LEGEND = 28, 980, 600, 400
# The smallest windows of a projector.
TINY, TINY_RIGHT, TINY_PAD, LOW = 860, 388, 12, 420
# Below this logical height the buttons of the check are a menu, and its plot is with the cut.
ROOMY = 740
SCROLL_BAR, RING = 14, 5
PARTS = 3


class Content(QWidget):
    """Places both columns; the map takes all spare width, the right column scrolls if it must."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = LandscapeView().table
        self.map_column = MapColumn(theme, self)
        self.here, self.check, self.descent = HerePart(theme), CheckPart(theme), DescentPart(theme)
        self._rules = (Rule(theme, "horizontal"), Rule(theme, "horizontal"))
        self._middle = Rule(theme, "vertical", self)
        self._lay_out()
        self.apply_theme(theme)

    def show_state(self, state: LandscapeState) -> None:
        """The settings."""
        self.map_column.surface.set_value(state.surface)
        self.map_column.options.show_state(state)
        self.check.show_state(state)
        self.descent.show_state(state)

    def show_view(self, view: LandscapeView) -> None:
        """Where one looks."""
        self.map_column.show_view(view)
        self.check.show_view(view)
        self.descent.show_view(view)
        self._table = view.table
        self._make_room()

    def show_report(self, report: LandscapeReport) -> None:
        """All numbers and pictures."""
        for number in range(PARTS):
            self.show_part(report, number)

    def show_part(self, report: LandscapeReport, number: int) -> None:
        """One of the `PARTS`: together they would take a frame too long while a walk runs."""
        self._right.show()
        if number == 0:
            self.map_column.show_report(report)
        elif number == 1:
            self.here.show_report(report)
            self.descent.show_report(report)
        else:
            self.check.show_report(report)

    def show_empty(self, why: str, actions: Sequence[Action]) -> None:
        """There is nothing to walk on: say why, and what can be done."""
        self._right.hide()
        self.map_column.show_empty(why, actions)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (
            self.map_column,
            self.here,
            self.check,
            self.descent,
            *self._rules,
            self._middle,
        ):
            part.apply_theme(theme)
        self._column.setSpacing(theme.px(9))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both columns anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px, theme = self._theme.px, self._theme
        gap = px(NARROW_GAP if self.width() < NARROW * theme.scale else GAP)
        tiny = self.width() < px(TINY)
        pad, top, bar = px(TINY_PAD if tiny else PAD), px(TOP), px(SCROLL_BAR)
        right = px(TINY_RIGHT if tiny else RIGHT)
        gap = px(TINY_PAD) if tiny else gap
        left = max(self.width() - 2 * pad - gap - right, px(320))
        height = self.height() - top
        self.map_column.setGeometry(pad, top, left, height - px(8))
        # The scroll bar lies in the padding: it takes no room from the column.
        # So does the focus ring of what stands at the left edge.
        ring = px(RING)
        self._scroll.setGeometry(pad + left + gap - ring, top, ring + right + bar, height)
        self._column.setContentsMargins(ring, px(2), ring, px(8))
        self._right.setFixedWidth(right + 2 * ring)
        tight = theme.projector or self.height() < px(ROOMY)
        self.check.set_tight(tight)
        self.descent.set_tight(theme.projector)
        room = Room(
            check=not tight,
            walk=not theme.projector,
            wide=left >= px(NARROW_MAP),
            legend=left >= px(NARROW_LEGEND),
            foot=self.height() >= px(LOW),
        )
        self.map_column.set_room(room)
        self._make_room()
        middle = pad + left + gap // 2
        self._middle.setGeometry(middle, top, px(1), self.height() - 2 * top)

    def _make_room(self) -> None:
        """On a projector the lecture's nine rows need the room, and the point is not theirs."""
        room = self._theme.projector and self._table == "lecture"
        for part in (self.here, self.descent, *self._rules):
            part.setVisible(not room)

    def _lay_out(self) -> None:
        self._right = QWidget()
        self._column = QVBoxLayout(self._right)
        for part in (self.here, self._rules[0], self.check, self._rules[1], self.descent):
            self._column.addWidget(part, 1 if part in (self.check, self.descent) else 0)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("landscape.numbers")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._right)
        self._scroll.viewport().setAutoFillBackground(False)
        self._right.setAutoFillBackground(False)

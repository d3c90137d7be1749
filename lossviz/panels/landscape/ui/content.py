"""All that is on the Landscape panel: the surface left, its numbers and the walk right."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panelkit.schedule import Schedule
from lossviz.panelkit.two_columns import Lengths, TwoColumns
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import LandscapeState, LandscapeView
from lossviz.panels.landscape.ui.check_part import CheckPart
from lossviz.panels.landscape.ui.descent_part import DescentPart
from lossviz.panels.landscape.ui.here_part import HerePart
from lossviz.panels.landscape.ui.map_column import MapColumn, Needs
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.strip import Action

# Logical widths of the design; where their parts need more, the columns are wider.
RIGHT, TINY_RIGHT, LEAST_LEFT = 412, 388, 320
# The smallest windows of a projector have less padding. Both columns scroll down.
TINY, TINY_PAD, TINY_GAP, LEAST_HEIGHT = 860, 16, 20, 300
TINY_LENGTHS = Lengths(pad=TINY_PAD, gap=TINY_GAP)
SCHEDULE = Schedule((("map", "walk", "check"),))


class Content(TwoColumns):
    """The map left; the numbers of point, check and walk right, which scroll if they must."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._table = LandscapeView().table
        self.map_column, self._numbers = MapColumn(theme), QWidget()
        names = "landscape.map_column", "landscape.numbers"
        super().__init__(theme, self.map_column, self._numbers, parent, names=names)
        self.here, self.check, self.descent = HerePart(theme), CheckPart(theme), DescentPart(theme)
        self._rules = (Rule(theme, "horizontal"), Rule(theme, "horizontal"))
        self._column = QVBoxLayout(self._numbers)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.here, self._rules[0], self.check, self._rules[1], self.descent):
            self._column.addWidget(part, 1 if part in (self.check, self.descent) else 0)
        self._measure(theme)

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

    def show_part(self, report: LandscapeReport, part: str) -> None:
        """One of the parts of the schedule: its numbers and pictures."""
        self._numbers.show()
        match part:
            case "map":
                self.map_column.show_report(report)
            case "walk":
                self.here.show_report(report)
                self.descent.show_report(report)
            case "check":
                self.check.show_report(report)

    def show_empty(self, why: str, actions: Sequence[Action]) -> None:
        """There is nothing to walk on: say why, and what can be done."""
        self._numbers.hide()
        self.map_column.show_empty(why, actions)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (self.map_column, self.here, self.check, self.descent, *self._rules):
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(12))
        super().apply_theme(theme)

    def needs(self) -> tuple[Needs, int]:
        """Widths of the forms of the left column, and the least one of the right."""
        self._needed = self.map_column.needs(), self._numbers.minimumSizeHint().width()
        return self._needed

    def least(self) -> tuple[int, int]:
        """Both columns as narrow as they can be."""
        return ceil(self._least_width(TINY_LENGTHS) / self._theme.scale), LEAST_HEIGHT

    def lengths(self) -> Lengths:
        """Less padding in the smallest windows of a projector, and where all is needed."""
        usual = super().lengths()
        tiny = self.width() < max(self._theme.px(TINY), self._least_width(usual))
        return TINY_LENGTHS if tiny else usual

    def widths(self, room: int) -> tuple[int, int]:
        """The map takes all spare width."""
        px, (left, right) = self._theme.px, self._needed
        tiny = self.lengths() == TINY_LENGTHS
        right = max(px(TINY_RIGHT if tiny else RIGHT), right)
        return max(room - right, px(LEAST_LEFT), left.least), right

    def fit(self, left: int, right: int) -> None:
        """In a low window the check's plot is with the cut."""
        projector = self._theme.projector
        tight = projector or self.is_low()
        self.check.set_tight(tight)
        self.descent.set_tight(projector)
        self.map_column.set_room(left, self._needed[0], check=not tight, walk=not projector)
        self._make_room()

    def _least_width(self, lengths: Lengths) -> int:
        """The width that both columns need with this padding."""
        px, (left, right) = self._theme.px, self._needed
        columns = max(px(LEAST_LEFT), left.least) + max(px(TINY_RIGHT), right)
        return columns + 2 * px(lengths.pad) + px(lengths.gap)

    def _make_room(self) -> None:
        """On a projector the lecture's nine rows need the room, and the point is not theirs."""
        room = self._theme.projector and self._table == "lecture"
        for part in (self.here, self.descent, *self._rules):
            part.setVisible(not room)

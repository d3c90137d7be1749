"""All that is on the Landscape panel: the surface left, its numbers and the walk right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panelkit.schedule import Schedule
from lossviz.panelkit.two_columns import Lengths, TwoColumns
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import LandscapeState, LandscapeView
from lossviz.panels.landscape.ui.check_part import CheckPart
from lossviz.panels.landscape.ui.descent_part import DescentPart
from lossviz.panels.landscape.ui.here_part import HerePart
from lossviz.panels.landscape.ui.map_column import MapColumn, Room
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.strip import Action

# Logical widths of the design: the right column, and what the left one needs for all of its parts.
RIGHT, LEAST_LEFT, MAP, LEGEND = 412, 320, 600, 400
# The smallest windows of a projector: they have less padding, and the lowest no cut.
TINY, TINY_RIGHT, TINY_PAD, LOW = 860, 388, 12, 420
SCHEDULE = Schedule((("map", "walk", "check"),))

# In less than this, width and height, the panel scrolls as a whole.
LEAST, LEAST_PROJECTOR = (860, 530), (600, 380)


class Content(TwoColumns):
    """The map left; the numbers of point, check and walk right, which scroll if they must."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._table = LandscapeView().table
        self.map_column, self._numbers = MapColumn(theme), QWidget()
        names = "", "landscape.numbers"
        super().__init__(theme, self.map_column, self._numbers, parent, names=names)
        self.here, self.check, self.descent = HerePart(theme), CheckPart(theme), DescentPart(theme)
        self._rules = (Rule(theme, "horizontal"), Rule(theme, "horizontal"))
        self._column = QVBoxLayout(self._numbers)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.here, self._rules[0], self.check, self._rules[1], self.descent):
            self._column.addWidget(part, 1 if part in (self.check, self.descent) else 0)
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
        self._column.setSpacing(theme.px(9))
        super().apply_theme(theme)

    def least(self) -> tuple[int, int]:
        """A projector's forms take less room."""
        return LEAST_PROJECTOR if self._theme.projector else LEAST

    def lengths(self) -> Lengths:
        """Less padding in the smallest windows of a projector."""
        return Lengths(pad=TINY_PAD, gap=TINY_PAD) if self._is_tiny() else super().lengths()

    def widths(self, room: int) -> tuple[int, int]:
        """The map takes all spare width."""
        px = self._theme.px
        right = px(TINY_RIGHT if self._is_tiny() else RIGHT)
        return max(room - right, px(LEAST_LEFT)), right

    def fit(self, left: int, right: int) -> None:
        """In a low window the check's buttons are a menu, and its plot is with the cut."""
        px, projector = self._theme.px, self._theme.projector
        tight = projector or self.is_low()
        self.check.set_tight(tight)
        self.descent.set_tight(projector)
        room = Room(
            check=not tight,
            walk=not projector,
            wide=left >= px(MAP),
            legend=left >= px(LEGEND),
            foot=self.height() >= px(LOW),
        )
        self.map_column.set_room(room)
        self._make_room()

    def _is_tiny(self) -> bool:
        return self.width() < self._theme.px(TINY)

    def _make_room(self) -> None:
        """On a projector the lecture's nine rows need the room, and the point is not theirs."""
        room = self._theme.projector and self._table == "lecture"
        for part in (self.here, self.descent, *self._rules):
            part.setVisible(not room)

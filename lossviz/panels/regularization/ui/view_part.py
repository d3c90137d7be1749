"""What shows a view of the panel: the object left, its numbers right, below the band.

The layout is that of all panels' two columns; a view gives both columns, and says what it shows.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lossviz.panelkit.two_columns import Lengths, TwoColumns
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.layout.flow import Flow
from lossviz.widgets.layout.section_header import SectionHeader

# Logical px: the right column is so wide beside an open Explain column, and at most in a window of
# the design's size; beyond that both columns grow.
RIGHT, MOST_RIGHT, SHARE = 484, 528, 0.18
ROOM, WHOLE_ROOM, LEFT_SHARE = 884, 1128, 0.53
RIGHT_ON_PROJECTOR = 400
LEAST, LEAST_ON_PROJECTOR = (904, 372), (904, 300)
GAP = 28
USUAL = Lengths(top=12, above=0, foot=16, rule=16)
NARROW = Lengths(gap=GAP, top=12, above=0, foot=12, rule=16)
PROJECTOR = Lengths(pad=18, gap=GAP, top=8, above=0, foot=4, rule=12)


class ViewPart(TwoColumns):
    """A view. A subclass makes both columns, calls `super().__init__`, and gives what follows.

    name: of the view; it begins the object names of its scroll areas.
    """

    edited = Signal(object, str, bool)
    """An action on the settings of the view, what it edits, and whether its gesture goes on."""
    looked = Signal(dict)
    """Fields of what is looked at in the view, and their new values."""
    linked = Signal(str)
    """The name of another panel, where the penalty in force is to be seen."""
    refused = Signal(str)
    """A sentence: why something was not done."""

    def __init__(self, theme: Theme, name: str, left: QWidget, right: QWidget) -> None:
        names = f"regularization.{name}.object", f"regularization.{name}.numbers"
        super().__init__(theme, left, right, names=names)
        self.problem = FieldError(
            left.findChild(SectionHeader) or left.findChild(Flow) or left, theme
        )
        self.problem.setObjectName(f"regularization.{name}.problem")

    # What each view says of its own

    def show_settings(self, settings: Any) -> None:
        """The settings, at once: what does not need to be worked out."""
        raise NotImplementedError

    def show_found(self, found: Any, *, animate: bool) -> None:
        """All numbers; animate: things may move to their places."""
        raise NotImplementedError

    def end_gestures(self) -> None:
        """Numbers were changed from elsewhere: no gesture that rests may tell of its own."""

    def toggle_running(self) -> None:
        """The Space key."""

    def step(self) -> None:
        """The right bracket."""

    def step_back(self) -> None:
        """The left bracket."""

    # What all have

    def refuse(self, sentence: str) -> None:
        """Say why something was not done, below the heading of the object."""
        self.problem.explain(sentence)

    def accept(self) -> None:
        """What was refused before is over."""
        if self.problem.text:
            self.problem.clear()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.problem.apply_theme(theme)
        super().apply_theme(theme)

    def tell(self, action: object, what: str, in_gesture: bool = False) -> None:
        """Ask for the settings that an action makes."""
        self.edited.emit(action, what, in_gesture)

    def least(self) -> tuple[int, int]:
        """In less the panel scrolls as a whole."""
        return LEAST_ON_PROJECTOR if self._theme.projector else LEAST

    def lengths(self) -> Lengths:
        """Closer on a projector, and in a narrow window."""
        if self._theme.projector:
            return PROJECTOR
        room = self.width() - self._theme.px(2 * USUAL.pad + USUAL.gap)
        return USUAL if room >= self._theme.px(ROOM) else NARROW

    def widths(self, room: int) -> tuple[int, int]:
        """The numbers keep their width as long as there is room for the object."""
        px = self._theme.px
        if self._theme.projector:
            right = max(px(RIGHT_ON_PROJECTOR), round(room * (1 - LEFT_SHARE)))
        elif room > px(WHOLE_ROOM):
            right = round(room * (1 - LEFT_SHARE))
        else:
            more = round(SHARE * max(room - px(ROOM), 0))
            right = min(px(RIGHT) + more, px(MOST_RIGHT))
        right = min(right, max(room // 2, 1))  # a part that has no size yet is narrower still
        return max(room - right, 1), right

"""Which theme is in force: what the person chose, what the system says, and the projector's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lossviz.theme.tokens import Mode, Theme

PROJECTOR_SCALE = 1.5
Choice = Literal["system", "light", "dark"]


@dataclass(frozen=True)
class ThemeChoice:
    """mode: a theme, or "system" to follow it. scale: on top of the screen's own."""

    mode: Choice = "system"
    scale: float = 1.0
    projector: bool = False

    def theme(self, system: Mode) -> Theme:
        """The theme that follows from it."""
        mode = system if self.mode == "system" else self.mode
        factor = PROJECTOR_SCALE if self.projector else 1.0
        return Theme(mode, self.scale * factor, self.projector)

    def next_mode(self, system: Mode) -> Choice:
        """The other theme, and back to following the system where that is the other one."""
        other: Mode = "light" if self.theme(system).mode == "dark" else "dark"
        return "system" if other == system else other

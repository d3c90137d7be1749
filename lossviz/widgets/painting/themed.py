"""What every part of the screen can do: take on another theme."""

from __future__ import annotations

from typing import Protocol

from lossviz.theme.tokens import Theme


class Themed(Protocol):
    """A widget of ours."""

    def apply_theme(self, theme: Theme) -> None:
        """Read colours, fonts and sizes anew."""

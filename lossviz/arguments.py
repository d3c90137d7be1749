"""What was asked for on the command line, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

THEMES = ("light", "dark", "system")


@dataclass(frozen=True)
class Arguments:
    """What was asked for on the command line; None where the app decides.

    ``panel`` names the panel to open first; the app checks it, since only the app knows them all.
    ``data`` is a CIFAR-10 folder or archive. ``theme`` is one of `THEMES`. ``scale`` multiplies
    every length and font size. ``tour`` is the folder that pictures of every panel go to.
    ``self_test`` stands alone.
    """

    panel: str | None = None
    data: Path | None = None
    theme: str | None = None
    scale: float | None = None
    tour: Path | None = None
    self_test: bool = False

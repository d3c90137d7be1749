"""Where the Explain column is: beside the panel where it fits, else over it, or a strip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from lossviz.panelkit.panel_kind import PanelKind
from lossviz.shell.explain.column import ExplainColumn
from lossviz.theme.tokens import Theme

# In a window below this logical width the column closes by itself.
LEAST_WINDOW = 1262


class ExplainPlace:
    """Remembers where a person wants the column, panel by panel, and puts it there.

    room: keeps the column's place in the layout beside the panel. Where a column does not fit it
    can still be opened, over the panel, until the window is wide enough or another panel is shown.
    """

    def __init__(self, panels: Sequence[PanelKind], column: ExplainColumn) -> None:
        self.room = QWidget()
        self._column = column
        self._wanted = {kind.name: kind.explains_at_first for kind in panels}
        self._panel = ""
        self._fits = False
        self._over = False

    @property
    def is_beside(self) -> bool:
        """Whether it is open and takes room from the panel."""
        return self._fits and self._wanted.get(self._panel, False)

    @property
    def is_open(self) -> bool:
        """Whether it is open, beside the panel or over it."""
        return self.is_beside or self._over

    def choices(self) -> dict[str, bool]:
        """Where it is wanted, by panel, to be remembered."""
        return dict(self._wanted)

    def remember(self, choices: Mapping[str, object]) -> None:
        """Want it where it was wanted last time."""
        for name in self._wanted.keys() & choices.keys():
            self._wanted[name] = choices[name] is True

    def show_panel(self, name: str) -> None:
        """Another panel is shown."""
        self._panel, self._over = name, False

    def open(self, on: bool) -> None:
        """A person opens or closes it."""
        if self._fits:
            self._wanted[self._panel] = on
        else:
            self._over = on

    def fit(self, theme: Theme, window_width: int) -> None:
        """See whether a window of this width has room for it; a projector has none."""
        self._fits = not theme.projector and window_width >= LEAST_WINDOW * theme.scale
        if self._fits:
            self._over = False

    def make_room(self, theme: Theme, window_width: int) -> None:
        """Leave the panel what it has in a window of this width, before the column is put."""
        self.fit(theme, window_width)
        self._make_room(theme)

    def put(self, theme: Theme, area: QRect) -> None:
        """Put the column at the right end of the area that it shares with the panel."""
        self._make_room(theme)
        width = _width(theme, is_open=self.is_open)
        self._column.set_open(self.is_open)
        self._column.setVisible(width > 0)
        self._column.setGeometry(area.right() + 1 - width, area.top(), width, area.height())
        self._column.raise_()

    def _make_room(self, theme: Theme) -> None:
        self.room.setFixedWidth(_width(theme, is_open=self.is_beside))


def _width(theme: Theme, *, is_open: bool) -> int:
    """Of the column, or of the strip that is left of it; a projector has none."""
    if is_open:
        return round(theme.length("layout.explain"))
    return 0 if theme.projector else round(theme.length("layout.explainCollapsed"))

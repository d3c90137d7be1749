"""A formula's lines in the column: the old ones until the new are typeset, never clipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from lossviz.shell.explain.formula_lines import FormulaLines, ReadyLine
from lossviz.shell.explain.latex import spoken
from lossviz.shell.explain.typesetter import Typesetter
from lossviz.shell.explain.typesetting import SIZE

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_BAR = 10


class FormulaPicture(QScrollArea):
    """Lines of LaTeX. A line too wide for the column becomes smaller, then it scrolls sideways.

    Its owner tells the typesetter which lines are wanted; this takes them when they are there.
    """

    def __init__(
        self,
        theme: Theme,
        typesetter: Typesetter,
        *,
        size: float = SIZE,
        role: str = "text.primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typesetter = typesetter
        self._canvas = FormulaLines(theme, size, role)
        self._latex: tuple[str, ...] = ()
        self._lines: tuple[ReadyLine, ...] = ()
        self.setWidget(self._canvas)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._canvas.setAutoFillBackground(False)  # setWidget switched it on
        typesetter.arrived.connect(self._refresh)

    @property
    def latex(self) -> tuple[str, ...]:
        """The lines that are to be shown."""
        return self._latex

    @property
    def is_current(self) -> bool:
        """Whether these lines are shown, and not yet older ones."""
        return tuple(latex for latex, _ in self._lines) == self._latex

    def show_latex(self, latex: tuple[str, ...]) -> None:
        """Show other lines."""
        if latex != self._latex:
            self._latex = latex
            self.setAccessibleName(", ".join(spoken(line) for line in latex))
            self._refresh()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._canvas.apply_theme(theme)
        self._place()

    def sizeHint(self) -> QSize:
        """As high as the lines, and the scroll bar where there is one."""
        bar = self._theme.px(_BAR) if self._canvas.width() > self.width() else 0
        return QSize(self._theme.px(80), self._canvas.height() + bar)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(self._theme.px(40), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways here; up and down is for the column."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            event.ignore()

    def _refresh(self) -> None:
        """Take what is typeset, all of it or none: half a formula would be wrong."""
        if self.is_current:
            return
        lines = [(latex, self._typesetter.line(latex)) for latex in self._latex]
        ready = tuple((latex, line) for latex, line in lines if line is not None)
        if len(ready) == len(lines):
            self._lines = ready
            self._place()

    def _place(self) -> None:
        before = self.sizeHint()
        self._canvas.show_lines(self._lines, self.width())
        if self.sizeHint() != before:
            self.updateGeometry()

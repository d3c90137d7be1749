"""One formula: heading, picture with the present numbers, legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lossviz.panelkit.explanation import Formula
from lossviz.shell.explain.formula_picture import FormulaPicture
from lossviz.shell.explain.latex import to_copy
from lossviz.shell.explain.legend import Legend
from lossviz.shell.explain.typesetter import Typesetter
from lossviz.theme.apply import qcolor
from lossviz.theme.icons import pixmap
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.layout.label_text import set_text

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_ORIGINAL_SIZE = 13.0


class FormulaBlock(QWidget):
    """`brief` is for the top of the Question tab: the general formula and its legend alone."""

    copied = Signal(str)
    """LaTeX for the clipboard."""

    def __init__(
        self,
        theme: Theme,
        typesetter: Typesetter,
        *,
        brief: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._brief = brief
        self._formula: Formula | None = None
        self._mark = _Mark(theme)
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._title.setWordWrap(True)
        self._copy = IconButton(theme, "copy", "Copy LaTeX")
        self._copy.clicked.connect(self._copy_latex)
        self.objectNameChanged.connect(lambda name: self._copy.setObjectName(f"{name}.copy"))
        self.general = FormulaPicture(theme, typesetter)
        self.numbers = FormulaPicture(theme, typesetter)
        self._original_label = QLabel("The lecture’s own")
        self._original_label.setProperty("role", "caption")
        self.original = FormulaPicture(
            theme, typesetter, size=_ORIGINAL_SIZE, role="text.secondary"
        )
        self.legend = Legend(theme, typesetter)
        self._lay_out()
        self._copy.setVisible(not brief)
        self.apply_theme(theme)

    def show_formula(self, formula: Formula) -> None:
        """Show a formula, or the same one with other numbers."""
        if formula == self._formula:
            return
        self._formula = formula
        set_text(self._title, formula.title)
        self._copy.set_tooltip(f"Copy LaTeX: {formula.title}")
        self._mark.show_mark(formula.icon, formula.color)
        self.general.show_latex((formula.latex, *formula.more))
        self.numbers.show_latex(() if self._brief else formula.numbers)
        self.original.show_latex((formula.original,) if self._has_original(formula) else ())
        self.numbers.setVisible(bool(self.numbers.latex))
        self.original.setVisible(self._has_original(formula))
        self._original_label.setVisible(self._has_original(formula))
        self.legend.show_symbols(formula.symbols)
        self.legend.setVisible(bool(formula.symbols))

    def lines(self) -> tuple[str, ...]:
        """All LaTeX that it shows."""
        if self._formula is None:
            return ()
        return (*constant_lines(self._formula), *self.numbers.latex)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._head.setSpacing(theme.space(2))
        self._column.setSpacing(theme.px(6))
        parts = (self._mark, self._copy, self.general, self.numbers, self.original, self.legend)
        for part in parts:
            part.apply_theme(theme)

    def _has_original(self, formula: Formula) -> bool:
        return bool(formula.original) and not self._brief

    def _copy_latex(self) -> None:
        if self._formula is not None:
            self.copied.emit(to_copy(self._formula))

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        below = (self.general, self.numbers, self._original_label, self.original, self.legend)
        for part in below:
            self._column.addWidget(part)


def constant_lines(formula: Formula) -> tuple[str, ...]:
    """The LaTeX of a formula in which there are no numbers."""
    symbols = tuple(symbol.latex for symbol in formula.symbols)
    original = (formula.original,) if formula.original else ()
    return (formula.latex, *formula.more, *symbols, *original)


class _Mark(QWidget):
    """The sign of what the formula is about, as in the plots: its icon or a line, in its colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._color = "", "text.primary"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, icon: str, color: str) -> None:
        self._icon, self._color = icon, color
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(18), self._theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._icon:
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(0, 0, pixmap(self._theme, self._icon, self._color, 18, ratio))
            return
        height = self._theme.length("line.seriesStrong")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(self._theme, self._color))
        area = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter.drawRoundedRect(area, height / 2, height / 2)

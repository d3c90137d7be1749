"""The Formula tab: every formula of the panel with the present numbers put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lossviz.panelkit.explanation import Formula
from lossviz.shell.explain.formula_block import FormulaBlock
from lossviz.shell.explain.page import Page
from lossviz.shell.explain.typesetter import Typesetter

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


class FormulaTab(Page):
    """A block a formula."""

    copied = Signal(str)

    def __init__(self, theme: Theme, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._typesetter = typesetter
        self.blocks: list[FormulaBlock] = []
        self.column.addStretch(1)
        self.apply_theme(theme)

    def show_formulas(self, formulas: tuple[Formula, ...]) -> None:
        """Show other formulas, or the same with other numbers."""
        self._have(len(formulas))
        for block, formula in zip(self.blocks, formulas, strict=True):
            block.setObjectName(f"explain.formula.{formula.key}")
            block.show_formula(formula)

    def lines(self) -> tuple[str, ...]:
        """All LaTeX that it shows."""
        return tuple(line for block in self.blocks for line in block.lines())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.set_margins(theme)
        self.column.setSpacing(theme.space(6))
        for block in self.blocks:
            block.apply_theme(theme)

    def _have(self, count: int) -> None:
        """As many blocks as there are formulas."""
        while len(self.blocks) > count:
            block = self.blocks.pop()
            block.hide()
            block.setParent(None)
            block.deleteLater()
        while len(self.blocks) < count:
            block = FormulaBlock(self._theme, self._typesetter)
            block.copied.connect(self.copied)
            self.column.insertWidget(len(self.blocks), block)
            self.blocks.append(block)

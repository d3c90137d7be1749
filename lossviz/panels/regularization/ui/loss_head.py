"""What the right column of every view begins with: the loss, its shares, how the penalty came."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.model.regularization import Regularization
from lossviz.panelkit.loss_line import LossLine
from lossviz.panels.regularization.ui.controls import PANEL
from lossviz.panels.regularization.words import penalty_sum
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.share_bar import ShareBar
from lossviz.widgets.layout.steady_number import SteadyNumber


class LossHead(QWidget):
    """Object names begin with `prefix`, which is that of the view's loss line."""

    def __init__(self, theme: Theme, view: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prefix = f"{PANEL}.{view}.loss_line"
        self.line = LossLine(theme, prefix, called="penalty")
        self.bar = ShareBar(theme, "Shares of the loss", parts=("data", "penalty"))
        self.sum = SteadyNumber(
            theme, "How the penalty comes about", "",
            type_role="numberSmall", color_role="text.secondary", right=True,
        )  # fmt: skip
        self.sum.setText("")  # there is nothing to say yet
        self.sum.setObjectName(f"{prefix}.sum")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.line, self.bar):
            self._column.addWidget(part)
        self._column.addWidget(self.sum, 0, Qt.AlignmentFlag.AlignRight)
        self.apply_theme(theme)

    def show_losses(self, data: float, R: float, penalty: Regularization, of: str) -> None:
        """The data loss, and R of what `of` says."""
        cost = penalty.strength * R
        self.line.show_losses(data + cost, data, cost)
        self.bar.show_shares(((data, "semantic.dataLoss"), (cost, "semantic.regularization")))
        self.sum.setText(penalty_sum(penalty, R, of))
        self.sum.settle()
        for part in (*self.line.numbers, self.bar, self.sum):
            part.tell()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (self.line, self.bar, self.sum):
            part.apply_theme(theme)
        self._column.setSpacing(theme.px(6))

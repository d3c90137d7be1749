"""The bar below: what is loaded, what the worker does, and a hint on keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.painting.elided_label import ElidedLabel


class Dot(QWidget):
    """Green while the worker runs, grey while it rests; the word beside it says the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._running = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_running(self, running: bool) -> None:
        """Change colour if it must."""
        if running != self._running:
            self._running = running
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """8 px across."""
        return QSize(self._theme.px(8), self._theme.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role = "status.success.mark" if self._running else "text.tertiary"
        painter.setBrush(qcolor(self._theme, role))
        painter.drawEllipse(self.rect())


class StatusBar(QWidget):
    """One line; texts change only when they say something else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "app")
        self.loaded = QLabel()
        self.loaded.setObjectName("status_bar.loaded")
        self.dot = Dot(theme)
        self.worker = QLabel("worker idle")
        self.worker.setObjectName("status_bar.worker")
        self.rate = QLabel()
        self.rate.setObjectName("status_bar.rate")
        self.hint = ElidedLabel()
        self.hint.setObjectName("status_bar.hint")
        for label in (self.loaded, self.worker, self.hint):
            label.setProperty("role", "label")
        for label in (self.loaded, self.worker, self.rate):
            label.setTextFormat(Qt.TextFormat.PlainText)  # It may hold the name of a file.
        self.rate.setProperty("role", "numberSmall")
        # The hint gives way first when the window is narrow.
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        for widget in (self.loaded, self.dot, self.worker, self.rate):
            self._row.addWidget(widget)
        self._row.addWidget(self.hint, 1)
        self.apply_theme(theme)

    def show_worker(self, rate: str | None, behind: Sequence[str] = ()) -> None:
        """What the worker does; None when it rests.

        behind: titles of panels that run, though another one is shown.
        """
        self.dot.show_running(rate is not None or bool(behind))
        if behind:
            set_text(self.worker, f"{' and '.join(behind)} run{'s' if len(behind) == 1 else ''}")
        else:
            set_text(self.worker, "worker idle" if rate is None else "worker running")
        set_text(self.rate, rate or "")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.setFixedHeight(round(theme.length("layout.statusBar")))
        self._row.setContentsMargins(theme.space(4), 0, theme.space(4), 0)
        self._row.setSpacing(theme.space(2))
        self.loaded.setContentsMargins(0, 0, theme.space(2), 0)
        self.dot.apply_theme(theme)

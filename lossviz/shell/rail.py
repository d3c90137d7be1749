"""The rail at the left: one entry a panel in lecture order, projector and theme below."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lossviz.panelkit.panel_kind import PanelKind
from lossviz.theme.apply import qcolor, qfont
from lossviz.theme.icons import pixmap
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.painting.drawn_text import draw_text_in
from lossviz.widgets.painting.focus_ring import FocusRing

ENTRY_HEIGHT = 36


class RailEntry(QAbstractButton):
    """One panel: icon, title and the number of its key."""

    def __init__(self, theme: Theme, panel: PanelKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._panel = panel
        self._collapsed = False
        self._runs = False
        self._ring = FocusRing(self, theme)
        self.setObjectName(f"rail.{panel.name}")
        self.setText(panel.title)
        self.setAccessibleName(panel.title)
        self.setAccessibleDescription(panel.subtitle)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def apply_theme(self, theme: Theme, collapsed: bool) -> None:
        """Take on another theme, or the narrow form with the icon alone."""
        self._theme, self._collapsed = theme, collapsed
        self._ring.apply_theme(theme)
        self.setToolTip(f"{self._panel.title} (Ctrl+{self._panel.number})")
        self.updateGeometry()
        self.update()

    def show_running(self, runs: bool) -> None:
        """A dot while its panel runs behind another one; words for who does not see it."""
        if runs == self._runs:
            return
        self._runs = runs
        told = f"{self._panel.subtitle}. It runs." if runs else self._panel.subtitle
        self.setAccessibleDescription(told)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as an entry of the design."""
        return QSize(self._theme.px(40), self._theme.px(ENTRY_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill of the chosen or hovered entry, icon, title, number."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hovered = self.isChecked(), self.underMouse()
        if chosen or hovered:
            role = "surface.selected" if chosen else "surface.hover"
            painter.setBrush(qcolor(theme, role))
            painter.setPen(Qt.PenStyle.NoPen)
            radius = theme.length("radius.control")
            painter.drawRoundedRect(self.rect(), radius, radius)
        self._paint_content(painter, "text.primary" if chosen else "text.secondary")

    def _paint_content(self, painter: QPainter, role: str) -> None:
        theme, size = self._theme, self._theme.px(18)
        picture = pixmap(theme, self._panel.icon, role, 18, self.devicePixelRatioF())
        left = (self.width() - size) // 2 if self._collapsed else theme.px(10)
        painter.drawPixmap(left, (self.height() - size) // 2, picture)
        if self._runs:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(theme, "status.success.mark"))
            painter.drawEllipse(left + size - theme.px(1), theme.px(7), theme.px(6), theme.px(6))
        if self._collapsed:
            return
        painter.setPen(qcolor(theme, role))
        painter.setFont(qfont(theme, "bodyStrong" if self.isChecked() else "body"))
        text = self.rect().adjusted(theme.px(38), 0, -theme.px(10), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        draw_text_in(painter, text, middle | Qt.AlignmentFlag.AlignLeft, self._panel.title)
        painter.setFont(qfont(theme, "numberSmall"))
        number = str(self._panel.number)
        draw_text_in(painter, text, middle | Qt.AlignmentFlag.AlignRight, number)


class Rail(QWidget):
    """Entries appear with their panels; nothing stands for what is not there yet."""

    chosen = Signal(str)
    """Name of the panel."""
    projector_toggled = Signal()
    theme_toggled = Signal()

    def __init__(
        self, theme: Theme, panels: Sequence[PanelKind], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "app")
        self._logo = QLabel()
        self._word = QLabel("lossviz")
        self._word.setProperty("role", "title")
        self._word.setObjectName("rail.word")
        self._entries = {panel.name: RailEntry(theme, panel) for panel in panels}
        self.projector = IconButton(theme, "projector", "Projector mode (F5)", checkable=True)
        self.projector.setObjectName("rail.projector")
        self.light = IconButton(theme, "theme", "Light or dark (Ctrl+Shift+L)")
        self.light.setObjectName("rail.theme")
        self.projector.clicked.connect(self.projector_toggled)
        self.light.clicked.connect(self.theme_toggled)
        for name, entry in self._entries.items():
            entry.clicked.connect(lambda _checked, name=name: self.chosen.emit(name))
        self._lay_out()
        self.apply_theme(theme, collapsed=False)

    def choose(self, name: str) -> None:
        """Mark the panel that is shown. No button group: with one, Tab reaches one entry alone."""
        for each, entry in self._entries.items():
            entry.setChecked(each == name)

    def show_running(self, names: Collection[str]) -> None:
        """Mark the panels that run behind the one that is shown."""
        for name, entry in self._entries.items():
            entry.show_running(name in names)

    def apply_theme(self, theme: Theme, collapsed: bool) -> None:
        """Take on another theme, or the narrow form."""
        self.setFixedWidth(theme.px(56 if collapsed else 176))
        self._logo.setPixmap(pixmap(theme, "logo", "text.primary", 20, self.devicePixelRatioF()))
        self._word.setVisible(not collapsed)
        self._top.setContentsMargins(theme.px(10), 0, 0, 0)
        self._top.setSpacing(theme.space(2))
        side, gap = theme.space(2), theme.px(2)
        self._column.setContentsMargins(side, 0, side, side)
        self._column.setSpacing(gap)
        # As high as the top bar with its line, so that the first entry begins where the panel does.
        self._head.setFixedHeight(round(theme.length("layout.topBar")) - gap)
        for entry in self._entries.values():
            entry.apply_theme(theme, collapsed)
        for button in (self.projector, self.light):
            button.apply_theme(theme)
        self._foot.setDirection(
            self._foot.Direction.TopToBottom if collapsed else self._foot.Direction.LeftToRight
        )

    def _lay_out(self) -> None:
        self._head = QWidget()
        self._top = QHBoxLayout(self._head)
        self._top.addWidget(self._logo)
        self._top.addWidget(self._word, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.projector)
        self._foot.addWidget(self.light)
        self._foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        for entry in self._entries.values():
            self._column.addWidget(entry)
        self._column.addStretch(1)
        self._column.addLayout(self._foot)

"""The base of widgets that paint data themselves: theme, names, and when to show the focus ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import cut_text_at
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class PictureWidget(QWidget):
    """A focusable widget whose `paintEvent` draws what it was last given.

    ringed: the focus ring goes around all of it; else it paints a ring where it wants one.
    """

    def __init__(
        self,
        theme: Theme,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        ringed: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._keyboard_focus = False
        self._ring = FocusRing(self, theme, "radius.small") if ringed else None
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        self._theme = theme
        self._fonts.clear()
        if self._ring is not None:
            self._ring.apply_theme(theme)
        self.updateGeometry()
        self.update()

    def tip_at(self, _position: QPointF) -> str | None:
        """What a tool tip says of a place, besides what is cut there; None for nothing."""
        return None

    def event(self, event: QEvent) -> bool:
        """Show a tool tip where there is something to say."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            tip = self.tip_at(place)
            cut = "" if tip else cut_text_at(self, place)
            if cut or tip is not None:
                QToolTip.showText(event.globalPos(), cut or tip or "", self)
                return True
        return super().event(event)

    def describe(self, words: str) -> None:
        """Tell screen readers what is painted, when it says something else."""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def shows_focus(self) -> bool:
        """Whether the ring is due: focus that came by, or is used with, the keyboard."""
        return self._keyboard_focus and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came by keyboard; by mouse it needs no ring."""
        self._keyboard_focus = by_keyboard(event, self._keyboard_focus)
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the key to `press_key`; one that it does not want goes on to the parent."""
        if self.press_key(Qt.Key(event.key())):
            self._keyboard_focus = True
            self.update()
        else:
            super().keyPressEvent(event)

    def press_key(self, _key: Qt.Key) -> bool:
        """Act on a key; True when it was one of ours."""
        return False

    def paint_focus(self, painter: QPainter, area: QRectF, radius: float) -> None:
        """The focus ring just inside an area, parted from what it holds by a line of surface."""
        width = self._theme.px(2)
        draw_ring(painter, area, self.color("surface.base"), width=2 * width, radius=radius)
        draw_ring(painter, area, self.color("focus.ring"), width=width, radius=radius)

    def color(self, role: str) -> QColor:
        """A colour of the theme."""
        return qcolor(self._theme, role)

    def class_mark(self, name: str) -> QColor:
        """The colour of a class for shapes."""
        return QColor(self._theme.class_color(name))

    def class_marks(self, names: Sequence[str]) -> tuple[QColor, ...]:
        """The colours of classes side by side, for shapes: no two alike."""
        return tuple(QColor(each) for each in self._theme.class_colors(names))

    def font_of(self, type_role: str, strong: bool = False) -> QFont:
        """A font of the theme, semibold when `strong`."""
        # Making a font with its features costs as much as drawing a word with it.
        if (type_role, strong) not in self._fonts:
            font = qfont(self._theme, type_role)
            if strong:
                font.setWeight(QFont.Weight.DemiBold)
            self._fonts[type_role, strong] = font
        return self._fonts[type_role, strong]


def by_keyboard(event: QFocusEvent, before: bool) -> bool:
    """Whether a focus came by Tab or a shortcut; a window that comes back leaves it as `before`."""
    if event.reason() == Qt.FocusReason.MouseFocusReason:
        return False
    return event.reason() in _KEYBOARD_REASONS or before


def draw_ring(
    painter: QPainter,
    rect: QRectF,
    color: QColor,
    *,
    width: float,
    radius: float,
    grow: float = 0.0,
) -> None:
    """An outline just inside `rect` when `grow` is 0, and `grow` px further out otherwise."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2 - grow
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_dot(painter: QPainter, x: float, y: float, diameter: float, color: QColor) -> None:
    """A filled circle around (x, y)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QRectF(x - diameter / 2, y - diameter / 2, diameter, diameter))

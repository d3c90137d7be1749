"""Buttons: a verb with or without an icon, and an icon alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from lossviz.theme.icons import icon, pixmap, ratios
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

ButtonKind = Literal["primary", "secondary", "quiet"]
_SIZE_BESIDE_TEXT = 16
_ICON_ROLE = {"primary": "primary.text", "secondary": "text.primary", "quiet": "text.secondary"}


class ActionButton(QPushButton):
    """A verb: Run, Step, Reset. Primary is ink, and there is one per screen.

    `texts` are all the words it will show in turn; it is as wide as the widest of them needs, so it
    does not jump between Run and Pause.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon_name: str = "",
        kind: ButtonKind = "secondary",
        texts: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._texts = tuple(texts)
        self._widths: dict[str, int] = {}  # of texts in the font of now: asked for at every layout
        self._icon_name = icon_name
        self._kind = kind
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # clicked, it leaves Space to the run
        self._ring = FocusRing(self, theme)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Read colours and sizes anew."""
        self._theme = theme
        self._widths.clear()
        self._ring.apply_theme(theme)
        self._show_icon()
        self.updateGeometry()

    def set_face(self, text: str, icon_name: str) -> None:
        """Show another text and icon: Run becomes Pause."""
        self.setText(text)
        self._icon_name = icon_name
        self._show_icon()

    def sizeHint(self) -> QSize:
        """As wide as the widest of its texts needs."""
        hint = super().sizeHint()
        widest = max((self._text_width(text) for text in self._texts), default=0)
        more = max(0, widest - self._text_width(self.text()))
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its text."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other widths."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()
        super().changeEvent(event)

    def _text_width(self, text: str) -> int:
        if text not in self._widths:
            size = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text)
            self._widths[text] = size.width()
        return self._widths[text]

    def _show_icon(self) -> None:
        if not self._icon_name:
            self.setIcon(QIcon())
            return
        size, gap = self._theme.px(_SIZE_BESIDE_TEXT), self._theme.px(4)
        self.setIcon(_with_room_right(self._theme, self._icon_name, _ICON_ROLE[self._kind], gap))
        self.setIconSize(QSize(size + gap, size))


class IconButton(QPushButton):
    """A picture alone, 32 by 32, with its meaning as tool tip and accessible name."""

    def __init__(
        self,
        theme: Theme,
        icon_name: str,
        tooltip: str,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setProperty("kind", "quiet")
        self.setProperty("shape", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(checkable)
        self.set_tooltip(tooltip)
        self._ring = FocusRing(self, theme)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Read colours and sizes anew."""
        self._theme = theme
        self._ring.apply_theme(theme)
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.set_icon(self._icon_name)

    def set_icon(self, icon_name: str) -> None:
        """Show another picture."""
        self._icon_name = icon_name
        self.setIcon(icon(self._theme, icon_name, "text.secondary"))

    def set_tooltip(self, tooltip: str) -> None:
        """Say what it does; screen readers get the same words."""
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)


def _with_room_right(theme: Theme, name: str, role: str, gap: int) -> QIcon:
    """An icon with empty pixels on its right: a style sheet cannot set the gap to the text."""
    result = QIcon()
    for ratio in ratios():
        for mode, color in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "text.disabled")):
            result.addPixmap(
                _widened(pixmap(theme, name, color, _SIZE_BESIDE_TEXT, ratio), gap), mode
            )
    return result


def _widened(picture: QPixmap, gap: int) -> QPixmap:
    ratio = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wide

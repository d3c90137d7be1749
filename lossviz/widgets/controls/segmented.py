"""The segmented control: two to five choices of which one is in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import draw_text_in
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


class Segmented(QWidget):
    """Exclusive choices side by side; `choices` are (key, text) pairs.

    The chosen segment is raised by fill and border. Arrow keys move; Tab reaches the chosen one.
    Each segment's object name is the control's with its key: ``training.loss.hinge``.
    """

    value_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        value: str | None = None,
        *,
        numbers: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self._value = ""
        self._segments: dict[str, _Segment] = {}
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self.objectNameChanged.connect(self._name_segments)
        self.set_choices(choices, value)
        self.apply_theme(theme)

    @property
    def value(self) -> str:
        """The key of the choice in force."""
        return self._value

    def set_value(self, key: str | None) -> None:
        """Show a choice without a signal, or none; KeyError where there is none of that key."""
        if key is None:
            self._uncheck()
        else:
            self._segments[key].setChecked(True)
            self._note(key)

    def _uncheck(self) -> None:
        """No choice is in force; Tab stops at the first."""
        for segment in self._segments.values():
            segment.setAutoExclusive(False)
            segment.setChecked(False)
            segment.setAutoExclusive(True)
        self._note(next(iter(self._segments)))
        self._value = ""

    def set_choices(self, choices: Sequence[tuple[str, str]], value: str | None = None) -> None:
        """Offer other choices; the one in force stays if it is among them, else the first."""
        wanted = self._value if value is None else value
        if [key for key, _ in choices] == list(self._segments):
            self._rename(dict(choices))
            self.set_value(wanted)
            return
        for segment in self._segments.values():
            segment.hide()
            segment.setParent(None)
            segment.deleteLater()
        self._segments = {key: self._add(key, text) for key, text in choices}
        self._name_segments()
        self.set_value(wanted if wanted in self._segments else next(iter(self._segments)))

    def _rename(self, texts: dict[str, str]) -> None:
        """Other words for the same choices: the segments stay."""
        for key, segment in self._segments.items():
            segment.setText(texts[key])
            segment.setAccessibleName(texts[key])
        self._row.invalidate()  # at once: whoever asks for the size next may not wait
        self.updateGeometry()

    def apply_theme(self, theme: Theme) -> None:
        """Read colours, fonts and sizes anew."""
        self._theme = theme
        pad = theme.px(theme.length("control.segmentPadding") / theme.scale)
        self._row.setContentsMargins(pad, pad, pad, pad)
        for segment in self._segments.values():
            segment.apply_theme(theme)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track that the segments lie in."""
        radius = self._theme.length("radius.control")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(self._theme, "surface.hover"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _add(self, key: str, text: str) -> _Segment:
        segment = _Segment(self._theme, text, self._numbers, self)
        segment.clicked.connect(lambda: self._choose(key))
        self._row.addWidget(segment)
        segment.show()
        return segment

    def _choose(self, key: str) -> None:
        if key != self._value:
            self._note(key)
            self.value_changed.emit(key)

    def _note(self, key: str) -> None:
        """Remember the choice, and let Tab stop there alone."""
        self._value = key
        for each, segment in self._segments.items():
            tab = Qt.FocusPolicy.TabFocus if each == key else Qt.FocusPolicy.NoFocus
            segment.setFocusPolicy(tab)

    def _name_segments(self) -> None:
        for key, segment in self._segments.items():
            segment.setObjectName(f"{self.objectName()}.{key}")


class _Segment(QRadioButton):
    """One choice: to the keyboard and to screen readers a radio button."""

    def __init__(self, theme: Theme, text: str, number: bool, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._number = number
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = FocusRing(self, theme, "radius.small")
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        font = qfont(theme, "label")
        if self._number:
            font = qfont(theme, "number")
            font.setPixelSize(theme.type("label").size)
        font.setWeight(QFont.Weight.Medium)
        self.setFont(font)
        self._ring.apply_theme(theme)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(12)
        return QSize(width, self._theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            self._paint_raised(painter)
        painter.setPen(qcolor(self._theme, self._text_role()))
        draw_text_in(painter, self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _text_role(self) -> str:
        if not self.isEnabled():
            return "text.disabled"
        return "text.primary" if self.isChecked() or self.underMouse() else "text.secondary"

    def _paint_raised(self, painter: QPainter) -> None:
        # In the dark a raised surface is lighter than the track, in the light it is white.
        dark = self._theme.mode == "dark"
        fill, border = (
            ("surface.pressed", "border.strong") if dark else ("surface.raised", "border.control")
        )
        width = self._theme.px(1)
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = self._theme.length("radius.small")
        painter.setPen(QPen(qcolor(self._theme, border), width))
        painter.setBrush(qcolor(self._theme, fill))
        painter.drawRoundedRect(area, radius, radius)

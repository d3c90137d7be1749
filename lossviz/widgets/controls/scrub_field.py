"""The scrub number: drag it sideways, step it with the keys, or type it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont, restyle
from lossviz.widgets.controls.dotted_line import draw_dots
from lossviz.widgets.numbers.local_numbers import parse_as_local
from lossviz.widgets.numbers.number_reader import NumberReader
from lossviz.widgets.numbers.number_scale import Limits, Scale
from lossviz.widgets.numbers.number_text import number_forms
from lossviz.widgets.numbers.scrub_drag import PIXELS_PER_STEP, ScrubDrag
from lossviz.widgets.numbers.step_keys import WHEEL_REST_MS, WheelSteps, step_factor
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_LONGEST_TEXT = 40
_ROOM_TO_TYPE = 8  # digits
# The keyboard comes back to the field: what is half typed is not judged yet.
_PAUSES = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_HOW_TO = "Up and Down change the number, Enter types it."
_UP_DOWN = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class ScrubField(QLineEdit):
    """A number that a person may change, with a dotted violet line below.

    `name` starts the sentence when a text is refused: "Learning rate must be a number above 0;
    “abc” is not a number." The refused text stays, with a danger border, and the last good value
    stays in force until the text is put right or Esc restores it.

    `scale` says how a drag and the keys move the value, `limits` what may be typed (the ends of the
    scale by default), `format_value` how it is written, `parse` how it is read. Where the number
    has no room, it has fewer digits; typing begins with all of them.
    """

    value_changed = Signal(float, bool)
    """The new value, and whether the gesture goes on; its end repeats the value with False."""
    rejected = Signal(str)
    """A sentence about the text that was refused."""
    cleared = Signal()
    """A refused text was put right or given up."""
    entered = Signal()
    """What was typed is in force, by the Enter key."""

    begins = "0123456789.,-+−"
    """Signs that, pressed at rest, begin to type a number."""

    def __init__(
        self,
        theme: Theme,
        value: float,
        *,
        name: str,
        scale: Scale,
        default: float,
        format_value: Callable[[float], str],
        parse: Callable[[str], float] | None = None,
        limits: Limits | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value = value
        self._least_width = 0
        self._scale = scale
        self.default = default
        self._format = format_value
        self._reader = NumberReader(name, limits or Limits.of(scale), parse or parse_as_local)
        self._drag: ScrubDrag | None = None
        self._in_gesture = False
        self._began_with_click = False
        self._typed_from = ""
        self._refused: str | None = None
        self._wheel = WheelSteps()
        self._wheel_rest = QTimer(self, singleShot=True, interval=WHEEL_REST_MS)
        self._wheel_rest.timeout.connect(self._end_key_gesture)
        self.setMaxLength(_LONGEST_TEXT)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAcceptDrops(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setProperty("field", "scrub")
        self._ring = FocusRing(self, theme, "radius.small")
        self.apply_theme(theme)
        self._rest()

    @property
    def value(self) -> float:
        """The value in force, whatever is being typed."""
        return self._value

    @property
    def written(self) -> str:
        """The value in force as the field writes it."""
        return self._format(self._value)

    @property
    def is_typing(self) -> bool:
        """Whether the field holds text that is not in force yet, or was refused."""
        return not self.isReadOnly()

    @property
    def inset(self) -> int:
        """From the right edge to the digits: border, padding, Qt's own 2 px, the cursor's 1."""
        padding = 7 if self.property("boxed") else 3
        return self._theme.px(1) + self._theme.px(padding) + 3 + self.textMargins().right()

    def set_value(self, value: float) -> None:
        """Show a value without a signal. What a person is typing stays as it is."""
        self._value = value
        if not self.is_typing:
            self._show_value()

    def set_least_width(self, width: int) -> None:
        """Ask for this many px, or for more where the number needs them.

        Qt's own minimum width would hold for longer numbers too, and cut them.
        """
        self._least_width = width
        self.updateGeometry()

    def apply_theme(self, theme: Theme) -> None:
        """Read colours, font and sizes anew."""
        self._theme = theme
        self.setFont(qfont(theme, "number"))
        self._ring.apply_theme(theme)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the number, while typing for a longer one, and no less than is asked."""
        typed = ("0" * _ROOM_TO_TYPE,) if self.is_typing else ()
        return self._size_of(self.written, self._format(self.default), *typed)

    def height_in(self, theme: Theme) -> int:
        """As the style sheet makes it: the inner height, and a border above and below."""
        return theme.px(30 if self.property("boxed") else 22) + 2 * theme.px(1)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than the number in its fewest digits; what is typed moves along."""
        return self._size_of(number_forms(self.written)[-1])

    def digits_width(self) -> int:
        """The width in which the number has room in its fewest digits."""
        return self._width_of(number_forms(self.written)[-1])

    def _size_of(self, *texts: str) -> QSize:
        width = max(self._least_width, *map(self._width_of, texts))
        return QSize(width, self.height_in(self._theme))

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + self._sides() + self._theme.px(2)

    def _sides(self) -> int:
        margins = self.textMargins()
        return 2 * self.inset + margins.left() - margins.right()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many digits as have room now."""
        super().resizeEvent(event)
        if not self.is_typing and self.text() != self.shown():
            self.setText(self.shown())

    # Typing

    def begin_typing(self, text: str | None = None) -> None:
        """Let a person type, over the number as it is or starting with `text`."""
        self._typed_from = self.written
        self.setReadOnly(False)
        self.setText(self._typed_from if text is None else text)
        if text is None:
            self.selectAll()
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._set_state("typing")

    def finish_typing(self) -> bool:
        """Take what was typed; False, with `rejected`, where it is no value for this field."""
        text = self.text()
        if text == self._typed_from:
            self._stop_typing()
            return True
        if text == self._refused:
            return False
        try:
            value = self._reader.read(text)
        except ValueError as error:
            self._refused = text
            self._set_state("bad")
            self.setAccessibleDescription(str(error))
            self.rejected.emit(str(error))
            return False
        self._stop_typing()
        self._change(value)
        return True

    def restore(self) -> None:
        """Give up what was typed or dragged, and show the value as it was before."""
        if self._drag is not None:
            self._change(self._drag.start)
            self._drag = None
            self._end_gesture()
        elif self.is_typing:
            self._stop_typing()

    def _stop_typing(self) -> None:
        was_bad = self.property("state") == "bad"
        self._rest()
        if was_bad:
            self.cleared.emit()

    def _rest(self) -> None:
        self._refused = None
        self.setReadOnly(True)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAccessibleDescription(_HOW_TO)
        self._set_state("rest")
        self._show_value()

    def shown(self) -> str:
        """The value in force, in as many digits as have room."""
        room, metrics = self.width() - self._sides(), self.fontMetrics()
        forms = number_forms(self.written)
        return next((each for each in forms if metrics.horizontalAdvance(each) <= room), forms[-1])

    def _show_value(self) -> None:
        self.updateGeometry()
        layout = parent.layout() if (parent := self.parentWidget()) is not None else None
        if layout is not None and self.shown() != self.written:
            layout.activate()  # it may give more room
        self.setText(self.shown())
        self.deselect()

    def _set_state(self, state: str) -> None:
        restyle(self, state=state)
        self.updateGeometry()
        self.update()

    # Changing

    def _change(self, value: float, *, gesture: bool = False) -> None:
        if value == self._value:
            return
        self._in_gesture = self._in_gesture or gesture
        self._value = value
        if not self.is_typing:
            self._show_value()
        self.value_changed.emit(value, self._in_gesture)

    def _end_gesture(self) -> None:
        if self._in_gesture:
            self._in_gesture = False
            self.value_changed.emit(self._value, False)

    def _step(self, count: float) -> None:
        if not self.is_typing or self.finish_typing():
            self._change(self._scale.stepped(self._value, count), gesture=True)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag, or place the cursor while typing."""
        self._began_with_click = False
        if self.is_typing or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._drag = ScrubDrag(self._value, event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the value: 4 px a step, Shift a tenth, Ctrl ten times."""
        if self._drag is None:
            super().mouseMoveEvent(event)
            return
        factor = step_factor(event.modifiers())
        pixels = self._theme.px(PIXELS_PER_STEP)
        if self._drag.move(event.position().x(), factor, pixels):
            value = self._scale.dragged(self._drag.start, self._drag.steps, self._drag.finest)
            self._change(value, gesture=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag; without one, the click types."""
        drag, self._drag = self._drag, None
        if drag is None:
            super().mouseReleaseEvent(event)
        elif drag.moved:
            self._end_gesture()
        else:
            self._began_with_click = True
            self.begin_typing()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Reset to the default. In a text that was open before, select a word as usual."""
        if self.is_typing and not self._began_with_click:
            super().mouseDoubleClickEvent(event)
            return
        self._began_with_click = False
        self._stop_typing()
        self._change(self.default)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step while the field has the keyboard; else let the page scroll."""
        if not self.hasFocus() or self.is_typing:
            event.ignore()
            return
        for count in self._wheel.take(event):
            self._change(self._scale.stepped(self._value, count), gesture=True)
            self._wheel_rest.start()
        event.accept()

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """At rest, keys such as Space and Ctrl+Z belong to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.is_typing:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step, Enter types, Esc restores."""
        key = event.key()
        if key in _UP_DOWN:
            self._step(_UP_DOWN[Qt.Key(key)] * step_factor(event.modifiers()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle_typing()
        elif key == Qt.Key.Key_Escape:
            self._escape(event)
        elif self.is_typing or event.matches(QKeySequence.StandardKey.Copy):
            self._edit_key(event)
        elif event.text() and event.text() in self.begins:
            self.begin_typing(event.text())
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if event.key() in _UP_DOWN and not event.isAutoRepeat():
            self._end_key_gesture()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when the person goes on to the next control."""
        super().focusOutEvent(event)
        self._end_key_gesture()
        if self.is_typing and event.reason() not in _PAUSES:
            self.finish_typing()

    def _toggle_typing(self) -> None:
        if not self.is_typing:
            self.begin_typing()
        elif self.finish_typing():
            self.entered.emit()

    def _escape(self, event: QKeyEvent) -> None:
        if self._drag is None and not self.is_typing:
            event.ignore()
            return
        self.restore()

    def _edit_key(self, event: QKeyEvent) -> None:
        if not self.is_typing:
            QGuiApplication.clipboard().setText(self.written)
            return
        super().keyPressEvent(event)

    def _end_key_gesture(self) -> None:
        if self._drag is None:
            self._end_gesture()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dotted violet line below the number."""
        super().paintEvent(event)
        if self.is_typing:
            return
        metrics, width = self.fontMetrics(), self.fontMetrics().horizontalAdvance(self.text())
        left = self.width() - self.inset - width
        if self.alignment() & Qt.AlignmentFlag.AlignLeft:
            left = self._sides() - self.inset
        below = (self.height() - metrics.height()) // 2 + metrics.ascent() + self._theme.px(4)
        color = qcolor(self._theme, "accent.base" if self.isEnabled() else "text.disabled")
        draw_dots(QPainter(self), left, left + width, below, color, self._theme.px(1))

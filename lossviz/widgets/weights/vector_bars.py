"""A vector as bars to drag: each with its number, and what it adds to a penalty, below it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.theme.icons import pixmap
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.numbers.fewer_digits import in_length, shortened
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.step_keys import step_factor
from lossviz.widgets.painting.glide import Glide
from lossviz.widgets.painting.words_picture import WordsPicture
from lossviz.widgets.weights.bars_content import BarsContent, BarsPlaces, bars_places

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

LARGEST, STEP = 1e3, 0.01
SCALE = LinearScale(-LARGEST, LARGEST, STEP)
_CAP_WIDTH, _CAP_HEIGHT, _LOCK, _REACH = 24, 8, 14, 8  # logical px
_HEIGHT, _WIDTH, _LEAST_WIDTH = 128, 600, 360
_LONGEST = 7  # characters of a number
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class VectorBars(WordsPicture):
    """Shows a `BarsContent`; its numbers are called "prefix.0" and so on.

    A bar is dragged at its cap, or its number is; L locks the one that has the keyboard, where
    `lockable`.
    """

    value_changed = Signal(int, float, bool)
    """Which one, its new value, and whether the gesture goes on."""
    lock_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        prefix: str,
        name: str,
        parent: QWidget | None = None,
        *,
        lockable: bool = False,
    ) -> None:
        self._prefix, self._name, self._lockable = prefix, name, lockable
        self._content = BarsContent()
        self._fields: list[_BarField] = []
        self._held: int | None = None
        self._grip, self._hovered = 0.0, -1
        self._told: float | None = None  # where a drag has brought the bar
        self._height = _HEIGHT
        super().__init__(theme, name, parent)
        self._lengths = Glide(self, theme, self.update)
        self._error: FieldError | None = None
        self.setMouseTracking(True)

    def show_content(self, content: BarsContent, animate: bool = True) -> None:
        """Show other numbers; bars glide there, or jump while one is dragged."""
        self._content = content
        if not self._fields:
            self._make_fields(len(content.values))
        for field, value in zip(self._fields, content.values, strict=True):
            field.decimals = content.decimals
            field.set_value(value)
        self._lengths.go(content.values, animate and self._held is None)
        numbers = ", ".join(field.written for field in self._fields)
        self.describe(f"{content.name} {numbers}; {' '.join(content.side)}")
        self._place()
        self.update()

    def set_height(self, height: int) -> None:
        """So many logical px, with the numbers."""
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        super().apply_theme(theme)
        for field in self._fields:
            field.apply_theme(theme)
        if self._error is not None:
            self._error.apply_theme(theme)
        self._place()

    def sizeHint(self) -> QSize:
        """As high as it is told to be."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Room for four numbers."""
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        self._place()

    def cap(self, i: int) -> QRectF:
        """Where a bar is dragged."""
        places = self._places()
        width, height = self._theme.px(_CAP_WIDTH), self._theme.px(_CAP_HEIGHT)
        middle = places.lefts[i] + places.column / 2
        y = places.y(self._lengths.values[i], self._content.reach)
        return QRectF(middle - width / 2, y - height / 2, width, height)

    # Fields

    def _make_fields(self, count: int) -> None:
        for i in range(count):
            name = f"{self._name}, number {i + 1}"
            field = _BarField(self._theme, name, self)
            field.setObjectName(f"{self._prefix}.{i}")
            field.value_changed.connect(partial(self.value_changed.emit, i))
            field.rejected.connect(partial(self._explain, field))
            field.cleared.connect(self._forget_error)
            field.show()
            self._fields.append(field)

    def _explain(self, field: QWidget, sentence: str) -> None:
        self._forget_error()
        self._error = FieldError(field, self._theme)
        self._error.setObjectName(f"{self._prefix}.error")
        self._error.explain(sentence)

    def _forget_error(self) -> None:
        if self._error is not None:
            self._error.clear()
            self._error.deleteLater()
            self._error = None

    def _places(self) -> BarsPlaces:
        return bars_places(self.width(), self.height(), self._theme.scale, self._content)

    def _place(self) -> None:
        if not self._fields:
            return
        places = self._places()
        for field, left in zip(self._fields, places.lefts, strict=True):
            size = field.sizeHint()
            width = min(size.width(), int(places.column))
            x = round(left + (places.column - width) / 2)
            field.setGeometry(x, round(places.number - size.height() / 2), width, size.height())

    # Mouse and keys

    def _bar_at(self, place: QPointF) -> int | None:
        reach = self._theme.px(_REACH)
        return next(
            (
                i
                for i in range(len(self._fields))
                if self.cap(i).adjusted(-reach, -reach, reach, reach).contains(place)
            ),
            None,
        )

    def _lock_at(self, place: QPointF) -> int | None:
        if not self._lockable:
            return None
        return next(
            (i for i in range(len(self._fields)) if self._lock_box(i).contains(place)), None
        )

    def _lock_box(self, i: int) -> QRectF:
        places, side = self._places(), self._theme.px(_LOCK)
        left = places.lefts[i] + places.column / 2 + places.bar / 2 + self._theme.px(3)
        left = min(left, places.lefts[i] + places.column - side)
        return QRectF(left, places.bottom - side - self._theme.px(1), side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a cap, or lock a weight."""
        place = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if (lock := self._lock_at(place)) is not None:
            self.lock_wanted.emit(lock)
            return
        self._held = self._bar_at(place)
        if self._held is None:
            event.ignore()
            return
        self._grip = self.cap(self._held).center().y() - place.y()
        self._told = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the cap up and down, Shift finer."""
        place = event.position()
        if self._held is None:
            self._hover(place)
            return
        fine = step_factor(event.modifiers()) < 1
        value = self._places().value(place.y() + self._grip, self._content.reach)
        value = round(min(max(value, -LARGEST), LARGEST), 3 if fine else 2) + 0.0
        if value != (self._content.values[self._held] if self._told is None else self._told):
            self._told = value
            self.value_changed.emit(self._held, value, True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        held, self._held = self._held, None
        if held is not None and self._told is not None:
            self.value_changed.emit(held, self._told, False)
        self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def _hover(self, place: QPointF) -> None:
        over = self._bar_at(place)
        if self._lock_at(place) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif over is not None:
            self.setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            self.unsetCursor()
        places = self._places()
        hovered = next(
            (i for i, left in enumerate(places.lefts) if left <= place.x() < left + places.column),
            -1,
        )
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from number to number, L locks one."""
        focused = self.focusWidget()
        place = next((i for i, field in enumerate(self._fields) if field is focused), None)
        way = _SIDEWAYS.get(Qt.Key(event.key()), 0)
        if place is not None and way:
            to = min(max(place + way, 0), len(self._fields) - 1)
            self._fields[to].setFocus(Qt.FocusReason.TabFocusReason)
        elif place is not None and event.key() == Qt.Key.Key_L and self._lockable:
            self.lock_wanted.emit(place)
        else:
            super().keyPressEvent(event)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names, bars with their caps, the terms of R, what stands at the side."""
        if not self._fields:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places, content, px = self._places(), self._content, self._theme.px
        middle = places.bottom - px(20)
        plain, grey = self.color("text.primary"), self.color("text.secondary")
        font = self.italic_font("bodyStrong")
        self.draw_with(painter, 0, middle - px(8), content.name, plain, font)
        room = places.lefts[0] - px(4)
        self.draw(
            painter, 0, middle + px(9), self.fitted(content.below, room, "label"), grey, "label"
        )
        name, number = content.side
        right = self.width()
        self.draw(painter, right, middle - px(8), name, grey, "label", side="right")
        length = int((right - places.side - px(2)) / self.text_width("0", "number"))
        number = shortened(number, length)
        self.draw(painter, right, middle + px(9), number, plain, "number", side="right")
        painter.fillRect(
            QRectF(places.lefts[0], round(places.base), places.side - places.lefts[0], px(1)),
            self.color("plot.axis"),
        )
        for i in range(len(self._fields)):
            self._paint_bar(painter, places, i)

    def _paint_bar(self, painter: QPainter, places: BarsPlaces, i: int) -> None:
        px, content = self._theme.px, self._content
        middle = places.lefts[i] + places.column / 2
        end = places.y(self._lengths.values[i], content.reach)
        bar = QRectF(
            middle - places.bar / 2, min(end, places.base), places.bar, abs(end - places.base)
        )
        painter.fillRect(bar, self.color("border.strong"))
        if content.terms:
            olive = self.color("semantic.regularization")
            room = places.column - px(4)
            length = int(room / self.text_width("0", "numberSmall"))
            text = self.fitted(shortened(content.terms[i], length), room, "numberSmall")
            self.draw(painter, middle, places.term, text, olive, "numberSmall", side="center")
        cap, locked = self.cap(i), i in content.locked
        painter.setPen(QPen(self.color("border.strong" if locked else "accent.base"), px(2)))
        painter.setBrush(self.color("surface.base"))
        inner = cap.adjusted(px(1), px(1), -px(1), -px(1))
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        if locked or (self._lockable and i == self._hovered):
            name = "lock" if locked else "unlock"
            picture = pixmap(self._theme, name, "text.secondary", _LOCK, self.devicePixelRatioF())
            painter.drawPixmap(self._lock_box(i).topLeft().toPoint(), picture)


class _BarField(ScrubField):
    """A number with as many decimals as its bars say."""

    decimals = 2

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(
            theme, 0.0, name=name, scale=SCALE, default=0.0,
            format_value=self._write, parent=parent,
        )  # fmt: skip

    def _write(self, value: float) -> str:
        return in_length(format_number(value, self.decimals), value, _LONGEST)

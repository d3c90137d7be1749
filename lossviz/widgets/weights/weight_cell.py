"""A gradient cell: a weight to drag, step and type, and below it the slope of the loss."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from lossviz.theme.apply import qcolor
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.drawn_text import draw_text
from lossviz.widgets.weights.step_button import StepButton
from lossviz.widgets.weights.weight_field import SCALE, Faces, WeightField
from lossviz.widgets.weights.weight_form import LEAST_BAR, SLIM, Slope, WeightForm

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_TRACK, _BAR, _TICK = 2, 4, 8  # logical px: heights around the middle of the slope
_GAP = 5
_NOTHING = Slope("", 0.0, 0)


class WeightCell(QWidget):
    """`subject` is the number's name: "weight w₀ of class 0"."""

    value_changed = Signal(float, bool)
    """The new value, and whether the gesture goes on."""

    def __init__(
        self, theme: Theme, faces: Faces, form: WeightForm, subject: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._faces, self._form = theme, faces, form
        self._slope, self._exact = _NOTHING, math.nan
        self._error: FieldError | None = None
        self._steps_go_on = False
        name = subject[0].upper() + subject[1:]
        self.field = WeightField(theme, faces, name, self)
        self.up = StepButton(theme, "up", f"Raise {subject}", self)
        self.down = StepButton(theme, "down", f"Lower {subject}", self)
        self.setAccessibleName(f"Slope of the loss by {subject}")
        self.objectNameChanged.connect(self._name_parts)
        self.field.value_changed.connect(self._tell)
        self.field.rejected.connect(self._explain)
        self.field.cleared.connect(self._forget_error)
        for button in (self.up, self.down):
            button.stepped.connect(self._step)
            button.ended.connect(self._end_steps)

    def show_number(self, value: float, slope: float, drawn: Slope) -> None:
        """Show a value and a slope; a change is painted, and nothing is laid out."""
        if value != self.field.value:
            self.field.set_value(value)
        self._exact = slope
        if drawn != self._slope:
            if drawn.text != self._slope.text:
                self.setAccessibleDescription(drawn.text)
            self._slope = drawn
            self.update(self._slope_area())

    def take_on(self, theme: Theme, faces: Faces, form: WeightForm) -> None:
        """Another theme or form."""
        if theme is not self._theme:
            for part in (self.field, self.up, self.down, self._error):
                if part is not None:
                    part.apply_theme(theme)
        self._theme, self._faces, self._form = theme, faces, form
        for button in (self.up, self.down):
            button.setVisible(form.buttons > 0)
        self._place_parts()
        self.update()

    def slope_number_shows(self) -> bool:
        """Whether there is room for a bar and its number side by side."""
        return self._bar_width() >= self._theme.px(LEAST_BAR) and self._form is not SLIM

    def words(self) -> str:
        """Value and slope with more digits than are written."""
        value = short_number(self.field.value)
        slope = "" if math.isnan(self._exact) else f", slope {short_number(self._exact)}"
        return f"{self.field.accessibleName()}: {value}{slope}"

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place number and buttons."""
        self._place_parts()

    def event(self, event: QEvent) -> bool:
        """Value and slope in full as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words(), self)
            return True
        return super().event(event)

    # Layout

    def _inner(self) -> int:
        """Where the column with the buttons begins."""
        return self.width() - self._theme.px(self._form.buttons)

    def _place_parts(self) -> None:
        form, px, inner = self._form, self._theme.px, self._inner()
        narrow = form is SLIM
        self.field.fit(self._faces, form.roles, inner - self._field_left() - self._after(), narrow)
        self.field.move(self._field_left(), px(form.field))
        half = self.height() // 2
        self.up.setGeometry(inner, 0, self.width() - inner, half)
        self.down.setGeometry(inner, half, self.width() - inner, self.height() - half)

    def _field_left(self) -> int:
        return 0 if self._form is SLIM else self._theme.px(3)

    def _after(self) -> int:
        """From the field to the buttons or the edge, so that the last digit stands in line."""
        return 0 if self._form is SLIM else self._theme.px(self._form.right) - self.field.inset

    def _slope_area(self) -> QRect:
        tall, middle = self._theme.px(16), self._theme.px(self._form.slope)
        return QRect(0, middle - tall // 2, self._inner(), tall)

    def _bar_width(self) -> float:
        """What the number leaves to the bar."""
        form, px = self._form, self._theme.px
        digits = self._slope.length * self._faces.advances["numberSmall"]
        room = self._inner() - px(form.left) - px(form.right)
        return min(px(form.bar), room - digits - px(_GAP))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the line beside the buttons, and the slope."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, radius = theme.px(1), theme.length(self._form.radius)
        hairline = qcolor(theme, "border.hairline")
        painter.setPen(QPen(hairline, line))
        painter.setBrush(qcolor(theme, "surface.sunken"))
        half = line / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self._form.buttons:
            painter.fillRect(QRect(self._inner(), line, line, self.height() - 2 * line), hairline)
        self._paint_slope(painter)

    def _paint_slope(self, painter: QPainter) -> None:
        theme, form = self._theme, self._form
        left, right = theme.px(form.left), self._inner() - theme.px(form.right)
        middle = theme.px(form.slope)
        if not self.slope_number_shows():
            self._paint_bar(painter, left, right, middle)
            return
        font = self._faces.fonts["numberSmall"]
        painter.setFont(font)
        painter.setPen(qcolor(theme, "text.secondary"))
        width = len(self._slope.text) * self._faces.advances["numberSmall"]
        base = middle + QFontMetricsF(font).capHeight() / 2
        draw_text(painter, QPointF(round(right - width), round(base)), self._slope.text)
        self._paint_bar(painter, left, left + int(self._bar_width()), middle)

    def _paint_bar(self, painter: QPainter, left: int, right: int, middle: int) -> None:
        """The bar from the centre: to the left where the slope is negative."""
        theme, share = self._theme, self._slope.share
        if math.isnan(self._exact):
            return
        center, line = (left + right) // 2, theme.px(1)
        track, bar, tick = (theme.px(each) for each in (_TRACK, _BAR, _TICK))
        ground = qcolor(theme, "border.hairline")
        painter.fillRect(QRect(left, middle - track // 2, right - left, track), ground)
        length = round(abs(share) * (right - center))
        if share:
            length = max(length, line)
            color = qcolor(theme, "semantic.positive" if share > 0 else "semantic.negative")
            start = center + line if share > 0 else center - length  # beside the tick
            painter.fillRect(QRect(start, middle - bar // 2, length, bar), color)
        tick_color = qcolor(theme, "border.strong")
        painter.fillRect(QRect(center, middle - tick // 2, line, tick), tick_color)

    # Changing

    def _tell(self, value: float, goes_on: bool) -> None:
        if math.isfinite(value):  # steps from a value that left the range lead nowhere
            self.value_changed.emit(value, goes_on)

    def _step(self, count: float) -> None:
        field = self.field
        if field.is_typing and not field.finish_typing():
            return
        value = SCALE.stepped(field.value, count)
        if value != field.value and math.isfinite(value):
            self._steps_go_on = True
            field.set_value(value)
            self.value_changed.emit(value, True)

    def _end_steps(self) -> None:
        if self._steps_go_on:
            self._steps_go_on = False
            self.value_changed.emit(self.field.value, False)

    def _explain(self, sentence: str) -> None:
        if self._error is None:
            self._error = FieldError(self, self._theme)
            self._error.setObjectName(f"{self.field.objectName()}.error")
        self._error.explain(sentence)

    def _forget_error(self) -> None:
        if self._error is not None:
            self._error.clear()

    def _name_parts(self, name: str) -> None:
        self.field.setObjectName(name.removesuffix(".cell"))
        self.up.setObjectName(f"{self.field.objectName()}.up")
        self.down.setObjectName(f"{self.field.objectName()}.down")

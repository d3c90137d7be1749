"""dL/ds of every class as bars from the centre: hinge above softmax, analytic and numeric.

As everywhere, the analytic slope is solid and wide and the numeric one dashed and thin on top:
where they agree, the dash ends with its bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.numbers.steady_range import steady_reach
from lossviz.widgets.painting.glide import Glide
from lossviz.widgets.painting.picture_widget import PictureWidget, draw_dot
from lossviz.widgets.painting.plot_text import CENTER, RIGHT, PlotText
from lossviz.widgets.painting.word_lines import (
    LINE,
    Placed,
    Word,
    elided,
    line_count,
    paint_words,
    wrapped,
)
from lossviz.widgets.worked.gradient_frame import (
    BAR,
    DOT,
    DOT_GAP,
    ROW_GAP,
    TOP,
    VALUE_GAP,
    BarFrame,
    bar_frame,
    number_kind,
    signed_end,
)
from lossviz.widgets.worked.gradient_picture import (
    ClassSlopes,
    GradientPicture,
    LossSlope,
    VerdictKind,
)

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_ROLES = ("semantic.hinge", "semantic.softmax")
_SIGNS: dict[VerdictKind, tuple[str, str]] = {
    "agrees": ("status.success.text", "check"),
    "check": ("status.warning.text", "warning"),
    "wrong": ("status.danger.text", "close"),
    "kink": ("text.secondary", "info"),
}
_LEAST_PITCH = 11  # logical px from bar to bar
_MOST_ROW, _ENOUGH = 72, 220
_AXIS = 3 + 2 * LINE
_VERDICT_GAP = 8


class GradientBars(PictureWidget):
    """Draws a `GradientPicture`: two bars a class with their values, and a verdict a loss."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Slope of the losses by each score", parent, ringed=True)
        self._picture = GradientPicture()
        self._reach = 1.0
        self._text = PlotText(theme)
        self._glide = Glide(self, theme, self.update)
        self._lay_out()

    def show_picture(self, picture: GradientPicture, animate: bool = True) -> None:
        """Show other slopes; the bars glide to them unless `animate` is false."""
        resized = len(picture.rows) != len(self._picture.rows)
        self._picture = picture
        self._reach = steady_reach(self._reach, picture.lengths())
        self._lay_out()
        self._glide.go(picture.lengths(), animate)
        self.describe(picture.words())
        if resized:
            self.updateGeometry()
        self.update()

    @property
    def picture(self) -> GradientPicture:
        """What is shown."""
        return self._picture

    def bar_rect(self, row: int, loss: int) -> QRectF:
        """Where a bar is painted now: of hinge (0) or softmax (1)."""
        frame = self._frame
        left, right = sorted((frame.centre, frame.x(self._glide.values[4 * row + 2 * loss])))
        height = min(self._theme.px(BAR), frame.pitch - self._theme.px(1))
        # A slope near 0 still shows that there is a bar.
        width = max(right - left, self._theme.px(1))
        return QRectF(left, round(frame.bar_y(row, loss) - height / 2), width, height)

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._text = PlotText(theme)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As in the design."""
        width, count = self._theme.px(180), len(self._picture.rows)
        rows = self._theme.px(min(_MOST_ROW * count, _ENOUGH))
        return QSize(width, rows + self._below(width)).expandedTo(self.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:
        """The least at which every value can be read."""
        rows = len(self._picture.rows) * (2 * self._pitch_of_text() + self._theme.px(ROW_GAP))
        width = self._theme.px(160)
        return QSize(width, round(rows) + self._below(width))

    def _pitch_of_text(self) -> float:
        # Digits are three quarters of their font's size: a line of that size still parts them.
        return max(self._theme.type("numberSmall").size, self._theme.px(_LEAST_PITCH))

    def _below(self, width: float) -> int:
        px, lines = self._theme.px, line_count(self._verdicts(width))
        return px(_AXIS) + px(TOP) + (px(_VERDICT_GAP) + lines * px(LINE) if lines else 0)

    def _verdicts(self, width: float) -> list[Placed]:
        lines = []
        for name, verdict in self._picture.verdicts:
            role, icon = _SIGNS[verdict.kind]
            words = [Word(name, f"semantic.{name}"), Word(verdict.text, role, icon=icon)]
            if verdict.value:
                words.append(Word(verdict.value, "text.tertiary"))
            lines.append(words)
        return wrapped(self._text, lines, width)

    def _lay_out(self) -> None:
        height = self.height() - self._below(self.width())
        self._frame = bar_frame(self._text, self._picture, self.width(), height, self._reach)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the bars to the new size."""
        self._lay_out()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, bars, names, values, verdicts."""
        painter, frame = QPainter(self), self._frame
        painter.fillRect(self.rect(), self.color("surface.plot"))
        foot = frame.top + frame.row * max(len(self._picture.rows), 1)
        self._paint_axis(painter, frame, foot)
        for index, row in enumerate(self._picture.rows):
            self._paint_name(painter, frame, index, row)
        self._paint_bars(painter, frame)
        for index, row in enumerate(self._picture.rows):
            for loss, slope in enumerate(row.slopes):
                self._paint_value(painter, frame, index, loss, slope)
        top = foot + self._theme.px(_AXIS + _VERDICT_GAP)
        paint_words(painter, self._text, self._verdicts(self.width()), QPointF(0, top))

    def _paint_axis(self, painter: QPainter, frame: BarFrame, foot: float) -> None:
        px, reach = self._theme.px, frame.reach
        for value in (-reach, 0.0, reach):
            column = round(frame.x(value))
            painter.setPen(self._text.hair_pen(painter, "plot.grid" if value else "plot.axis"))
            painter.drawLine(QLineF(column, frame.top, column, foot))
            text = signed_end(value)
            half = self._text.width(text, number_kind(text)) / 2
            area = QRectF(column - half, foot + px(3), 2 * half, px(LINE))
            self._text.paint(painter, area, text, number_kind(text), align=CENTER)
        name, width = self._picture.x_name, float(self.width())
        half = min(self._text.width(name, "text") / 2, width / 2)
        left = min(frame.centre - half, width - 2 * half)
        area = QRectF(left, foot + px(3 + LINE), 2 * half, px(LINE))
        self._text.paint(painter, area, elided(self._text, name, "text", width), align=CENTER)

    def _paint_name(self, painter: QPainter, frame: BarFrame, index: int, row: ClassSlopes) -> None:
        px, middle = self._theme.px, frame.top + (index + 0.5) * frame.row
        color = QColor(self._theme.class_color(row.color_name))
        draw_dot(painter, px(DOT) / 2, middle, px(DOT), color)
        left = px(DOT + DOT_GAP)
        room = frame.left - left - px(4)
        area = QRectF(left, middle - px(8), room, px(16))
        name = elided(self._text, row.name, "text", room)
        self._text.paint(painter, area, name, role="text.primary")

    def _paint_bars(self, painter: QPainter, frame: BarFrame) -> None:
        """Solid bars, and the numeric slope as a dashed line with a stop, in a casing."""
        px, rows = self._theme.px, range(len(self._picture.rows))
        lines, stops = [], []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for loss, role in enumerate(_ROLES):
            color = self.color(role)
            for row in rows:
                rect = self.bar_rect(row, loss)
                painter.fillRect(rect, color)
                end, y = frame.x(self._glide.values[4 * row + 2 * loss + 1]), rect.center().y()
                lines.append(QLineF(frame.centre, y, end, y))
                stops.append(QLineF(end, rect.top() - px(1), end, rect.bottom() + px(1)))
        # All of a kind at once: most of the time would go into changing pens.
        painter.setPen(_flat(QPen(self.color("surface.plot"), px(3))))
        painter.drawLines(lines)
        painter.setPen(_flat(QPen(self.color("semantic.numeric"), px(2))))
        painter.drawLines(stops)
        dashes = _flat(QPen(self.color("semantic.numeric"), px(1)))
        dashes.setDashPattern([4, 3])
        painter.setPen(dashes)
        painter.drawLines(lines)

    def _paint_value(
        self, painter: QPainter, frame: BarFrame, row: int, loss: int, slope: LossSlope
    ) -> None:
        """The value across the axis from its bar, where nothing else is; moved in if too long."""
        px, y, kind = self._theme.px, frame.bar_y(row, loss), number_kind(slope.text)
        width, gap = self._text.width(slope.text, kind), px(VALUE_GAP)
        wanted = frame.centre + gap if slope.value < 0 else frame.centre - gap - width
        left = max(min(wanted, self.width() - width), frame.left)
        area = QRectF(left, y - frame.pitch / 2, width, frame.pitch)
        if left != wanted:
            painter.fillRect(area, self.color("surface.plot"))
        self._text.paint(painter, area, slope.text, kind, role=_ROLES[loss], align=RIGHT)


def _flat(pen: QPen) -> QPen:
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen

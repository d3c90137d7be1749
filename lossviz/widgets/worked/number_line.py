"""The scores on an axis: how far each is beyond the line s_y − Δ, from where on it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from lossviz.widgets.numbers.ranges import tick_text, ticks
from lossviz.widgets.painting.glide import Glide
from lossviz.widgets.painting.words_picture import DOT, WordsPicture
from lossviz.widgets.worked.line_content import Axis, LineContent, line_range
from lossviz.widgets.worked.line_labels import UPPER, DotSpace, LineLabels, Place

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_HEIGHT, _WIDTH, _LEAST_WIDTH = 64, 488, 240
_MIDDLES = (31, 18, 7)  # logical px from the top: dots, lower names, upper names
_AXIS, _TICK_TEXT = 43, 56
_MARGIN, _GAP, _CASING, _BAR = 6, 6, 1.5, 4
_MOST_NAMED = 6  # with more classes, only those that matter have their names


class NumberLine(WordsPicture):
    """A dot a class, its name above and its distance from the line beside, where there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Scores on a line", parent)
        self._content = LineContent()
        self._moving = Glide(self, theme, self.update)

    def show_line(self, content: LineContent, animate: bool = True) -> None:
        """Show other scores; dots, line and range glide there, or jump."""
        self._content = content
        scores = [dot.score for dot in content.dots]
        ends = line_range((*scores, content.line, *content.reach))
        self._moving.go((*ends, content.line, *scores), animate)
        self.describe(content.words())
        self.update()

    def sizeHint(self) -> QSize:
        """As high for any scores."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for the axis; with less width more words are left out."""
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(_HEIGHT))

    def tip_at(self, position: QPointF) -> str:
        """All dots at a place in words: not each has room for its own."""
        if not self._moving.values:
            return ""
        axis, reach = self._axis(), self._theme.px(DOT)
        return "\n".join(
            dot.words()
            for dot in self._content.dots
            if abs(axis.x(dot.score) - position.x()) <= reach
        )

    def _axis(self) -> Axis:
        low, high = self._moving.values[:2]
        margin = self._theme.px(_MARGIN)
        return Axis(margin, self.width() - margin, (low, high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From back to front: the zone that costs, the axis, the line, dots, words."""
        if not self._moving.values:
            return
        painter = QPainter(self)
        axis = self._axis()
        _, _, line, *scores = self._moving.values
        marker, places = round(axis.x(line)), [axis.x(score) for score in scores]
        self._paint_zone(painter, axis, marker)
        self._paint_axis(painter, axis)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_line(painter, marker, places)
        self._paint_dots(painter, places)
        self._paint_words(painter, marker, places)

    def _paint_zone(self, painter: QPainter, axis: Axis, marker: float) -> None:
        zone = QRectF(marker, 0, max(axis.right - marker, 0), self._theme.px(_AXIS))
        painter.fillRect(zone, self.color("tint.hingeSoft"))

    def _paint_axis(self, painter: QPainter, axis: Axis) -> None:
        px, grey = self._theme.px, self.color("plot.axis")
        top, tick = px(_AXIS), px(1)
        painter.fillRect(QRectF(axis.left, top, axis.right - axis.left, tick), grey)
        free = 0.0
        for value in ticks(axis.range):
            x = axis.x(value)
            painter.fillRect(QRectF(round(x), top, tick, px(4)), grey)
            text = tick_text(value, axis.range)
            width = self.text_width(text, "numberSmall")
            left = min(max(x - width / 2, 0), self.width() - width)
            if left >= free:
                label = self.color("plot.label")
                self.draw(painter, left, px(_TICK_TEXT), text, label, "numberSmall")
                free = left + width + px(_GAP)

    def _paint_line(self, painter: QPainter, marker: float, places: Sequence[float]) -> None:
        px, hinge = self._theme.px, self.color("semantic.hinge")
        pen = QPen(hinge, px(1.5))
        pen.setDashPattern([2, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(marker, 0, marker, px(_AXIS)))
        over = [x for x, dot in zip(places, self._content.dots, strict=True) if dot.kind == "over"]
        if over:
            middle, height = px(_MIDDLES[0]), px(_BAR)
            bar = QRectF(marker, middle - height / 2, max(over) - marker, height)
            painter.fillRect(bar, hinge)

    def _paint_dots(self, painter: QPainter, places: Sequence[float]) -> None:
        """Dots in one place share a disc: each has a sector of it."""
        px, left = self._theme.px, list(range(len(places)))
        while left:
            x = places[left[0]]
            here = [i for i in left if abs(places[i] - x) < px(2)]
            left = [i for i in left if i not in here]
            self._paint_disc(painter, x, [self._content.dots[i].color_name for i in here])

    def _paint_disc(self, painter: QPainter, x: float, color_names: Sequence[str]) -> None:
        px = self._theme.px
        middle, radius, casing = px(_MIDDLES[0]), px(DOT) / 2, px(DOT) / 2 + px(_CASING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color("surface.base"))
        painter.drawEllipse(QPointF(x, middle), casing, casing)
        disc = QRectF(x - radius, middle - radius, 2 * radius, 2 * radius)
        sector = 5760 // len(color_names)  # Qt counts sixteenths of a degree
        for index, name in enumerate(color_names):
            painter.setBrush(self.class_mark(name))
            if len(color_names) == 1:
                painter.drawEllipse(disc)
            else:
                painter.drawPie(disc, 1440 + index * sector, sector)

    def _paint_words(self, painter: QPainter, marker: float, places: Sequence[float]) -> None:
        px = self._theme.px
        labels = LineLabels(
            self.width(), marker, self._marker_width(), px(DOT) / 2 + px(_CASING), px(_GAP)
        )
        self._paint_marker_name(painter, labels.marker_left)
        words = labels.place(self._spaces(places))
        for dot, each in zip(self._content.dots, words, strict=True):
            self._paint_word(painter, each.name, dot.name, self.class_text(dot.color_name))
            role = "semantic.hinge" if dot.kind == "over" else "text.tertiary"
            self._paint_word(painter, each.distance, dot.distance, self.color(role))

    def _marker_parts(self) -> tuple[tuple[str, str, bool, float], ...]:
        """How s_y − Δ is set: text, type role, italics, px below the line."""
        return (
            ("s", "label", True, 0),
            ("y", "caption", True, self._theme.px(1)),
            (" − Δ", "label", False, 0),
        )

    def _marker_width(self) -> float:
        return sum(self.text_width(text, role) for text, role, _, _ in self._marker_parts())

    def _paint_marker_name(self, painter: QPainter, left: float) -> None:
        # A little higher than the names: its subscript reaches down to the lower ones.
        middle, hinge = self._theme.px(_MIDDLES[UPPER] - 1), self.color("semantic.hinge")
        for text, role, italic, below in self._marker_parts():
            font = self.italic_font(role) if italic else self.font_of(role)
            self.draw_with(painter, left, middle + below, text, hinge, font)
            left += self.text_width(text, role)

    def _spaces(self, places: Sequence[float]) -> list[DotSpace]:
        """The dots with the widths of their words; of many, those clear of the line have none."""
        dots = self._content.dots
        wordless = "clear" if len(dots) > _MOST_NAMED else ""
        spaces = []
        for x, dot in zip(places, dots, strict=True):
            words = ("", "") if dot.kind == wordless else (dot.name, dot.distance)
            widths = [self.text_width(each, "label") for each in words]
            spaces.append(DotSpace(x, dot.kind, *widths))
        return spaces

    def _paint_word(self, painter: QPainter, place: Place | None, text: str, color: QColor) -> None:
        if place is not None:
            middle = self._theme.px(_MIDDLES[place.level])
            self.draw(painter, place.left, middle, text, color, "label")

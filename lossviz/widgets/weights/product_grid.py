"""The product W x = s as cells: weights to drag, each with what it adds to R, and their scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.theme.apply import qcolor
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.numbers.fewer_digits import in_length, shortened
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.painting.words_picture import WordsPicture
from lossviz.widgets.weights.product_content import (
    ProductContent,
    ProductPlaces,
    ScoreText,
    product_places,
)
from lossviz.widgets.weights.weight_field import Faces, WeightField
from lossviz.widgets.weights.weight_form import Fit, fitted

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_HEADER, _CELL, _ROW, _WIDTH, _LEAST_WIDTH = 22, 54, 60, 600, 384  # logical px
_LOW_CELL, _LOW_ROW = 44, 48
_NUMBER_MIDDLE, _BELOW_MIDDLE = 0.36, 0.73  # shares of a cell's height
_INSET, _BAR, _STRONGEST = 8, 4, 0.3
_NARROW_CELL, _NARROW_INSET = 46, 4
_ROLES = ("numberCell", "number", "numberSmall")
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ProductGrid(WordsPicture):
    """Shows a `ProductContent`; its numbers are called "prefix.0.1", class by column."""

    value_changed = Signal(int, int, float, bool)
    """Class, column, the new value, and whether the gesture goes on."""

    def __init__(self, theme: Theme, prefix: str, name: str, parent: QWidget | None = None) -> None:
        self._prefix = prefix
        self._content: ProductContent | None = None
        self._fields: list[list[_TermField]] = []
        self._low = False
        super().__init__(theme, name, parent)
        self._faces = Faces.of(theme)
        self._error: FieldError | None = None

    def show_content(self, content: ProductContent) -> None:
        """Show other numbers; fields are made once, for as many classes and columns."""
        self._content = content
        if not self._fields:
            self._make_fields(content)
        for row, values in zip(self._fields, content.W.tolist(), strict=True):
            for field, value in zip(row, values, strict=True):
                field.decimals = content.decimals
                field.set_value(value)
        self.describe(content.words())
        self._place()
        self.update()

    def set_low(self, low: bool) -> None:
        """Closer rows, where there is not the height for more."""
        if low != self._low:
            self._low = low
            self._place()
            self.updateGeometry()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        super().apply_theme(theme)
        self._faces = Faces.of(theme)
        for row in self._fields:
            for field in row:
                field.apply_theme(theme)
        if self._error is not None:
            self._error.apply_theme(theme)
        self._place()

    def sizeHint(self) -> QSize:
        """A header, and a row a class."""
        rows = 3 if self._content is None else len(self._content.classes)
        row, cell = self._heights()
        height = self._theme.px(_HEADER) + (rows - 1) * row + cell
        return QSize(self._theme.px(_WIDTH), height)

    def minimumSizeHint(self) -> QSize:
        """Narrow cells have smaller type."""
        return QSize(self._theme.px(_LEAST_WIDTH), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from number to number."""
        fields = [field for row in self._fields for field in row]
        way, focused = _SIDEWAYS.get(Qt.Key(event.key()), 0), self.focusWidget()
        if way and focused in fields:
            place = fields.index(focused) + way
            fields[min(max(place, 0), len(fields) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    # Fields

    def _make_fields(self, content: ProductContent) -> None:
        for j, name in enumerate(content.classes):
            row = []
            for d in range(content.W.shape[1]):
                words = f"Weight {d + 1} of class {name}"
                field = _TermField(self._theme, self._faces, words, self)
                field.setObjectName(f"{self._prefix}.{j}.{d}")
                field.value_changed.connect(
                    lambda value, on, j=j, d=d: self.value_changed.emit(j, d, value, on)
                )
                field.rejected.connect(lambda words, field=field: self._explain(field, words))
                field.cleared.connect(self._forget_error)
                field.show()
                row.append(field)
            self._fields.append(row)

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

    def _heights(self) -> tuple[int, int]:
        px = self._theme.px
        return (px(_LOW_ROW), px(_LOW_CELL)) if self._low else (px(_ROW), px(_CELL))

    def _places(self) -> ProductPlaces:
        assert self._content is not None
        _, D, N = self._content.shape
        return product_places(self.width(), self._theme.scale, D, N, bool(self._content.side))

    def _place(self) -> None:
        if self._content is None:
            return
        places, (pitch, height) = self._places(), self._heights()
        for j, row in enumerate(self._fields):
            top = self._theme.px(_HEADER) + j * pitch
            for d, field in enumerate(row):
                left = places.weights_left + d * (places.weight + places.weight_gap)
                width = max(int(places.weight) - self._theme.px(3), 1)
                field.fit(self._faces, _ROLES, width, narrow=True)
                middle = top + _NUMBER_MIDDLE * height
                field.move(
                    round(left + self._theme.px(1)), round(middle - field.sizeHint().height() / 2)
                )

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names, cells with their terms, x, scores."""
        if self._content is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        content, places, (pitch, height) = self._content, self._places(), self._heights()
        self._paint_heads(painter, content, places)
        top = self._theme.px(_HEADER)
        terms = self._term_texts(content, places.weight - self._theme.px(_INSET))
        for j, name in enumerate(content.classes):
            row_top = top + j * pitch
            middle = row_top + height / 2
            plain = self.color("text.primary")
            room = places.names - self._theme.px(20)
            self.draw_class(painter, middle, name, content.colors[j], room, plain)
            for d, term in enumerate(terms[j]):
                left = places.weights_left + d * (places.weight + places.weight_gap)
                area = QRectF(left, row_top, places.weight, height)
                self._paint_cell(painter, area, float(content.tints[j, d]))
                self._paint_below(painter, area, term)
            self._paint_scores(painter, content, places, j, row_top, height)
        self._paint_x(painter, content, places, (len(content.classes) - 1) * pitch + height)

    def _term_texts(self, content: ProductContent, room: float) -> list[list[str]]:
        """What the weights add, all with as many decimals as have room."""
        for decimals in (2, 1, 0):
            rows = [[_signed(term, decimals) for term in row] for row in content.terms.tolist()]
            widest = max(len(text) for row in rows for text in row)
            if widest * self.text_width("0", "numberSmall") <= room:
                return rows
        length = int(room / self.text_width("0", "numberSmall"))
        return [
            [in_length(_signed(term, 0), term, length) for term in row]
            for row in content.terms.tolist()
        ]

    def _paint_heads(
        self, painter: QPainter, content: ProductContent, places: ProductPlaces
    ) -> None:
        grey, middle = self.color("text.tertiary"), self._theme.px(9)
        N = content.shape[2]
        gap = self._theme.px(8)
        weights, x, scores, side = content.heads
        room = places.x_left - places.weights_left - gap
        if self.text_width(weights, "label") > room:
            weights = weights.partition(",")[0]
        text = self.fitted(weights, room, "label")
        self.draw(painter, places.weights_left, middle, text, grey, "label")
        self.draw(
            painter, places.x_left + N * places.x / 2, middle, x, grey, "label", side="center"
        )
        end = places.side_left
        text = self.fitted(scores, end - places.scores_left, "label")
        self.draw(painter, end, middle, text, grey, "label", side="right")
        if places.side_shown:
            self.draw(painter, self.width(), middle, side, grey, "label", side="right")

    def _paint_cell(self, painter: QPainter, area: QRectF, tint: float) -> None:
        olive = qcolor(self._theme, "semantic.regularization", _STRONGEST * tint)
        line = self._theme.px(1)
        radius, half = self._theme.length("radius.small"), line / 2
        inner = area.adjusted(half, half, -half, -half)
        painter.setPen(QPen(self.color("border.hairline"), line))
        for fill in (self.color("surface.sunken"), olive):
            painter.setBrush(fill)
            painter.drawRoundedRect(inner, radius, radius)

    def _paint_below(self, painter: QPainter, area: QRectF, text: str, role: str = "") -> None:
        inset = self._inset(area)
        right = area.right() - inset
        text = self._in_room(text, area.width() - inset - 1, "numberSmall")
        color = self.color(role or "text.secondary")
        middle = area.top() + _BELOW_MIDDLE * area.height()
        self.draw(painter, right, middle, text, color, "numberSmall", side="right")

    def _inset(self, area: QRectF) -> int:
        """From a cell's right edge to its numbers."""
        px = self._theme.px
        return px(_INSET if area.width() >= px(_NARROW_CELL) else _NARROW_INSET)

    def _in_room(self, text: str, room: float, role: str) -> str:
        """A number, with fewer digits where there is no room for more."""
        length = int(room / self.text_width("0", role))
        return self.fitted(shortened(text, max(length, 1)), room, role)

    def _paint_x(
        self, painter: QPainter, content: ProductContent, places: ProductPlaces, height: float
    ) -> None:
        """The numbers of each image, one below the other, with the signs of the product beside."""
        px, top = self._theme.px, self._theme.px(_HEADER)
        count = len(content.x)
        each, gap = (height - px(3) * (count - 1)) / count, px(3)
        for d, numbers in enumerate(content.x):
            for n, text in enumerate(numbers):
                area = QRectF(
                    places.x_left + n * places.x, top + d * (each + gap), places.x - px(2), each
                )
                self._paint_cell(painter, area, 0.0)
                middle = area.center()
                color = self.color("text.primary")
                self.draw(painter, middle.x(), middle.y(), text, color, "number", side="center")
        sign, row = self.color("text.secondary"), top + height / 2
        left = (places.x_left + places.weights_right(content.W.shape[1])) / 2
        self.draw(painter, left, row, "·", sign, "number", side="center")
        x_end = places.x_left + len(content.x[0]) * places.x
        self.draw(
            painter, (x_end + places.scores_left) / 2, row, "=", sign, "number", side="center"
        )

    def _paint_scores(
        self,
        painter: QPainter,
        content: ProductContent,
        places: ProductPlaces,
        j: int,
        top: float,
        height: float,
    ) -> None:
        for n, score in enumerate(content.scores[j]):
            left = places.scores_left + n * (places.score + places.score_gap)
            area = QRectF(left, top, places.score, height)
            self._paint_cell(painter, area, 0.0)
            self._paint_score(painter, area, score, content.colors[j])
        if places.side_shown:
            number, note = content.side[j]
            right, px = self.width(), self._theme.px
            plain, grey = self.color("text.primary"), self.color("text.secondary")
            middle = top + _NUMBER_MIDDLE * height
            self.draw(painter, right, middle, number, plain, "number", side="right")
            below = top + _BELOW_MIDDLE * height
            note = self.fitted(note, right - places.side_left - px(4), "label")
            self.draw(painter, right, below, note, grey, "label", side="right")

    def _paint_score(
        self, painter: QPainter, area: QRectF, score: ScoreText, color_name: str
    ) -> None:
        px = self._theme.px
        if score.true:
            bar = QRectF(area.left(), area.top() + px(7), px(_BAR), area.height() - px(14))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.class_mark(color_name))
            painter.drawRoundedRect(bar, px(2), px(2))
        inset = self._inset(area)
        right = area.right() - inset
        room = area.width() - inset - px(_BAR + 1)
        role = next((r for r in _ROLES if self.text_width(score.text, r) <= room), _ROLES[-1])
        text = self._in_room(score.text, room, role)
        middle = area.top() + _NUMBER_MIDDLE * area.height()
        self.draw(painter, right, middle, text, self.color("text.primary"), role, side="right")
        below = area.top() + _BELOW_MIDDLE * area.height()
        if score.true:
            color = self.class_text(color_name)
            self.draw(painter, right, below, "true", color, "label", strong=True, side="right")
        else:
            self._paint_below(painter, area, score.below)


def _signed(value: float, decimals: int) -> str:
    """A number with its sign; 0 has none."""
    text = format_number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


class _TermField(WeightField):
    """A weight with as many decimals as its grid says."""

    decimals = 2

    def _fitted(self, value: float) -> Fit:
        return fitted(value, self._room, self._advances(), self.decimals)

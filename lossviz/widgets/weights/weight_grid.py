"""All weights and biases of a linear classifier: a row a class, each number with its slope."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.map.class_marks import draw_class_mark
from lossviz.widgets.painting.drawn_text import cut_to, draw_text
from lossviz.widgets.painting.symbols import cut, spans
from lossviz.widgets.weights.weight_cell import WeightCell
from lossviz.widgets.weights.weight_field import Faces
from lossviz.widgets.weights.weight_form import (
    COMPACT,
    LEAST_LENGTH,
    ROOMY,
    SLIM,
    USUAL_LENGTH,
    Slope,
    WeightForm,
    cell_width,
    slope_share,
    slope_text,
    weight_form,
)

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

CLASSES, COLUMNS = range(2, 9), range(3, 11)
_WIDTH, _HEADER, _HEADER_BASE = 490, 24, 12  # logical px
_MARK, _MARK_LEFT, _NAME_LEFT, _SMALL_MARK = 12, 1, 22, 10
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class WeightGrid(QWidget):
    """Shows W and b, a column for each weight and the last for the bias, with their slopes.

    Left and Right go from number to number. Fields are called "prefix.w.0.1" and "prefix.b.0",
    their buttons ".up" and ".down" behind it.
    """

    value_changed = Signal(int, int, float, bool)
    """Class, column, the new value, and whether the gesture goes on."""

    def __init__(self, theme: Theme, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._classes: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._cells: list[list[WeightCell]] = []
        self._compact = False
        self._form = ROOMY
        self.setAccessibleName("Weights and biases, with the slope of the loss")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._read_theme(theme)

    def show_shape(self, classes: tuple[str, ...], columns: tuple[str, ...]) -> None:
        """Have a row for each class and a column for each weight and the bias, "w₀", "w₁", "b".

        Cells are made anew only for another shape. ValueError beyond 2 to 8 classes, 3 to 10
        columns.
        """
        if (classes, columns) == (self._classes, self._columns):
            return
        if len(classes) not in CLASSES or len(columns) not in COLUMNS:
            raise ValueError(f"no grid of {len(classes)} classes and {len(columns)} columns")
        self._classes, self._columns = classes, columns
        for row in self._cells:
            for cell in row:
                cell.blockSignals(True)  # what is half typed there is not for the new shape
                cell.hide()
                cell.deleteLater()
        self._form = self._wanted_form()
        self._cells = [
            [self._new_cell(i, j) for j in range(len(columns))] for i in range(len(classes))
        ]
        self._lay_out()
        self.updateGeometry()

    def show_numbers(
        self,
        values: np.ndarray[Any, np.dtype[np.floating[Any]]],
        slopes: np.ndarray[Any, np.dtype[np.floating[Any]]],
        reach: float,
    ) -> None:
        """Show values and slopes, both (C, D + 1); a slope of `reach` has a full bar.

        A slope that is NaN has none. ValueError for arrays of another shape than was shown.
        """
        shape = (len(self._classes), len(self._columns))
        if values.shape != shape or slopes.shape != shape:
            raise ValueError(f"values {values.shape} and slopes {slopes.shape} are not {shape}")
        rows = slopes.tolist()
        texts = [[slope_text(slope) for slope in row] for row in rows]
        length = max(USUAL_LENGTH, *(len(text) for row in texts for text in row))
        for i, row in enumerate(values.tolist()):
            for j, value in enumerate(row):
                slope = rows[i][j]
                drawn = Slope(texts[i][j], slope_share(slope, reach), length)
                self._cells[i][j].show_number(value, slope, drawn)

    def set_compact(self, compact: bool) -> None:
        """Take low cells without buttons, where there is not the height for more."""
        if compact != self._compact:
            self._compact = compact
            self._choose_form()

    def cell(self, i: int, j: int) -> WeightCell:
        """The cell of class i, column j."""
        return self._cells[i][j]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are, the bias too."""
        return len(self._classes), len(self._columns)

    @property
    def form(self) -> WeightForm:
        """The sizes in force."""
        return self._form

    def apply_theme(self, theme: Theme) -> None:
        """Read colours, fonts and sizes anew."""
        self._read_theme(theme)
        self._form = self._wanted_form()
        self._dress()

    # Layout

    def sizeHint(self) -> QSize:
        """As wide as the design's column, with all rows."""
        return QSize(self._theme.px(_WIDTH), self._height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for every number in small type, if need be with fewer digits."""
        digits = LEAST_LENGTH * self._faces.advances["numberSmall"]
        least = round(digits) + self._theme.px(8)
        columns = max(len(self._columns), 1)
        gaps = self._theme.px(SLIM.names) + self._theme.px(SLIM.gap) * (columns - 1)
        return QSize(gaps + columns * least, self._height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share out the width, in the form that it has room for."""
        self._choose_form()
        self._lay_out()

    def _height(self) -> int:
        rows, px = len(self._classes), self._theme.px
        return px(_HEADER) + rows * px(self._form.height) + max(rows - 1, 0) * px(self._form.gap)

    def _wanted_form(self) -> WeightForm:
        width = self.width() / self._theme.scale
        return weight_form(width, max(len(self._columns), 1), self._compact)

    def _choose_form(self) -> None:
        form = self._wanted_form()
        if form is not self._form:
            self._form = form
            self._dress()

    def _dress(self) -> None:
        for row in self._cells:
            for cell in row:
                cell.take_on(self._theme, self._faces, self._form)
        self._lay_out()
        self.updateGeometry()

    def _lay_out(self) -> None:
        form, px = self._form, self._theme.px
        for i, row in enumerate(self._cells):
            top = px(_HEADER) + i * (px(form.height) + px(form.gap))
            for j, cell in enumerate(row):
                left, right = self._sides(j)
                cell.setGeometry(left, top, right - left, px(form.height))
        self.update()

    def _sides(self, column: int) -> tuple[int, int]:
        """Where a column begins and ends."""
        form, scale = self._form, self._theme.scale
        width = cell_width(self.width(), max(len(self._columns), 1), form, scale)
        left = form.names * scale + column * (width + form.gap * scale)
        return round(left), round(left + width)

    def _new_cell(self, i: int, j: int) -> WeightCell:
        last = j == len(self._columns) - 1
        kind = "bias" if last else "weight"
        subject = f"{kind} {self._columns[j]} of {self._classes[i]}"
        cell = WeightCell(self._theme, self._faces, self._form, subject, self)
        name = f"{self._prefix}.b.{i}" if last else f"{self._prefix}.w.{i}.{j}"
        cell.setObjectName(f"{name}.cell")
        cell.value_changed.connect(partial(self.value_changed.emit, i, j))
        cell.take_on(self._theme, self._faces, self._form)
        cell.show()
        return cell

    def _read_theme(self, theme: Theme) -> None:
        self._theme, self._faces = theme, Faces.of(theme)
        self._label = qfont(theme, "label")
        self._symbol = QFont(self._label)
        self._symbol.setItalic(True)
        self._name = qfont(theme, "body")
        self.update()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the previous and the next number, over the end of a row."""
        step = _SIDEWAYS.get(Qt.Key(event.key()))
        fields = [cell.field for row in self._cells for cell in row]
        at = next((k for k, each in enumerate(fields) if each.hasFocus()), None)
        if step is None or at is None:
            event.ignore()
            return
        to = min(max(at + step, 0), len(fields) - 1)
        fields[to].setFocus(Qt.FocusReason.OtherFocusReason)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The names of columns and classes; cells paint themselves."""
        painter = QPainter(self)
        for j, name in enumerate(self._columns):
            self._paint_header(painter, j, name)
        for i, name in enumerate(self._classes):
            self._paint_name(painter, i, name)

    def _paint_header(self, painter: QPainter, j: int, name: str) -> None:
        px, (left, right) = self._theme.px, self._sides(j)
        left += px(self._form.left)
        room = right - left
        pieces, length = spans(name), len(name)
        while length > 1 and self._spans_width(pieces) > room:
            length -= 1
            pieces = cut(spans(name), length)
        painter.setPen(qcolor(self._theme, "text.secondary"))
        for piece in pieces:
            font = self._symbol if piece.italic else self._label
            painter.setFont(font)
            draw_text(painter, QPointF(left, px(_HEADER_BASE)), piece.text)
            left += round(QFontMetricsF(font).horizontalAdvance(piece.text))

    def _spans_width(self, pieces: tuple[Any, ...]) -> float:
        metrics = QFontMetricsF(self._label)
        return sum(metrics.horizontalAdvance(piece.text) for piece in pieces)

    def _paint_name(self, painter: QPainter, i: int, name: str) -> None:
        px, form, box = self._theme.px, self._form, self._cells[i][0].geometry()
        slim = form is SLIM
        mark = px(_MARK if form not in (COMPACT, SLIM) else _SMALL_MARK)
        middle = box.top() + box.height() / 2
        center = QPointF(px(_MARK_LEFT) + mark / 2, middle)
        draw_class_mark(painter, self._theme, i, center, mark)
        metrics, left = QFontMetricsF(self._name), px(_NAME_LEFT - (6 if slim else 0))
        room = box.left() - px(4) - left
        number = name.rpartition(" ")[2]
        if metrics.horizontalAdvance(name) > room and number.isdigit():
            name = number  # that of "class 0" tells it apart; of other names, how they begin
        name = cut_to(metrics, name, room)
        painter.setFont(self._name)
        painter.setPen(qcolor(self._theme, "text.primary"))
        draw_text(painter, QPointF(left, round(middle + metrics.capHeight() / 2)), name)

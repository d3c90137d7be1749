"""The losses below the score table: one of each example under its column, and their means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lossviz.theme.apply import qfont
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.number_table.ink import Ink
from lossviz.widgets.score_table.columns import Columns
from lossviz.widgets.score_table.content import LossRow, LossRowsContent
from lossviz.widgets.score_table.measures import Density, measures

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

LEAST_MEAN = 60
_HEAD, _LINE_ROW, _LOW_LINE_ROW = 26, 34, 26
_FONTS = ("number", "numberSmall")
_MEAN_SIZES = (20, 18, 15, 13)
_WIDEST_MEAN = 72
_WIDTH_STEP = 6
_APART = 13
"""From the baseline of a value to that of the original below it."""


class LossRows(QWidget):
    """Two rows, hinge and softmax. The means are labels: what they say can be read by others.

    Its columns are those of the table above; `set_columns` says where they are. The means are
    called "prefix.mean_hinge" and "prefix.mean_softmax".
    """

    def __init__(self, theme: Theme, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = LossRowsContent((), LossRow((), ""), LossRow((), ""))
        self._columns = Columns()
        self._density: Density = "roomy"
        self.mean_hinge, self.mean_softmax = QLabel(self), QLabel(self)
        self.mean_hinge.setObjectName(f"{prefix}.mean_hinge")
        self.mean_softmax.setObjectName(f"{prefix}.mean_softmax")
        for name, label in (("hinge", self.mean_hinge), ("softmax", self.mean_softmax)):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setAccessibleDescription(f"Mean {name} loss")
        self.setAccessibleName("Loss of each image")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    # What the owner shows

    def set_content(self, content: LossRowsContent) -> None:
        """Show other losses."""
        if content == self._content:
            return
        had_line, self._content = bool(self._content.line), content
        set_text(self.mean_hinge, content.hinge.mean)
        set_text(self.mean_softmax, content.softmax.mean)
        self._place_means()
        if had_line != bool(content.line):
            self.updateGeometry()
        text = f"{_words('hinge', content.hinge, content)}. {content.line}"
        self.setAccessibleDescription(f"{text}. {_words('softmax', content.softmax, content)}")
        self.update()

    def set_columns(self, columns: Columns) -> None:
        """Stand below these columns."""
        if columns != self._columns:
            self._columns = columns
            self.update()

    def set_density(self, density: Density) -> None:
        """How much room there is."""
        if density != self._density:
            self._density = density
            self._restyle()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme, self._ink = theme, Ink(theme)
        self._restyle()

    def _restyle(self) -> None:
        self._sizes = measures(self._theme, self._density)
        self._place_means()
        self.updateGeometry()
        self.update()

    # Sizes

    @property
    def needed_column(self) -> float:
        """The least width of a cell above in which no loss is cut off."""
        rows = (self._content.hinge, self._content.softmax)
        texts = [text for row in rows for text in (*row.texts, *row.originals)]
        return max((self._ink.width(text, _FONTS[-1], True) for text in texts), default=0.0)

    @property
    def mean_width(self) -> int:
        """How much room the means need at the right."""
        return self._mean_width

    def sizeHint(self) -> QSize:
        """Heading, two rows, and the line below them if there is one."""
        px = self._theme.px
        line = _LINE_ROW if self._density == "roomy" else _LOW_LINE_ROW
        below = px(line) if self._content.line else 0
        return QSize(px(396), px(_HEAD) + 2 * (self._sizes.row + px(1)) + below)

    def minimumSizeHint(self) -> QSize:
        """As high, however narrow."""
        return QSize(self._mean_width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The means stay at the right."""
        super().resizeEvent(event)
        self._place_means()

    def _row_top(self, row: int) -> int:
        px = self._theme.px
        return px(_HEAD) + px(1) + row * (self._sizes.row + px(1))

    def _place_means(self) -> None:
        font = self._mean_font()
        rows = (self._content.hinge, self._content.softmax)
        roles = ("semantic.hinge", "semantic.softmax")
        for number, label in enumerate((self.mean_hinge, self.mean_softmax)):
            palette = label.palette()
            if palette.color(QPalette.ColorRole.WindowText) != self._ink.color(roles[number]):
                palette.setColor(QPalette.ColorRole.WindowText, self._ink.color(roles[number]))
                label.setPalette(palette)
            if label.font() != font:
                label.setFont(font)
            below = self._theme.px(_APART) if rows[number].original_mean else 0
            height = self._sizes.row - below
            tall = max(height, label.minimumSizeHint().height())
            top = self._row_top(number) + (height - tall) // 2
            label.setGeometry(self.width() - self._mean_width, top, self._mean_width, tall)

    def _mean_font(self) -> QFont:
        """As large as both means leave room for; the room grows where none is small enough."""
        px = self._theme.px
        texts = (self._content.hinge.mean, self._content.softmax.mean)
        font = qfont(self._theme, "numberHero")
        for size in _MEAN_SIZES:
            font.setPixelSize(px(size))
            widest = max(QFontMetricsF(font).horizontalAdvance(text) for text in texts)
            if widest <= px(_WIDEST_MEAN):
                break
        step = px(_WIDTH_STEP)
        self._mean_width = max(px(LEAST_MEAN), -(-round(widest + 0.5) // step) * step)
        return font

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heading, hairlines, names, values."""
        painter, ink, px = QPainter(self), self._ink, self._theme.px
        grey = ink.color("text.tertiary")
        baseline = px(_HEAD) - px(8)
        ink.draw(painter, ink.word("Loss of each image", "label"), 0, baseline, grey)
        ink.draw_left_of(painter, ink.word("mean", "label"), self.width(), baseline, grey)
        rows = (("hinge", self._content.hinge), ("softmax", self._content.softmax))
        for number, (name, row) in enumerate(rows):
            top = self._row_top(number)
            painter.fillRect(0, top - px(1), self.width(), px(1), ink.color("border.hairline"))
            self._paint_row(painter, top, name, row)
        if self._content.line:
            self._paint_line(painter)

    def _paint_row(self, painter: QPainter, top: int, name: str, row: LossRow) -> None:
        ink, tertiary = self._ink, self._ink.color("text.tertiary")
        height, apart = self._sizes.row, self._theme.px(_APART)
        middle = top + (height - (apart if row.originals else 0)) / 2
        baseline = middle + ink.metrics("body").capHeight() / 2
        ink.draw(painter, ink.word(name, "body"), 0, baseline, ink.color(f"semantic.{name}"))
        below = baseline + apart
        if row.originals:
            ink.draw(painter, ink.word("original", "caption"), 0, below, tertiary)
            mean = ink.fitting(row.original_mean, _FONTS[1:], self._mean_width)
            ink.draw_left_of(painter, mean, self.width(), below, tertiary)
        for column, text in enumerate(row.texts[: len(self._columns.lefts)]):
            chosen = column == self._content.selected
            self._paint_value(painter, column, baseline, text, _FONTS, chosen)
            if row.originals:
                self._paint_value(painter, column, below, row.originals[column], _FONTS[1:], None)

    def _paint_value(
        self,
        painter: QPainter,
        column: int,
        baseline: float,
        text: str,
        fonts: tuple[str, ...],
        chosen: bool | None,
    ) -> None:
        """A loss in line with the scores above, or, where it is long, with the cell's edge.

        One whose column is scrolled away in part is left out: half a number is another number.
        """
        columns, room = self._columns, self._columns.width
        word = self._ink.fitting(text, fonts, room, bool(chosen))
        role = {True: "text.primary", False: "text.secondary", None: "text.tertiary"}[chosen]
        right = columns.lefts[column] + room - min(columns.pad, max(room - word.width, 0))
        first, last = columns.area
        if first <= right - word.width and right <= last:
            self._ink.draw_left_of(painter, word, right, baseline, self._ink.color(role))

    def _paint_line(self, painter: QPainter) -> None:
        """How the mean came about, its result in bold."""
        ink, px, line = self._ink, self._theme.px, self._content.line
        fits = ink.width(line, _FONTS[0], True) <= self.width()
        font = _FONTS[0] if fits else _FONTS[-1]
        height = self.height() - self._row_top(2) + px(1)
        baseline = self._row_top(2) - px(1) + (height + ink.metrics(font).capHeight()) / 2
        way, equals, result = line.rpartition("= ")
        word = ink.word(result, font, True)
        ink.draw_left_of(painter, word, self.width(), baseline, ink.color("text.primary"))
        room, middle = self.width() - word.width, Qt.TextElideMode.ElideMiddle
        word = ink.elided(way + equals, room, font, side=middle)
        ink.draw_left_of(painter, word, room, baseline, ink.color("text.secondary"))


def _words(name: str, row: LossRow, content: LossRowsContent) -> str:
    """A row as a sentence: "hinge: cat image 2.90, car image 0.00, mean 1.45"."""
    texts = list(row.texts)
    if row.originals:
        pairs = zip(texts, row.originals, strict=True)
        texts = [f"{text} (originally {original})" for text, original in pairs]
    values = [f"{example} {text}" for example, text in zip(content.examples, texts, strict=True)]
    mean = f"mean {row.mean}"
    if row.original_mean:
        mean += f" (originally {row.original_mean})"
    return f"{name}: {', '.join([*values, mean])}"

"""The headers of the score table: pictures with names across, dots with names down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from lossviz.widgets.number_table.inline_editor import Typing
from lossviz.widgets.painting.picture_widget import draw_dot, draw_ring
from lossviz.widgets.score_table.pictures import drawing, has_drawing, letter_tile

if TYPE_CHECKING:
    from lossviz.widgets.number_table.gesture import Cell
    from lossviz.widgets.number_table.ink import Ink
    from lossviz.widgets.score_table.content import ExampleHead
    from lossviz.widgets.score_table.measures import Measures
    from lossviz.widgets.score_table.score_model import ScoreModel

DOT, NAME_LEFT, NAME_RIGHT = 9, 17, 8
_RING, _EDITOR = 2, 24


class NamesHeader(QHeaderView):
    """A header with names: a click chooses one, a double click renames it."""

    chosen = Signal(int)
    renamed = Signal(int, str)

    direction = Qt.Orientation.Horizontal

    def __init__(self, ink: Ink, sizes: Measures, model: ScoreModel, parent: QWidget) -> None:
        super().__init__(self.direction, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.typing = Typing(self, parent, self._name_rect, self._submit)
        self.is_submitting = False
        self._refusal: str | None = None
        self.restyle(ink, sizes)

    def restyle(self, ink: Ink, sizes: Measures) -> None:
        """Take on another theme or density."""
        self._ink, self._sizes = ink, sizes
        self.typing.editor.set_face(ink.font("label"), Qt.AlignmentFlag.AlignLeft, boxed=False)
        self.viewport().update()

    def rename(self, section: int) -> None:
        """Let a person type another name."""
        name = self._model.names(self.orientation())[section]
        self.typing.begin((section, 0), name, f"Name of {name}")

    def refuse(self, sentence: str) -> None:
        """The owner can't take the name it was just told."""
        self._refusal = sentence

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(section)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.rename(section)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing was dragged here."""

    def _name_rect(self, cell: Cell) -> QRect:
        raise NotImplementedError

    def _submit(self, cell: Cell, text: str) -> None:
        self.is_submitting, self._refusal = True, None
        try:
            self.renamed.emit(cell[0], text)
        finally:
            self.is_submitting = False
        if self._refusal is not None:
            raise ValueError(self._refusal)


class ExampleHeader(NamesHeader):
    """Pictures of the examples, the chosen one in a ring, with their names below."""

    def restyle(self, ink: Ink, sizes: Measures) -> None:
        """Take on another theme or density."""
        super().restyle(ink, sizes)
        self.setFixedHeight(sizes.header)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All sections at once: the ring reaches into the next one."""
        painter = QPainter(self.viewport())
        content = self._model.content
        for section, example in enumerate(content.examples):
            self._paint_example(painter, section, example, section == content.selected)

    def column_box(self, section: int) -> QRectF:
        """Left edge and width of a column's cells."""
        left = self.sectionViewportPosition(section) + self._sizes.lead
        return QRectF(left, 0, self.sectionSize(section) - self._sizes.gap, self.height())

    def _paint_example(
        self, painter: QPainter, section: int, example: ExampleHead, chosen: bool
    ) -> None:
        box, sizes, px = self.column_box(section), self._sizes, self._ink.theme.px
        side = min(sizes.picture, round(box.width()))
        left = round(box.center().x() - side / 2)
        area = QRectF(left, sizes.ring + sizes.picture - side, side, side)
        painter.drawPixmap(area.topLeft(), self._picture(example, side))
        if chosen:
            radius = self._ink.theme.length("radius.cell") + px(_RING) * 1.5
            ink = self._ink.color("text.primary")
            draw_ring(painter, area, ink, width=px(_RING), radius=radius, grow=sizes.ring)
        role = "text.primary" if chosen else "text.secondary"
        word = self._ink.elided(example.name, box.width(), "label", chosen)
        baseline = sizes.ring + sizes.picture + self._baseline()
        left_of_name = box.center().x() - word.width / 2
        self._ink.draw(painter, word, left_of_name, baseline, self._ink.color(role))

    def _baseline(self) -> float:
        metrics = self._ink.metrics("label")
        return (self._sizes.name + metrics.capHeight()) / 2

    def _picture(self, example: ExampleHead, side: int) -> QPixmap:
        theme, ratio = self._ink.theme, self.devicePixelRatioF()
        if has_drawing(example.picture):
            return drawing(theme, example.picture, side, ratio)
        head = self._model.content.classes[example.true]
        return letter_tile(theme, head.name[:1].upper(), head.color_name, side, ratio)

    def _name_rect(self, cell: Cell) -> QRect:
        box, height = self.column_box(cell[0]), self._ink.theme.px(_EDITOR)
        top = self.height() - (self._sizes.name + height) // 2
        grow = self._sizes.gap // 2
        return QRect(round(box.left()) - grow, top, round(box.width()) + 2 * grow, height)


class ClassHeader(NamesHeader):
    """Dots in the colours of the classes, with their names."""

    direction = Qt.Orientation.Vertical

    def fit(self, least: int, most: int) -> None:
        """Be as wide as the longest name needs, within these."""
        ink, px = self._ink, self._ink.theme.px
        names = self._model.names(Qt.Orientation.Vertical)
        widest = max((ink.width(name, "body") for name in names), default=0.0)
        wanted = round(widest) + px(NAME_LEFT) + px(NAME_RIGHT)
        width = min(max(wanted, least), max(most, least))
        if width != self.width() or self.minimumWidth() != width:
            self.setFixedWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot and a name in the middle of each row."""
        painter, ink = QPainter(self.viewport()), self._ink
        px = ink.theme.px
        half = ink.metrics("body").capHeight() / 2
        for section, head in enumerate(self._model.content.classes):
            middle = self.sectionViewportPosition(section) + self._sizes.cell / 2
            color = QColor(ink.theme.class_color(head.color_name))
            draw_dot(painter, px(DOT) / 2, middle, px(DOT), color)
            word = ink.elided(head.name, self.width() - px(NAME_LEFT) - px(2), "body")
            ink.draw(painter, word, px(NAME_LEFT), middle + half, ink.color("text.primary"))

    def _name_rect(self, cell: Cell) -> QRect:
        px, top = self._ink.theme.px, self.sectionViewportPosition(cell[0])
        left, height = px(NAME_LEFT) - px(4), px(_EDITOR)
        return QRect(left, top + (self._sizes.cell - height) // 2, self.width() - left, height)

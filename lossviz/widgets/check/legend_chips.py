"""The legend above the heat map: chips with each mark as it is drawn there, and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.map.arrows import ArrowKind, draw_arrow
from lossviz.widgets.painting.drawn_text import draw_text

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

MarkKind = Literal["analytic", "numeric", "minibatches", "path"]

_LABELS: dict[MarkKind, str] = {
    "analytic": "analytic",
    "numeric": "numeric",
    "minibatches": "minibatches",
    "path": "done, next",
}
_TIPS: dict[MarkKind, str] = {
    "analytic": "Analytic gradient, downhill",
    "numeric": "Numeric gradient, downhill",
    "minibatches": "Gradients of minibatches, downhill",
    "path": "Steps that are done, and those that come next",
}
_ARROWS: dict[MarkKind, ArrowKind] = {
    "analytic": "analytic",
    "numeric": "numeric",
    "minibatches": "minibatch",
}
_CHIP_WIDTH, _CHIP_HEIGHT, _HEIGHT = 40, 20, 24  # logical px
_LABEL_GAP, _GAP, _BARE_GAP = 7, 16, 8
_INSET = 6  # from the end of a chip to its mark
_LINE, _CASING, _DOT, _RIM = 2, 1, 7, 1.75  # of a path


class LegendChips(QWidget):
    """Names the marks of the heat map; without room for the names they are in the tool tips."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[MarkKind, ...] = ()
        self._labelled = True
        self.setAccessibleName("Marks on the map")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def show_kinds(self, kinds: tuple[MarkKind, ...]) -> None:
        """Show the chips of these marks, in this order."""
        if kinds == self._kinds:
            return
        self._kinds = kinds
        self.setAccessibleDescription(", ".join(_TIPS[kind] for kind in kinds))
        self.fit(self.width())
        self.updateGeometry()
        self.update()

    def fit(self, width: float) -> bool:
        """Whether all labels have room in `width`; shows all of them then, and else none."""
        self._labelled = self._width(labelled=True) <= width
        self.update()
        return self._labelled

    def chip_rect(self, index: int) -> QRectF:
        """Where a chip is painted; the last label, or chip, ends at the right."""
        px = self._theme.px
        left = self.width() - self._width(self._labelled)
        left += sum(self._pitch(kind, self._labelled) for kind in self._kinds[:index])
        top = (self.height() - px(_CHIP_HEIGHT)) / 2
        return QRectF(round(left), round(top), px(_CHIP_WIDTH), px(_CHIP_HEIGHT))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._font = qfont(theme, "label")
        self._metrics = QFontMetricsF(self._font)
        self.fit(self.width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Chips with their labels."""
        return QSize(round(self._width(labelled=True)) + 1, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Chips alone."""
        return QSize(round(self._width(labelled=False)) + 1, self._theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the labels if there is room."""
        self.fit(event.size().width())

    def event(self, event: QEvent) -> bool:
        """Say what a mark is when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tip_at(self, position: QPointF) -> str:
        """What the mark under a point is."""
        for index, kind in enumerate(self._kinds):
            left = self.chip_rect(index).left()
            if 0 <= position.x() - left < self._own_width(kind, self._labelled):
                return _TIPS[kind]
        return ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chips, marks, labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.length("radius.small")
        for index, kind in enumerate(self._kinds):
            chip = self.chip_rect(index)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(self._theme, "overlay.legendChip"))
            painter.drawRoundedRect(chip, radius, radius)
            self._paint_mark(painter, chip, kind)
            if self._labelled:
                self._paint_label(painter, chip, kind)

    def _paint_mark(self, painter: QPainter, chip: QRectF, kind: MarkKind) -> None:
        inset, middle = self._theme.px(_INSET), chip.center().y()
        start = QPointF(chip.left() + inset, middle)
        end = QPointF(chip.right() - inset, middle)
        if kind == "path":
            self._paint_path(painter, start + QPointF(inset, 0), end - QPointF(inset, 0))
        else:
            draw_arrow(painter, start, end, _ARROWS[kind], self._theme)

    def _paint_path(self, painter: QPainter, done: QPointF, coming: QPointF) -> None:
        """A line from a filled to a hollow dot."""
        scale, white = self._theme.scale, qcolor(self._theme, "overlay.path")
        dark = qcolor(self._theme, "overlay.casing")
        for color, width in ((dark, _LINE + 2 * _CASING), (white, _LINE)):
            painter.setPen(QPen(color, width * scale))
            painter.drawLine(done, coming)
        painter.setPen(Qt.PenStyle.NoPen)
        radius, hollow = _DOT / 2 * scale, (_DOT / 2 - _RIM) * scale
        for at in (done, coming):
            for color, size in ((dark, radius + _CASING * scale), (white, radius)):
                painter.setBrush(color)
                painter.drawEllipse(at, size, size)
        painter.setBrush(dark)
        painter.drawEllipse(coming, hollow, hollow)

    def _paint_label(self, painter: QPainter, chip: QRectF, kind: MarkKind) -> None:
        base = round(chip.center().y() + self._metrics.capHeight() / 2)
        painter.setFont(self._font)
        painter.setPen(qcolor(self._theme, "text.tertiary"))
        left = chip.right() + self._theme.px(_LABEL_GAP)
        draw_text(painter, QPointF(left, base), _LABELS[kind])

    def _own_width(self, kind: MarkKind, labelled: bool) -> float:
        """Px of a chip, with its label or without."""
        label = self._theme.px(_LABEL_GAP) + self._metrics.horizontalAdvance(_LABELS[kind])
        return self._theme.px(_CHIP_WIDTH) + (label if labelled else 0.0)

    def _pitch(self, kind: MarkKind, labelled: bool) -> float:
        """Px from a chip to the next."""
        gap = self._theme.px(_GAP if labelled else _BARE_GAP)
        return self._own_width(kind, labelled) + gap

    def _width(self, labelled: bool) -> float:
        gap = self._theme.px(_GAP if labelled else _BARE_GAP)
        return max(sum(self._pitch(kind, labelled) for kind in self._kinds) - gap, 0.0)

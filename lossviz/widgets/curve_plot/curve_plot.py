"""Lines over epochs, named at their ends, with exact values under the cursor.

Measured: pyqtgraph's view box and curve items draw the lines in about a millisecond once they hold
one pair of points per 2 px; its axes, labels and menus cost more than that, so they are painted
here instead. Ranges come with the picture: nothing is searched for while training runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.theme.apply import configure_plots, qcolor
from lossviz.widgets.curve_plot.curve_axes import CurveAxes
from lossviz.widgets.curve_plot.curve_fill import CurveFill
from lossviz.widgets.curve_plot.curve_frame import DrawnCurve, Reading, Sides, readings
from lossviz.widgets.curve_plot.curve_labels import CurveLabels
from lossviz.widgets.curve_plot.curve_readout import CurveReadout, Readout
from lossviz.widgets.curve_plot.curves import Curve, CurvePicture, nearest_x, points, step_x
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.painting.focus_ring import FocusRing
from lossviz.widgets.painting.line_points import drawable
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.reading_plot import points_stepped

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


class CurvePlot(pg.GraphicsView):
    """Draws a `CurvePicture`; hovering or the arrow keys read exact values off its data points."""

    cursor_moved = Signal(object)  # float: the data x now read, or None: hidden
    sides_changed = Signal(object)  # Sides: what its own texts need left and right of the plot

    def __init__(self, theme: Theme, accessible_name: str, parent: QWidget | None = None) -> None:
        configure_plots(theme)
        super().__init__(parent, useOpenGL=False)
        self._picture = CurvePicture()
        self._drawn: list[DrawnCurve] = []
        self._items: list[pg.PlotCurveItem] = []
        self._cursor: float | None = None
        self._sides = self._least_sides = Sides(0, 0)
        self._ring = FocusRing(self, theme)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self._box.disableAutoRange()
        self.scene().addItem(self._box)
        # Every frame changes most of the picture: sorting out what did not costs more.
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(self.CacheModeFlag(0))
        self.setAccessibleName(accessible_name)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        self._theme = theme
        text = PlotText(theme)
        self._axes = CurveAxes(text)
        self._between = CurveFill(text)
        self._labels = CurveLabels(text)
        self._readout = CurveReadout(text)
        self._ring.apply_theme(theme)
        self.setBackground(qcolor(theme, "surface.plot"))
        self.updateGeometry()
        self.show_picture(self._picture)

    def sizeHint(self) -> QSize:
        """As in the design: 430 x 180 at scale 1."""
        return QSize(self._theme.px(430), self._theme.px(180))

    def minimumSizeHint(self) -> QSize:
        """The least that still has room for three ticks and the labels."""
        return QSize(self._theme.px(260), self._theme.px(104))

    def show_picture(self, picture: CurvePicture) -> None:
        """Show new data. The cursor stays at its x and reads the new values."""
        self._picture = picture
        self._drawn = [DrawnCurve(each, *points(each)) for each in picture.curves]
        self._lay_out()
        self._describe()
        self.viewport().update()

    @property
    def picture(self) -> CurvePicture:
        """What is shown."""
        return self._picture

    @property
    def frame(self) -> PlotFrame:
        """Where the lines lie."""
        return self._frame

    def link(self, other: CurvePlot) -> None:
        """Share the cursor with a plot above or below, and line the two x axes up."""
        for one, two in ((self, other), (other, self)):
            one.cursor_moved.connect(two.set_cursor)
            one.sides_changed.connect(two.keep_sides)
            two.keep_sides(one._sides)

    def keep_sides(self, least: Sides) -> None:
        """Leave at least this room at both sides, so that its axis lines up with another one."""
        self._least_sides = least
        self._lay_out()
        self.viewport().update()

    def set_cursor(self, x: float | None) -> None:
        """Put the cursor at an x, or hide it, without telling `cursor_moved`: to follow a plot."""
        if x != self._cursor:
            self._cursor = x
            self._describe()
            self.viewport().update()

    def readings(self) -> list[Reading]:
        """The exact value of each curve at the cursor; empty while it is hidden."""
        if self._cursor is None:
            return []
        return readings(self._picture, self._drawn, self._cursor)

    def _move_cursor(self, x: float | None) -> None:
        if x != self._cursor:
            self.set_cursor(x)
            self.cursor_moved.emit(x)

    def _lay_out(self) -> None:
        """Fit the view box and the lines' points to the size, the ranges and the texts."""
        self._measure_sides()
        wanted = Sides(*map(max, zip(self._sides, self._least_sides, strict=True)))
        self._frame = frame = self._axes.frame(self._picture, QSizeF(self.size()), wanted)
        if self._box.geometry() != frame.rect:
            self._box.setGeometry(frame.rect)
        if self._box.viewRange() != [list(frame.x_range), list(frame.y_range)]:
            self._box.setRange(xRange=frame.x_range, yRange=frame.y_range, padding=0)
        while len(self._items) < len(self._drawn):
            self._items.append(self._new_item())
        for index, item in enumerate(self._items):
            shown = index < len(self._drawn) and self._drawn[index].curve.style != "area"
            item.setVisible(shown)
            if shown:
                self._fill(item, self._drawn[index])
        self._between.lay_out(frame, self._picture)

    def _measure_sides(self) -> None:
        sides = self._axes.sides(self._picture)
        if sides != self._sides:
            self._sides = sides
            self.sides_changed.emit(sides)

    def _new_item(self) -> pg.PlotCurveItem:
        item = pg.PlotCurveItem(skipFiniteCheck=True)
        # Separate segments: as one path, a noisy wide line costs ten times as much.
        item.setSegmentedLineMode("on")
        self._box.addItem(item, ignoreBounds=True)
        return item

    def _fill(self, item: pg.PlotCurveItem, drawn: DrawnCurve) -> None:
        frame = self._frame
        pixels = int(frame.rect.width())
        x, y = drawable(drawn.x, drawn.y, frame.x_range, frame.y_range, pixels)
        item.setData(x, y, pen=self._pen(drawn.curve), antialias=drawn.curve.style != "thin")

    def _pen(self, curve: Curve) -> QPen:
        thin, ratio = curve.style == "thin", self.devicePixelRatioF()
        role = "line.seriesThin" if thin else "line.series"
        length = self._theme.length(role)
        # A cosmetic pen counts device pixels; raw values are drawn fastest with whole ones.
        width = max(1, int(length * ratio)) if thin else length * ratio
        pen = QPen(qcolor(self._theme, curve.color_role), width)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def _describe(self) -> None:
        """Say the readout, or without a cursor each line's last value, to a screen reader."""
        if self._cursor is None:
            parts = [each.label for each in self._picture.curves]
            parts += [each.text for each in self._picture.references]
            text = ", ".join(parts)
        else:
            at = f"{self._picture.x_name} {format_number(self._cursor, self._picture.x_decimals)}"
            values = [
                f"{each.drawn.curve.name} {each.text} {each.elsewhere}".strip()
                for each in self.readings()
            ]
            values += [f"{each.name} {each.text_at(self._cursor)}" for each in self._picture.told]
            text = f"{at.strip()}: {', '.join(values)}"
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    # What Qt calls: painting

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """Surface, grid, axes and the filled area, under the lines."""
        super().drawBackground(painter, rect)
        self._axes.paint(painter, self._frame, self._picture)
        self._between.paint(painter, self._frame)

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Dots, labels and cursor, over the lines."""
        frame, picture, readout = self._frame, self._picture, self._laid_out_readout()
        covered = QRectF() if readout is None else readout.box
        self._labels.paint(painter, frame, picture, self._drawn, covered)
        if readout is not None:
            self._readout.paint(painter, frame, readout)

    def _laid_out_readout(self) -> Readout | None:
        if self._cursor is None:
            return None
        return self._readout.lay_out(self._frame, self._picture, self.readings(), self._cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lines to the new width."""
        super().resizeEvent(event)
        if hasattr(self, "_axes"):  # pyqtgraph resizes while it constructs
            self._lay_out()

    # What Qt calls: mouse and keyboard. pyqtgraph's own scene events are left out on purpose:
    # the picture neither pans nor zooms.

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the data point nearest to the pointer."""
        column = event.position().x()
        rect = self._frame.rect
        if rect.left() - 8 <= column <= rect.right() + 8:
            self._move_cursor(self._nearest(self._frame.data_x(column)))
        else:
            self._move_cursor(None)

    def leaveEvent(self, _event: QEvent) -> None:
        """Hide the cursor, unless the keyboard holds it."""
        if not self._ring.isVisible():
            self._move_cursor(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click, so that nothing below starts a drag."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the end of a click."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a second click."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to a scroll area around the plot."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the panel."""
        event.ignore()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Hide the cursor."""
        self._move_cursor(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step over the data points (Shift: ten), Home, End; Esc hides."""
        key = Qt.Key(event.key())
        lines, step = [each.x for each in self._drawn], points_stepped(event)
        if key == Qt.Key.Key_Escape and self._cursor is not None:
            self._move_cursor(None)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_cursor(self._nearest(self._frame.x_range[key == Qt.Key.Key_End]))
        elif step and self._cursor is None:
            self._move_cursor(self._nearest(self._frame.x_range[1]))
        elif step and self._cursor is not None:
            self._move_cursor(step_x(lines, self._cursor, step))
        else:
            event.ignore()

    def _nearest(self, x: float) -> float | None:
        return nearest_x([each.x for each in self._drawn], x)

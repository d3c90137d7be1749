"""The heat map: the loss in colours, and a point on it that is dragged, stepped and sent for walks.

The picture comes ready from the worker as codes; here its colours are looked up, and the marks are
drawn over it. While the map is zoomed or moved, the last picture is stretched until the next comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.heat_map.color_table import color_table
from lossviz.widgets.heat_map.heat_axes import HeatAxes
from lossviz.widgets.heat_map.heat_codes import HeatImage
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatReading
from lossviz.widgets.heat_map.marks_painter import MarksPainter
from lossviz.widgets.map.places import place
from lossviz.widgets.map.window import ZOOM_STEP, Window, move_step
from lossviz.widgets.numbers.step_keys import WheelSteps, step_factor
from lossviz.widgets.painting.focus_ring import FocusRing
from lossviz.widgets.painting.picture_widget import PictureWidget
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_GRIP = 14  # logical px around the point where a press takes it without moving it
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS = {Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Equal: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP}
_START = Window(0.0, 0.0, 1.0)


class HeatMap(PictureWidget):
    """Draws a `HeatImage` and `HeatMarks`; tells where the person puts the point, and looks."""

    moved = Signal(float, float, bool)
    """The point's new w1 and w2, and whether the gesture goes on; its end repeats them."""
    hovered = Signal(object)
    """(w1, w2) under the pointer, or None."""
    window_wanted = Signal(object)
    """Another `Window` to look at, or None: the one that shows all."""
    resized = Signal(int, int)
    """Device pixels that the map is wide and high."""

    def __init__(
        self, theme: Theme, accessible_name: str = "Loss map", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, accessible_name, parent)
        self._image: HeatImage | None = None
        self._qimage = QImage()
        self._marks: HeatMarks | None = None
        self._asked = (0.0, 0.0)  # where keys go on from before the worker has answered
        self._told: list[tuple[float, float]] = []  # points that no marks have answered yet
        self._reading: HeatReading | None = None
        self._window = _START
        self._grip: QPointF | None = None  # from the pointer to the point, while it is dragged
        self._before = self._asked  # where a drag took the point
        self._pan: QPointF | None = None  # where the middle button went down
        self._in_gesture = False
        self._wheel = WheelSteps()
        self._ring = FocusRing(self, theme, "radius.small")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.apply_theme(theme)

    # What it shows

    def show_image(self, image: HeatImage | None) -> None:
        """Show another picture of the losses; None while there is none."""
        if image is not self._image:
            self._image = image
            self._take_codes()
            self.update()

    def show_nothing(self) -> None:
        """There is no surface: the axes alone."""
        self._marks = None
        self._reading = None
        self.show_image(None)
        self.setAccessibleDescription("")
        self.update()

    def show_marks(self, marks: HeatMarks) -> None:
        """Show other marks."""
        if not self._is_late(marks.point):
            self._told = []
            if not self._in_gesture:
                self._asked = marks.point
        self._marks = marks
        if marks.words() != self.accessibleDescription():
            self.setAccessibleDescription(marks.words())
        self.update()

    def _is_late(self, point: tuple[float, float]) -> bool:
        """Whether marks are from before the last point that was told, which is still to come."""
        if not self._told or self._marks is None or point == self._told[-1]:
            return False
        return point == self._marks.point or point in self._told

    def show_reading(self, reading: HeatReading | None) -> None:
        """Show what is under the pointer."""
        if reading != self._reading:
            self._reading = reading
            self.update()

    def show_window(self, window: Window) -> None:
        """Look at another part of the plane."""
        if window != self._window:
            self._window = window
            self.update()

    @property
    def frame(self) -> PlotFrame:
        """Where the map is drawn, and which part of the plane."""
        area = self._axes.area(QSizeF(self.size()))
        return PlotFrame(area, *self._window.ranges(area.width() / area.height()))

    @property
    def aspect(self) -> float:
        """How many times as wide as high the map is."""
        area = self._axes.area(QSizeF(self.size()))
        return area.width() / area.height()

    @property
    def marks(self) -> HeatMarks | None:
        """What stands on it; None while there is no surface."""
        return self._marks

    @property
    def image(self) -> HeatImage | None:
        """The picture that is shown."""
        return self._image

    def pixels(self) -> tuple[int, int]:
        """Device pixels that the map is wide and high."""
        area, ratio = self._axes.area(QSizeF(self.size())), self.devicePixelRatioF()
        return round(area.width() * ratio), round(area.height() * ratio)

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._ring.apply_theme(theme)
        self._text = PlotText(theme)
        self._axes, self._painter = HeatAxes(theme), MarksPainter(theme)
        self._take_codes()

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(self._theme.px(690), self._theme.px(500))

    def minimumSizeHint(self) -> QSize:
        """The least in which a walk can be followed."""
        return QSize(self._theme.px(320), self._theme.px(220))

    def _take_codes(self) -> None:
        """The picture as Qt draws it; it shares the codes' memory, which the image keeps alive."""
        if self._image is None:
            self._qimage = QImage()
            return
        height, width = self._image.codes.shape
        codes = self._image.codes.tobytes()
        self._qimage = QImage(codes, width, height, width, QImage.Format.Format_Indexed8)
        self._qimage.setColorTable(list(color_table(self._theme)))
        self._qimage = self._qimage.convertToFormat(QImage.Format.Format_RGB32)  # a copy

    # Dragging and looking

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the point, or put it where the press is; the middle button moves the map."""
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = at
        elif event.button() == Qt.MouseButton.LeftButton and self.frame.rect.contains(at):
            grip = QPointF(*place(self.frame, *self._asked)) - at
            held = grip.x() ** 2 + grip.y() ** 2 <= self._theme.px(_GRIP) ** 2
            self._grip = grip if held else QPointF(0, 0)
            self._before = self._asked
            self.hovered.emit(None)
            if not held:
                self._drag_to(at)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point or the map, else read what is under the pointer."""
        at = event.position()
        if self._grip is not None:
            self._drag_to(at + self._grip)
        elif self._pan is not None:
            self._pan_to(at)
        else:
            inside = self.frame.rect.contains(at)
            self.hovered.emit(self._data(at) if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self._end_gesture()
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._pan = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press is a press."""
        self.mousePressEvent(event)

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is under the pointer."""
        self.hovered.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Look closer at what is under the pointer, or less close."""
        at = event.position()
        if not self.frame.rect.contains(at):
            event.ignore()
            return
        for count in self._wheel.take(event):
            self._zoom(ZOOM_STEP if count > 0 else 1 / ZOOM_STEP, *self._data(at))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the point by 0.01 (Shift a tenth, Ctrl ten times); + − zoom, 0 shows all."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._keyboard_focus = True
            self._step(_ARROWS[key], step_factor(event.modifiers()))
        elif key in _ZOOMS:
            self._zoom(_ZOOMS[key], *self._asked)
        elif key == Qt.Key.Key_0:
            self.window_wanted.emit(None)
        elif key == Qt.Key.Key_Escape and self._grip is not None:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if event.key() in _ARROWS and not event.isAutoRepeat():
            self._end_gesture()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A gesture ends with the focus."""
        super().focusOutEvent(event)
        if self._grip is None:
            self._end_gesture()

    def _data(self, at: QPointF) -> tuple[float, float]:
        """w1 and w2 at a pixel."""
        frame = self.frame
        low, high = frame.y_range
        share = (frame.rect.bottom() - at.y()) / frame.rect.height()
        return frame.data_x(at.x()), low + share * (high - low)

    def _drag_to(self, at: QPointF) -> None:
        rect, step = self.frame.rect, self._least_step()
        inside = QPointF(
            min(max(at.x(), rect.left()), rect.right()), min(max(at.y(), rect.top()), rect.bottom())
        )
        w1, w2 = (round(each / step) * step for each in self._data(inside))
        self._tell(w1, w2)

    def _step(self, way: tuple[int, int], factor: float) -> None:
        step = factor * self._least_step() * 10
        (w1, w2), (right, up) = self._asked, way
        self._tell(w1 + right * step, w2 + up * step)

    def _least_step(self) -> float:
        """What positions are rounded to: a tenth of what an arrow key moves."""
        low, high = self.frame.y_range
        return move_step(high - low) / 10

    def _tell(self, w1: float, w2: float) -> None:
        point = (round(w1, 12), round(w2, 12))
        if point != self._asked and self._marks is not None:
            self._asked, self._in_gesture = point, True
            self._told.append(point)
            self.moved.emit(*point, True)

    def _give_up(self) -> None:
        """The point goes back to where the drag took it."""
        self._grip = None
        self._tell(*self._before)
        self._end_gesture()

    def _end_gesture(self) -> None:
        if self._in_gesture:
            self._in_gesture = False
            self.moved.emit(*self._asked, False)

    def _zoom(self, factor: float, w1: float, w2: float) -> None:
        self.window_wanted.emit(self._window.zoomed(factor, w1, w2))

    def _pan_to(self, at: QPointF) -> None:
        assert self._pan is not None
        before, now = self._data(self._pan), self._data(at)
        self._pan = at
        self.window_wanted.emit(self._window.moved(before[0] - now[0], before[1] - now[1]))

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size needs another picture."""
        super().resizeEvent(event)
        self.resized.emit(*self.pixels())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture, axes, bar, marks, reading."""
        painter, frame = QPainter(self), self.frame
        painter.fillRect(frame.rect, self.color("surface.sunken"))
        self._paint_image(painter, frame)
        if self._marks is None:
            self._axes.paint(painter, frame, ("", ""))
            return
        self._axes.paint(painter, frame, self._marks.names)
        if self._image is not None:
            self._axes.paint_bar(painter, frame, self._image.scale, self._marks.loss, "loss")
        self._painter.paint(painter, frame, self._marks)
        if self._reading is not None:
            self._paint_reading(painter, frame, self._reading)

    def _paint_image(self, painter: QPainter, frame: PlotFrame) -> None:
        if self._image is None:
            return
        (left, right), (low, high) = self._image.w1_range, self._image.w2_range
        corner = QPointF(frame.x(left), frame.y(high))
        area = QRectF(corner, QPointF(frame.x(right), frame.y(low)))
        painter.setClipRect(frame.rect)
        room = (-0.5, -0.5, 0.5, 0.5)
        exact = frame.rect.adjusted(*room).contains(area)
        exact = exact and area.adjusted(*room).contains(frame.rect)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(frame.rect if exact else area, self._qimage)
        painter.setClipping(False)

    def _paint_reading(self, painter: QPainter, frame: PlotFrame, reading: HeatReading) -> None:
        """In the lower left corner, or in the upper one while the pointer is there."""
        px, rect = self._theme.px, frame.rect
        width = self._text.width(reading.text, "text") + px(16)
        x, y = place(frame, reading.w1, reading.w2)
        covered = x < rect.left() + width + px(30) and y > rect.bottom() - px(60)
        top = rect.top() + px(8) if covered else rect.bottom() - px(32)
        area = QRectF(rect.left() + px(8), top, width, px(24))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = self.color("overlay.casing")
        ground.setAlphaF(0.85)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, px(4), px(4))
        self._text.paint(painter, area, reading.text, "text", role="overlay.label", align=CENTER)

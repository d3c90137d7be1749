"""The heat map: the loss in colours, and a point on it that is dragged, stepped and sent for walks.

The picture comes ready from the worker as codes; here its colours are looked up, and the marks are
drawn over it. While the map is zoomed or moved, the last picture is stretched until the next comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.heat_map.color_table import color_table
from lossviz.widgets.heat_map.heat_axes import HeatAxes
from lossviz.widgets.heat_map.heat_codes import HeatImage
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatReading
from lossviz.widgets.heat_map.marks_painter import MarksPainter
from lossviz.widgets.map.map_view import GRIP, MapView
from lossviz.widgets.map.places import place
from lossviz.widgets.map.point_move import PointMove
from lossviz.widgets.map.window import Place
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


class HeatMap(MapView):
    """Draws a `HeatImage` and `HeatMarks`; tells where the person puts the point, and looks."""

    moved = Signal(float, float, bool)
    """The point's new w1 and w2, and whether the gesture goes on; its end repeats them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Loss map", parent)
        self._image: HeatImage | None = None
        self._qimage = QImage()
        self._marks: HeatMarks | None = None
        self._move = PointMove((0.0, 0.0))  # of the point, which keys move before it is answered
        self._reading: HeatReading | None = None
        self._grip: QPointF | None = None  # from the pointer to the point, while it is dragged
        self._in_gesture = False
        self.apply_theme(theme)

    # What it shows

    def area(self) -> QRectF:
        """Where in the widget the map is drawn."""
        return self._axes.area(QSizeF(self.size()))

    def show_image(self, image: HeatImage | None) -> None:
        """Show another picture of the losses; None while there is none."""
        if image is not self._image:
            self._image = image
            self._take_codes()
            self.update()

    def show_nothing(self) -> None:
        """There is no surface: the axes alone."""
        self._marks = None
        self._move = PointMove(self._move.asked)
        self._reading = None
        self.show_image(None)
        self.describe("")
        self.update()

    def show_marks(self, marks: HeatMarks) -> None:
        """Show other marks."""
        if self._move.answer(marks.point) and not self._in_gesture:
            self._move.rest(marks.point)
        self._marks = marks
        self.describe(marks.words())
        self.update()

    def show_reading(self, reading: HeatReading | None) -> None:
        """Show what is under the pointer."""
        if reading != self._reading:
            self._reading = reading
            self.update()

    @property
    def image(self) -> HeatImage | None:
        """The picture that is shown."""
        return self._image

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
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

    # Moving the point

    def is_dragging(self) -> bool:
        """Whether the point is held."""
        return self._grip is not None

    def looked_at(self) -> Place:
        """Keys zoom around the point."""
        return self._move.asked

    def press(self, at: QPointF, _event: QMouseEvent) -> bool:
        """Take the point, or put it where the press is."""
        if not self.frame.rect.contains(at):
            return False
        grip = QPointF(*place(self.frame, *self._move.asked)) - at
        held = grip.x() ** 2 + grip.y() ** 2 <= self._theme.px(GRIP) ** 2
        self._grip = grip if held else QPointF(0, 0)
        self._move.begin()
        self.hovered.emit(None)
        if not held:
            self.drag_to(at)
        return True

    def drag_to(self, at: QPointF) -> None:
        """The point goes with the pointer, as far as the map's edge."""
        rect, to = self.frame.rect, at + (self._grip or QPointF(0, 0))
        inside = QPointF(
            min(max(to.x(), rect.left()), rect.right()), min(max(to.y(), rect.top()), rect.bottom())
        )
        self._tell(self.rounded(self.data_at(inside)))

    def release(self) -> None:
        """The point has arrived."""
        self._grip = None
        self.end_gesture()

    def step(self, way: tuple[int, int], factor: float) -> None:
        """Arrow keys move the point."""
        self._tell(self.stepped(self._move.asked, way, factor))

    def press_key(self, key: Qt.Key) -> bool:
        """Esc gives a drag up: the point goes back to where it was taken."""
        if key != Qt.Key.Key_Escape or self._grip is None:
            return super().press_key(key)
        self._tell(self._move.start)
        self.release()
        return True

    def end_gesture(self) -> None:
        """The point has arrived: say so."""
        if self._in_gesture:
            self._in_gesture = False
            self.moved.emit(*self._move.asked, False)

    def _tell(self, point: Place) -> None:
        if self._marks is not None and self._move.ask(point):
            self._in_gesture = True
            self.moved.emit(*point, True)

    # Painting

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
        painter.setClipRect(frame.rect)
        self.paint_stretched(
            painter, frame, self._qimage, self._image.w1_range, self._image.w2_range
        )
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

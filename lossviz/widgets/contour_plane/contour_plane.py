"""The plane of two weights: contours, a body, paths, and what can be dragged on it.

What is held is told by its key; where it goes from there, along a path or anywhere, is for the
owner to say. Arrow keys move the first that is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.contour_plane.contour_painter import ContourPainter, distance, nearest_on
from lossviz.widgets.contour_plane.contour_picture import ContourPicture
from lossviz.widgets.map.map_view import GRIP, MapView
from lossviz.widgets.map.window import Place, Window
from lossviz.widgets.plane.plane_axes import PlaneAxes

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

LEAST_SIDE = 240  # logical px
BODY = "body"
ON_BODY = 7  # logical px


class ContourPlane(MapView):
    """Draws a `ContourPicture`; square, and as large as there is room."""

    dragged = Signal(str, float, float, bool)
    """The key of what is held, where the pointer has it, and whether the gesture goes on."""
    step_wanted = Signal(int, int, float)
    """Arrow keys: right, up, and how many times a usual step."""
    step_ended = Signal()

    def __init__(self, theme: Theme, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, accessible_name, parent)
        self._picture = ContourPicture()
        self._held: str | None = None
        self._last: Place = (0.0, 0.0)
        self._grip = QPointF()
        self._stepping = False
        self.apply_theme(theme)

    # What it shows

    def show_picture(self, picture: ContourPicture, window: Window) -> None:
        """Show something else, or another part of the plane."""
        self._picture = picture
        self.show_window(window)
        self.describe(picture.words)
        self.update()

    @property
    def picture(self) -> ContourPicture:
        """What is shown."""
        return self._picture

    def area(self) -> QRectF:
        """The square in which the plane is drawn."""
        return self._axes.area(QSizeF(self.size()))

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._axes, self._painter = PlaneAxes(theme), ContourPainter(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It takes no more height than its square has."""
        super().resizeEvent(event)
        self.setMaximumHeight(round(self._axes.height_of_square(self.width())))

    def sizeHint(self) -> QSize:
        """The least: it takes what room a layout gives it."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The least in which contours can be told apart."""
        height = self._theme.px(LEAST_SIDE)
        return QSize(round(self._axes.width_of_square(height)), height)

    # What a person drags

    def is_dragging(self) -> bool:
        """Whether something is held."""
        return self._held is not None

    def press(self, at: QPointF, _event: QMouseEvent) -> bool:
        """Take what is there: a spot, or the outline of the body."""
        key = self.key_at(at)
        if key is None:
            return False
        self._held, self._grip = key, QPointF()
        for number, name in self._picture.held:
            if name == key:
                self._grip = self._place_of(number) - at
        self._last = self.data_at(at + self._grip)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def key_at(self, at: QPointF) -> str | None:
        """What a press here takes."""
        near = [(distance(self._place_of(number), at), key) for number, key in self._picture.held]
        if near and min(near)[0] <= self._theme.px(GRIP):
            return min(near)[1]
        body = self._picture.body
        if body is None or len(body) == 0 or not self.frame.rect.contains(at):
            return None
        return BODY if nearest_on(self.frame, body, at) <= self._theme.px(ON_BODY) else None

    def drag_to(self, at: QPointF) -> None:
        """Tell where the pointer has it."""
        assert self._held is not None
        self._last = self.rounded(self.data_at(at + self._grip))
        self.dragged.emit(self._held, *self._last, True)

    def release(self) -> None:
        """It is where it was last."""
        if self._held is not None:
            key, self._held = self._held, None
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.dragged.emit(key, *self._last, False)

    def hover(self, at: QPointF) -> None:
        """A hand over what can be taken."""
        free = self.key_at(at) is None
        self.setCursor(Qt.CursorShape.CrossCursor if free else Qt.CursorShape.OpenHandCursor)
        super().hover(at)

    def step(self, way: tuple[int, int], factor: float) -> None:
        """Arrow keys."""
        self._stepping = True
        self.step_wanted.emit(*way, factor)

    def end_gesture(self) -> None:
        """The key is up."""
        if self._stepping:
            self._stepping = False
            self.step_ended.emit()

    def looked_at(self) -> Place:
        """Keys zoom around what is held first."""
        for number, _ in self._picture.held[:1]:
            return self._picture.spots[number].place
        return super().looked_at()

    def _place_of(self, number: int) -> QPointF:
        w1, w2 = self._picture.spots[number].place
        return QPointF(self.frame.x(w1), self.frame.y(w2))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, grid, picture, axes."""
        painter, frame = QPainter(self), self.frame
        painter.fillRect(frame.rect, self.color("surface.plot"))
        self._axes.paint_grid(painter, frame)
        self._painter.paint(painter, frame, self._picture)
        self._axes.paint(painter, frame, self._picture.names)

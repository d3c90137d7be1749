"""The loss as a shaded surface in 3-D that turns with the mouse and the keys."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.picture_widget import PictureWidget
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.relief.camera import Camera
from lossviz.widgets.relief.relief_frame import ABOVE, BELOW, SIDES, ReliefFrame
from lossviz.widgets.relief.relief_image import coarse_image, fine_image
from lossviz.widgets.relief.relief_marks import ReliefMarks
from lossviz.widgets.relief.relief_picture import ReliefPicture
from lossviz.widgets.relief.relief_surface import ReliefSurface

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_DEGREES_PER_PIXEL = 0.5
_STEP, _FINE_STEP = 5.0, 1.0  # degrees a key
# Where the camera goes with a key: right and up round the surface.
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_REST_MS = 150  # when nothing has moved for so long, the picture is drawn finely


class ReliefView(PictureWidget):
    """Draws a `ReliefPicture`; dragging turns the surface, the arrow keys move the camera."""

    turned = Signal(float, float)  # azimuth and elevation in degrees, when the person turned it

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Loss surface in 3-D", parent, ringed=True)
        self._picture: ReliefPicture | None = None
        self._surface: ReliefSurface | None = None
        self._camera = Camera()
        self._drawn: tuple[QImage, QPointF] | None = None
        self._grip: QPointF | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._redraw)
        self._take_texts()
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_picture(self, picture: ReliefPicture) -> None:
        """Show a surface and its marks; a surface that is shown already is not drawn again."""
        if not picture.same_surface(self._picture):
            self._surface = ReliefSurface.of(picture)
            self._drawn = None
            if self._picture is not None:
                self._move_on()  # one that changes while it is looked at may change again soon
        self._picture = picture
        self._describe()
        self.update()

    @property
    def picture(self) -> ReliefPicture | None:
        """What is shown."""
        return self._picture

    @property
    def camera(self) -> Camera:
        """From where it is seen, fitted into the widget."""
        px = self._theme.px
        return self._camera.fitted(self.width(), self.height(), px(SIDES), px(ABOVE), px(BELOW))

    def turn_to(self, azimuth: float, elevation: float) -> None:
        """Look from an azimuth and elevation in degrees, without saying so to anyone.

        The elevation is held from 10 to 85; an angle that is not finite changes nothing.
        """
        if not (math.isfinite(azimuth) and math.isfinite(elevation)):
            return
        camera = self._camera.turned(azimuth, elevation)
        if camera != self._camera:
            self._camera = camera
            self._move_on()
            self._describe()
            self._redraw()

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._take_texts()
        self._redraw()

    def sizeHint(self) -> QSize:
        """As the heat map in the design."""
        return QSize(self._theme.px(612), self._theme.px(460))

    def minimumSizeHint(self) -> QSize:
        """Small, but the shape can be told."""
        return QSize(self._theme.px(240), self._theme.px(200))

    def _take_texts(self) -> None:
        text = PlotText(self._theme)
        self._frame = ReliefFrame(text)
        self._marks = ReliefMarks(self._theme, text)

    def _describe(self) -> None:
        if self._picture is not None:
            self.describe(self._picture.words(self._camera.azimuth, self._camera.elevation))

    # Turning

    def _turn(self, azimuth: float, elevation: float) -> None:
        before = self._camera
        self.turn_to(azimuth, elevation)
        if self._camera != before:
            self.turned.emit(self._camera.azimuth, self._camera.elevation)

    def _turn_home(self) -> None:
        self._turn(Camera.azimuth, Camera.elevation)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the surface."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn what is held: its near side goes where the pointer goes."""
        if self._grip is None:
            return
        way = (event.position() - self._grip) * _DEGREES_PER_PIXEL
        self._grip = event.position()
        self._turn(self._camera.azimuth - way.x(), self._camera.elevation + way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look from where one looked at first."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._turn_home()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the camera by 5 degrees, with Shift by 1."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self._keyboard_focus = True
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = _FINE_STEP if fine else _STEP
        self._turn(self._camera.azimuth + step * way[0], self._camera.elevation + step * way[1])
        self.update()

    def press_key(self, key: Qt.Key) -> bool:
        """Home looks from where one looked at first."""
        if key != Qt.Key.Key_Home:
            return False
        self._turn_home()
        return True

    # Painting

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the surface to the new size."""
        self._redraw()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Nothing that is hidden needs to be drawn finely."""
        self._rest.stop()
        self._drawn = None

    def _move_on(self) -> None:
        """From now on draw coarsely, until nothing has moved for a moment."""
        if self.isVisible():
            self._rest.start()

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The floor, the surface on it, and the marks."""
        painter, picture = QPainter(self), self._picture
        painter.fillRect(self.rect(), self.color("surface.plot"))
        if picture is None or self._surface is None:
            return
        camera, size = self.camera, QSizeF(self.size())
        axes = [label.area for label in self._frame.names(size, camera, picture)]
        labels = self._marks.labels(size, camera, picture, axes)
        self._frame.paint(painter, size, camera, picture, [QRectF(*place) for *_, place in labels])
        if self._drawn is None:
            self._drawn = self._draw(self._surface, camera)
        image, corner = self._drawn
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(corner, image.deviceIndependentSize()), image)
        self._marks.paint(painter, camera, picture, labels)

    def _draw(self, surface: ReliefSurface, camera: Camera) -> tuple[QImage, QPointF]:
        if self._rest.isActive():
            return coarse_image(surface, camera)
        return fine_image(surface, camera, self.devicePixelRatioF())

"""What a picture of a widget shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage

from lossviz.widgets.images.template_grid import TemplateGrid


def area_of(hit: Callable[[QPointF], object], wanted: object, size: QSize) -> QRectF:
    """The rectangle of a painted part, as a pointer finds it: where `hit` says that it is there.

    No side of it may be shorter than 8 px.
    """

    def is_hit(x: int, y: int) -> bool:
        return hit(QPointF(x, y)) == wanted

    across, down = range(0, size.width(), 8), range(0, size.height(), 8)
    x, y = next((x, y) for y in down for x in across if is_hit(x, y))
    left = next(at for at in range(x, -2, -1) if not is_hit(at - 1, y))
    right = next(at for at in range(x, size.width() + 2) if not is_hit(at + 1, y))
    top = next(at for at in range(y, -2, -1) if not is_hit(x, at - 1))
    bottom = next(at for at in range(y, size.height() + 2) if not is_hit(x, at + 1))
    return QRectF(left, top, right + 1 - left, bottom + 1 - top)


def template_rect(grid: TemplateGrid, index: int) -> QRectF:
    """Where the image of a class lies; both its ends count as inside."""

    def image_at(place: QPointF) -> int | None:
        pixel = grid.pixel_at(place)
        return None if pixel is None else pixel.class_index

    return area_of(image_at, index, grid.size()).adjusted(0, 0, -1, -1)


def has_color(image: QImage, area: QRect, color: str | QColor) -> bool:
    """Whether any pixel of an area has a colour."""
    wanted = QColor(color)
    return any(
        image.pixelColor(x, y) == wanted
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )

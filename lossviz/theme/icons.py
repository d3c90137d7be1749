"""The icons: our own line drawings, in the colour of a role, sharp at every pixel ratio."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lossviz.resource_files import resource

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_ROLE = re.compile(r"var\(--([\w.]+)\)")


def ratios() -> tuple[float, ...]:
    """Pixel ratios of the screens there are, and the usual two: each costs a drawing at start."""
    screens = QGuiApplication.screens()
    return tuple(sorted({1.0, 2.0, *(screen.devicePixelRatio() for screen in screens)}))


@lru_cache(maxsize=512)
def icon(theme: Theme, name: str, role: str = "text.primary", size: float = 18) -> QIcon:
    """An icon in a role's colour, `size` logical pixels wide; grey in a disabled control."""
    result = QIcon()
    for ratio in ratios():
        result.addPixmap(pixmap(theme, name, role, size, ratio), QIcon.Mode.Normal)
        grey = pixmap(theme, name, "text.disabled", size, ratio)
        result.addPixmap(grey, QIcon.Mode.Disabled)
    return result


@lru_cache(maxsize=1024)
def pixmap(
    theme: Theme, name: str, role: str = "text.primary", size: float = 18, ratio: float = 1.0
) -> QPixmap:
    """An icon as a picture of `size` logical pixels at a device pixel ratio."""
    side = round(theme.px(size) * ratio)
    picture = QPixmap(side, side)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    area = QRectF(0, 0, side / ratio, side / ratio)
    QSvgRenderer(QByteArray(_colored(theme, name, role).encode())).render(painter, area)
    painter.end()
    return picture


def application_icon() -> QIcon:
    """The icon of the window and the task bar."""
    return QIcon(str(resource("icons", "lossviz.svg")))


def _colored(theme: Theme, name: str, role: str) -> str:
    """The drawing with its colours filled in: `currentColor`, and roles as ``var(--role)``."""
    text = _drawing(name).replace("currentColor", theme.color(role))
    return _ROLE.sub(lambda found: theme.color(found[1]), text)


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")

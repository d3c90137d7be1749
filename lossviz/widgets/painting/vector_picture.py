"""A picture in SVG, in which what occurs a thousand times is written once and placed by reference.

Qt's SVG engine ignores which part of a pixmap is meant: each stamp of a sheet became all of it, and
4,000 points 3.4 GB. Drawn one by one, a point takes 0.1 ms of the GUI thread and 1.2 kB; placed, it
takes 45 bytes that the worker writes: 10,000 points 60 ms and 0.9 MB. And it writes what is clipped
where the widget would be if it stood in the corner of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.drawn_text import draw_text

Paint = Callable[[QPainter], None]

_CORNER = re.compile(r"<text[^>]*>\ue000at (-?\d+) (-?\d+)\ue000</text>|url\(#(\w+)\)")
_CLIP = re.compile(r'(<clipPath id="(\w+)">\s*<path )')
_KEEPING = "\ue000{}\ue000"  # a text that nobody writes keeps the place of marks in the drawing
_KEPT = re.compile(r"<text[^>]*>\ue000(\d+)\ue000</text>")
_BODY = re.compile(r"</defs>\s*<g[^>]*>(.*)</g>\s*</svg>", re.DOTALL)
_ANYWHERE = QRectF(-1e6, -1e6, 2e6, 2e6)
_EMPTY = re.compile(r"<g\b[^>]*>\s*</g>\s*")


class _Marks(NamedTuple):
    """shapes: the SVG of each look. which: the look of each mark (N,). places: its px (N, 2)."""

    shapes: tuple[str, ...]
    which: NDArray[np.intp]
    places: FloatArray


class VectorPicture(QSvgGenerator):
    """What a painter draws on; `content` is asked for when the painter has ended."""

    def __init__(self, size: QSize, title: str = "") -> None:
        super().__init__(QSvgGenerator.SvgVersion.Svg11)  # Tiny knows no clip
        self._written = QByteArray()
        self._buffer = QBuffer(self._written)
        self._marks: list[_Marks] = []
        self.setOutputDevice(self._buffer)
        self.setSize(size)
        self.setViewBox(QRect(0, 0, size.width(), size.height()))
        self.setTitle(title)

    def show(self, widget: QWidget) -> None:
        """Draw a widget as large as the picture, with all that is in it."""
        painter = QPainter(self)
        painter.setPen(Qt.GlobalColor.black)
        self._show(painter, widget, QPoint(), QWidget.RenderFlag.DrawWindowBackground)
        painter.end()

    def _show(
        self, painter: QPainter, widget: QWidget, corner: QPoint, flag: QWidget.RenderFlag
    ) -> None:
        draw_text(painter, QPointF(0, 0), f"\ue000at {corner.x()} {corner.y()}\ue000")
        QWidget.render(widget, painter, corner, QRegion(), flag)  # a view of graphics has another
        for child in widget.children():
            if isinstance(child, QWidget) and child.isVisibleTo(widget) and not child.isWindow():
                self._show(painter, child, corner + child.pos(), QWidget.RenderFlag(0))

    def place(
        self,
        painter: QPainter,
        looks: Sequence[Paint],
        which: NDArray[np.intp],
        places: FloatArray,
    ) -> None:
        """Draw marks: `looks` paint around (0, 0), `which` of them (N,) at `places` (N, 2).

        The clip of the painter takes or leaves a whole mark, by its middle.
        """
        area = painter.clipBoundingRect() if painter.hasClipping() else _ANYWHERE
        inside = within(places, area)
        shapes = tuple(_shape(look) for look in looks)
        painter.save()
        painter.setPen(Qt.GlobalColor.black)  # without a pen there would be no text
        draw_text(painter, QPointF(0, 0), _KEEPING.format(len(self._marks)))
        painter.restore()
        self._marks.append(_Marks(shapes, which[inside], places[inside]))

    def content(self) -> Callable[[], bytes]:
        """The bytes of the file, made by whoever calls it, which may be the worker."""
        drawing, marks = bytes(self._written.data()).decode(), tuple(self._marks)
        return lambda: with_marks(drawing, marks).encode()


def within(places: FloatArray, area: QRectF) -> NDArray[np.bool_]:
    """Which places (N, 2) lie in an area; a NaN lies nowhere."""
    x, y = places.T
    inside: NDArray[np.bool_] = (
        (x >= area.left()) & (x <= area.right()) & (y >= area.top()) & (y <= area.bottom())
    )
    return inside


def with_marks(drawing: str, marks: Sequence[_Marks]) -> str:
    """A drawing, marks put where their places were kept."""
    looks = "\n".join(
        f'<g id="{_name(index, look)}">{shape}</g>'
        for index, group in enumerate(marks)
        for look, shape in enumerate(group.shapes)
    )
    drawing = with_clips(drawing).replace("<defs>", f"<defs>\n{looks}", 1)
    return _KEPT.sub(lambda kept: _references(int(kept[1]), marks[int(kept[1])]), drawing)


def with_clips(drawing: str) -> str:
    """A drawing whose clips stand where their widgets stand."""
    corner, corners = "0 0", dict[str, str]()
    for found in _CORNER.finditer(drawing):
        x, y, clip = found.groups()
        if clip is None:
            corner = f"{x} {y}"
        else:
            corners.setdefault(clip, corner)
    drawing = _CLIP.sub(
        lambda found: f'{found[1]}transform="translate({corners.get(found[2], "0 0")})" ', drawing
    )
    return _CORNER.sub(lambda found: found[0] if found[3] else "", drawing)


def _references(index: int, group: _Marks) -> str:
    return "\n".join(
        f'<use xlink:href="#{_name(index, look)}" x="{x:.2f}" y="{y:.2f}"/>'
        for look, (x, y) in zip(group.which.tolist(), group.places.tolist(), strict=True)
    )


def _name(index: int, look: int) -> str:
    return f"m{index}-{look}"


def _shape(paint: Paint) -> str:
    """What is painted around (0, 0), as SVG."""
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QSvgGenerator()
    device.setOutputDevice(buffer)
    painter = QPainter(device)
    paint(painter)
    painter.end()
    body = _BODY.search(bytes(written.data()).decode())
    assert body is not None
    shape = _EMPTY.sub("", body[1]).strip()
    # Qt measures a tip from its corner, SVG from side to side: it would cut off those of stars.
    return shape.replace('stroke-miterlimit="2"', 'stroke-miterlimit="4"')

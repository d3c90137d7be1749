"""Painting on many 32x32 pictures at once: ellipses, lines and polygons with soft edges.

One call paints the same shape on every picture of a canvas, each with its own place, size and
colour. How much of a pixel a shape covers follows from the pixel's distance to the outline
("Distance functions", Inigo Quilez), so edges are smooth without drawing larger and shrinking.
Only +, −, *, / and sqrt are used, which IEEE 754 rounds the same way on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from lossviz.data.drawn.window import Floats, Window, around
from lossviz.model.dataset import IMAGE_SIDE

Point = tuple[ArrayLike, ArrayLike]

LIGHT_FROM_ABOVE = 0.022  # how much lighter a shape is one pixel further up
MIDDLE = IMAGE_SIDE / 2
HALF = np.float32(0.5)
TINY = 1e-6  # keeps the length of a line of no length from being zero


class Canvas:
    """N pictures that are painted together.

    pixels: (N, 3, 32, 32) float32, red, green and blue from 0 (black) to 1.

    Shapes are given in the coordinates of a figure that looks to the right: origin in the middle
    of the figure, x to the right, y down, in pixels at size 1. `place` says where each picture's
    figure is. Every number may be one for all pictures or (N,), and a colour (3,) or (N, 3).
    """

    def __init__(self, pictures: int) -> None:
        self.pixels: Floats = np.zeros((pictures, 3, IMAGE_SIDE, IMAGE_SIDE), np.float32)
        # Memory to blend in: asking the system for it shape by shape takes as long as the drawing.
        self._blend = np.empty(self.pixels.size, np.float32)
        self.place(MIDDLE, MIDDLE)

    def place(
        self,
        x: ArrayLike,
        y: ArrayLike,
        size: ArrayLike = 1.0,
        facing: ArrayLike = 1.0,
        turn: ArrayLike = 0.0,
    ) -> None:
        """Put the figure at (x, y) of the picture.

        facing: 1 looks to the right, −1 is its mirror image.
        turn: tangent of half the angle it is turned by, clockwise (no sine is needed then).
        """
        self._x, self._y, self._size = self._each(x), self._each(y), self._each(size)
        self._facing = self._each(facing)
        self._cos, self._sin = _rotation(self._each(turn))

    def ellipse(
        self,
        x: ArrayLike,
        y: ArrayLike,
        radius_x: ArrayLike,
        radius_y: ArrayLike,
        colour: ArrayLike,
        *,
        turn: ArrayLike = 0.0,
        opacity: ArrayLike = 1.0,
    ) -> None:
        """Paint an ellipse with its middle at (x, y), `turn`ed as in `place`."""
        x, y = self._on_page((x, y))
        a, b = self._each(radius_x) * self._size, self._each(radius_y) * self._size
        cos, sin = self._turned(turn)
        window = around(x, y, np.maximum(a, b))
        along = window.plane(cos / a, sin / a, -(x * cos + y * sin) / a)
        across = window.plane(-sin / b, cos / b, (x * sin - y * cos) / b)
        along *= along
        across *= across
        along += across
        inside = (1 - np.sqrt(along)) * np.sqrt(a * b)[:, None, None]
        self._paint(inside, window, y, colour, opacity)

    def line(
        self,
        start: Point,
        end: Point,
        radius: ArrayLike,
        colour: ArrayLike,
        *,
        end_radius: ArrayLike | None = None,
        opacity: ArrayLike = 1.0,
    ) -> None:
        """Paint a line with round ends whose half width goes from `radius` to `end_radius`."""
        (x0, y0), (x1, y1) = self._on_page(start), self._on_page(end)
        first = self._each(radius) * self._size
        last = first if end_radius is None else self._each(end_radius) * self._size
        window = around(np.stack([x0, x1]), np.stack([y0, y1]), np.maximum(first, last))
        dx, dy = x1 - x0, y1 - y0
        squared = np.maximum(dx * dx + dy * dy, TINY)
        along = window.plane(dx / squared, dy / squared, -(x0 * dx + y0 * dy) / squared).clip(0, 1)
        to_x = window.columns - x0[:, None, None] - along * dx[:, None, None]
        to_y = window.rows - y0[:, None, None] - along * dy[:, None, None]
        to_x *= to_x
        to_y *= to_y
        to_x += to_y
        along *= (last - first)[:, None, None]
        along += first[:, None, None]
        self._paint(along - np.sqrt(to_x), window, (y0 + y1) * HALF, colour, opacity)

    def polygon(
        self, corners: Sequence[Point], colour: ArrayLike, *, opacity: ArrayLike = 1.0
    ) -> None:
        """Paint a convex polygon whose corners (x, y) go round clockwise."""
        page = [self._on_page(corner) for corner in corners]
        x, y = np.stack([at[0] for at in page]), np.stack([at[1] for at in page])
        window = around(x, y, self._each(0))
        inside = self._side(page[-1], page[0], window)
        for start, end in pairwise(page):
            np.minimum(inside, self._side(start, end, window), out=inside)
        self._paint(inside, window, (y.min(0) + y.max(0)) / 2, colour, opacity)

    def box(
        self, top_left: Point, bottom_right: Point, colour: ArrayLike, *, opacity: ArrayLike = 1.0
    ) -> None:
        """Paint a rectangle along the figure's axes."""
        (left, top), (right, bottom) = top_left, bottom_right
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        self.polygon(corners, colour, opacity=opacity)

    def _side(
        self, start: tuple[Floats, Floats], end: tuple[Floats, Floats], window: Window
    ) -> Floats:
        """Distance (N, h, w) to the line through both points, positive on the inner side."""
        (x0, y0), (x1, y1) = start, end
        dx, dy = x1 - x0, y1 - y0
        scale = self._facing / np.sqrt(np.maximum(dx * dx + dy * dy, TINY))
        normal_x, normal_y = -dy * scale, dx * scale
        return window.plane(normal_x, normal_y, -(x0 * normal_x + y0 * normal_y))

    def _paint(
        self, inside: Floats, window: Window, middle: Floats, colour: ArrayLike, opacity: ArrayLike
    ) -> None:
        """Blend the colour in where the distance to the outline, `inside`, is positive."""
        inside += HALF
        cover = inside.clip(0, 1, out=inside)
        cover *= self._each(opacity)[:, None, None]
        light = 1 + LIGHT_FROM_ABOVE * (middle[:, None, None] - window.rows)
        paint = np.asarray(colour, np.float32).reshape(-1, 3, 1, 1) * light[:, None]
        part = window.of(self.pixels)
        change = self._blend[: part.size].reshape(part.shape)
        np.subtract(paint, part, out=change)
        change *= cover[:, None]
        part += change

    def _on_page(self, point: Point) -> tuple[Floats, Floats]:
        """Coordinates of the figure -> coordinates of the picture, each (N,)."""
        x, y = self._each(point[0]), self._each(point[1])
        right = (x * self._cos - y * self._sin) * self._facing
        down = x * self._sin + y * self._cos
        return self._x + self._size * right, self._y + self._size * down

    def _turned(self, turn: ArrayLike) -> tuple[Floats, Floats]:
        """Cosine and sine on the page of a shape that is turned within the figure."""
        cos, sin = _rotation(self._each(turn))
        page_sin = self._sin * cos + self._cos * sin
        return self._cos * cos - self._sin * sin, page_sin * self._facing

    def _each(self, number: ArrayLike) -> Floats:
        return np.broadcast_to(np.asarray(number, np.float32), len(self.pixels))


def _rotation(turn: Floats) -> tuple[Floats, Floats]:
    """Cosine and sine of an angle from the tangent of its half."""
    squared = turn * turn
    return (1 - squared) / (1 + squared), 2 * turn / (1 + squared)

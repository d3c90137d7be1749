"""Whole pictures of a class: its figure somewhere in one of the scenes it is found in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.data.drawn import animals, vehicles
from lossviz.data.drawn.backdrops import backdrop, grain, in_front, light
from lossviz.data.drawn.canvas import MIDDLE, Canvas
from lossviz.data.drawn.dice import Dice
from lossviz.model.dataset import PIXELS

# How far a figure may be from the middle, in pixels, and how large it is.
ASIDE, UP_OR_DOWN, SIZES = 4.0, 3.2, (0.68, 1.15)


class Drawing(NamedTuple):
    """How a class is drawn, and the proportions of the scenes it is found in."""

    figure: Callable[[Canvas, Dice], None]
    scenes: Mapping[str, float]
    turn: float = 0.05  # most, as the tangent of half the angle


DRAWINGS: dict[str, Drawing] = {
    "airplane": Drawing(
        vehicles.airplane,
        {"sky": 6, "dusk": 1.5, "field": 1, "sea": 1, "road": 1, "snow": 0.5},
        0.2,
    ),
    "automobile": Drawing(
        vehicles.automobile,
        {"road": 5, "field": 2, "sand": 2, "snow": 1, "dusk": 1, "blue room": 0.5},
    ),
    "bird": Drawing(
        animals.bird, {"sky": 3, "leaves": 3, "wood": 1.5, "field": 1.5, "sea": 1, "snow": 1}, 0.12
    ),
    "cat": Drawing(animals.cat, {"room": 4, "blue room": 3, "field": 1, "leaves": 1, "road": 1}),
    "deer": Drawing(animals.deer, {"wood": 5, "field": 3, "snow": 1.5, "leaves": 1, "sand": 0.5}),
    "dog": Drawing(animals.dog, {"room": 2.5, "blue room": 2, "field": 3, "sand": 1.5, "snow": 1}),
    "frog": Drawing(animals.frog, {"leaves": 5, "sea": 2, "wood": 2, "sand": 0.5, "room": 0.5}),
    "horse": Drawing(animals.horse, {"field": 5, "sand": 2.5, "wood": 1.5, "dusk": 1}),
    "ship": Drawing(vehicles.ship, {"sea": 8, "dusk": 1.5, "sky": 1}),
    "truck": Drawing(vehicles.truck, {"road": 5, "sand": 2, "field": 2, "snow": 1, "dusk": 1}),
}


def pictures(name: str, count: int, generator: np.random.Generator) -> NDArray[np.uint8]:
    """So many images (count, 3072) of the class with that name, in `Split`'s layout."""
    drawn = DRAWINGS[name]
    canvas, dice = Canvas(count), Dice(generator, count)
    backdrop(canvas, dice, drawn.scenes)
    x, y = dice.between(-ASIDE, ASIDE), dice.between(-UP_OR_DOWN, UP_OR_DOWN)
    facing = 1 - 2 * dice.chance(0.5)
    canvas.place(
        MIDDLE + x, MIDDLE + y, dice.between(*SIZES), facing, dice.between(-drawn.turn, drawn.turn)
    )
    drawn.figure(canvas, dice)
    in_front(canvas, dice)
    light(canvas, dice)
    return grain(canvas, dice).reshape(count, PIXELS)

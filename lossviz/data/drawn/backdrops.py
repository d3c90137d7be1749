"""What lies behind, on and in front of the drawn figures: scenes, things in the way, light, grain.

The scenes are shared by the ten classes, in different proportions: an airplane and a ship may
have the same blue behind them, so that colour alone does not tell the classes apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.data.drawn.canvas import Canvas
from lossviz.data.drawn.dice import Dice, colour
from lossviz.data.drawn.window import Floats
from lossviz.model.dataset import IMAGE_SIDE

GRAIN = 0.065  # the grain's greatest deviation, with 0 black and 1 white
NOWHERE = 40.0  # a horizon below the picture


class Scene(NamedTuple):
    """A kind of place.

    colours: the sky at the top and at the horizon, the ground far and near, and the things that
        stand on the horizon: bushes, houses, cushions.
    horizon: the rows between which it lies.
    clouds, trunks: whether it has clouds in the sky, or tree trunks.
    """

    colours: tuple[str, str, str, str, str]
    horizon: tuple[float, float]
    clouds: bool = True
    trunks: bool = False


SCENES: dict[str, Scene] = {
    "sky": Scene(("#4f94dd", "#b9dcf6", "#b9dcf6", "#d6e9f5", "#f2f7fb"), (NOWHERE, NOWHERE)),
    "dusk": Scene(("#6a5c9e", "#f0a878", "#8a6a78", "#54506e", "#f7cf9c"), (20, 27)),
    "field": Scene(("#7db8ea", "#d3e8f2", "#8fbf5a", "#5f9a3f", "#4e8748"), (9, 17)),
    "wood": Scene(("#48784a", "#93b46a", "#969056", "#6a763e", "#355c3c"), (17, 24), False, True),
    "sea": Scene(("#8fc4ec", "#dcebf0", "#4b93bd", "#27628f", "#e9f1f4"), (8, 17)),
    "road": Scene(("#a9c6da", "#d9d9cf", "#8f9094", "#6b6d73", "#a8876f"), (12, 19)),
    "room": Scene(("#dcbf9b", "#e8d3b4", "#a9754a", "#8a5a37", "#c9786a"), (18, 25), False),
    "blue room": Scene(("#8fa9c4", "#b3c4d2", "#8d8178", "#6e6460", "#e3dccb"), (18, 25), False),
    "leaves": Scene(("#5b9a45", "#8cbf57", "#6ea548", "#3f7a3c", "#2f6a3a"), (10, 26), False),
    "sand": Scene(("#9cc6e2", "#ecdfc0", "#dcc28a", "#bf9c62", "#a3a062"), (10, 18)),
    "snow": Scene(("#93a9c2", "#d3dde6", "#e2e9ef", "#c3d1df", "#5f7f76"), (12, 19)),
}
_COLOURS = np.array([[colour(code) for code in scene.colours] for scene in SCENES.values()])
_HORIZONS = np.array([scene.horizon for scene in SCENES.values()], np.float32)
_CLOUDS = np.array([scene.clouds for scene in SCENES.values()])
_TRUNKS = np.array([scene.trunks for scene in SCENES.values()])
_ROWS = np.arange(IMAGE_SIDE, dtype=np.float32)[None, None, :]


def backdrop(canvas: Canvas, dice: Dice, likely: Mapping[str, float]) -> None:
    """Fill each picture with a scene; `likely` gives the proportions of the scenes by name."""
    chosen = dice.index([likely.get(name, 0.0) for name in SCENES])
    colours = _COLOURS[chosen].swapaxes(0, 1)
    top, low, far, near, things = (each + _shift(dice, 0.13) for each in colours)
    highest, lowest = _HORIZONS[chosen].T
    horizon = highest + (lowest - highest) * dice.between(0, 1)
    canvas.place(0, 0)
    _sky(canvas, dice, horizon, (top, low), _CLOUDS[chosen])
    _things(canvas, dice, horizon, things, _TRUNKS[chosen])
    _ground(canvas, horizon, far, near)


def _sky(
    canvas: Canvas,
    dice: Dice,
    horizon: Floats,
    colours: tuple[Floats, Floats],
    clouds: NDArray[np.bool_],
) -> None:
    """From top to low at the horizon, with at most two clouds of a lighter tone."""
    top, low = colours
    down = (_ROWS / np.minimum(horizon, 32)[:, None, None]).clip(0, 1)
    canvas.pixels[:] = (top[:, :, None] + (low - top)[:, :, None] * down)[..., None]
    cloud = low + (1 - low) * np.float32(0.6)
    for _ in range(2):
        x, y = dice.between(0, 32), dice.between(1, 14)
        wide, tall = dice.between(2.5, 7), dice.between(1, 2.4)
        canvas.ellipse(x, y, wide, tall, cloud, opacity=dice.between(-0.5, 0.9).clip(0) * clouds)


def _things(
    canvas: Canvas, dice: Dice, horizon: Floats, colours: Floats, trunks: NDArray[np.bool_]
) -> None:
    """Bushes or houses that stand behind the horizon, and trunks in a wood."""
    for _ in range(3):
        x, y = dice.between(0, 32), horizon + dice.between(-1, 1.5)
        wide, tall = dice.between(2.5, 7), dice.between(1.5, 5)
        canvas.ellipse(x, y, wide, tall, colours, opacity=dice.between(0.1, 1))
    for _ in range(2):
        x, thick = dice.between(0, 32), dice.between(0.6, 1.8)
        canvas.line((x, -2), (x, 34), thick, colours * 0.8, opacity=0.8 * trunks)


def _ground(canvas: Canvas, horizon: Floats, far: Floats, near: Floats) -> None:
    """From far at the horizon to near at the lower edge."""
    line = horizon[:, None, None]
    down = ((_ROWS - line) / (33 - np.minimum(line, 32))).clip(0, 1)
    ground = far[:, :, None] + (near - far)[:, :, None] * down
    below = (_ROWS - line + np.float32(0.5)).clip(0, 1)
    canvas.pixels += (ground[..., None] - canvas.pixels) * below[..., None]


def in_front(canvas: Canvas, dice: Dice) -> None:
    """Now and then a blade of grass, a twig or a post before the figure, and something low."""
    canvas.place(0, 0)
    paint = dice.pick("#4f7f3a", "#6b5238", "#8a8d8c", "#3d5a44", "#c8a25a")
    x, lean = dice.between(0, 32), dice.between(-6, 6)
    thin = dice.between(0.3, 1.1)
    up = dice.between(14, 27)
    canvas.line((x, 33), (x + lean, up), thin, paint, end_radius=0.2, opacity=dice.chance(0.14))
    x, y = dice.between(0, 32), dice.between(30, 34)
    wide, tall = dice.between(2, 7), dice.between(1.5, 4)
    canvas.ellipse(x, y, wide, tall, paint, opacity=dice.chance(0.3))


def light(canvas: Canvas, dice: Dice) -> None:
    """Change the brightness and the tint of each picture, as the weather and the hour do."""
    bright = dice.between(0.68, 1.13)[:, None] * (1 + _shift(dice, 0.16))
    canvas.pixels *= bright[:, :, None, None]
    canvas.pixels += dice.between(-0.03, 0.06)[:, None, None, None]


def grain(canvas: Canvas, dice: Dice) -> NDArray[np.uint8]:
    """The pictures as bytes (N, 3, 32, 32), with noise: two dice a value, so small is likelier."""
    shape = (2, *canvas.pixels.shape)
    dots = dice.generator.integers(0, 256, shape, dtype=np.uint8)
    noise: Floats = dots[0].astype(np.float32)
    noise -= dots[1]
    noise *= np.float32(GRAIN)
    canvas.pixels *= np.float32(255)
    noise += canvas.pixels
    noise += np.float32(0.5)
    np.clip(noise, 0, 255, out=noise)
    return noise.astype(np.uint8)


def _shift(dice: Dice, most: float) -> Floats:
    """A small change of a colour for each picture: (N, 3)."""
    drawn = dice.generator.random((dice.pictures, 3), dtype=np.float32)
    return (drawn - np.float32(0.5)) * np.float32(most)

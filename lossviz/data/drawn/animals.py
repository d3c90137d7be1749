"""How the six animals are drawn: a cat's round head with pointed ears, a frog's eyes on top, ...

Every drawing looks to the right; half of them are mirrored when they are placed. Lengths are
pixels of a figure that nearly fills the picture. Colours and poses come from the dice.
"""

from __future__ import annotations

from lossviz.data.drawn.canvas import Canvas
from lossviz.data.drawn.dice import INK, WHITE, Dice, colour
from lossviz.data.drawn.window import Floats

PINK = colour("#dd8f92")
FURS = ("#c98a48", "#7a5a42", "#3b3836", "#d8d2c8", "#9a948c", "#b5703c", "#e3c79a")
COATS = ("#6e3f24", "#8f5630", "#2f2826", "#b98352", "#d9d4cb", "#4a3020")


def bird(canvas: Canvas, dice: Dice) -> None:
    """A songbird that sits on a twig or flies with its wings up."""
    paint = dice.pick("#c4473a", "#4a7fc0", "#8c6a46", "#e0b33c", "#5b6570", "#7a9a4a", "#3a3634")
    belly = dice.pick("#eadbc0", "#e6a25c", "#f0efe8")
    flies = dice.chance(0.35)
    sits = 1 - flies
    wood = colour("#6b4a30")
    head = dice.between(4, 6.8), dice.between(-5.2, -2)
    canvas.line((-15, 9.6), (16, dice.between(6.5, 12)), 0.9, wood, opacity=sits)
    canvas.line((-1, 5), (-0.8, 9), 0.4, wood, opacity=sits)
    canvas.line((1.5, 5), (1.9, 9), 0.4, wood, opacity=sits)
    canvas.polygon([(-1, -1), (-5, -11), (0, -10), (4, -1)], paint * 0.6, opacity=flies)
    canvas.polygon([(-5, 1), (-13, 3), (-13.5, 6), (-4, 4.5)], paint * 0.7)
    canvas.ellipse(0, 1.5, 7, dice.between(4, 5.2), paint, turn=-0.18)
    canvas.ellipse(1.5, 3, 5, 3, belly, turn=-0.2)
    _bird_head(canvas, *head, paint)
    canvas.ellipse(-2.2, 0.8, 5, 2.5, paint * 0.66, turn=-0.1, opacity=sits)
    canvas.polygon([(-5, 0), (-9, -10), (-4, -11), (3, 0)], paint * 0.8, opacity=flies)


def _bird_head(canvas: Canvas, x: Floats, y: Floats, paint: Floats) -> None:
    canvas.ellipse(x, y, 3.7, 3.5, paint)
    canvas.polygon([(x + 2.8, y - 1.2), (x + 7, y + 0.6), (x + 2.8, y + 1.6)], colour("#e8a02c"))
    canvas.ellipse(x + 1.2, y - 0.6, 1.2, 1.2, WHITE)
    canvas.ellipse(x + 1.5, y - 0.6, 0.8, 0.8, INK)


def cat(canvas: Canvas, dice: Dice) -> None:
    """A cat that sits or lies and looks at you, ears up."""
    fur = dice.pick(*FURS)
    dark, pale = fur * 0.62, fur * 0.5 + 0.45
    lies = dice.between(0, 1)
    middle, low = 3.5 * lies, 14 - 0.5 * lies
    canvas.line((middle + 6, 11.5), (middle + 11, 8), 1.3, dark)
    canvas.line((middle + 11, 8), (middle + 10.5, dice.between(0, 6)), 1.3, dark, end_radius=1)
    canvas.ellipse(middle, low - 7 + 1.6 * lies, 6 + 3.5 * lies, 7 - 1.6 * lies, fur)
    canvas.ellipse(middle * 0.4, 8.5, 3, 5, pale, opacity=dice.between(0, 1))
    for side in (-1, 1):
        canvas.line((side * 2.2, 8), (side * 2.4, 13.5), 1.4, fur * 0.92, end_radius=1.7)
    _cat_head(
        canvas, dice, dice.between(-2.5, 2), dice.between(-5, -1.5) + 2 * lies, (fur, dark, pale)
    )


def _cat_head(canvas: Canvas, dice: Dice, x: Floats, y: Floats, coat: tuple[Floats, ...]) -> None:
    """A round head with pointed ears, stripes, bright eyes and whiskers, its middle at (x, y)."""
    fur, dark, pale = coat
    eye = dice.pick("#a8c83c", "#e0b832", "#6db8b0")
    for side in (-1, 1):
        outer = [(x + side * 1.6, y - 4.5), (x + side * 6.6, y - 9), (x + side * 7, y - 1)]
        inner = [(x + side * 3.3, y - 4.1), (x + side * 5.9, y - 6.9), (x + side * 6.1, y - 2.5)]
        canvas.polygon(outer[::side], fur)
        canvas.polygon(inner[::side], PINK)
    canvas.ellipse(x, y, 7, 5.9, fur)
    for stripe in (-1.8, 0, 1.8):
        canvas.line((x + stripe, y - 5.1), (x + stripe * 0.8, y - 3.1), 0.45, dark)
    canvas.ellipse(x, y + 2.6, 3, 2.2, pale)
    for side in (-1, 1):
        canvas.ellipse(x + side * 3, y - 0.5, 1.7, 1.5, eye)
        canvas.ellipse(x + side * 3, y - 0.5, 0.6, 1.5, INK)
        canvas.line((x + side * 3, y + 2.7), (x + side * 9, y + 2.1), 0.18, WHITE, opacity=0.7)
    canvas.ellipse(x, y + 1.8, 0.9, 0.7, PINK * 0.85)
    canvas.line((x - 1.3, y + 3.6), (x + 1.3, y + 3.6), 0.25, INK, opacity=0.6)


def deer(canvas: Canvas, dice: Dice) -> None:
    """Slender legs, a white tail, often spots on the back and antlers."""
    coat = dice.pick("#a9713d", "#8f5d34", "#c08a50", "#7a5638", "#a38a68")
    spots = 0.8 * dice.chance(0.6)
    _legs(canvas, dice, (-6, -4, 3, 5), hip=4, ground=13, radius=0.9, coat=coat)
    canvas.ellipse(-8, 0, 1.3, 2, WHITE)
    canvas.ellipse(-1, 1.5, 7.6, dice.between(3.2, 4.2), coat)
    canvas.ellipse(-1, 3.6, 5.5, 1.5, coat * 0.5 + 0.42)
    for x, y in ((-5, -0.2), (-2.6, 0.6), (-0.6, -0.6), (1.6, 0.4)):
        canvas.ellipse(x, y, 0.65, 0.65, WHITE, opacity=spots)
    _deer_head(canvas, dice, dice.between(6, 10.5), dice.between(-8.5, -3), coat)


def _deer_head(canvas: Canvas, dice: Dice, x: Floats, y: Floats, coat: Floats) -> None:
    """Neck and head, its crown at (x, y), held high or low; four of five have antlers."""
    horn, stag = dice.pick("#e2cfa4", "#6b4f36"), dice.chance(0.8)
    canvas.line((4.5, 0.5), (x, y + 0.8), 2.5, coat, end_radius=1.5)
    for foot, lean in ((-0.8, -2.5), (0.7, 1.2)):
        tip, low = x + foot + lean, x + foot + lean * 0.6
        canvas.line((x + foot, y - 1.2), (tip, y - 6.2), 0.5, horn, opacity=stag)
        canvas.line((tip, y - 6.2), (tip + 1.6, y - 8.6), 0.42, horn, opacity=stag)
        canvas.line((low, y - 4.2), (low - 2.2, y - 6.8), 0.42, horn, opacity=stag)
    canvas.ellipse(x - 1.9, y - 1, 1.9, 0.9, coat * 0.8, turn=0.25)
    canvas.line((x + 0.3, y), (x + 3.3, y + 1.5), 2, coat, end_radius=1.2)
    canvas.ellipse(x + 4.1, y + 1.7, 0.7, 0.7, INK)
    canvas.ellipse(x + 0.9, y - 0.4, 0.65, 0.65, INK)


def dog(canvas: Canvas, dice: Dice) -> None:
    """A dog seen from the side that turns its head to you, ears hanging, tongue out."""
    fur = dice.pick(*FURS)
    dark, pale = fur * 0.58, fur * 0.5 + 0.45
    x, y = dice.between(2.5, 6.5), dice.between(-4.5, 0.5)
    _legs(canvas, dice, (-9, -6.5, 1, 3.5), hip=7, ground=13.5, radius=1.4, coat=fur)
    canvas.line((-10, 3), (dice.between(-15, -11), dice.between(-5, 4)), 1.3, fur, end_radius=0.8)
    canvas.ellipse(-3.5, 5, 8.4, dice.between(3.6, 4.8), fur)
    canvas.ellipse(dice.between(-8, -1), 3.6, 3.4, 2.2, dark, opacity=dice.chance(0.5))
    collar = dice.pick("#c8322e", "#2f62b0", "#e0b13a")
    canvas.line((x - 3, y + 6.9), (x + 2.6, y + 6.9), 1.1, collar)
    _dog_head(canvas, dice, x, y, (fur, dark, pale))


def _dog_head(canvas: Canvas, dice: Dice, x: Floats, y: Floats, coat: tuple[Floats, ...]) -> None:
    """A round head with hanging ears, a pale muzzle and a big nose, its middle at (x, y)."""
    fur, dark, pale = coat
    canvas.ellipse(x, y, 6, 6, fur)
    canvas.ellipse(x, y + 3.1, 3.6, 3.1, pale)
    for side in (-1, 1):
        canvas.ellipse(x + side * 6, y + 0.9, 2, 5, dark, turn=-side * 0.1)
        canvas.ellipse(x + side * 2.4, y - 1.1, 1.1, 1.2, INK)
        canvas.ellipse(x + 0.3 + side * 2.4, y - 1.5, 0.4, 0.4, WHITE)
    canvas.ellipse(x, y + 6.1, 1.2, 1.9, colour("#e0686e"), opacity=dice.chance(0.6))
    canvas.ellipse(x, y + 2, 1.7, 1.2, INK)
    canvas.line((x, y + 2.8), (x, y + 4.5), 0.25, INK, opacity=0.7)


def frog(canvas: Canvas, dice: Dice) -> None:
    """A squat blob, mostly green, with eyes on top and a wide mouth; at times on a lily leaf."""
    skin = dice.pick("#5fa83c", "#7cbf3e", "#3f8a46", "#93a83e", "#a8803c", "#4f9c8c")
    dark, pale = skin * 0.66, skin * 0.45 + 0.48
    canvas.ellipse(0, 10, 14.5, 4, colour("#2f7048"), opacity=dice.chance(0.5))
    for side in (-1, 1):
        canvas.ellipse(side * 8.6, 5.5, 4.6, 4.4, dark, turn=side * 0.2)
        canvas.line((side * 8, 9.6), (side * 12.5, 10.4), 1.1, dark)
    canvas.ellipse(0, 4.5, dice.between(7.4, 9.6), 6.4, skin)
    canvas.ellipse(0, 6.6, 5.4, 4, pale, opacity=dice.between(0.3, 1))
    for side in (-1, 1):
        canvas.line((side * 5, 5.5), (side * 4.2, 10.4), 1.5, skin * 0.9, end_radius=1)
        canvas.ellipse(side * 4.2, 10.9, 2.1, 0.9, skin * 0.8)
    _frog_head(canvas, dice.between(-1.5, 1.5), dice.between(-3, 1.5), skin)


def _frog_head(canvas: Canvas, x: Floats, y: Floats, skin: Floats) -> None:
    canvas.ellipse(x, y, 9, 5, skin)
    for side in (-1, 1):
        canvas.ellipse(x + side * 5.2, y - 4.5, 3, 3, skin)
        canvas.ellipse(x + side * 5.2, y - 4.7, 2.1, 2.1, WHITE)
        canvas.ellipse(x + side * 5, y - 4.5, 1.1, 1.4, INK)
        canvas.line((x, y + 2.6), (x + side * 6.6, y + 1.3), 0.45, skin * 0.36)


def horse(canvas: Canvas, dice: Dice) -> None:
    """A heavy body, a strong neck with a mane, a long head and a sweeping tail."""
    coat = dice.pick(*COATS)
    mane = dice.pick("#241c18", "#3d2a1e", "#e6d8b8")
    _legs(canvas, dice, (-8, -5.5, 4, 6.5), hip=3, ground=13, radius=1.3, coat=coat)
    canvas.line(
        (-9.5, -1.5), (dice.between(-15, -11), dice.between(4, 8)), 1.5, mane, end_radius=0.9
    )
    canvas.ellipse(-1, 1, 9.6, 4.6, coat)
    canvas.ellipse(-6, 0.4, 4.6, 4.6, coat)
    canvas.ellipse(dice.between(-7, 2), 0.6, 3.4, 2.4, WHITE, opacity=0.9 * dice.chance(0.25))
    _horse_head(canvas, dice, dice.between(7.4, 10.6), dice.between(-9.5, -4.5), (coat, mane))


def _horse_head(canvas: Canvas, dice: Dice, x: Floats, y: Floats, hair: tuple[Floats, ...]) -> None:
    """Neck, mane and head, its crown at (x, y), held high or low."""
    coat, mane = hair
    canvas.line((4.6, -2.6), (x - 1.2, y - 2.2), 1.9, mane, end_radius=1.6)
    canvas.line((5.6, -0.2), (x, y), 3.4, coat, end_radius=1.9)
    canvas.polygon([(x - 1.2, y - 0.8), (x - 0.8, y - 4.4), (x + 1, y - 1.4)], coat * 0.85)
    canvas.line((x + 0.2, y - 0.4), (x + 3.8, y + 3.6), 2.1, coat, end_radius=1.5)
    canvas.ellipse(x + 4, y + 4.2, 1.2, 1, coat * 0.6)
    canvas.ellipse(x + 1.1, y - 0.4, 0.7, 0.7, INK)
    canvas.line((x + 1.8, y + 0.2), (x + 3.4, y + 2), 0.5, WHITE, opacity=dice.chance(0.5))


def _legs(
    canvas: Canvas,
    dice: Dice,
    places: tuple[float, ...],
    *,
    hip: float,
    ground: float,
    radius: float,
    coat: Floats,
) -> None:
    """Four legs that step: every other one is farther away, so darker."""
    for i, x in enumerate(places):
        foot = x + dice.between(-1.8, 1.8)
        shade = coat * (0.68 if i % 2 else 0.92)
        canvas.line((x, hip), (foot, ground), radius, shade, end_radius=radius * 0.7)

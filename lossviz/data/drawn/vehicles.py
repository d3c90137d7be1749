"""How the four vehicles are drawn: sky and wings, road and wheels, a hull in the water.

Every drawing looks to the right; half of them are mirrored when they are placed. Lengths are
pixels of a figure that nearly fills the picture. Colours and poses come from the dice.
"""

from __future__ import annotations

from lossviz.data.drawn.canvas import Canvas
from lossviz.data.drawn.dice import INK, WHITE, Dice, colour
from lossviz.data.drawn.window import Floats

GLASS = colour("#a9cfe2")
PAINTS = ("#cf3a33", "#2f62b0", "#e9e6df", "#e2b13a", "#3b8058", "#33383f", "#8d9298")


def airplane(canvas: Canvas, dice: Dice) -> None:
    """Body, two wings, tail fin, windows, cockpit and an engine."""
    body = dice.pick("#eef1f3", "#d3d9de", "#f2e8d2", "#9fb4c6", "#7d8790")
    trim = dice.pick("#cf3a33", "#2f62b0", "#e2a13a", "#3b8058", "#59636e")
    sweep, span = dice.between(2, 8), dice.between(6, 10.5)
    canvas.polygon([(0, -1), (-sweep, -0.7 * span), (1 - sweep, -0.75 * span), (5, -1)], body * 0.7)
    canvas.polygon([(-12, -1), (-13.5, -7), (-10.5, -7), (-6.5, -1)], trim)
    canvas.line((-12, -0.6), (9, 0), 1.1, body, end_radius=2.5)
    canvas.ellipse(9.2, 0, 4.2, 2.4, body)
    canvas.line((-10, 0.3), (10, 1.0), 0.35, trim)
    for x in (-5, -2.5, 0, 2.5, 5):
        canvas.ellipse(x, -0.7, 0.65, 0.65, INK, opacity=0.75)
    canvas.polygon([(9.4, -1.6), (11.3, -1.2), (12, -0.1), (9.4, -0.1)], INK, opacity=0.85)
    canvas.polygon([(-11.5, 0), (-8, 0), (-11.5, 3.5), (-13.5, 3.5)], body * 0.8)
    canvas.ellipse(0.5, 3.4, 2.2, 1.1, body * 0.55)
    canvas.polygon([(-3, 0.6), (4, 0.6), (-2 - sweep, span), (-4.5 - sweep, span)], body * 0.86)


def automobile(canvas: Canvas, dice: Dice) -> None:
    """A car from the side: saloon, estate or hatchback, by where its roof ends."""
    paint = dice.pick(*PAINTS)
    roof, back = dice.between(-6.6, -4.2), dice.between(-11, -4)
    end = dice.between(-13, -11)
    canvas.ellipse(0, 6.6, 13, 1.6, INK, opacity=0.5)
    canvas.polygon([(back - 2.5, 0), (back, roof), (3.5, roof), (8, 0)], paint * 0.92)
    canvas.polygon(
        [(back - 1, -0.3), (back + 0.8, roof + 1), (-0.8, roof + 1), (-0.8, -0.3)], GLASS
    )
    canvas.polygon([(0.3, -0.3), (0.3, roof + 1), (3, roof + 1), (6.3, -0.3)], GLASS)
    canvas.polygon([(end, -0.2), (9, -0.6), (12.8, 1), (12.8, 4.6), (end, 4.6)], paint)
    canvas.line((end, 4.5), (12.4, 4.5), 0.55, INK)
    canvas.line((-10.8, 1.4), (11, 1.4), 0.3, paint * 1.25)
    canvas.ellipse(12, 1.5, 1, 1, colour("#ffe9a0"))
    canvas.ellipse(end + 0.4, 1.3, 0.7, 1, colour("#c93030"))
    _wheels(canvas, (-7.2, 7.4), 5, 3)


def ship(canvas: Canvas, dice: Dice) -> None:
    """A steamer with a funnel, or a boat under sail, with the water before its hull."""
    hull = dice.pick("#2c3e57", "#b23a34", "#3a3d42", "#e8e4da", "#3d6b58", "#d9a441")
    sails = dice.chance(0.4)
    _decks(canvas, dice, 1 - sails)
    _rig(canvas, dice, sails)
    bow = dice.between(12, 15)
    canvas.polygon([(-13, 1), (bow, 0.4), (10.5, 7), (-10.5, 7)], hull)
    canvas.line((-12.4, 1.5), (bow - 1.3, 1), 0.45, WHITE)
    canvas.polygon([(-11.3, 5), (11.6, 5), (10.5, 7), (-10.5, 7)], colour("#a83830"))
    canvas.ellipse(0, 8.6, 16, 2, dice.pick("#3a7ba8", "#2c6690", "#4f93b8"))
    canvas.line((-13, 7.6), (-4, 7.2), 0.4, WHITE, opacity=0.6)
    canvas.line((3, 7.4), (13.5, 7.2), 0.4, WHITE, opacity=0.6)


def _decks(canvas: Canvas, dice: Dice, shown: Floats) -> None:
    """A steamer's decks with portholes, its bridge, funnel and smoke."""
    funnel, x = dice.pick("#d0402f", "#e0a030", "#33373d"), dice.between(-5, 1)
    top = dice.between(-10, -7)
    for far in (1, 2):
        canvas.ellipse(x - 4 * far, top - far, 1.5 + far, 1.6, WHITE, opacity=0.6 * shown)
    canvas.box((x - 1.5, top), (x + 1.5, -2), funnel, opacity=shown)
    canvas.box((x - 1.7, top), (x + 1.7, top + 1.3), INK, opacity=shown)
    canvas.box((dice.between(-11, -6), -4), (6, 1.5), WHITE, opacity=shown)
    canvas.box((2, -6.6), (5.4, -3.8), WHITE * 0.93, opacity=shown)
    for port in (-5, -2.6, -0.2, 2.2, 4.6):
        canvas.ellipse(port, -1.7, 0.75, 0.75, INK, opacity=0.7 * shown)


def _rig(canvas: Canvas, dice: Dice, shown: Floats) -> None:
    """Mast, mainsail and foresail."""
    cloth = dice.pick("#f6f1e4", "#f6f1e4", "#e8a24a", "#cf4a40")
    x, top = dice.between(-2, 2), dice.between(-14, -10)
    canvas.line((x, top - 0.6), (x, 2), 0.4, colour("#5a4030"), opacity=shown)
    canvas.polygon([(x + 0.8, top), (x + 8.5, 0), (x + 0.8, 0)], cloth, opacity=shown)
    canvas.polygon([(x - 0.8, top + 1.5), (x - 0.8, 0), (x - 7.5, 0)], cloth * 0.85, opacity=shown)


def truck(canvas: Canvas, dice: Dice) -> None:
    """A lorry: a tall box or a round tank, a cab with a window, three wheels."""
    cab = dice.pick(*PAINTS)
    load = dice.pick(*PAINTS, "#e9e6df", "#d9d6cc")
    top, high = dice.between(-10, -4), dice.between(-6, -3.5)
    tank = dice.chance(0.25)
    boxed = 1 - tank
    canvas.ellipse(0, 8, 14, 1.5, INK, opacity=0.5)
    canvas.box((-13, 3.5), (13, 5.6), INK)
    canvas.ellipse(-4.7, -0.6, 9.2, 4.6, load, opacity=tank)
    canvas.box((-13.5, top), (4, 4), load, opacity=boxed)
    canvas.box((-13.5, -2.4), (4, 0), cab, opacity=0.85 * dice.chance(0.5) * boxed)
    canvas.line((-13.2, top + 0.4), (3.7, top + 0.4), 0.35, load * 0.7, opacity=boxed)
    canvas.polygon([(4.8, high), (9.4, high), (12, 0), (13.2, 5), (4.8, 5)], cab)
    canvas.polygon([(6.4, high + 1.2), (9, high + 1.2), (11, 0), (6.4, 0)], GLASS)
    canvas.line((5, 2.2), (12.4, 2.2), 0.3, cab * 0.7)
    canvas.ellipse(12.7, 3.3, 0.8, 0.9, colour("#ffe9a0"))
    _wheels(canvas, (-9.8, -4.4, 8.6), 6, 2.7)


def _wheels(canvas: Canvas, places: tuple[float, ...], y: float, radius: float) -> None:
    for x in places:
        canvas.ellipse(x, y, radius, radius, INK)
        canvas.ellipse(x, y, radius * 0.45, radius * 0.45, colour("#c3c7cb"))

"""The Landscape panel: the slide's gradient, a walk, a point that is dragged, a formula."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal, expect_near
from lossviz.self_test.hands import Hands, number
from lossviz.self_test.pictures import color_count, pixels
from lossviz.widgets.check.gradient_table import GradientTable
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.relief.relief_view import ReliefView

# The slide: loss, loss with h added to one weight after the other, and the slopes.
LOSS, STEPPED = "1.25347", ("1.25322", "1.25353", "1.25347")
SLOPES = (-2.5, 0.6, 0.0, 0.2, 0.7, -0.5, 1.1, 1.3, -2.1)
WITHIN = 0.0005  # three decimals are shown
STEPPED_COLUMN, NUMERIC, ANALYTIC = 1, -2, -1
PASS, MISTAKE = "pass", "Mistake: wrong sign"
TRIALS, LECTURE = "landscape.try", "The lecture’s W"
STEPS = 40
FASTEST = "100 / s"
PLACE = (-0.8, -0.6)
PIXEL = 0.02  # a pixel of the map, in weights, with room to spare
FORMULA, FORMULA_AT, FORMULA_LOSS = "w1^2 + 4 w2^2 + 3 cos(pi w1)", ("1", "0.5"), -1.0
FEWEST_COLORS = 60


def slide_numbers(desk: Desk) -> str:
    """The table of the slide, filled in weight by weight, and the check of the gradient."""
    with desk.window("landscape") as hands:
        hands.rest()
        expect_equal(hands.text("landscape.loss"), LOSS, "the loss")
        hands.choose(TRIALS, LECTURE)
        for count in range(len(SLOPES)):
            hands.click("landscape.fill")
            hands.rest()
            _expect_row(_table(hands), count)
        expect_equal(_lamp(hands), PASS, "the check of the gradient")
        return f"loss {LOSS}, {len(SLOPES)} slopes, numeric and analytic, as the lecture has them"


def mistake_is_caught(desk: Desk) -> str:
    """A mistake is put into the gradient, and taken out again."""
    with desk.window("landscape") as hands:
        hands.rest()
        expect_equal(_lamp(hands), PASS, "the check of the gradient")
        hands.choose(TRIALS, MISTAKE)
        hands.rest()
        caught = _lamp(hands)
        expect(caught != PASS, f"the check passes with a mistake: {MISTAKE}")
        hands.click("top_bar.undo")
        hands.rest()
        expect_equal(_lamp(hands), PASS, "the check of the gradient after undo")
        return f"it passes, says {caught} with a mistake, and passes again"


def walk(desk: Desk) -> str:
    """A walk runs for a while, is paused, and begins anew."""
    with desk.window("landscape") as hands:
        hands.rest()
        before = hands.number("landscape.loss")
        hands.choose("landscape.speed", FASTEST)
        hands.click("landscape.start")
        hands.wait(lambda: _steps(hands) >= STEPS, f"it does not walk {STEPS} steps")
        hands.click("landscape.start")
        hands.rest()
        steps, after = _steps(hands), hands.number("landscape.loss")
        expect(after < before, f"the loss does not fall in {steps} steps: {before} to {after}")
        hands.click("landscape.reset")
        hands.rest()
        expect_equal(hands.number("landscape.loss"), before, "the loss at the start")
        return f"{steps} steps downhill, loss {before} to {after}"


def drag(desk: Desk) -> str:
    """The point is dragged over the map, and taken back."""
    with desk.window("landscape") as hands:
        hands.rest()
        before, loss = _place(hands), hands.number("landscape.loss")
        hands.drag(
            hands.find("landscape.map", HeatMap), _pixel(hands, *before), _pixel(hands, *PLACE)
        )
        hands.rest()
        for found, wanted in zip(_place(hands), PLACE, strict=True):
            expect_near(found, wanted, PIXEL, "a weight of the dragged point")
        dragged = hands.number("landscape.loss")
        expect(dragged != loss, "the loss stays as it was")
        hands.click("top_bar.undo")
        hands.rest()
        expect_equal(_place(hands), before, "the point after undo")
        return f"loss {loss} to {dragged}, and back"


def own_formula(desk: Desk) -> str:
    """A formula of one's own, in 3-D."""
    with desk.window("landscape") as hands:
        hands.rest()
        hands.choose("landscape.surface", "Own formula")
        hands.rest()
        hands.write("landscape.formula", FORMULA)
        for name, text in zip(("w1", "w2"), FORMULA_AT, strict=True):
            hands.type(f"landscape.{name}", text)
            hands.rest()
        expect_near(hands.number("landscape.loss"), FORMULA_LOSS, WITHIN, f"the loss of {FORMULA}")
        hands.click("landscape.view.relief")
        hands.rest()
        colors = color_count(pixels(hands.find("landscape.relief", ReliefView)))
        expect(colors >= FEWEST_COLORS, f"the surface in 3-D looks blank: {colors} colours")
        return f"{FORMULA} is {FORMULA_LOSS:g} at ({', '.join(FORMULA_AT)}), and is seen in 3-D"


def _expect_row(table: list[list[str]], row: int) -> None:
    """A weight of the table that has just been filled in."""
    for column in (NUMERIC, ANALYTIC):
        expect_near(number(table[row][column]), SLOPES[row], WITHIN, f"slope {row + 1}")
    if row < len(STEPPED):
        stepped = table[len(SLOPES)][STEPPED_COLUMN]
        expect_equal(stepped, STEPPED[row], f"the loss with h added to weight {row + 1}")


def _table(hands: Hands) -> list[list[str]]:
    picture = hands.find("landscape.table", GradientTable).picture
    return [[cell.text for cell in row.cells] for row in picture.rows]


def _lamp(hands: Hands) -> str:
    return hands.find("landscape.lamp", Lamp).text


def _steps(hands: Hands) -> int:
    """How many steps the walk has taken."""
    words = hands.text("landscape.after").split()
    return int(number(words[-1])) if words[-1][0].isdigit() else 0


def _place(hands: Hands) -> tuple[float, float]:
    return hands.number("landscape.w1"), hands.number("landscape.w2")


def _pixel(hands: Hands, w1: float, w2: float) -> QPoint:
    frame = hands.find("landscape.map", HeatMap).frame
    return QPoint(round(frame.x(w1)), round(frame.y(w2)))


CHECKS = (
    Check("Gradient of the slide", slide_numbers),
    Check("Gradient check", mistake_is_caught),
    Check("Walk", walk),
    Check("Dragging on the map", drag),
    Check("Formula of one's own", own_formula),
)

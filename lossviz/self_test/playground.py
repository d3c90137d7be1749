"""The Playground panel: a point that is dragged, updates, and the way to the Landscape."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal, expect_near
from lossviz.self_test.hands import Hands
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.plane.plane_view import PlaneView
from lossviz.widgets.point_table.point_table import PointTable

PLACE = (-0.2, -0.3)
PIXEL = 0.01  # a pixel of the plane, with room to spare
STEPS = 60
WEIGHT = "playground.w.0.0"


def drag(desk: Desk) -> str:
    """A point is dragged over the plane: its row and the loss follow, and undo takes it back."""
    with desk.window("playground") as hands:
        hands.rest()
        before, loss = _point(hands), hands.text("playground.data_loss")
        hands.drag(
            hands.find("playground.plane", PlaneView), _pixel(hands, *before), _pixel(hands, *PLACE)
        )
        hands.rest()
        for found, wanted in zip(_point(hands), PLACE, strict=True):
            expect_near(found, wanted, PIXEL, "a coordinate of the dragged point")
        dragged = hands.text("playground.data_loss")
        expect(dragged != loss, "the loss stays as it was")
        hands.click("top_bar.undo")
        hands.rest()
        expect_equal(_point(hands), before, "the point after undo")
        expect_equal(hands.text("playground.data_loss"), loss, "the loss after undo")
        return f"data loss {loss} to {dragged}, and back"


def updates(desk: Desk) -> str:
    """A single update and its undoing, then a run."""
    with desk.window("playground") as hands:
        hands.rest()
        total, weight = hands.number("playground.total"), hands.text(WEIGHT)
        hands.click("playground.step")
        hands.rest()
        expect(hands.text(WEIGHT) != weight, "an update leaves the weights as they were")
        hands.click("playground.step_back")
        hands.rest()
        expect_equal(hands.text(WEIGHT), weight, "the weight after a step back")
        for _ in range(STEPS):
            hands.click("playground.step")
        hands.rest()
        after = hands.number("playground.total")
        expect(after < total, f"the loss does not fall in {STEPS} updates: {total} to {after}")
        expect_equal(hands.find("playground.check", Lamp).text, "pass", "the gradient check")
        right = hands.text("playground.accuracy")
        return f"{STEPS} updates, loss {total} to {after}, {right}"


def weights_on_the_landscape(desk: Desk) -> str:
    """Two of the weights are put on the Landscape's map."""
    with desk.window("playground") as hands:
        hands.rest()
        total = hands.number("playground.total")
        hands.click("playground.landscape")
        hands.wait(lambda: hands.window.panel.name == "landscape", "the Landscape is not shown")
        hands.rest()
        expect_near(hands.number("landscape.loss"), total, 0.0005, "the loss on the map")
        return f"the loss there is {hands.text('landscape.loss')} too"


def _point(hands: Hands) -> tuple[float, float]:
    """Where the first point is, by the table."""
    x0, x1 = hands.find("playground.points", PointTable).rows.X[0].tolist()
    return x0, x1


def _pixel(hands: Hands, x0: float, x1: float) -> QPoint:
    frame = hands.find("playground.plane", PlaneView).frame
    return QPoint(round(frame.x(x0)), round(frame.y(x1)))


CHECKS = (
    Check("Dragging a point", drag),
    Check("Updates of W and b", updates),
    Check("W on the Landscape", weights_on_the_landscape),
)

"""The Regularization panel: the lecture's numbers, and a weight that is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal
from lossviz.self_test.hands import Hands
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.weights.vector_bars import VectorBars

# Of the car image: k, data loss and total of W, of 2W, and where the total is least.
LECTURE = {
    "W": ("1.000", "0.000", "0.891"),
    "2W": ("2.000", "0.000", "3.563"),
    "least total": ("0.345", "0.000", "0.106"),
}
# Of w1 and w2, and which is preferred.
COSTS = {
    "L2": ("1.000", "0.250", "w₂"),
    "L1": ("1.000", "1.000", "neither"),
    "Elastic net": ("1.500", "1.125", "w₂"),
}
DRAGGED = -12  # pixels


def lecture_numbers(desk: Desk) -> str:
    """W and 2W, and what the penalties prefer."""
    with desk.window("regularization") as hands:
        _show(hands, "w_or_2w")
        for name, wanted in LECTURE.items():
            k, data, *_, total = _rows(hands, "k_table")[name]
            expect_equal((k, data, total), wanted, f"k, data loss and total of {name}")
        _show(hands, "preferences")
        for name, costs in COSTS.items():
            one, two, *_, prefers = _rows(hands, "penalties")[name]
            expect_equal((one, two, prefers), costs, f"what {name} says of w1 and w2")
        return "W, 2W and least total; L2, L1 and elastic net of w1 and w2"


def drag_a_bar(desk: Desk) -> str:
    """A weight is dragged: the others move so that the score stays, and undo takes it back."""
    with desk.window("regularization") as hands:
        _show(hands, "preferences")
        panel = hands.window.panel
        before = panel.quantity("own_weights")
        bars = hands.find("regularization.bars.w", VectorBars)
        place = bars.cap(1).center().toPoint()
        hands.drag(bars, place, place + QPoint(0, DRAGGED))
        hands.rest()
        after, scores = panel.quantity("own_weights"), panel.quantity("vector_scores")
        expect(after != before, "the weights stay as they were")
        assert isinstance(scores, tuple)
        expect(abs(scores[2] - 1) < 1e-9, f"the score is {scores[2]}, not 1")
        hands.click("top_bar.undo")
        hands.rest()
        expect_equal(panel.quantity("own_weights"), before, "the weights after undo")
        return "others moved with it, and w · x stayed"


def _show(hands: Hands, view: str) -> None:
    hands.rest()
    hands.click(f"regularization.view.{view}")
    hands.rest()


def _rows(hands: Hands, name: str) -> dict[str, list[str]]:
    content = hands.find(f"regularization.{name}", CompareTable).content
    return {row.name: [cell.text for cell in row.cells] for row in content.rows}


CHECKS = (
    Check("Penalties of the lecture", lecture_numbers),
    Check("Dragging a weight", drag_a_bar),
)

"""The Scores panel: the lecture's numbers, and a score that is dragged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QTableView

from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal, expect_near
from lossviz.self_test.hands import Hands

# What the lecture prints: of the cat, the car and the frog image, and their mean.
HINGE, HINGE_MEAN = (2.9, 0.0, 12.9), 5.2667
SOFTMAX, SOFTMAX_MEAN = (2.0404, 0.0791, 6.1565), 2.7587
CAT_IN_WORDS = "−log p(cat) = −log 0.12998 = 2.0404"  # 0.130 would be 2.0402
# Its questions: what is pressed, and the mean of the hinge loss.
VARIANTS = {"include_true_class": 6.2667, "mean": 2.6333, "squared": 30.5533}
PRESETS = {"double": (9.5333, None), "zero": (2.0, 1.0986)}  # of both losses
# [10, −2, 3], [10, 9, 9], [10, −100, −100]
THREE_SOFTMAX = (9.18e-4, 0.5514, 3.3779e-48)
DIGITS = "4"
HALF_A_DIGIT = 0.5001e-4
SMALL = 1e-4  # below it a number is written as a power of ten, with as many digits
CAR = (1, 0)  # row and column of the cat image's car score
DRAGGED = -80  # pixels: 20 steps of 0.1
BEFORE, AFTER = "5.1", "3.1"
HINGE_AFTER = "0.9000"


def lecture_numbers(desk: Desk) -> str:
    """The losses of the three images, their means, and all variants of the questions."""
    with desk.window("scores") as hands:
        _begin(hands)
        expect_equal(hands.text("scores.reading.line"), CAT_IN_WORDS, "the reading")
        _expect_losses(hands, "hinge", HINGE)
        _expect_losses(hands, "softmax", SOFTMAX)
        _expect_mean(hands, "hinge", HINGE_MEAN)
        _expect_mean(hands, "softmax", SOFTMAX_MEAN)
        for chip, mean in VARIANTS.items():
            hands.click(f"scores.{chip}")
            hands.rest()
            _expect_mean(hands, "hinge", mean)
            hands.click(f"scores.{chip}")
        for key, (hinge, softmax) in PRESETS.items():
            _choose_preset(hands, key)
            _expect_mean(hands, "hinge", hinge)
            if softmax is not None:
                _expect_mean(hands, "softmax", softmax)
        _choose_preset(hands, "lecture")
        return (
            f"hinge {HINGE_MEAN}, softmax {SOFTMAX_MEAN}, "
            f"{len(VARIANTS) + len(PRESETS)} variants, as the lecture has them"
        )


def svm_against_softmax(desk: Desk) -> str:
    """Three images with the same hinge loss and very different softmax losses."""
    with desk.window("scores") as hands:
        _begin(hands)
        _choose_preset(hands, "three")
        _expect_losses(hands, "hinge", (0.0, 0.0, 0.0))
        _expect_losses(hands, "softmax", THREE_SOFTMAX)
        return "hinge 0 three times, softmax from 0.55 down to 3 × 10⁻⁴⁸"


def drag_and_undo(desk: Desk) -> str:
    """A score is dragged: its loss follows, and one undo takes it back."""
    with desk.window("scores") as hands:
        _begin(hands)
        before = hands.number("scores.mean_softmax")
        table = hands.find("scores.table", QTableView)
        place = table.visualRect(_cell(hands, *CAR)).center()
        hands.drag(table.viewport(), place, place + QPoint(DRAGGED, 0))
        hands.wait_text("scores.example_hinge", HINGE_AFTER)
        expect_equal(_cell(hands, *CAR).data(), AFTER, "the dragged score")
        after = hands.number("scores.mean_softmax")
        expect(after < before, "the softmax loss does not fall with the score of a wrong class")
        hands.click("top_bar.undo")
        hands.wait_text("scores.example_hinge", f"{HINGE[0]:.4f}")
        expect_equal(_cell(hands, *CAR).data(), BEFORE, "the score after undo")
        return f"{BEFORE} to {AFTER}, hinge {HINGE[0]:.4f} to {HINGE_AFTER}, and back"


def _begin(hands: Hands) -> None:
    """Numbers as long as those of the lecture's exact values."""
    hands.rest()
    hands.type("scores.digits", DIGITS)
    hands.rest()


def _cell(hands: Hands, row: int, column: int) -> QModelIndex:
    return hands.find("scores.table", QTableView).model().index(row, column)


def _choose_preset(hands: Hands, key: str) -> None:
    hands.click(f"scores.preset.{key}")
    hands.rest()


def _losses(hands: Hands, loss: str) -> list[float]:
    """The loss of each of the three images, which are chosen one after the other."""
    found = []
    for i in range(3):
        while (at := int(hands.text("scores.place").split()[0]) - 1) != i:
            hands.click("scores.after" if at < i else "scores.before")
            hands.rest()
        found.append(hands.number(f"scores.example_{loss}"))
    return found


def _expect_losses(hands: Hands, loss: str, wanted: Sequence[float]) -> None:
    for found, each in zip(_losses(hands, loss), wanted, strict=True):
        within = HALF_A_DIGIT * (each if 0 < each < SMALL else 1)
        expect_near(found, each, within, f"a {loss} loss")


def _expect_mean(hands: Hands, loss: str, wanted: float) -> None:
    found = hands.number(f"scores.mean_{loss}")
    expect_near(found, wanted, HALF_A_DIGIT, f"the mean {loss} loss")


CHECKS = (
    Check("Lecture's losses", lecture_numbers),
    Check("SVM against softmax", svm_against_softmax),
    Check("Dragging a score", drag_and_undo),
)

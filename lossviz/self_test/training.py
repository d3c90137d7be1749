"""The Training panel: 2,000 steps on the drawn images, and back to the start."""

from __future__ import annotations

import re

from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import CheckError, expect, expect_equal
from lossviz.self_test.hands import Hands, number

STEPS = 2_000
EPOCHS = "60"  # more than enough of them
FULL_SPEED = "Full"
CHANCE = 10.0  # per cent, of ten classes
# The drawn images are made so that a linear classifier tells about three of four.
LEAST_ACCURACY = 3 * CHANCE


def train(desk: Desk) -> str:
    """A run at full speed: the loss falls, the weights stay finite, the test images are told."""
    with desk.window("training") as hands:
        hands.rest()
        hands.type("training.epochs", EPOCHS)
        hands.choose("training.speed", FULL_SPEED)
        first = _take_steps(hands)
        steps = _steps(hands)
        loss = hands.number("training.data_loss")
        expect(loss < first, f"the loss does not fall: {first} to {loss}")
        test = _test_accuracy(hands)
        expect(test >= LEAST_ACCURACY, f"only {test} % of the test images are told")
        hands.click("training.reset")
        hands.rest()
        expect_equal(_steps(hands), 0, "the step after a reset")
        return f"{steps:,} steps on drawn images, data loss {first} to {loss}, test {test} %"


def _take_steps(hands: Hands) -> float:
    """Run until there have been so many, and pause; returns the loss of the first."""
    hands.click("training.step")
    hands.rest()
    first = hands.number("training.data_loss")
    hands.click("training.start")
    hands.wait(lambda: _steps(hands) >= STEPS, "it takes too few steps")
    hands.click("training.start")
    hands.rest()
    return first


def _steps(hands: Hands) -> int:
    """How many have been taken: the label reads "2,041 / 4,080"."""
    return int(number(hands.text("training.step_number").split("/")[0]))


def _test_accuracy(hands: Hands) -> float:
    """Per cent of the test images, as the panel says it."""
    text = hands.text("training.test_accuracy")
    found = re.search(r"[\d.]+(?= ?%)", text)
    if found is None:
        raise CheckError(f"there is no accuracy on the test images: {text}")
    return number(found[0])


CHECKS = (Check("Training", train),)

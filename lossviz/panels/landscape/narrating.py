"""Each step in one line, with its numbers: W − 0.1 × (2.4, −0.6) = (0.1, −1.05). No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.optimizers import BETA2, DECAY, EPSILON
from lossviz.panels.landscape.walking import Step, WalkRecord
from lossviz.widgets.numbers.number_text import format_number, power_of_ten, short_number

DECIMALS = 3  # and of what one works with as many digits that count


def narration(record: WalkRecord) -> str:
    """The newest step of a walk in one line; nothing at the start."""
    before, last = record.before, record.last
    if before is None:
        return ""
    if last.tried is not None:
        return search_line(before, last)
    assert last.slope is not None
    return LINES[record.walker](before, last, last.slope)


def place(W: Floats) -> str:
    """A point."""
    return f"({', '.join(format_number(float(each), DECIMALS) for each in W)})"


def pair(dW: Floats) -> str:
    """Two numbers to work with: what one divides by must not be rounded to 0."""
    return f"({', '.join(digits(float(each)) for each in dW)})"


def digits(value: float) -> str:
    """A number with three decimals or more, so that three digits of it count."""
    if value == 0 or not math.isfinite(value):
        return format_number(value, DECIMALS)
    if not 1e-4 <= abs(value) < 1e5:
        return power_of_ten(value, DECIMALS - 1)
    return format_number(value, max(DECIMALS, DECIMALS - 1 - math.floor(math.log10(abs(value)))))


def plain_line(_before: Step, last: Step, dW: Floats) -> str:
    """W − α dW."""
    rate, W = short_number(last.learning_rate), last.state.parameters
    return f"W − {rate} × {pair(dW)} = {place(W)}"


def momentum_line(before: Step, last: Step, dW: Floats) -> str:
    """v = β₁ v − α dW, W + v."""
    beta, rate = short_number(last.momentum), short_number(last.learning_rate)
    v, W = last.state, last.state.parameters
    roll = f"v = {beta} × {pair(before.state.velocity)} − {rate} × {pair(dW)} = {pair(v.velocity)}"
    return f"{roll}; W + v = {place(W)}"


def nesterov_line(before: Step, last: Step, dW: Floats) -> str:
    """v as in momentum; W + β₁ v − α dW."""
    beta, rate = short_number(last.momentum), short_number(last.learning_rate)
    v, step = pair(last.state.velocity), f"{rate} × {pair(dW)}"
    roll = f"v = {beta} × {pair(before.state.velocity)} − {step} = {v}"
    return f"{roll}; W + {beta} × {v} − {step} = {place(last.state.parameters)}"


def adagrad_line(_before: Step, last: Step, dW: Floats) -> str:
    """W − α dW / √(sum of dW²)."""
    rate, W = short_number(last.learning_rate), last.state.parameters
    return f"W − {rate} × {pair(dW)} / √{pair(last.state.squares)} = {place(W)}"


def rmsprop_line(_before: Step, last: Step, dW: Floats) -> str:
    """W − α dW / √(moving average of dW²)."""
    rate, W = short_number(last.learning_rate), last.state.parameters
    average = f"{short_number(DECAY)} old + {short_number(1 - DECAY)} dW²"
    return f"g = {average} = {pair(last.state.squares)}; W − {rate} × {pair(dW)} / √g = {place(W)}"


def adam_line(_before: Step, last: Step, _dW: Floats) -> str:
    """W − α v̂ / √ĝ, both averages corrected for their start at 0."""
    n, state, rate = last.state.step, last.state, short_number(last.learning_rate)
    v = state.velocity / (1 - last.momentum**n)
    g = np.sqrt(state.squares / (1 - BETA2**n)) + EPSILON
    return f"W − {rate} × v {pair(v)} / √g {pair(g)} = {place(state.parameters)}"


def search_line(before: Step, last: Step) -> str:
    """What was tried, and whether it was better."""
    assert last.tried is not None
    W, loss = last.tried
    tried = f"tried {place(W)}: loss {format_number(loss, DECIMALS)}"
    best = format_number(before.loss, DECIMALS)
    better = last.state.parameters is W
    return (
        f"{tried}, better than {best}: go there" if better else f"{tried}, not below {best}: stay"
    )


LINES = {
    "gd": plain_line,
    "sgd": plain_line,
    "momentum": momentum_line,
    "nesterov": nesterov_line,
    "adagrad": adagrad_line,
    "rmsprop": rmsprop_line,
    "adam": adam_line,
}

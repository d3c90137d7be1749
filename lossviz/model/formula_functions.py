"""What a formula in w1 and w2 may use: each function beside its derivatives."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lossviz.model.arrays import Floats


class Of1(NamedTuple):
    """A function of a, and its derivative with respect to a."""

    value: Callable[[Floats], Any]
    slope: Callable[[Floats], Any]


class Of2(NamedTuple):
    """A function of a and b, and its derivatives with respect to a and to b."""

    value: Callable[[Floats, Floats], Any]
    slope_a: Callable[[Floats, Floats], Any]
    slope_b: Callable[[Floats, Floats], Any]


def power_slope_a(a: Floats, b: Floats) -> Any:
    """b · a^(b − 1); 0 where b is 0, as a^0 is 1 even at a = 0."""
    return np.where(b == 0, b, b * np.power(a, b - 1))


def power_slope_b(a: Floats, b: Floats) -> Any:
    """a^b · log a; 0 at a = 0 and b ≥ 0, where it would be 0 · −∞."""
    return np.where((a == 0) & (b >= 0), a, np.power(a, b) * np.log(a))


OF_1 = {
    "-": Of1(np.negative, lambda a: -1.0),
    "abs": Of1(np.abs, np.sign),  # 0 at the kink
    "arctan": Of1(np.arctan, lambda a: 1 / (1 + a * a)),
    "cos": Of1(np.cos, lambda a: -np.sin(a)),
    "cosh": Of1(np.cosh, np.sinh),
    "exp": Of1(np.exp, np.exp),
    "expm1": Of1(np.expm1, np.exp),
    "log": Of1(np.log, lambda a: 1 / a),
    "log10": Of1(np.log10, lambda a: 1 / (a * math.log(10))),
    "log2": Of1(np.log2, lambda a: 1 / (a * math.log(2))),
    "log1p": Of1(np.log1p, lambda a: 1 / (1 + a)),
    "sign": Of1(np.sign, lambda a: 0.0),  # flat on both sides of the jump
    "sin": Of1(np.sin, np.cos),
    "sinh": Of1(np.sinh, np.cosh),
    "sqrt": Of1(np.sqrt, lambda a: 0.5 / np.sqrt(a)),
    "tan": Of1(np.tan, lambda a: 1 / np.cos(a) ** 2),
    "tanh": Of1(np.tanh, lambda a: 1 / np.cosh(a) ** 2),
}

OF_2 = {
    "+": Of2(np.add, lambda a, b: 1.0, lambda a, b: 1.0),
    "-": Of2(np.subtract, lambda a, b: 1.0, lambda a, b: -1.0),
    "*": Of2(np.multiply, lambda a, b: b, lambda a, b: a),
    "/": Of2(np.divide, lambda a, b: 1 / b, lambda a, b: -a / b / b),
    "^": Of2(np.power, power_slope_a, power_slope_b),
}

CHOICES = {"max": (np.maximum, np.greater), "min": (np.minimum, np.less)}
"""The chosen one of a and b, and where a is clearly the one. Its slopes are the chosen one's."""

FUNCTIONS = sorted(name for name in (*OF_1, *CHOICES) if name.isalnum())
"""What a person may call: each name stands for itself."""

ALIASES = {
    "absolute": "abs",
    "atan": "arctan",
    "fabs": "abs",
    "fmax": "max",
    "fmin": "min",
    "ln": "log",
    "maximum": "max",
    "minimum": "min",
    "negative": "-",
    "pow": "^",
    "power": "^",
    "sgn": "sign",
    "square": "square",
}
"""Other names that a person may call, and the function that each one is."""

NUMBERS = {"pi": math.pi, "π": math.pi, "e": math.e}


def arguments(name: str) -> int:
    """How many values a function takes."""
    return 1 if name in OF_1 or name == "square" else 2

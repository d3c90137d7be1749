"""What a gradient check can say, and when. No Qt."""

from __future__ import annotations

import math
from typing import Literal

PASS_BELOW, WRONG_ABOVE = 1e-4, 1e-2

Verdict = Literal["pass", "suspicious", "failed", "none"]
LampKind = Literal["pass", "suspicious", "failed", "kink", "none"]

LAMPS: dict[Verdict, tuple[LampKind, str]] = {
    "pass": ("pass", "pass"),
    "suspicious": ("suspicious", "check"),
    "failed": ("failed", "wrong"),
    "none": ("none", ""),
}
"""How the lamp shows a verdict: its kind and its word."""


def verdict_on(relative: float) -> Verdict:
    """Passed below 1e−4, suspicious to 1e−2, failed above; none where one can't tell."""
    if math.isnan(relative):
        return "none"
    if relative < PASS_BELOW:
        return "pass"
    return "suspicious" if relative <= WRONG_ABOVE else "failed"

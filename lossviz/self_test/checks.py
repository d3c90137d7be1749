"""All checks, in the order in which they are run."""

from __future__ import annotations

from lossviz.self_test import (
    explain,
    exports,
    images,
    landscape,
    parts,
    playground,
    scores,
    settings,
    start,
    training,
)
from lossviz.self_test.check import Check

CHECKS: tuple[Check, ...] = (
    *start.FIRST,  # before all others: its line says how long the start took
    *parts.CHECKS,
    *start.LOOKS,
    *scores.CHECKS,
    *landscape.CHECKS,
    *playground.CHECKS,
    *training.CHECKS,
    *images.CHECKS,
    *explain.CHECKS,
    *exports.CHECKS,
    *settings.CHECKS,
)

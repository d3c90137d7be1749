"""All checks, in the order in which they are run."""

from __future__ import annotations

from lossviz.panel_list import PANELS
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.self_test import (
    explain,
    exports,
    images,
    landscape,
    layouts,
    parts,
    playground,
    regularization,
    scores,
    settings,
    start,
    training,
)
from lossviz.self_test.check import Check

CHECKS: tuple[Check, ...] = (
    *start.FIRST,  # before all others: its line says how long the start took
    *parts.CHECKS,
    *(start.check_of(kind) for kind in PANELS),
    *layouts.CHECKS,
    *scores.CHECKS,
    *regularization.CHECKS,
    *landscape.CHECKS,
    *playground.CHECKS,
    *training.CHECKS,
    *images.CHECKS,
    *(explain.check_of(kind) for kind in PANELS),
    *(exports.check_of(kind) for kind in PANELS),
    *exports.CHECKS,
    *settings.CHECKS,
)


def checks_of(kind: PanelKind) -> tuple[Check, ...]:
    """What is checked of every panel, whatever it shows."""
    return tuple(part.check_of(kind) for part in (start, layouts, explain, exports))

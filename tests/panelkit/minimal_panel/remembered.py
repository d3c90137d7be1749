"""The settings as files keep them; what no longer makes sense falls back to its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lossviz.panels.minimal.state import MinimalState, MinimalView, with_score

from lossviz.panelkit.moment import codec
from lossviz.panelkit.values import with_each


def minimal_from_values(values: Mapping[str, Any]) -> MinimalState:
    """The settings of last time, each that fits."""
    start = MinimalState()
    return with_each(start, asdict(start), values, lambda state, _, score: with_score(state, score))


CODEC = codec(asdict, minimal_from_values, lambda _values, _state: MinimalView())

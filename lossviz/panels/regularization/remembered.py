"""The settings of all views as files keep them; each view says how its own are read."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lossviz.panelkit.moment import codec
from lossviz.panelkit.values import choice, named
from lossviz.panels.regularization.state import RegularizationState, RegularizationView
from lossviz.panels.regularization.views import FIRST, VIEWS


def _by_name(value: object) -> Mapping[str, Any]:
    with contextlib.suppress(ValueError):
        return named(value)
    return {}


def state_from_values(values: Mapping[str, Any]) -> RegularizationState:
    """The settings of last time, each that fits."""
    views = _by_name(values.get("views"))
    return RegularizationState(
        {name: kind.read(_by_name(views.get(name))) for name, kind in VIEWS.items()}
    )


def view_from_values(values: Mapping[str, Any], _state: RegularizationState) -> RegularizationView:
    """Where one looked last time, each choice that fits."""
    shown, looks = FIRST, _by_name(values.get("looks"))
    with contextlib.suppress(ValueError):
        shown = choice(values.get("shown"), tuple(VIEWS))
    read = {name: kind.read_look(_by_name(looks.get(name))) for name, kind in VIEWS.items()}
    return RegularizationView(shown, read)


CODEC = codec(asdict, state_from_values, view_from_values)

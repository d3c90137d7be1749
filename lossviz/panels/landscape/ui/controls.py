"""The controls of the Landscape panel: those of all panels, under its name."""

from __future__ import annotations

from functools import partial

from lossviz.panelkit import controls
from lossviz.widgets.controls.buttons import ActionButton

PANEL = "landscape"
number_field = partial(controls.NumberField, PANEL)
button = partial(controls.button, PANEL)
small_button = partial(controls.small_button, PANEL)
menu = partial(controls.menu, PANEL)
segments = partial(controls.segments, PANEL)
adaptive = partial(controls.adaptive, PANEL)
label = partial(controls.label, PANEL)
fill_row = controls.fill_row


def as_high_as_fields(*buttons: ActionButton) -> None:
    """Small buttons and menus in a row with fields and segments."""
    for each in buttons:
        each.setProperty("face", "small row")


widen = controls.widen

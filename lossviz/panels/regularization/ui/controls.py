"""The controls of the Regularization panel: those of all panels, under its name."""

from __future__ import annotations

from functools import partial

from lossviz.panelkit import controls

PANEL = "regularization"
NumberField = partial(controls.NumberField, PANEL)
button = partial(controls.button, PANEL)
icon_button = partial(controls.icon_button, PANEL)
small_button = partial(controls.small_button, PANEL)
menu = partial(controls.menu, PANEL)
segments = partial(controls.segments, PANEL)
adaptive = partial(controls.adaptive, PANEL)
label = partial(controls.label, PANEL)
fill_row = controls.fill_row
widen = controls.widen

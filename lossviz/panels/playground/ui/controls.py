"""The controls of the Playground panel: those of all panels, under its name."""

from __future__ import annotations

from functools import partial

from lossviz.panelkit import controls

PANEL = "playground"
named_number = partial(controls.NamedNumber, PANEL)
button = partial(controls.button, PANEL)
icon_button = partial(controls.icon_button, PANEL)
menu = partial(controls.menu, PANEL)
adaptive = partial(controls.adaptive, PANEL)
label = partial(controls.label, PANEL)
fill_row = controls.fill_row
widen = controls.widen
QWIDGETSIZE_MAX = controls.QWIDGETSIZE_MAX

"""The first window, and that every panel is painted in both themes."""

from __future__ import annotations

from functools import partial

from lossviz.panel_list import PANELS
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal
from lossviz.self_test.pictures import color_count, lightness, pixels
from lossviz.self_test.since_start import seconds_since_start

FEWEST_COLORS = 60  # a panel of plots and letters has hundreds, a blank one has one or two
MODES_APART = 80  # levels of grey from a light panel to a dark one


def first_window(desk: Desk) -> str:
    """The window as it opens, and how long that took."""
    with desk.window() as hands:
        seconds = seconds_since_start()
        expect_equal(hands.window.panel.name, PANELS[0].name, "the first panel")
    return f"painted {seconds:.2f} s after the start"


def panel_in_both_themes(kind: PanelKind, desk: Desk) -> str:
    """A panel that is opened in the rail, light and dark."""
    with desk.window() as hands:
        hands.show_panel(kind.name)
        expect_equal(hands.text("top_bar.title"), kind.title, "the title")
        light = pixels(hands.window.panel)
        hands.click("rail.theme")
        hands.rest()
        dark = pixels(hands.window.panel)
        colors = color_count(light), color_count(dark)
        expect(min(colors) >= FEWEST_COLORS, f"it looks blank: {colors} colours, light and dark")
        levels = lightness(light), lightness(dark)
        expect(levels[0] - levels[1] > MODES_APART, f"light and dark look alike: {levels}")
        return f"painted in both themes, {hands.text('status_bar.loaded')}"


def check_of(kind: PanelKind) -> Check:
    """How one panel looks."""
    return Check(f"{kind.title} panel", partial(panel_in_both_themes, kind))


FIRST = (Check("First window", first_window),)

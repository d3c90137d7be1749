"""How long the window stands still when the theme or the projector is switched, panels all made."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from table import Row, at_most, print_table
from waiting import SIZE, wait

from lossviz.app import Composition
from lossviz.arguments import Arguments
from lossviz.panel_list import PANELS, panel_kind
from lossviz.shell.window import MainWindow

TURNS, WARM_UP = 5, 1
MOST_MS, SETTLE_MS, LOOK_MS = 150, 150, 5
FIRST = "scores"
KEYS = {"theme": "Ctrl+Shift+L", "projector": "F5"}


def main() -> None:
    """Measure and print the table."""
    names = tuple(kind.name for kind in PANELS)
    loads = {name: milliseconds(panel_kind(name).panel) for name in names}
    visits = {name: visit_ms(name) for name in names if name != FIRST}
    window = open_window()
    for name in names:
        window.make_panel(name)
    rows = []
    for what, keys in KEYS.items():
        took = {name: switch_ms(window, name, keys) for name in names}
        rows.append(longest(f"{what} switched", took))
    window.close()
    rows.append(longest("first visit of a panel", visits))
    rows += [Row(f"first visit of {name}", f"{took:.0f} ms") for name, took in visits.items()]
    rows += [Row(f"modules of {name} loaded", f"{took:.0f} ms") for name, took in loads.items()]
    print_table("Theme", rows, note())


def open_window() -> MainWindow:
    """A window that shows its first panel."""
    window = Composition(Arguments(theme="light", panel=FIRST)).window
    window.resize(*SIZE)
    window.show()
    while not window.panel.ready():
        wait(LOOK_MS)
    return window


def longest(what: str, took: dict[str, float]) -> Row:
    """The panel that takes the longest."""
    slowest = max(took, key=lambda name: took[name])
    text = f"{took[slowest]:.0f} ms ({slowest})"
    return at_most(what, took[slowest], MOST_MS, text, "ms")


def switch_ms(window: MainWindow, name: str, keys: str) -> float:
    """Milliseconds until all is laid out and drawn after a switch; the median."""
    window.show_panel(name)
    wait(SETTLE_MS)
    switch = next(
        each for each in window.findChildren(QShortcut) if each.key() == QKeySequence(keys)
    )
    took = []
    for _ in range(WARM_UP + TURNS):
        took.append(milliseconds(switch.activated.emit))
        wait(SETTLE_MS)
    return statistics.median(took[WARM_UP:])


def visit_ms(name: str) -> float:
    """Milliseconds to make a panel and draw it, in a window that nobody waited in: the median."""
    took = []
    for _ in range(WARM_UP + TURNS):
        window = open_window()
        took.append(milliseconds(partial(window.show_panel, name)))
        while not window.panel.ready():
            wait(LOOK_MS)
        window.close()
    return statistics.median(took[WARM_UP:])


def milliseconds(act: Callable[[], object]) -> float:
    """What the GUI thread takes to do something, and to lay out and draw what follows of it."""
    began = time.perf_counter()
    act()
    QApplication.processEvents()
    return 1000 * (time.perf_counter() - began)


def note() -> str:
    """How it was measured."""
    return (
        f"All panels made, 1440 × 900, the median of {TURNS} switches to and fro with each panel\n"
        "shown, until everything was laid out and drawn; the panel with the longest. A first\n"
        "visit makes a panel and draws it, its modules loaded before: the median of as many\n"
        "windows. At rest the app does both before anyone asks for a panel."
    )


if __name__ == "__main__":
    main()

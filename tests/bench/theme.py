"""How long the window stands still when the theme or the projector is switched, panels all made."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from live import SIZE, wait
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from table import Row, at_most, print_table

from lossviz.app import Composition
from lossviz.arguments import Arguments
from lossviz.shell.window import MainWindow

TURNS, WARM_UP = 5, 1
MOST_MS, SETTLE_MS = 150, 150
KEYS = {"theme": "Ctrl+Shift+L", "projector": "F5"}


def main() -> None:
    """Measure and print the table."""
    window = Composition(Arguments(theme="light", panel="scores")).window
    window.resize(*SIZE)
    window.show()
    visits = {name: visit_ms(window, name) for name in window.panel_names()}
    rows = [Row(f"first visit of {name}", f"{took:.0f} ms") for name, took in visits.items()]
    for what, keys in KEYS.items():
        took = {name: switch_ms(window, name, keys) for name in window.panel_names()}
        slowest = max(took, key=lambda name: took[name])
        text = f"{took[slowest]:.0f} ms ({slowest})"
        rows.insert(0, at_most(f"{what} switched", took[slowest], MOST_MS, text, "ms"))
    window.close()
    print_table("Theme", rows, note())


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


def visit_ms(window: MainWindow, name: str) -> float:
    """Milliseconds to make a panel and draw it."""
    took = milliseconds(lambda: window.show_panel(name))
    while not window.panel.ready():
        wait(SETTLE_MS)
    return took


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
        "visit imports a panel's modules, makes it and draws it; nobody waits for what was made\n"
        "unseen before. Scores had been made with the window."
    )


if __name__ == "__main__":
    main()

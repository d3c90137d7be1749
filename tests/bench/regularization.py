"""The Regularization panel: from a drag to its repaint in each view, paths, and templates."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QWidget
from scores import FRAME_MS, PAUSE_MS, SIZE, WARM_UP, Repaint, gesture, send, wait
from table import Row, at_most, print_table

from lossviz.app import create_window
from lossviz.arguments import Arguments
from lossviz.data import stand_in
from lossviz.model.regularization import L1, L2, Elastic
from lossviz.model.regularized.path import path
from lossviz.model.regularized.pixel_templates import pixel_templates
from lossviz.model.regularized.polynomials import fits
from lossviz.panels.regularization.geometry.evaluation import data_loss
from lossviz.panels.regularization.simpler.evaluation import STRENGTHS, xy
from lossviz.panels.regularization.simpler.settings import FIRST
from lossviz.panels.regularization.ui.panel import RegularizationPanel
from lossviz.panels.regularization.views import VIEWS
from lossviz.widgets.controls.slider import Slider

MOVES, TURNS = 150, 15
TWO_WEIGHT_STRENGTHS = np.geomspace(1e-3, 10, 241)
# What is painted last in each view.
WATCHED = {
    "w_or_2w": ("k_plot", "k_table"),
    "preferences": ("between", "preferences.sum"),
    "geometry": ("plane", "path_plot"),
    "simpler": ("fit", "error_plot"),
    "curvature": ("valley", "steps_plot"),
}


def main() -> None:
    """Measure and print the table."""
    rows = [drag_row(VIEWS[view].title, times) for view, times in drags().items()]
    rows += [*path_rows(), *template_rows()]
    print_table("Regularization", rows, note())


KINDS = {"L2": L2(), "L1": L1(), "elastic net": Elastic()}


def drags() -> dict[str, list[float]]:
    """Milliseconds from each move of λ to the repaint, by view."""
    window = create_window(Arguments(theme="light", panel="regularization"))
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    panel = window.panel
    assert isinstance(panel, RegularizationPanel)
    while not panel.ready():
        wait(20)
    wait(4000)  # the drawn stand-in images are made meanwhile
    found = {}
    for view in VIEWS:
        panel.look(shown=view)
        wait(500)
        found[view] = moves(panel, view)
    window.close()
    return found


def moves(panel: RegularizationPanel, view: str) -> list[float]:
    """Of one view."""
    slider = panel.content.band.strength.slider
    assert isinstance(slider, Slider)
    parts = [panel.findChild(QWidget, f"regularization.{name}") for name in WATCHED[view]]
    repaint = Repaint([part for part in parts if part is not None])
    middle = slider.rect().center()
    send(slider, QEvent.Type.MouseButtonPress, middle)

    def move(number: int) -> None:
        send(slider, QEvent.Type.MouseMove, middle + QPoint(3 * (number % 20), 0))

    times = [gesture(repaint, move, number) for number in range(1, WARM_UP + MOVES)]
    send(slider, QEvent.Type.MouseButtonRelease, middle)
    wait(100)
    return times[WARM_UP:]


def drag_row(title: str, times: list[float]) -> Row:
    """Two frames are the goal."""
    p99 = float(np.percentile(times, 99))
    text = f"{p99:.1f} ms, median {statistics.median(times):.1f} ms"
    return at_most(f"λ dragged to repaint, {title}, p99", p99, round(2 * FRAME_MS, 1), text, "ms")


def path_rows() -> list[Row]:
    """241 λ over two weights, and over the weights of degree 9, for each penalty."""
    x, y = xy(FIRST)
    rows = []
    for name, kind in KINDS.items():
        loss = data_loss("softmax", (0.0, 0.0))
        two = milliseconds(lambda kind=kind, loss=loss: path(loss, kind, TWO_WEIGHT_STRENGTHS))  # type: ignore[misc]
        nine = milliseconds(lambda kind=kind: fits(x, y, 9, kind, STRENGTHS))  # type: ignore[misc]
        rows.append(at_most(f"241 λ, two weights, {name}", two, 50, f"{two:.1f} ms", "ms"))
        rows.append(at_most(f"241 λ, degree 9, {name}", nine, 100, f"{nine:.1f} ms", "ms"))
    return rows


def template_rows() -> list[Row]:
    """1,000 drawn images, eleven λ."""
    data = stand_in.load()
    learn, _ = data.split()
    began = time.perf_counter()
    first = None
    for each in pixel_templates(learn, data.test, len(data.class_names)):
        if each is not None and first is None:
            first = time.perf_counter() - began
    whole = time.perf_counter() - began
    assert first is not None
    return [
        at_most("templates of the first λ", first, 1, f"{first:.2f} s", "s"),
        at_most("templates, 1,000 images, 11 λ", whole, 8, f"{whole:.2f} s", "s"),
    ]


def milliseconds(work: Callable[[], object]) -> float:
    """The median of some turns."""
    times = []
    for _ in range(TURNS):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def note() -> str:
    """How it was measured."""
    return (
        f"{MOVES} mouse moves on the slider of λ in each view, {PAUSE_MS} ms apart, at 1440 × 900, "
        "each until what the view draws\nwas painted anew. The GUI thread solves nothing. "
        f"Paths: medians of {TURNS} turns. Templates: drawn images, once."
    )


if __name__ == "__main__":
    main()

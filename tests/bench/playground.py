"""The Playground panel: its regions, a drag, and repeated updates of many points."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from landscape import FRAME_MS, MOVES, WARM_UP, redraw_ms, wait_until
from live import SIZE, wait
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget
from scores import PAUSE_MS, Repaint, gesture, seconds, send
from table import Row, at_least, at_most, print_table

from lossviz.app import Composition
from lossviz.arguments import Arguments
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.regions import pixels, plain_regions, regions_on
from lossviz.panelkit.region_codes import region_codes
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.remembered import values_from_playground
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import START, PlaygroundState, with_dataset
from lossviz.panels.playground.ui.panel import PlaygroundPanel
from lossviz.shell.settings import Settings, settings_file, settings_text
from lossviz.widgets.plane.plane_picture import RegionImage
from lossviz.widgets.plane.plane_view import PlaneView

REGIONS, TURNS, REGIONS_MS = 600, 60, 8
SQUARE = (-1.0, 1.0)
MANY = 10_000
RUN_SECONDS, SETTLE_MS, GAP_MS = 30.0, 1500, 20


def main() -> None:
    """Measure and print the tables."""
    table = [*region_rows(), *drag_rows("9 points", drag(START))]
    many = with_dataset(START, "overlap", count=MANY)
    table += drag_rows(f"{MANY:,} points", drag(many))
    rows, costs = run(replace(many, learning_rate=0.01))
    print_table("Playground", [*table, *rows], note())
    print_table("One redraw of the playground", costs, cost_note())


# Regions


def region_rows() -> list[Row]:
    """The regions of three classes, with their picture on the screen, against the plain form."""
    W, b = np.array(START.W), np.array(START.b)
    identity, size = FEATURE_MAPS["identity"], (REGIONS, REGIONS)
    view = pixels(identity, SQUARE, SQUARE, size)
    own, plain, ratio = [], [], []
    for turn in range(TURNS):
        moved = W + 0.01 * turn
        own.append(1000 * seconds(lambda W=moved: region_codes(regions_on(view, W, b))))
        if turn % 6 == 0:
            plain.append(
                1000 * seconds(lambda W=moved: plain_regions(W, b, identity, SQUARE, SQUARE, size))
            )
            ratio.append(plain[-1] / own[-1])
    shown = shown_ms([region_codes(regions_on(view, W + 0.01 * turn, b)) for turn in range(2)])
    both = statistics.median(own) + statistics.median(shown)
    text = f"{both:.1f} ms ({statistics.median(own):.1f} + {statistics.median(shown):.1f})"
    return [
        at_most("regions, 600 × 600, 3 classes, to the screen", both, REGIONS_MS, text, "ms"),
        Row("the model at each pixel / regions", f"{statistics.median(ratio):.1f}"),
    ]


def shown_ms(codes: list[np.ndarray]) -> list[float]:
    """Milliseconds of the GUI thread to colour and paint regions, on a plane of that size."""
    owner, panel = open_panel(START)
    plane = panel.content.plane.plane
    owner.pump.stop()
    images = [RegionImage(each, SQUARE, SQUARE) for each in codes]
    times = redraw_ms(plane, lambda number: plane.show_regions(images[number % 2]))
    owner.window.close()
    return times


# In the window


class Answer(Repaint):
    """When the plane was last painted with the point where the hand has it."""

    def __init__(self, plane: PlaneView) -> None:
        super().__init__([plane])
        self._plane = plane
        self._asked: tuple[int, float, float] | None = None
        plane.point_moved.connect(self._note)

    def _note(self, i: int, x0: float, x1: float, _going: bool) -> None:
        self._asked = i, x0, x1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A painting with an older point is no answer."""
        handled = super().eventFilter(watched, event)
        if self._asked is not None:
            i, *place = self._asked
            if self._plane.picture.dots.place(i) != tuple(place):
                self._painted.pop(watched, None)
        return handled


def open_panel(state: PlaygroundState) -> tuple[Composition, PlaygroundPanel]:
    """A window of 1440 x 900 with the panel, everything drawn."""
    remembered = Settings(panels={"playground": {"state": values_from_playground(state)}})
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(settings_text(remembered), encoding="utf-8")
    owner = Composition(Arguments(theme="light", panel="playground"))
    window = owner.window
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    panel = window.panel
    assert isinstance(panel, PlaygroundPanel)
    wait(4000)  # the other panels are made meanwhile
    wait_until(panel.ready)
    return owner, panel


def drag(state: PlaygroundState) -> list[float]:
    """Milliseconds from each mouse move to the repaint with the point there."""
    owner, panel = open_panel(state)
    plane = panel.content.plane.plane
    answer, first = Answer(plane), plane.places()[0]
    grip, middle = QPoint(*map(round, first.tolist())), plane.frame.rect.center().toPoint()
    send(plane, QEvent.Type.MouseButtonPress, grip)

    def move(number: int) -> None:
        angle = number / 8
        place = QPoint(round(120 * math.cos(angle)), round(120 * math.sin(angle)))
        send(plane, QEvent.Type.MouseMove, middle + place)

    times = [gesture(answer, move, number) for number in range(WARM_UP + MOVES)]
    send(plane, QEvent.Type.MouseButtonRelease, middle)
    wait(100)
    owner.window.close()
    return times[WARM_UP:]


def run(state: PlaygroundState) -> tuple[list[Row], list[Row]]:
    """Frames and updates at full speed, and then what each part costs."""
    owner, panel = open_panel(state)
    panel.look(speed=None)
    panel.toggle_running()
    wait(SETTLE_MS)
    frames = list[float]()
    owner.pump.ticked.connect(lambda _tick: frames.append(time.perf_counter()))
    done, began = steps(panel), time.perf_counter()
    while time.perf_counter() - began < RUN_SECONDS:
        wait(500)
        if not report(panel).running:  # at the end of a run: from the same start again
            panel.reset()
            panel.toggle_running()
            done -= steps(panel)
    rate = (steps(panel) - done) / (time.perf_counter() - began)
    gaps = list(1000 * np.diff(frames))
    if report(panel).running:
        panel.toggle_running()
    wait(SETTLE_MS)
    owner.pump.stop()
    costs = {name: redraw_ms(*part) for name, part in parts(panel).items()}
    owner.window.close()
    p99, what = float(np.percentile(gaps, 99)), f"{MANY:,} points, full speed"
    rows = [
        at_most(f"{what}: gap between frames, p99", p99, GAP_MS, f"{p99:.1f} ms", "ms"),
        Row(f"{what}: gap between frames, worst", f"{max(gaps):.1f} ms"),
        at_least(f"{what}: updates/s", rate, 60, f"{rate:.0f}"),
    ]
    return rows, [cost_row(name, times) for name, times in costs.items()]


def report(panel: PlaygroundPanel) -> PlaygroundReport:
    """The newest."""
    found = panel.newest()
    assert found is not None
    return found


def steps(panel: PlaygroundPanel) -> int:
    """Updates so far."""
    return report(panel).step


def parts(panel: PlaygroundPanel) -> dict[str, tuple[QWidget, Callable[[int], object]]]:
    """The widgets that paint the parts, and how each is given something new to paint."""
    found, content = report(panel), panel.content
    plane, grid = content.plane.plane, content.weights.grid
    history = content.plane.loss.history
    return {
        "a whole report": (plane, lambda _: panel.draw_all()),
        "plane": (plane, lambda _: plane.show_picture(vm.plane_picture(found))),
        "weights": (grid, lambda number: nudge(grid, found, number)),
        "history": (history.viewport(), lambda _: history.show_picture(vm.history_picture(found))),
        "table": (content.points.table.viewport(), lambda _: content.points.show_report(found)),
    }


def nudge(grid: QWidget, found: PlaygroundReport, number: int) -> None:
    """Other numbers in all cells."""
    values, slopes, reach = vm.weights(found)
    grid.show_numbers(values + 0.01 * number, slopes, reach)  # type: ignore[attr-defined]
    grid.update()


# What the tables say


def drag_rows(what: str, times: list[float]) -> list[Row]:
    """From a mouse move to the repaint."""
    p99 = float(np.percentile(times, 99))
    limit, text = round(2 * FRAME_MS, 1), f"{p99:.1f} ms"
    middle = f"{statistics.median(times):.1f} ms, worst {max(times):.1f} ms"
    return [
        at_most(f"drag to repaint, {what}, p99", p99, limit, text, "ms"),
        Row(f"drag to repaint, {what}, median", middle),
    ]


def cost_row(name: str, times: list[float]) -> Row:
    """Median and worst."""
    return Row(name, f"{statistics.median(times):.2f} ms, worst {max(times):.2f} ms")


def note() -> str:
    """How it was measured."""
    return (
        f"Regions: {TURNS} other weights in turn, worked out in the worker, then coloured and "
        "painted with points and lines in the GUI thread;\nmedians. The plain form works out the "
        f"scores of every pixel. Drag: {MOVES} mouse moves, {PAUSE_MS} ms apart, until the plane "
        "is painted\nwith the point there; the next frame after a move begins within "
        f"{FRAME_MS:.1f} ms and is painted within another. Run: {RUN_SECONDS:g} s of\n"
        f"{MANY:,} points of overlapping blobs, hinge loss, all of them in each update. "
        "All at 1440 × 900."
    )


def cost_note() -> str:
    """How it was measured."""
    return (
        f"CPU time of the GUI thread to take over a report of {MANY:,} points, lay out and paint, "
        "the worker at rest."
    )


if __name__ == "__main__":
    main()

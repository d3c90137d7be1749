"""The Landscape panel: its grids, a drag, a race, and what it costs to draw each part once."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from frame import Paints
from live import SIZE, wait
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget
from scores import PAUSE_MS, Repaint, gesture, seconds, send
from table import Row, at_least, at_most, print_table

from lossviz.app import Composition
from lossviz.arguments import Arguments
from lossviz.data import stand_in
from lossviz.model.fast_landscape import grid
from lossviz.model.losses import LOSSES
from lossviz.model.preprocessing import mean_image, preprocess
from lossviz.model.scores import scores
from lossviz.model.surfaces import KNOWN_SURFACES
from lossviz.model.totals import finished
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.panel import Panel
from lossviz.panels.landscape import map_picture, plots
from lossviz.panels.landscape.grounds import Ground, of_formula, of_known, of_table, two_weights
from lossviz.panels.landscape.mapping import FINEST, Shown, map_report, mapping, surface_to_map
from lossviz.panels.landscape.remembered import values_from_landscape
from lossviz.panels.landscape.report import LandscapeReport, MapReport
from lossviz.panels.landscape.state import LandscapeState, with_surface
from lossviz.panels.landscape.surface_kinds import FORMULA, SCORES, TRAINING
from lossviz.panels.landscape.training_ground import training_ground
from lossviz.panels.landscape.ui.panel import LandscapePanel
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.tables import LECTURE
from lossviz.panels.scores.weights import with_linear
from lossviz.panels.training.run import TrainingRun
from lossviz.shell.settings import Settings, settings_file, settings_text
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.heat_map.heat_picture import HeatMarks
from lossviz.widgets.map.window import window_around

PIXELS, LINE = (640, 440), 0.75
STEPS, SUBSET, TURNS = 200, 25, 5
PLANES = (("softmax", "l2"), ("hinge", "l2"), ("softmax", "l1"))
FASTER = 30
SMALL_MS, SMALL_TURNS = 16, 15
FRAME_MS = 1000 / 60
MOVES, WARM_UP = 300, 20
REFINES = 1.02  # another window, as good as the same, that has to be mapped anew
RACE = LandscapeState(rivals=("momentum", "nesterov", "adagrad", "rmsprop", "adam"))
SPEED, RACE_SECONDS, SETTLE_MS = 100, 30.0, 500
REPEATS = 60


@dataclass
class Raced:
    """gaps: milliseconds between frames. rate: steps/s. busy: share of a core. costs: by part."""

    gaps: list[float] = field(default_factory=list)
    rate: float = 0.0
    busy: float = 0.0
    costs: dict[str, list[float]] = field(default_factory=dict)


@dataclass
class Mapped:
    """Seconds of each turn: the grid, all of it by the model, the first map, the finest."""

    own: list[float] = field(default_factory=list)
    model: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    finest: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print the tables."""
    planes = {which: plane_times(*which) for which in PLANES}
    small = {name: small_ms(ground) for name, ground in small_grounds().items()}
    moves, raced = drag(), race()
    table = [*plane_rows(planes), *small_rows(small), *drag_rows(moves), *race_rows(raced)]
    print_table("Landscape", table, note())
    costs = [cost_row(name, times) for name, times in raced.costs.items()]
    print_table("One redraw of the landscape", costs, cost_note())


# A plane through the weights in training


def plane_times(loss: str, regularization: str) -> Mapped:
    """The grid and the model in turns, on the plane of gradient and momentum."""
    ground, by_model = trained(TrainingConfig(loss=loss, regularization=regularization))
    surface, want = surface_to_map(ground.surface)[0], shown_all(ground)
    w1, w2 = (np.linspace(*each, FINEST) for each in want.ranges)
    rng, mapped = np.random.default_rng(0), Mapped()
    L = grid(surface, w1, w2)
    for _ in range(TURNS):
        places = rng.integers(0, FINEST, (SUBSET, 2)).tolist()
        began = time.perf_counter()
        found = [by_model(w1[i], w2[j]) for i, j in places]
        mapped.model.append((time.perf_counter() - began) / SUBSET * FINEST**2)
        if not np.allclose(found, [L[j, i] for i, j in places], rtol=1e-4):
            raise RuntimeError("the grid is not what the model says")
        mapped.own.append(seconds(lambda: grid(surface, w1, w2)))
        first, finest = until_mapped(ground, want)
        mapped.first.append(first)
        mapped.finest.append(finest)
    return mapped


def trained(config: TrainingConfig) -> tuple[Ground, Callable[[float, float], float]]:
    """The ground after some steps of training, and the model's own loss at a point of it.

    The model has its images ready, as float32 less their mean, and makes no gradient.
    """
    data = stand_in.load()
    mean = mean_image(data.split()[0].images)
    run = TrainingRun(data, config, mean)
    for _ in range(STEPS):
        run.take_step(config)
    state = with_surface(LandscapeState(), TRAINING)
    ground = finished(training_ground(state, run.trace(config, running=False)))
    training = ground.training
    assert training is not None
    X, y = preprocess(data.training.images[: training.images], mean), data.training.labels
    loss, y = LOSSES[config.loss], y[: training.images]

    def by_model(w1: float, w2: float) -> float:
        W, b = (each.astype(np.float32) for each in training.weights(w1, w2))
        return float(loss.loss(scores(X, W, b), y).mean()) + config.penalty.penalty(W)

    return ground, by_model


def shown_all(ground: Ground) -> Shown:
    """The whole ground on a map of usual size."""
    aspect = PIXELS[0] / PIXELS[1]
    window = window_around(ground.w1_range, ground.w2_range, aspect)
    return Shown(window.ranges(aspect), PIXELS, LINE, log=True)


def until_mapped(ground: Ground, want: Shown) -> tuple[float, float]:
    """Seconds until there is a first map, and the finest one, with their pictures."""
    began, times = time.perf_counter(), []
    for found in mapping(ground, want):
        if isinstance(found, MapReport):
            times.append(time.perf_counter() - began)
    return times[0], times[-1]


# Small surfaces


def small_grounds() -> dict[str, Ground]:
    """Two weights, the 3 x 3 example by its scores and by its weights, all functions."""
    state, table = replace(LandscapeState(), strength=0.1), score_example(LECTURE)
    weights = score_example(with_linear(LECTURE, True))
    grounds = {}
    for loss in ("softmax", "hinge"):
        chosen = replace(state, loss=loss)
        grounds[f"two weights, {loss}"] = two_weights(chosen)
        chosen = with_surface(chosen, SCORES)
        grounds[f"two scores, {loss}"] = of_table(chosen, table)
        grounds[f"two entries of W, {loss}"] = of_table(chosen, weights)
    for name in KNOWN_SURFACES:
        grounds[name] = of_known(with_surface(state, name))
    grounds[FORMULA] = of_formula(with_surface(state, FORMULA))
    return grounds


def small_ms(ground: Ground) -> tuple[float, float]:
    """Milliseconds for the finest grid, and for its picture: medians."""
    surface, want = surface_to_map(ground.surface)[0], shown_all(ground)
    w1, w2 = (np.linspace(*each, FINEST) for each in want.ranges)
    losses = grid(surface, w1, w2)
    grids, pictures = [], []
    for _ in range(SMALL_TURNS):
        grids.append(seconds(lambda: grid(surface, w1, w2)))
        pictures.append(seconds(lambda: map_report(losses, w1, w2, want, True)))
    return 1000 * statistics.median(grids), 1000 * statistics.median(pictures)


# In the window


class Answer(Repaint):
    """When the map was last painted with the point where the hand has it."""

    def __init__(self, heat_map: HeatMap) -> None:
        super().__init__([heat_map])
        self._asked: tuple[float, float] | None = None
        self._shown: tuple[float, float] | None = None
        show = heat_map.show_marks

        def note_shown(marks: HeatMarks) -> None:
            self._shown = marks.point
            show(marks)

        heat_map.show_marks = note_shown  # type: ignore[method-assign]
        heat_map.moved.connect(self._note)

    def _note(self, w1: float, w2: float, _going: bool) -> None:
        self._asked = w1, w2

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A painting with an older point is no answer."""
        handled = super().eventFilter(watched, event)
        if self._shown != self._asked:
            self._painted.pop(watched, None)
        return handled


def open_panel(state: LandscapeState) -> tuple[Composition, LandscapePanel]:
    """A window of 1440 x 900 with the panel, its map worked out."""
    remembered = Settings(panels={"landscape": {"state": values_from_landscape(state)}})
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(settings_text(remembered), encoding="utf-8")
    owner = Composition(Arguments(theme="light", panel="landscape"))
    window = owner.window
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    panel = window.panel
    assert isinstance(panel, LandscapePanel)
    wait(4000)  # the other panels are made meanwhile
    wait_until(panel.ready)
    return owner, panel


def drag() -> list[float]:
    """Milliseconds from each mouse move to the repaint with the point there."""
    owner, panel = open_panel(LandscapeState())
    walk_on_training(owner, panel)
    heat_map = panel.content.map_column.map
    answer, middle = Answer(heat_map), heat_map.frame.rect.center().toPoint()
    send(heat_map, QEvent.Type.MouseButtonPress, middle)

    def move(number: int) -> None:
        angle = number / 8
        place = QPoint(round(90 * math.cos(angle)), round(60 * math.sin(angle)))
        send(heat_map, QEvent.Type.MouseMove, middle + place)

    times = []
    for number in range(WARM_UP + MOVES):
        if panel.ready():
            map_anew(panel)
        times.append(gesture(answer, move, number))
    send(heat_map, QEvent.Type.MouseButtonRelease, middle)
    wait(100)
    owner.window.close()
    return times[WARM_UP:]


def walk_on_training(owner: Composition, panel: LandscapePanel) -> None:
    """Train for some steps, then look at the plane through the weights."""
    training = owner.window.make_panel("training")
    wait_until(training.ready)
    training.toggle_running()
    wait_until(lambda: step_of(training) >= STEPS)
    training.toggle_running()
    wait(500)
    panel.content.map_column.surface_chosen.emit(TRAINING)
    wait(500)
    wait_until(panel.ready)


def step_of(panel: Panel[Any, Any]) -> float:
    """How many steps a run has taken."""
    step = panel.quantity("step")
    return step if isinstance(step, float | int) else 0.0


def map_anew(panel: LandscapePanel) -> None:
    """Look a little closer, or less close: the map begins again with the coarse one."""
    report, heat_map = panel.newest(), panel.content.map_column.map
    assert report is not None
    closer = panel.view.window is None
    window = map_picture.window(report.ground, panel.view, heat_map.aspect)
    heat_map.window_wanted.emit(window.zoomed(REFINES, 0.0, 0.0) if closer else None)


def race() -> Raced:
    """Frames and steps of a race of six, and then what each part costs."""
    owner, panel = open_panel(RACE)
    raced, frames = Raced(), list[float]()
    owner.pump.ticked.connect(lambda _tick: frames.append(time.perf_counter()))
    panel.look(speed=SPEED)
    panel.toggle_running()
    wait(SETTLE_MS)
    done, began, busy = steps(panel), time.perf_counter(), time.thread_time()
    wait(1000 * RACE_SECONDS - SETTLE_MS)
    took = time.perf_counter() - began
    raced.rate = (steps(panel) - done) / took
    raced.busy = (time.thread_time() - busy) / took
    raced.gaps = list(1000 * np.diff(frames))
    panel.toggle_running()
    wait(SETTLE_MS)
    owner.pump.stop()
    gc.disable()  # the app collects between frames
    raced.costs = {name: redraw_ms(*part) for name, part in parts(panel).items()}
    gc.enable()
    owner.window.close()
    return raced


def steps(panel: LandscapePanel) -> int:
    """How many every walker has taken."""
    report = panel.newest()
    assert report is not None
    return min(walk.done for walk in report.walks) - 1


def parts(panel: LandscapePanel) -> dict[str, tuple[QWidget, Callable[[int], object]]]:
    """The widgets that paint the parts, and how each is given something new to paint."""
    report, content = panel.newest(), panel.content
    assert isinstance(report, LandscapeReport)
    column, check, descent = content.map_column, content.check, content.descent
    picture = map_picture.relief(report)
    assert picture is not None

    def turn(number: int) -> None:
        if number == 0:
            panel.look(relief=True)
            column.relief.show_picture(picture)
        column.relief.turn_to(3.0 * number, 30.0)

    return {
        "a whole report": (column.map, lambda _: panel.draw_all()),
        "heat map": (column.map, lambda _: column.map.show_marks(map_picture.marks(report))),
        "cut": (column.cut, lambda _: column.cut.show_picture(plots.cut_picture(report))),
        "error": (check.plot, lambda _: check.plot.show_picture(plots.error_picture(report))),
        "walk plot": (
            descent.plot,
            lambda _: descent.plot.show_picture(plots.walk_picture(report)),
        ),
        "relief, turning": (column.relief, turn),
    }


def redraw_ms(widget: QWidget, draw: Callable[[int], object]) -> list[float]:
    """CPU milliseconds of the GUI thread: take over a report, lay out, paint."""
    paints, times = Paints(widget), []
    for number in range(WARM_UP + REPEATS):
        before, began = paints.count, time.thread_time()
        draw(number)
        while paints.count == before:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        times.append(1000 * (time.thread_time() - began))
    return times[WARM_UP:]


def wait_until(happened: Callable[[], bool]) -> None:
    """Let Qt work until something is so."""
    while not happened():
        wait(20)


# What the tables say


def plane_rows(planes: dict[tuple[str, str], Mapped]) -> list[Row]:
    """The grid against the model, and how soon a map is seen."""
    rows = []
    for (loss, kind), mapped in planes.items():
        own, model = statistics.median(mapped.own), statistics.median(mapped.model)
        ratio = model / own
        name, text = (
            f"model / grid, {loss}, {kind.upper()}",
            f"{ratio:.0f} ({model:.0f} / {own:.2f} s)",
        )
        goal = kind == "l2"
        rows.append(at_least(name, ratio, FASTER, text) if goal else Row(name, text))
    for (loss, kind), mapped in planes.items():
        first, finest = statistics.median(mapped.first), statistics.median(mapped.finest)
        text = f"{1000 * first:.0f} ms, 201 × 201 after {finest:.2f} s"
        rows.append(Row(f"first map (26 × 26), {loss}, {kind.upper()}", text))
    return rows


def small_rows(small: dict[str, tuple[float, float]]) -> list[Row]:
    """The slowest of the small surfaces."""
    name, (grid_ms, _) = max(small.items(), key=lambda each: each[1][0])
    other, (_, picture_ms) = max(small.items(), key=lambda each: each[1][1])
    text = f"{grid_ms:.1f} ms ({name})"
    return [
        at_most("201 × 201 of the slowest small surface", grid_ms, SMALL_MS, text, "ms"),
        Row("its picture, 640 × 440, the slowest", f"{picture_ms:.1f} ms ({other})"),
    ]


def drag_rows(times: list[float]) -> list[Row]:
    """From a mouse move to the repaint."""
    p99 = float(np.percentile(times, 99))
    limit, text = round(2 * FRAME_MS, 1), f"{p99:.1f} ms"
    middle = f"{statistics.median(times):.1f} ms, worst {max(times):.1f} ms"
    return [
        at_most("drag to repaint, 5,000 images, p99", p99, limit, text, "ms"),
        Row("drag to repaint, median", middle),
    ]


def race_rows(raced: Raced) -> list[Row]:
    """Frames and steps."""
    p99, worst = float(np.percentile(raced.gaps, 99)), max(raced.gaps)
    return [
        at_most("race of six: gap between frames, p99", p99, 20, f"{p99:.1f} ms", "ms"),
        Row("race of six: gap between frames, worst", f"{worst:.1f} ms"),
        at_least("race of six: steps/s", raced.rate, 95, f"{raced.rate:.1f}"),
        Row("race of six: GUI thread, share of one core", f"{100 * raced.busy:.0f} %"),
    ]


def cost_row(name: str, times: list[float]) -> Row:
    """Median and worst."""
    return Row(name, f"{statistics.median(times):.2f} ms, worst {max(times):.2f} ms")


def note() -> str:
    """How it was measured."""
    return (
        f"5,000 of the drawn images × 10 classes after {STEPS} steps, plane of gradient and "
        f"momentum, 201 × 201 in float32; the model\nwith its images ready in float32, without a "
        f"gradient, at {SUBSET} points a turn, extrapolated; medians of {TURNS} turns. The first "
        "map and\nthe finest with their pictures. Small surfaces: medians of "
        f"{SMALL_TURNS}. Drag: {MOVES} mouse moves, {PAUSE_MS} ms apart, on that plane while the\n"
        "map is refined, until the map is painted with the point there; one frame of delay means "
        f"within two frames of {FRAME_MS:.1f} ms. Race:\n{RACE_SECONDS:g} s of six optimizers at "
        f"{SPEED} steps/s on two weights; a gap as in training. Both at 1440 × 900."
    )


def cost_note() -> str:
    """How it was measured."""
    return (
        "CPU time of the GUI thread to take over a report, lay out and paint, the worker at rest "
        f"after the race;\n{REPEATS} times."
    )


if __name__ == "__main__":
    main()

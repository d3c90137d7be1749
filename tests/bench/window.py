"""Training with the whole panel visible: do frames come in time, and what do they cost it?

Segments with the window take turns with segments of the plain loop, in one process and on the same
images, because the speed of a small machine wanders.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from statistics import fmean

import numpy as np
from live import Live, wait
from table import Row, at_least, at_most, print_table

from lossviz.model.training import Run, train
from lossviz.panels.training.state import MOST_EPOCHS

SECONDS, SEGMENTS = 60.0, 4
PLAIN_SECONDS = 5.0  # between two segments with the window, before the first and after the last
SETTLE_MS = 500


@dataclass
class Measured:
    """gaps: milliseconds between frames. Rates: steps/s of each segment. busy: share of a core."""

    gaps: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)


def main(seconds: float) -> None:
    """Measure and print the table."""
    live, measured = Live(epochs=MOST_EPOCHS), Measured()
    run = train(live.panel.state.config, live.report.trace.data)
    next(run)
    frames: list[float] = []
    live.pump.ticked.connect(lambda _tick: frames.append(time.perf_counter()))
    plain_rate(run, 1.0)  # until its images are in the page cache
    for _ in range(SEGMENTS):
        measured.plain.append(plain_rate(run, PLAIN_SECONDS))
        wait(SETTLE_MS)
        watch(live, frames, seconds / SEGMENTS, measured)
    measured.plain.append(plain_rate(run, PLAIN_SECONDS))
    live.window.close()
    print_table("Training with the window", rows(measured), note(seconds))


def watch(live: Live, frames: list[float], seconds: float, measured: Measured) -> None:
    """One segment: the gaps from the click on Start on, the rate once it runs."""
    frames.clear()
    live.set_running(True)
    wait(SETTLE_MS)
    step, began, busy = live.report.step, time.perf_counter(), time.thread_time()
    wait(1000 * seconds - SETTLE_MS)
    took = time.perf_counter() - began
    measured.rates.append((live.report.step - step) / took)
    measured.busy.append((time.thread_time() - busy) / took)
    measured.gaps += list(1000 * np.diff(frames))
    live.set_running(False)
    wait(SETTLE_MS)


def plain_rate(run: Run, seconds: float) -> float:
    """Steps/s of `for snapshot in run`, without a window; the window stands still meanwhile."""
    began = time.perf_counter()
    for steps, _snapshot in enumerate(run, start=1):
        took = time.perf_counter() - began
        if took >= seconds:
            return steps / took
    raise RuntimeError("the run ended before it was measured")


def rows(measured: Measured) -> list[Row]:
    """What the table says."""
    p99, worst = float(np.percentile(measured.gaps, 99)), max(measured.gaps)
    with_window, plain = fmean(measured.rates), fmean(measured.plain)
    ratio = with_window / plain
    rates = f"{ratio:.2f} ({with_window:,.0f} / {plain:,.0f} steps/s)"
    return [
        at_most("gap between frames, p99", p99, 20, f"{p99:.1f} ms", "ms"),
        at_most("gap between frames, worst", worst, 50, f"{worst:.1f} ms", "ms"),
        Row("gap between frames, median", f"{np.median(measured.gaps):.1f} ms"),
        at_least("steps/s with the window / without", ratio, 0.8, rates),
        Row("GUI thread, share of one core", f"{100 * fmean(measured.busy):.0f} %"),
    ]


def note(seconds: float) -> str:
    """How it was measured."""
    return (
        f"{seconds:g} s at full speed, batch 128, 50,000 images, every part visible at 1440 × 900, "
        f"in {SEGMENTS} segments;\nbefore, between and after them {PLAIN_SECONDS:g} s each of "
        "`for snapshot in train(config, data)`; means.\nA gap is the time from one frame of the "
        "GUI thread to the next, drawing included; its timer asks for 16 ms."
    )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)

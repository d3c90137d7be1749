"""Memory while it trains on 50,000 images with the window visible, and what 20,000 frames add.

Frames are driven as fast as they go, and each draws its part as if there were a new report, while
the worker trains on. Linux alone: it reads /proc/self/status.
"""

from __future__ import annotations

import gc
import time
from pathlib import Path

from live import Live, wait
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from table import Row, at_most, print_table

from lossviz.panels.training.state import MOST_EPOCHS

FRAMES, WARM_UP, TRAINING_MS = 20_000, 2_000, 5_000
SAMPLE_EVERY = 500
SAMPLES, FRAMES_BETWEEN = 10, 200
STATUS = Path("/proc/self/status")


def main() -> None:
    """Measure and print the table."""
    if not STATUS.exists():
        print_table("Memory", [Row("memory", "n/a on this system")], "")
        return
    live = Live(epochs=MOST_EPOCHS)
    live.set_running(True)
    wait(TRAINING_MS)
    resident, anonymous = megabytes("VmRSS"), megabytes("RssAnon")
    drive(live, WARM_UP)
    before, curves, step = settled(live), curves_megabytes(live), live.report.step
    began = time.perf_counter()
    highest = max(resident, drive(live, FRAMES))
    took, growth = time.perf_counter() - began, settled(live) - before
    steps, curves = live.report.step - step, curves_megabytes(live) - curves
    live.window.close()
    print_table("Memory", rows(resident, anonymous, highest, growth, curves), note(steps, took))


def drive(live: Live, frames: int) -> float:
    """Draw so many frames, painted and all; returns the highest resident size in between, in MB."""
    highest = 0.0
    clock = live.pump.findChildren(QTimer)[0]
    for number in range(frames):
        live.panel.draw_all()
        clock.timeout.emit()
        QApplication.processEvents()
        if number % SAMPLE_EVERY == 0:
            highest = max(highest, megabytes("VmRSS"))
    return highest


def settled(live: Live) -> float:
    """Anonymous memory in MB: the least of some samples, as what is in flight comes and goes."""
    samples = []
    for _ in range(SAMPLES):
        drive(live, FRAMES_BETWEEN)
        gc.collect()
        samples.append(megabytes("RssAnon"))
    return min(samples)


def megabytes(name: str) -> float:
    """A size from /proc/self/status."""
    lines = STATUS.read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(name + ":"))
    return int(line.split()[1]) / 1024


def curves_megabytes(live: Live) -> float:
    """Size of the array that keeps one row a step; it doubles when it is full."""
    owner = live.report.steps.epoch.base
    assert owner is not None
    return float(owner.nbytes) / 2**20


def rows(
    resident: float, anonymous: float, highest: float, growth: float, curves: float
) -> list[Row]:
    """What the table says."""
    return [
        at_most("resident, highest", highest, 450, f"{highest:.0f} MB", "MB"),
        Row("resident after 5 s of training", f"{resident:.0f} MB"),
        Row("of it anonymous (without mapped files)", f"{anonymous:.0f} MB"),
        at_most(f"growth over {FRAMES:,} frames, anonymous", growth, 2, f"{growth:+.1f} MB", "MB"),
        Row("of it the array that keeps every step for the curves", f"{curves:+.1f} MB"),
    ]


def note(steps: int, took: float) -> str:
    """How it was measured."""
    return (
        f"50,000 images, every part visible. After {WARM_UP:,} frames of warm-up, "
        f"{FRAMES:,} frames\nas fast as they go ({took:.0f} s), each painted, while the worker "
        f"takes {steps:,} steps. The growth is between the least of {SAMPLES} samples each."
    )


if __name__ == "__main__":
    main()

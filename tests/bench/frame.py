"""What it costs the GUI thread to draw each part of the panel once, after 20,000 steps."""

from __future__ import annotations

import gc
import math
import statistics
import time

from live import Live, wait
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget
from table import Row, print_table

from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.ui.content import SCHEDULE

STEPS, STEPS_PER_EPOCH, REPEATS = 20_000, 352, 60
WARM_UP = 5
LOOK_MS = 100


class Paints(QObject):
    """Notes that a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count, and let it go on."""
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def main() -> None:
    """Measure and print the table."""
    live = Live(epochs=math.ceil(STEPS / STEPS_PER_EPOCH))
    live.set_running(True)
    reports = (live.report, live.report)
    while live.report.running:
        wait(LOOK_MS)
        reports = (reports[1], live.report)
    live.pump.stop()
    gc.disable()  # the app collects between frames
    steps = live.report.step
    times = {name: redraw_ms(live, name, reports) for name in SCHEDULE.parts}
    live.window.close()
    print_table("One redraw", [row(name, cpu) for name, cpu in times.items()], note(steps))


def redraw_ms(live: Live, name: str, reports: tuple[TrainingReport, ...]) -> list[float]:
    """CPU milliseconds of the GUI thread: take over a report, lay out, paint."""
    paints = Paints(live.parts()[name])
    times = []
    for number in range(WARM_UP + REPEATS):
        before, began = paints.count, time.thread_time()
        live.panel.content.show_part(reports[number % 2], name)
        while paints.count == before:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        times.append(1000 * (time.thread_time() - began))
    return times[WARM_UP:]


def row(name: str, times: list[float]) -> Row:
    """Median and worst."""
    return Row(name, f"{statistics.median(times):.2f} ms, worst {max(times):.2f} ms")


def note(steps: int) -> str:
    """How it was measured."""
    return (
        "CPU time of the GUI thread to take over a report, lay out and paint one part, the worker "
        f"at rest after {steps:,} steps;\n{REPEATS} times. While it trains, a frame draws one part."
    )


if __name__ == "__main__":
    main()

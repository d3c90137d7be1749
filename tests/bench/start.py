"""From the start of the process to the first painted window, against an empty pyqtgraph window.

The child says when; the parent holds the clock, so that Python's own start counts as well.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from table import Row, at_most, print_table

REPEATS, FIRST_REPEATS = 9, 3
# Both say "painted" once the event that painted them first is over, children included.
LOSSVIZ = """
import os
from lossviz.before_qt import BLAS_THREAD_COUNTS
for name in BLAS_THREAD_COUNTS:
    os.environ[name] = "1"
from lossviz import cli
arguments = cli.parse([])
from lossviz import qt_loading
qt_loading.load()
from PySide6.QtCore import QTimer
from lossviz.app import application, create_window
app = application()
window = create_window(arguments)
def painted():
    print("painted", flush=True)
    window.close()
window.painted.connect(lambda: QTimer.singleShot(0, painted))
window.show()
app.exec()
"""
EMPTY = """
import pyqtgraph
from PySide6.QtCore import QTimer
app = pyqtgraph.mkQApp()
class Window(pyqtgraph.PlotWidget):
    first = True
    def paintEvent(self, event):
        super().paintEvent(event)
        if self.first:
            self.first = False
            QTimer.singleShot(0, painted)
def painted():
    print("painted", flush=True)
    window.close()
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""


def main() -> None:
    """Measure and print the table."""
    home = os.path.join(os.environ["LOSSVIZ_HOME"], "start")  # other benchmarks leave settings
    for code in (EMPTY, LOSSVIZ):  # fills the caches of files, fonts and bytecode for both
        seconds_to_paint(code, home)
    empty, full, first = [], [], []
    for _ in range(REPEATS):
        empty.append(seconds_to_paint(EMPTY, home))
        full.append(seconds_to_paint(LOSSVIZ, home))
    for _ in range(FIRST_REPEATS):
        with tempfile.TemporaryDirectory() as fresh_home:
            first.append(seconds_to_paint(LOSSVIZ, fresh_home))
    print_table("Start", rows(empty, full, first), note())


def seconds_to_paint(code: str, home: str) -> float:
    """Start a Python with `code`, and wait until its window is painted, then until it has ended."""
    # Bytecode is kept, as for everybody, but not beside the sources.
    variables = {**os.environ, "LOSSVIZ_HOME": home, "PYTHONPYCACHEPREFIX": home_of_bytecode()}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=variables
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.perf_counter() - began
    if said != "painted\n" or process.returncode:
        raise RuntimeError(f"the window was not painted; exit code {process.returncode}")
    return took


def home_of_bytecode() -> str:
    """One folder for all starts."""
    return os.path.join(os.environ["LOSSVIZ_HOME"], "bytecode")


def rows(empty: list[float], full: list[float], first: list[float]) -> list[Row]:
    """What the table says."""
    base, own, fresh = (statistics.median(times) for times in (empty, full, first))
    text = f"{own / base:.2f} ({1000 * own:,.0f} / {1000 * base:,.0f} ms)"
    fresh_text = f"{fresh / base:.2f} ({1000 * fresh:,.0f} / {1000 * base:,.0f} ms)"
    return [
        at_most("lossviz / empty PlotWidget window", own / base, 1.5, text),
        Row("the same with no settings and no cached images", fresh_text),
    ]


def note() -> str:
    """How it was measured."""
    return (
        "From the start of the process to the end of the first painting, both windows 1440 × 900, "
        f"bytecode cached.\nMedians of {REPEATS} starts in turns, after one that is not counted, "
        f"and of {FIRST_REPEATS} with an empty home, where the\nworker draws the stand-in images "
        "meanwhile."
    )


if __name__ == "__main__":
    main()

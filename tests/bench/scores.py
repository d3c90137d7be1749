"""The Scores panel: from a key press or a scrub to the repaint, and the losses of a large file."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from table import Row, at_most, print_table

from lossviz.app import create_window
from lossviz.arguments import Arguments
from lossviz.model.losses import Hinge, Softmax
from lossviz.model.totals import finished, loss_in_slices
from lossviz.panels.scores.remembered import values_from_scores
from lossviz.panels.scores.state import NAMES, ScoresState
from lossviz.panels.scores.tables import LECTURE, random_table
from lossviz.panels.scores.ui.panel import ScoresPanel
from lossviz.shell.settings import Settings, settings_file, settings_text

SIZE = (1440, 900)
FRAME_MS = 1000 / 60
PRESSES, MOVES, WARM_UP = 300, 300, 20
# Between two gestures, as the fastest hand or the key repeat of a keyboard has it.
PAUSE_MS = 33
ROWS, CLASSES, TURNS = 100_000, 10, 15


class Repaint(QObject):
    """When the score table and the answer beside it were last painted."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__(widgets[0])
        self._painted: dict[QObject, float] = {}
        self._widgets = widgets
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note the time, once the painting is over."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QApplication.sendEvent(watched, event)
            watched.installEventFilter(self)
            self._painted[watched] = time.perf_counter()
            return True
        return super().eventFilter(watched, event)

    def after(self, moment: float) -> float | None:
        """When the last of them was painted, if all were painted after a moment."""
        times = [self._painted.get(widget, 0.0) for widget in self._widgets]
        return max(times) if min(times) > moment else None


def main() -> None:
    """Measure and print the table."""
    keys, scrubs = latencies()
    ratios = {loss: file_ratio(loss) for loss in ("hinge", "softmax")}
    print_table("Scores", rows(keys, scrubs, ratios), note())


def latencies() -> tuple[list[float], list[float]]:
    """Milliseconds from each key press, and from each mouse move of a scrub, to the repaint."""
    state = ten_by_ten()
    remembered = Settings(panels={"scores": {"state": values_from_scores(state)}})
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(settings_text(remembered), encoding="utf-8")
    window = create_window(Arguments(theme="light", panel="scores"))
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    panel = window.panel
    assert isinstance(panel, ScoresPanel)
    while not panel.ready():
        wait(20)
    wait(4000)  # the drawn stand-in images are made meanwhile
    table = panel.content.table.board.table
    repaint = Repaint([table.viewport(), panel.content.answer.hinge_heading.number])
    table.setFocus()
    table.select_cell((1, 0))
    wait(300)

    def press(number: int) -> None:
        QTest.keyClick(table, Qt.Key.Key_Up if number % 2 else Qt.Key.Key_Down)

    keys = [gesture(repaint, press, number) for number in range(WARM_UP + PRESSES)]
    middle = table.visualRect(table.model().index(1, 0)).center()
    send(table.viewport(), QEvent.Type.MouseButtonPress, middle)

    def scrub(number: int) -> None:
        shift = 8 + 8 * (number % 40)
        send(table.viewport(), QEvent.Type.MouseMove, middle + QPoint(shift, 0))

    scrubs = [gesture(repaint, scrub, number) for number in range(WARM_UP + MOVES)]
    send(table.viewport(), QEvent.Type.MouseButtonRelease, middle)
    wait(100)
    window.close()
    return keys[WARM_UP:], scrubs[WARM_UP:]


def ten_by_ten() -> ScoresState:
    """Ten classes, ten images, random scores."""
    zeros = ((0.0,) * CLASSES,) * CLASSES
    names = tuple(f"{name} image" for name in NAMES)
    empty = ScoresState(NAMES, names, zeros, tuple(range(CLASSES)), hinge=LECTURE.hinge)
    return random_table(empty, seed=1)


def gesture(repaint: Repaint, act: Callable[[int], None], number: int) -> float:
    """One change: milliseconds until both the table and the loss were painted with it."""
    wait(PAUSE_MS)
    began = time.perf_counter()
    act(number)
    while (painted := repaint.after(began)) is None:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() - began > 2.0:
            raise RuntimeError("a change was not painted")
    return 1000 * (painted - began)


def send(widget: QWidget, kind: QEvent.Type, place: QPoint) -> None:
    """A mouse event with the left button."""
    button = Qt.MouseButton.LeftButton
    acts = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    where = widget.mapToGlobal(place)
    event = QMouseEvent(kind, place, where, acts, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def file_ratio(name: str) -> tuple[float, float, float]:
    """Our time over NumPy's for the bare expression, and both in milliseconds: medians in turns."""
    random = np.random.default_rng(0)
    s, y = random.normal(0, 3, (ROWS, CLASSES)), random.integers(0, CLASSES, ROWS)
    loss, bare = {"hinge": (Hinge(), bare_hinge), "softmax": (Softmax(), bare_softmax)}[name]
    ours, theirs = [], []
    for _ in range(TURNS):
        theirs.append(seconds(lambda: bare(s, y)))
        ours.append(seconds(lambda: finished(loss_in_slices(loss, s, y))))
    own, other = statistics.median(ours), statistics.median(theirs)
    return own / other, 1000 * own, 1000 * other


def bare_hinge(s: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The lecture's lines for all rows."""
    n = np.arange(len(y))
    margins = np.maximum(0, s - s[n, y][:, None] + 1)
    margins[n, y] = 0
    return margins.sum(axis=1)


def bare_softmax(s: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Log of the sum of exp, less the true score; the highest score is taken out first."""
    m = s.max(axis=1, keepdims=True)
    return np.log(np.exp(s - m).sum(axis=1)) + m[:, 0] - s[np.arange(len(y)), y]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def rows(
    keys: list[float], scrubs: list[float], ratios: dict[str, tuple[float, float, float]]
) -> list[Row]:
    """What the table says."""
    table = []
    for what, times in (("key press", keys), ("scrub", scrubs)):
        p99 = float(np.percentile(times, 99))
        name = f"{what} to repaint, 10 × 10, p99"
        table.append(at_most(name, p99, round(FRAME_MS, 1), f"{p99:.1f} ms", "ms"))
        middle = statistics.median(times)
        text = f"{middle:.1f} ms, worst {max(times):.1f} ms"
        table.append(Row(f"{what} to repaint, median", text))
    for name, (ratio, own, other) in ratios.items():
        text = f"{ratio:.2f} ({own:.1f} / {other:.1f} ms)"
        table.append(at_most(f"{name} losses of 100,000 × 10 / bare NumPy", ratio, 1.2, text))
    return table


def note() -> str:
    """How it was measured."""
    return (
        f"{PRESSES} key presses and {MOVES} mouse moves of a scrub, {PAUSE_MS} ms apart, on a "
        "table of 10 × 10 at 1440 × 900 with the\nExplain column open, each until the table and "
        "the loss beside it were painted anew. The file's losses: medians of\n"
        f"{TURNS} turns, the bare expressions are the lecture's lines and the log of a sum of exp."
    )


def wait(milliseconds: float) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(milliseconds), loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()

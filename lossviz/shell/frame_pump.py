"""One timer in the GUI thread: each frame it takes what the worker left, and the panel draws."""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Result

FRAME_MS = 16
# After an edit the answer is looked for this often, this many times; two frames are this far apart.
LOOK_MS = 1
LOOKS = 50
LEAST_GAP_SECONDS = 0.012
# Young objects about once a second, all of them every ten.
YOUNG_FRAMES = 60
ALL_FRAMES = 600


class FramePump(QObject):
    """Drains the mailbox once a frame and drops results that a newer start has made stale.

    An exception is told whenever it came: nothing fails in silence.

    It also collects garbage: a collection in the worker thread could destroy Qt objects there
    (napari#1029), so the automatic one is off while the pump runs.
    """

    ticked = Signal(int)
    """The number of the frame, after its results were delivered."""

    def __init__(
        self,
        engine: Engine,
        deliver: Callable[[Result], None],
        tell_failed: Callable[[Failed], None],
        parent: QObject | None = None,
    ) -> None:
        """deliver: takes results. tell_failed: says what failed in a job that is stale already."""
        super().__init__(parent)
        self._engine = engine
        self._deliver = deliver
        self._tell_failed = tell_failed
        self._tick = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)
        self._looks = 0
        self._last_news = -math.inf
        self._look_timer = QTimer(self)
        self._look_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._look_timer.setInterval(LOOK_MS)
        self._look_timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin; garbage is collected here from now on."""
        gc.disable()
        gc.freeze()  # what is there stays; looking through it each time would take a frame
        self._timer.start()

    def keep(self) -> None:
        """What has come since the start, such as another panel, stays too."""
        if self._timer.isActive():
            gc.freeze()

    def stop(self) -> None:
        """End; Python collects garbage by itself again."""
        self._timer.stop()
        self._look_timer.stop()
        gc.unfreeze()
        gc.enable()

    def expect(self) -> None:
        """An answer to what the person just did is on its way: its frame comes with it.

        It does not wait for the next turn of the timer, which could cost a whole frame more.
        """
        if self._timer.isActive():
            self._looks = LOOKS
            self._look_timer.start()

    def drain(self) -> None:
        """Deliver what waits."""
        results = self._engine.mailbox.drain()
        if results:
            self._last_news = time.perf_counter()
        for result in results:
            if self._engine.is_current(result.kind, result.generation):
                self._deliver_one(result)
            elif isinstance(result, Failed):
                self._tell_failed(result)

    def _deliver_one(self, result: Result) -> None:
        """An exception over one result must not lose those after it."""
        try:
            self._deliver(result)
        except Exception:
            sys.excepthook(*sys.exc_info())

    def _look(self) -> None:
        """Draw a frame as soon as something came, but not right after one that had news."""
        self._looks -= 1
        if time.perf_counter() - self._last_news < LEAST_GAP_SECONDS:
            return
        if not self._engine.mailbox.is_empty():
            self._timer.start()  # the next one is a whole frame away
            self._frame()
        if self._looks <= 0:
            self._look_timer.stop()

    def _frame(self) -> None:
        self._tick += 1
        self.drain()
        self.ticked.emit(self._tick)
        if self._tick % ALL_FRAMES == 0:
            gc.collect()
        elif self._tick % YOUNG_FRAMES == 0:
            gc.collect(1)

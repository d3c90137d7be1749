"""One timer in the GUI thread: each frame it takes what the worker left, and the panel draws."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Result

FRAME_MS = 16
# Young objects about once a second, all of them every ten.
YOUNG_FRAMES = 60
ALL_FRAMES = 600


class FramePump(QObject):
    """Drains the mailbox once a frame and drops results that a newer start has made stale.

    It also collects garbage: a collection in the worker thread could destroy Qt objects there
    (napari#1029), so the automatic one is off while the pump runs.
    """

    ticked = Signal(int)
    """The number of the frame, after its results were delivered."""

    def __init__(
        self, engine: Engine, deliver: Callable[[Result], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._deliver = deliver
        self._tick = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)

    def start(self) -> None:
        """Begin; garbage is collected here from now on."""
        gc.disable()
        gc.freeze()  # what is there stays; looking through it each time would take a frame
        self._timer.start()

    def stop(self) -> None:
        """End; Python collects garbage by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def drain(self) -> None:
        """Deliver what waits."""
        for result in self._engine.mailbox.drain():
            if self._engine.is_current(result.kind, result.generation):
                self._deliver_one(result)

    def _deliver_one(self, result: Result) -> None:
        """An exception over one result must not lose those after it."""
        try:
            self._deliver(result)
        except Exception:
            sys.excepthook(*sys.exc_info())

    def _frame(self) -> None:
        self._tick += 1
        self.drain()
        self.ticked.emit(self._tick)
        if self._tick % ALL_FRAMES == 0:
            gc.collect()
        elif self._tick % YOUNG_FRAMES == 0:
            gc.collect(1)

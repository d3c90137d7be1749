"""Typeset formulas for the GUI thread: kept here, asked of the worker where they are not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Finished, Result
from lossviz.shell.explain.typesetting import Line, NotTypeset, Stubborn, Typeset, pattern, typeset

KIND = "explain.formula"
# While numbers change, the worker and Python's one lock are left to those of the panel: typesetting
# beside them can cost a frame. But nobody has to wait longer than this.
PAUSE_MS = 80
LONGEST_WAIT_MS = 1000
# It typesets so long at a time.
SLICE_SECONDS = 0.025
KEPT = 400


class Typesetter(QObject):
    """Gives lines of LaTeX as they are typeset, at once or a moment later.

    `want` says which are to be seen, `arrived` that there are more of them.
    """

    arrived = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._wanted: tuple[str, ...] = ()
        self._lines: OrderedDict[str, Line] = OrderedDict()
        self._asked = False
        self._waiting = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._ask)

    def line(self, latex: str) -> Typeset | NotTypeset | None:
        """A line as it is typeset; None while it is not."""
        line = self._kept(pattern(latex))
        if isinstance(line, Stubborn):
            line = self._kept(latex)
        return None if isinstance(line, Stubborn) else line

    def want(self, lines: tuple[str, ...]) -> None:
        """Take note of the lines that are to be seen; those that are missing are asked for soon."""
        if lines == self._wanted:
            return
        self._wanted = lines
        if not self._missing():
            self._timer.stop()
        elif not self._timer.isActive():
            self._waiting.start()
            self._timer.start()
        elif self._waiting.elapsed() < LONGEST_WAIT_MS:
            self._timer.start()

    def take(self, result: Result) -> None:
        """What the worker typeset."""
        self._asked = False
        if not isinstance(result, Finished):
            return  # asking again would fail again
        assert isinstance(result.value, dict)
        self._keep(result.value)
        self.arrived.emit()
        if not self._timer.isActive():
            self._ask()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._wanted = ()
        self._timer.stop()

    def _kept(self, key: str) -> Line | None:
        if key in self._lines:
            self._lines.move_to_end(key)
        return self._lines.get(key)

    def _keep(self, lines: dict[str, Line]) -> None:
        self._lines.update(lines)
        while len(self._lines) > KEPT:
            self._lines.popitem(last=False)

    def _missing(self) -> list[str]:
        return [line for line in dict.fromkeys(self._wanted) if self.line(line) is None]

    def _ask(self) -> None:
        """One question at a time; its answer brings the next, until nothing is missing."""
        missing = [] if self._asked else self._missing()
        if missing:
            self._asked = True
            work: Callable[[], object] = partial(typeset, missing, SLICE_SECONDS)
            self._engine.request(KIND, work)

"""How long both gradients take, as a median of the newest checks: one alone is a matter of luck."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from statistics import median

from lossviz.panels.landscape.checking import Check

COUNT = 15


class Times:
    """The times of the newest checks of one kind."""

    def __init__(self) -> None:
        self._kind: tuple[object, ...] | None = None
        self._numeric: deque[float] = deque(maxlen=COUNT)
        self._analytic: deque[float] = deque(maxlen=COUNT)

    def smoothed(self, check: Check, of: object = None) -> Check:
        """The check with medians in place of its own times; another kind of check begins anew.

        of: what was checked, and how.
        """
        kind = of, check.weights, check.asked
        if kind != self._kind:
            self._kind = kind
            self._numeric.clear()
            self._analytic.clear()
        self._numeric.append(check.seconds_numeric)
        self._analytic.append(check.seconds_analytic)
        return replace(
            check,
            seconds_numeric=median(self._numeric),
            seconds_analytic=median(self._analytic),
        )

"""Numbers that glide to their new values, for bars that animate; 160 ms, OutCubic."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QStyle, QWidget

from lossviz.theme.tokens import Theme


class Glide:
    """The numbers that a widget paints, on their way to those it was last given.

    `moved` is called whenever they have changed. Where the system asks for reduced motion, while
    the widget is hidden, and when the count of numbers changes, they jump.
    """

    def __init__(self, widget: QWidget, theme: Theme, moved: Callable[[], None]) -> None:
        self._widget = widget
        self._moved = moved
        self._start: tuple[float, ...] = ()
        self._end: tuple[float, ...] = ()
        self.values: tuple[float, ...] = ()
        self._animation = QVariantAnimation(widget)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(round(theme.amount("motion.base")))
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._advance)

    def go(self, values: Sequence[float], animate: bool = True) -> None:
        """Go to other values; at once without `animate`, such as while a value is dragged."""
        end = tuple(values)
        if end == self._end:
            if not animate:
                self._arrive()
            return
        self._animation.stop()
        self._start, self._end = self.values, end
        if animate and len(end) == len(self._start) and self._may_move():
            self._animation.start()
        else:
            self._arrive()

    def _may_move(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self._widget.isVisible() and self._widget.style().styleHint(hint) > 0

    def _arrive(self) -> None:
        self._animation.stop()
        if self.values != self._end:
            self.values = self._end
            self._moved()

    def _advance(self, share: float) -> None:
        pairs = zip(self._start, self._end, strict=True)
        self.values = tuple(a + (b - a) * share for a, b in pairs) if share < 1 else self._end
        self._moved()

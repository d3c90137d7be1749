"""Up to three small jiggle plots side by side under one handle, to compare score vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture
from lossviz.widgets.loss_plots.jiggle_plot import JigglePlot

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

MOST = 3
_GAP = 16  # logical px


class JiggleRow(QWidget):
    """Plots that share the offset and the range of x; each has its own of y.

    The keyboard reaches the first plot: one handle moves them all.
    """

    offset_changed = Signal(float, bool)
    """As of a `JigglePlot`."""
    applied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[JigglePlot] = []
        self.setAccessibleName("Jiggle, compared")
        self.plots = tuple(self._make_plot(index) for index in range(MOST))
        self.setFocusProxy(self.plots[0])

    def _make_plot(self, index: int) -> JigglePlot:
        plot = JigglePlot(self._theme, f"Jiggle {index + 1}", compact=True, parent=self)
        plot.setVisible(False)
        if index:
            plot.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        plot.offset_changed.connect(self._follow)
        plot.applied.connect(self.applied)
        return plot

    def show_pictures(self, pictures: Sequence[JigglePicture]) -> None:
        """Show one to three pictures from left to right."""
        if not 1 <= len(pictures) <= MOST:
            raise ValueError(f"a row holds 1 to {MOST} pictures, not {len(pictures)}")
        ranges = [each.x_range for each in pictures]
        x_range = min(low for low, _ in ranges), max(high for _, high in ranges)
        for plot, picture in zip(self.plots, pictures, strict=False):
            plot.setAccessibleName(f"Jiggle {picture.title}".strip())
            plot.show_picture(picture, x_range)
        self._show_plots(len(pictures))
        self._place()

    @property
    def offset(self) -> float:
        """Where the handle is."""
        return self.plots[0].offset

    def set_offset(self, offset: float) -> None:
        """Move the handle without a signal."""
        for plot in self._shown:
            plot.set_offset(offset)

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        self._theme = theme
        for plot in self.plots:
            plot.apply_theme(theme)
        self._place()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The plots' own, side by side."""
        return self._side_by_side(self.plots[0].sizeHint())

    def minimumSizeHint(self) -> QSize:
        """The least that the plots need, side by side."""
        return self._side_by_side(self.plots[0].minimumSizeHint())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give each plot its share of the width."""
        self._place()

    def _side_by_side(self, each: QSize) -> QSize:
        count = max(len(self._shown), 1)
        gaps = (count - 1) * self._theme.px(_GAP)
        return QSize(count * each.width() + gaps, each.height())

    def _show_plots(self, count: int) -> None:
        if count != len(self._shown):
            self._shown = list(self.plots[:count])
            for index, plot in enumerate(self.plots):
                plot.setVisible(index < count)
            self.updateGeometry()

    def _place(self) -> None:
        count, gap = len(self._shown), self._theme.px(_GAP)
        if not count:
            return
        width = (self.width() - (count - 1) * gap) // count
        for index, plot in enumerate(self._shown):
            plot.setGeometry(index * (width + gap), 0, width, self.height())
        lines = max(plot.heading_lines() for plot in self._shown)
        for plot in self._shown:
            plot.set_heading_lines(lines)

    def _follow(self, offset: float, in_gesture: bool) -> None:
        self.set_offset(offset)
        self.offset_changed.emit(offset, in_gesture)

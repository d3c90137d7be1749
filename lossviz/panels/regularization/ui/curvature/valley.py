"""Left in the view Curvature: the valley with two walks from one start, and what runs them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.regularization.curvature import pictures
from lossviz.panels.regularization.curvature.evaluation import CurvatureFound
from lossviz.panels.regularization.curvature.settings import (
    LARGEST_RATE,
    CurvatureSettings,
)
from lossviz.panels.regularization.ui.controls import PANEL, NumberField, button, label, menu
from lossviz.theme.tokens import Theme
from lossviz.widgets.contour_plane.contour_plane import ContourPlane
from lossviz.widgets.controls.chip import ToggleChip
from lossviz.widgets.layout.flow import Flow
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.numbers.number_scale import Limits, LogScale
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.themed import Themed

RATES = LogScale(0.001, LARGEST_RATE)


class Valley(QWidget):
    """Shows what was found, and tells what the person drags and chooses."""

    valley_chosen = Signal(str)
    rate_chosen = Signal(str)
    goal_chosen = Signal(str)
    own_rate_changed = Signal(float, bool)
    looked = Signal(dict)
    run_wanted = Signal()
    step_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.header = SectionHeader(theme, "The valley gets rounder", "", high=True)
        self.valley = menu(theme, tuple(pictures.TITLES.items()), "valley.of", "Valley", small=True)
        self.valley.value_changed.connect(self.valley_chosen)
        self.header.add(self.valley)
        self.plane = ContourPlane(theme, "Both weights, and two walks down the loss")
        self.plane.setObjectName(f"{PANEL}.valley")
        self.plane.window_wanted.connect(lambda window: self.looked.emit({"window": window}))
        self._make_controls(theme)
        self.note = label("", "secondary", "valley_note")
        self.note.setWordWrap(True)
        self._themed: tuple[Themed, ...] = (
            self.header, self.valley, self.plane, self._chips, self.run, self.step,
        )  # fmt: skip
        self._lay_out()
        self.apply_theme(theme)

    def show_settings(self, settings: CurvatureSettings) -> None:
        """Valley, rate and goal."""
        self.valley.set_value(settings.valley)
        self.header.set_caption(pictures.CAPTIONS[settings.valley])
        self.rate.set_value(settings.rate)
        self.own_rate.set_value(settings.own_rate)
        self.own_rate.setVisible(settings.rate == "own")
        self.goal.set_value(settings.goal)

    def show_found(self, found: CurvatureFound) -> None:
        """All that is on the plane."""
        self.plane.show_picture(pictures.plane(found), found.window)
        self.data.setChecked(found.look.data)
        self.free.setChecked(found.look.free)
        set_text(self.note, pictures.progress(found))

    def set_low(self, low: bool) -> None:
        """Closer rows, where there is not the height for more."""
        self._column.setSpacing(self._theme.px(5 if low else 10))

    def show_running(self, running: bool) -> None:
        """The button says what it does next."""
        self.run.setText("Pause" if running else "Run")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)
        self._row.setSpacing(theme.space(2))

    def _make_controls(self, theme: Theme) -> None:
        self.data = self._chip(theme, "data loss alone", "valley.data", "data")
        self.free = self._chip(theme, "walk with λ = 0", "valley.free", "free")
        self.rate = menu(theme, tuple(pictures.RATE_TITLES.items()), "valley.rate", "Learning rate")
        self.rate.value_changed.connect(self.rate_chosen)
        self.own_rate = NumberField(
            theme, "valley.own_rate", "Learning rate", 0.4, scale=RATES,
            format_value=short_number, limits=Limits(0.0, LARGEST_RATE, above=True), boxed=True,
        )  # fmt: skip
        self.own_rate.value_changed.connect(self.own_rate_changed)
        self.goal = menu(theme, tuple(pictures.GOAL_TITLES.items()), "valley.goal", "Goal")
        self.goal.value_changed.connect(self.goal_chosen)
        for choice in (self.rate, self.goal):
            choice.setProperty("face", "small")
        self._chips = Flow(theme, (self.data, self.free, self.rate, self.own_rate, self.goal))
        self.step = button(theme, "Step", "step", "secondary", "step", self.step_wanted)
        self.run = button(theme, "Run", "play", "primary", "run", self.run_wanted)

    def _chip(self, theme: Theme, text: str, name: str, field: str) -> ToggleChip:
        chip = ToggleChip(theme, text)
        chip.setObjectName(f"{PANEL}.{name}")
        chip.clicked.connect(lambda on: self.looked.emit({field: on}))
        return chip

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.note, 1)
        self._row.addWidget(self.step)
        self._row.addWidget(self.run)
        self._column.addWidget(self.header)
        self._column.addWidget(self.plane, 1)
        self._column.addWidget(self._chips)
        self._column.addLayout(self._row)
        self._column.addStretch(0)

"""Left in the view Simpler models: points to move, and the polynomials through them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.regularization.simpler import pictures
from lossviz.panels.regularization.simpler.evaluation import SimplerFound
from lossviz.panels.regularization.simpler.settings import (
    LARGEST_DEGREE,
    SimplerLook,
    SimplerSettings,
    preset_in_force,
)
from lossviz.panels.regularization.ui.controls import PANEL, icon_button, label
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.controls.chip import ToggleChip
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.fit.fit_plot import FitPlot
from lossviz.widgets.layout.flow import Flow
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.themed import Themed

PRESETS = (("f1", "f₁ bends"), ("f2", "f₂ simple"), ("least", "Least test error"))
CHIPS = (("shows_test", "test points"), ("shows_f1", "f₁"), ("shows_f2", "f₂"))
DEGREES = LinearScale(0, LARGEST_DEGREE, 1, whole=True)
RAISED = 10.0
LEAST_PLOT, LOW_PLOT, NUMBER = 420, 300, 44  # logical px


class Points(QWidget):
    """Shows what was found, and tells what the person wants to be other."""

    degree_changed = Signal(float, bool)
    preset_wanted = Signal(str)
    drawing_wanted = Signal()
    raise_wanted = Signal(float)
    shown = Signal(dict)
    """A field of `SimplerLook`, and whether it is drawn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self.presets = {key: self._preset(theme, key, text) for key, text in PRESETS}
        self.degree = LabelledSlider(
            theme, "Degree", 9, name="Degree of the polynomial", scale=DEGREES,
            default=SimplerSettings().degree, format_value=short_number,
            limits=Limits(0, LARGEST_DEGREE, whole=True), tight=True,
        )  # fmt: skip
        self.degree.setObjectName(f"{PANEL}.degree")
        self.degree.value_changed.connect(self.degree_changed)
        self.raise_y = ActionButton(theme, "y + 10")
        self.raise_y.setObjectName(f"{PANEL}.raise")
        self.raise_y.setAccessibleName("Add 10 to every y")
        self.raise_y.setToolTip("Add 10 to every y: the bias alone takes it up")
        self.raise_y.setProperty("face", "small")
        self.raise_y.clicked.connect(lambda: self.raise_wanted.emit(RAISED))
        self.draw = icon_button(theme, "new-seed", "draw", "Draw other points", self.drawing_wanted)
        self._chips = {key: self._chip(theme, key, text) for key, text in CHIPS}
        self._chip_flow = Flow(theme, tuple(self._chips.values()))
        self.plot = FitPlot(theme, "Points and polynomials")
        self.plot.setObjectName(f"{PANEL}.fit")
        self.legend = label("", "secondary", "fit.legend")
        self.legend.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._degree_row = QHBoxLayout()
        self._degree_row.addWidget(self.degree, 1)
        self._degree_row.addWidget(self.raise_y)
        self._degree_row.addWidget(self.draw)
        self._column.addLayout(self._degree_row)
        self._column.addWidget(self._chip_flow)
        self._column.addWidget(self.plot, 1)
        self._column.addWidget(self.legend)
        self.apply_theme(theme)

    def show_settings(self, settings: SimplerSettings) -> None:
        """The degree, and which preset is in force."""
        self.degree.set_value(settings.degree)
        here = preset_in_force(settings)
        for key in ("f1", "f2"):
            self.presets[key].setChecked(key == here)
        set_text(self.legend, pictures.legend(settings))

    def show_found(self, found: SimplerFound) -> None:
        """Points, polynomials, what is drawn."""
        best, strength = found.best, found.settings.penalty.strength
        self.presets["least"].setChecked(best is not None and abs(strength - best) < 1e-12)
        self.presets["least"].setEnabled(best is not None)
        for key, chip in self._chips.items():
            chip.setChecked(getattr(found.look, key))
        self.plot.show_picture(pictures.fit_picture(found))

    def set_low(self, low: bool) -> None:
        """A lower plot, where there is not the height for more."""
        self._low = low
        self.plot.setMinimumHeight(self._theme.px(LOW_PLOT if low else LEAST_PLOT))
        self.legend.setVisible(not low)
        self._column.setSpacing(self._theme.px(5 if low else 8))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        parts: tuple[Themed, ...] = (
            self.degree, self.raise_y, self.draw,
            self._chip_flow, self.plot,
        )  # fmt: skip
        for part in parts:
            part.apply_theme(theme)
        self.degree.field.set_least_width(theme.px(NUMBER))
        self.set_low(self._low)

    def _preset(self, theme: Theme, key: str, text: str) -> ActionButton:
        button = ActionButton(theme, text)
        button.setObjectName(f"{PANEL}.presets.{key}")
        button.setAccessibleName(text)
        button.setProperty("face", "small")
        button.setCheckable(True)
        button.clicked.connect(partial(self._press, key))
        return button

    def _press(self, key: str) -> None:
        # The state says which preset is in force: a press alone does not check the button.
        button = self.presets[key]
        button.setChecked(not button.isChecked())
        self.preset_wanted.emit(key)

    def _chip(self, theme: Theme, key: str, text: str) -> ToggleChip:
        chip = ToggleChip(theme, text)
        chip.setObjectName(f"{PANEL}.{key}")
        chip.setChecked(bool(getattr(SimplerLook(), key)))
        chip.clicked.connect(lambda: self.shown.emit({key: chip.isChecked()}))
        return chip

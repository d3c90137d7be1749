"""What turns the lecture's questions into controls: margin, k, variants of the hinge, presets."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lossviz.model.losses import Hinge
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.state import (
    FEWEST_DIGITS,
    LARGEST_MARGIN,
    LARGEST_SCALE,
    MOST_DIGITS,
    ScoresState,
)
from lossviz.panels.scores.tables import preset_in_force
from lossviz.panels.scores.ui.presets import Presets
from lossviz.panels.scores.ui.variants import Variants
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.controls.segmented import Segmented
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import short_number

MARGINS = LinearScale(0.0, 5.0, 0.1)
SCALES = LinearScale(0.0, LARGEST_SCALE, 0.1)
DIGITS = LinearScale(FEWEST_DIGITS, MOST_DIGITS, 1, whole=True)
DRIVERS = (("table", "Table"), ("linear", "W x + b"))
# Logical px. All controls begin at one column; chips and buttons leave their names no more.
CONTROLS_AT, AFTER_NAME, PRESET_HEIGHT = 58, 6, 28


class Controls(QWidget):
    """Each control shows the state and asks for another; names start with ``scores.``."""

    scale_changed = Signal(float, bool)
    variant_changed = Signal(str, object, bool)
    """Field of `Hinge`, its value, whether the gesture goes on."""
    digits_changed = Signal(int, bool)
    linear_wanted = Signal(bool)
    preset_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.margin = LabelledSlider(
            theme,
            "Margin Δ",
            1.0,
            name="Margin Δ",
            scale=MARGINS,
            default=Hinge().margin,
            format_value=vm.setting_text,
            limits=Limits(0.0, LARGEST_MARGIN),
            inline=True,
            slider_at=CONTROLS_AT,
        )
        self.scale = LabelledSlider(
            theme,
            "W → kW",
            1.0,
            name="Scale k of W → kW",
            scale=SCALES,
            default=1.0,
            format_value=vm.setting_text,
            inline=True,
            slider_at=CONTROLS_AT,
        )
        self.variants = Variants(theme)
        self.presets = Presets(theme)
        self.driver = Segmented(theme, DRIVERS, "table")
        self.digits = _digits_field(theme)
        self._labels: list[QLabel] = []
        self._drives = self._fill_menu()
        self._name()
        self._lay_out()
        self._connect()
        self.apply_theme(theme)

    def show_state(self, state: ScoresState) -> None:
        """Show the settings, whoever made them."""
        self.margin.set_value(state.hinge.margin)
        self.scale.set_value(state.scale)
        self.variants.show_hinge(state.hinge)
        self.presets.show_preset(preset_in_force(state))
        self.driver.set_value("linear" if state.linear else "table")
        self.digits.set_value(state.digits)
        self._drives.setChecked(state.linear is not None)

    def set_narrow(self, narrow: bool) -> None:
        """Presets and variants as menus, where there is little room and on a projector.

        On a projector what drives the scores, and the digits, are in the menu of presets alone.
        """
        drivers = (self._driver_label, self.driver, self._digits_label, self.digits)
        for part in drivers:
            part.setVisible(not self._theme.projector)
        self.variants.set_narrow(narrow)
        self.presets.set_narrow(narrow)
        for label in (self._variants_label, self._presets_label):
            label.setVisible(not narrow)
        self._place_choices(narrow)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (
            self.margin,
            self.scale,
            self.variants,
            self.presets,
            self.driver,
            self.digits,
        ):
            part.apply_theme(theme)
        self._column.setSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space(2))
        self._grid.setHorizontalSpacing(theme.px(AFTER_NAME))
        for label in self._labels:
            label.setFixedWidth(theme.px(CONTROLS_AT) - theme.px(AFTER_NAME))
        # In line with the first row of buttons, however many rows they take.
        self._presets_label.setFixedHeight(theme.px(PRESET_HEIGHT))
        self._digits_label.setContentsMargins(0, 0, theme.space(2), 0)

    def _fill_menu(self) -> QAction:
        """Put into the menu of presets what a projector has no room for; returns its switch."""
        menu = self.presets.menu
        menu.addSeparator()
        drives = menu.addAction("Scores from W x + b")
        drives.setCheckable(True)
        drives.setObjectName("scores.driver.entry")
        drives.triggered.connect(self.linear_wanted)
        digits = menu.addMenu("Digits of losses")
        for number in range(FEWEST_DIGITS, MOST_DIGITS + 1):
            entry = digits.addAction(str(number))
            entry.setObjectName(f"scores.digits.{number}")
            entry.triggered.connect(partial(self._choose_digits, number))
        return drives

    def _choose_digits(self, number: int) -> None:
        self.digits_changed.emit(number, False)

    def _name(self) -> None:
        for name, part in (
            ("margin", self.margin),
            ("scale", self.scale),
            ("driver", self.driver),
            ("digits", self.digits),
        ):
            part.setObjectName(f"scores.{name}")
        self.driver.setAccessibleName("What gives the scores")

    def _connect(self) -> None:
        self.margin.value_changed.connect(partial(self.variant_changed.emit, "margin"))
        self.scale.value_changed.connect(self.scale_changed)
        self.variants.changed.connect(lambda name, on: self.variant_changed.emit(name, on, False))
        self.digits.value_changed.connect(
            lambda value, on: self.digits_changed.emit(int(value), on)
        )
        self.driver.value_changed.connect(lambda key: self.linear_wanted.emit(key == "linear"))
        self.presets.wanted.connect(self.preset_wanted)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.margin)
        self._column.addWidget(self.scale)
        self._grid = QGridLayout()
        self._column.addLayout(self._grid)
        self._variants_label = self._label(LOSS_FORMULAS["hinge"].title)
        self._presets_label = self._label("Presets")
        self._driver_label = self._label("Scores")
        self._digits_label = QLabel("digits")
        self._digits_label.setProperty("role", "label")
        self._digits_label.setBuddy(self.digits)
        self._grid.addWidget(self._variants_label, 0, 0)
        self._grid.addWidget(self._presets_label, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._place_choices(narrow=False)  # before what stands below: so is the order of Tab
        self._grid.addWidget(self._driver_label, 2, 0)
        self._grid.addWidget(self.driver, 2, 1)
        self._grid.addWidget(self._digits_label, 2, 3)
        self._grid.addWidget(self.digits, 2, 4)
        self._grid.setColumnStretch(2, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _place_choices(self, narrow: bool) -> None:
        """In rows of their own, or both menus in one."""
        for part in (self.variants, self.presets):
            self._grid.removeWidget(part)
        if narrow:
            self._grid.addWidget(self.presets, 0, 0, 1, 2)
            self._grid.addWidget(self.variants, 0, 2, 1, 3)
        else:
            self._grid.addWidget(self.variants, 0, 1, 1, 4)
            self._grid.addWidget(self.presets, 1, 1, 1, 4)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "label")
        self._labels.append(label)
        return label


def _digits_field(theme: Theme) -> ScrubField:
    field = ScrubField(
        theme, 2, name="Digits of losses", scale=DIGITS, default=2, format_value=short_number
    )
    field.setProperty("boxed", True)
    return field

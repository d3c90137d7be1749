"""Left in the view Preferences: the image x and three weights, as bars to drag."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.regularization.preferences import pictures
from lossviz.panels.regularization.preferences.evaluation import PreferencesFound
from lossviz.panels.regularization.preferences.settings import (
    VECTORS,
    PreferencesSettings,
    preset_in_force,
)
from lossviz.panels.regularization.ui.controls import PANEL, label, menu
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.controls.chip import ToggleChip
from lossviz.widgets.layout.flow import Flow
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.weights.vector_bars import VectorBars

OWN = ""
PRESETS = (("lecture", "x = [1, 1, 1, 1]"), ("sparse", "x = [1, 1, 1, 2]"), (OWN, "Your own x, w"))
WAYS = (("w1", "w₁"), ("w2", "w₂"), ("half", "Half way"), ("random", "Random"))
LEAST = "Least R"
HEIGHTS, LOW_HEIGHTS = (94, 132), (68, 92)  # logical px: of x, and of a w
NAMES = {"x": "Image x", "w1": "Weights w₁", "w2": "Weights w₂", "w": "Weights w"}
HOW_TO = (
    "Drag a bar: the others move as little as they can, so that the score stays. "
    "Below each weight: what it adds to R."
)


class Vectors(QWidget):
    """Shows what was found, and tells what the person wants to be other."""

    value_changed = Signal(str, int, float, bool)
    """Which vector, which number, its new value, and whether the gesture goes on."""
    keep_changed = Signal(bool)
    lock_wanted = Signal(int)
    preset_wanted = Signal(str)
    set_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low, self._settings = False, PreferencesSettings()
        self.header = SectionHeader(theme, "One score, many weights", high=True)
        self.preset = menu(theme, PRESETS, "preset", "Presets", small=True)
        self.preset.value_changed.connect(self._choose_preset)
        self.keep = ToggleChip(theme, "keep w · x")
        self.keep.setObjectName(f"{PANEL}.keep_score")
        self.keep.clicked.connect(lambda: self.keep_changed.emit(self.keep.isChecked()))
        self.header.add(self.keep)
        self.bars = {
            name: VectorBars(theme, f"{PANEL}.bars.{name}", NAMES[name], lockable=name == "w")
            for name in VECTORS
        }
        for name, bars in self.bars.items():
            bars.setObjectName(f"{PANEL}.bars.{name}")
            bars.value_changed.connect(partial(self.value_changed.emit, name))
            bars.lock_wanted.connect(self.lock_wanted)
        self._buttons = [self._way(theme, key, text) for key, text in (*WAYS, ("least", LEAST))]
        self._flow = Flow(theme, (*self._buttons, self.preset), last_at_end=True)
        self._flow.setObjectName(f"{PANEL}.set_w")
        self.how_to = label(HOW_TO, "secondary")
        self.how_to.setWordWrap(True)
        self._rules = [Rule(theme, "horizontal") for _ in VECTORS]
        self._lay_out()
        self.apply_theme(theme)

    def show_settings(self, settings: PreferencesSettings) -> None:
        """What is kept, and which preset is in force."""
        self._settings = settings
        self.keep.setChecked(settings.keep)
        self.preset.set_value(preset_in_force(settings))

    def show_found(self, found: PreferencesFound, animate: bool) -> None:
        """All numbers."""
        for name, bars in self.bars.items():
            bars.show_content(pictures.bars(found, name), animate)
        self.keep.set_words(pictures.keep_text(found))

    def set_low(self, low: bool) -> None:
        """Lower bars, where there is not the height for more; the sentence goes."""
        self._low = low
        of_x, of_w = LOW_HEIGHTS if low else HEIGHTS
        for name, bars in self.bars.items():
            bars.set_height(of_x if name == "x" else of_w)
        self.how_to.setVisible(not low)
        self._column.setSpacing(self._theme.px(3 if low else 6))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        themed: tuple[Themed, ...] = (
            self.header, self.keep, *self.bars.values(), *self._rules, self._flow,
        )  # fmt: skip
        for part in themed:
            part.apply_theme(theme)
        self.set_low(self._low)

    def _choose_preset(self, key: str) -> None:
        """One's own is what there is: it can't be asked for."""
        if key == OWN:
            self.preset.set_value(preset_in_force(self._settings))
        else:
            self.preset_wanted.emit(key)

    def _way(self, theme: Theme, key: str, text: str) -> ActionButton:
        button = ActionButton(theme, text)
        button.setObjectName(f"{PANEL}.set_w.{key}")
        button.setAccessibleName(f"Set w: {text}")
        button.setProperty("face", "small")
        button.clicked.connect(partial(self.set_wanted.emit, key))
        return button

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        for (_, bars), rule in zip(self.bars.items(), self._rules, strict=True):
            self._column.addWidget(bars)
            self._column.addWidget(rule)
        self._column.addWidget(self._flow)
        self._column.addWidget(self.how_to)
        self._column.addStretch(1)

"""Random weights at a press, and in its menu the seed that they come from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.state import LARGEST_SEED, PlaygroundState, is_of_seed
from lossviz.panels.playground.ui.controls import PANEL, label, named_number
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.split_button import SplitButton
from lossviz.widgets.numbers.number_scale import Limits, LinearScale

SEEDS = LinearScale(0, LARGEST_SEED, 1, whole=True)
# Logical px: of the number; and of the words below it, which lie where a refused one is explained.
SEED_WIDTH, WORDS_WIDTH, WORDS_HEIGHT = 44, 290, 48
WORDS = "The same seed gives the same weights. Weights of one’s own have none."


class RandomizeButton(SplitButton):
    """A press asks for weights of any seed, the number in its menu for those of one."""

    seed_chosen = Signal(int, bool)
    """The seed, and whether the gesture goes on."""

    def __init__(self, theme: Theme) -> None:
        self.seed = named_number(
            theme, "seed", "Seed", vm.NO_SEED,
            scale=SEEDS, format_value=vm.seed_text, limits=Limits(0, LARGEST_SEED, whole=True),
            width=SEED_WIDTH,
        )  # fmt: skip
        self._words = label(WORDS, "caption")
        self._content = QWidget()
        super().__init__(theme, "Randomize", "new-seed", "quiet")
        self.setObjectName(f"{PANEL}.randomize")
        self.setAccessibleName("Randomize")
        self.setToolTip("Begin at random weights: W from −5 to 5, b from −0.5 to 0.5")
        self.setProperty("edge", "right")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._content)
        column.addWidget(self.seed, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._words)
        self.hold(self._content, self.seed.field)
        self.seed.value_changed.connect(
            lambda value, going: self.seed_chosen.emit(max(int(value), 0), going)
        )
        self._measure(theme)

    def show_state(self, state: PlaygroundState) -> None:
        """The seed of these weights."""
        self.seed.set_value(state.seed if is_of_seed(state) else vm.NO_SEED)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale, with what is in the menu."""
        super().apply_theme(theme)
        self.seed.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._words.setFixedSize(theme.px(WORDS_WIDTH), theme.px(WORDS_HEIGHT))
        if (column := self._content.layout()) is not None:
            column.setContentsMargins(*(theme.space(2),) * 4)
            column.setSpacing(theme.space(2))

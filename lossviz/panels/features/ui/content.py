"""All that is on the Features panel: both planes left, their classifiers right."""

from __future__ import annotations

from math import ceil

from PySide6.QtWidgets import QWidget

from lossviz.panelkit.two_columns import TwoColumns
from lossviz.panels.features.evaluation import Evaluation
from lossviz.panels.features.state import FeaturesState, FeaturesView
from lossviz.panels.features.ui.classifiers_part import ClassifiersPart
from lossviz.panels.features.ui.planes_part import PlanesPart
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.label_text import set_text

# Logical px.
LEAST_LEFT, LEAST_RIGHT, LEAST_HEIGHT = 500, 330, 320
MOST_LEFT, SHARE = 760, 0.59


class Content(TwoColumns):
    """Lays out both columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.planes, self.classifiers = PlanesPart(theme), ClassifiersPart(theme)
        names = "features.left", "features.right"
        super().__init__(theme, self.planes, self.classifiers, parent, names=names)
        self._view = FeaturesView()
        self.apply_theme(theme)

    def show_state(self, state: FeaturesState, /) -> None:
        """The chosen point's numbers, at once."""
        self.classifiers.show_point(state, self._view.chosen)

    def show_view(self, state: FeaturesState, view: FeaturesView) -> None:
        """Where one looks."""
        self._view = view
        self.show_state(state)

    def show_evaluation(self, seen: Evaluation) -> None:
        """All numbers."""
        self.planes.show_evaluation(seen)
        self.classifiers.show_evaluation(seen)

    def end_gestures(self) -> None:
        """Numbers were changed from elsewhere."""
        self.planes.end_gestures()

    def refuse(self, sentence: str, /) -> None:
        """Say why an edit was not made."""
        set_text(self.classifiers.said, sentence)

    def accept(self) -> None:
        """What was refused before is over."""
        set_text(self.classifiers.said, "")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.planes.apply_theme(theme)
        self.classifiers.apply_theme(theme)
        super().apply_theme(theme)

    def least(self) -> tuple[int, int]:
        """Both columns as narrow as they can be."""
        lengths, right = self.lengths(), ceil(self._least_right() / self._theme.scale)
        return 2 * lengths.pad + lengths.gap + LEAST_LEFT + right, LEAST_HEIGHT

    def needs(self) -> int:
        """The least width of the numbers."""
        return self.classifiers.minimumSizeHint().width()

    def widths(self, room: int) -> tuple[int, int]:
        """The planes have more."""
        px = self._theme.px
        left = min(round(room * SHARE), px(MOST_LEFT), room - self._least_right())
        left = max(left, px(LEAST_LEFT))
        return left, max(room - left, px(1))

    def _least_right(self) -> int:
        return max(self._theme.px(LEAST_RIGHT), self.needs())

"""The view W or 2W: kW as cells with their scores left, the losses against k right."""

from __future__ import annotations

from functools import partial
from typing import Any

from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.panels.regularization.ui.w_or_2w.numbers import Numbers
from lossviz.panels.regularization.ui.w_or_2w.weights import Weights
from lossviz.panels.regularization.w_or_2w import settings as actions
from lossviz.panels.regularization.w_or_2w.evaluation import WOr2WFound
from lossviz.panels.regularization.w_or_2w.settings import WOr2WSettings
from lossviz.theme.tokens import Theme


class WOr2WPart(ViewPart):
    """Shows W and kW, and asks for another k, weight or image."""

    def __init__(self, theme: Theme) -> None:
        self._object, self._numbers = Weights(theme), Numbers(theme)
        super().__init__(theme, "w_or_2w", self._object, self._numbers)
        self._least = 0.0
        self._object.scale_changed.connect(self._edit_scale)
        self._object.least_wanted.connect(lambda: self._edit_scale(self._least, False))
        self._object.image_chosen.connect(self._choose_image)
        self._object.weight_changed.connect(self._edit_weight)
        self._numbers.scale_changed.connect(self._edit_scale)
        self.apply_theme(theme)

    def show_settings(self, settings: WOr2WSettings) -> None:
        """k and the image."""
        self._object.show_settings(settings)

    def show_found(self, found: WOr2WFound, *, animate: bool) -> None:
        """All numbers."""
        self._least = round(found.least.k, 12)
        self._object.show_found(found, animate)
        self._numbers.show_found(found)

    def fit(self, left: int, right: int) -> None:
        """In a low window rows are closer, and sentences go."""
        self._object.set_low(self.is_low())
        self._numbers.set_low(self.is_low())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._object.apply_theme(theme)
        self._numbers.apply_theme(theme)
        super().apply_theme(theme)

    def _edit_scale(self, k: float, in_gesture: bool) -> None:
        self.tell(partial(actions.with_scale, scale=k), "scale k", in_gesture)

    def _choose_image(self, image: str) -> None:
        self.tell(partial(actions.with_image, image=image), "image")

    def _edit_weight(self, j: int, d: int, value: float, in_gesture: bool) -> None:
        def action(settings: Any) -> WOr2WSettings:
            return actions.with_weight(settings, j, d, value)

        self.tell(action, "weight", in_gesture)

"""The view Preferences: x, w1, w2 and w as bars left, what each penalty says of them right."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from lossviz.panels.regularization.preferences import settings as actions
from lossviz.panels.regularization.preferences.evaluation import PreferencesFound
from lossviz.panels.regularization.preferences.settings import PreferencesSettings
from lossviz.panels.regularization.ui.preferences.costs import Costs
from lossviz.panels.regularization.ui.preferences.vectors import Vectors
from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.theme.tokens import Theme

Action = Callable[[PreferencesSettings], PreferencesSettings]


class PreferencesPart(ViewPart):
    """Shows vectors and costs, and asks for other vectors."""

    def __init__(self, theme: Theme) -> None:
        self._object, self._numbers = Vectors(theme), Costs(theme)
        super().__init__(theme, "preferences", self._object, self._numbers)
        self._object.value_changed.connect(self._edit_value)
        self._object.keep_changed.connect(
            lambda on: self.tell(partial(actions.with_keep, keep=on), "keep w · x")
        )
        self._object.lock_wanted.connect(
            lambda i: self.tell(partial(actions.with_lock, i=i), "lock")
        )
        self._object.preset_wanted.connect(
            lambda key: self.tell(partial(actions.preset, key=key), "preset")
        )
        self._object.set_wanted.connect(self._set_w)
        self._numbers.share_changed.connect(self._edit_share)
        self._numbers.of_chosen.connect(lambda of: self.looked.emit({"of": of}))
        self.apply_theme(theme)

    def show_settings(self, settings: PreferencesSettings) -> None:
        """What is kept, and which preset is in force."""
        self._object.show_settings(settings)

    def show_found(self, found: PreferencesFound, *, animate: bool) -> None:
        """All numbers."""
        self._object.show_found(found, animate)
        self._numbers.show_found(found)

    def fit(self, left: int, right: int) -> None:
        """In a low window bars are lower."""
        self._object.set_low(self.is_low())
        self._numbers.set_low(self.is_low())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._object.apply_theme(theme)
        self._numbers.apply_theme(theme)
        super().apply_theme(theme)

    def _edit_value(self, vector: str, i: int, value: float, in_gesture: bool) -> None:
        action = partial(actions.with_value, vector=vector, i=i, value=value)
        self.tell(action, vector, in_gesture)

    def _edit_share(self, share: float, in_gesture: bool) -> None:
        self.tell(partial(actions.between, share=share), "w between w₁ and w₂", in_gesture)

    def _set_w(self, to: str) -> None:
        setting: dict[str, Action] = {
            "w1": partial(actions.between, share=0.0),
            "w2": partial(actions.between, share=1.0),
            "half": partial(actions.between, share=0.5),
            "random": partial(actions.at_random, seed=random.randrange(2**32)),
            "least": actions.cheapest,
        }
        self.tell(setting[to], "w")

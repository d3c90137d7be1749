"""The view Simpler models: points and polynomials left, their errors and weights right."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from lossviz.panels.regularization.simpler import settings as actions
from lossviz.panels.regularization.simpler.evaluation import SimplerFound
from lossviz.panels.regularization.simpler.settings import SimplerSettings
from lossviz.panels.regularization.state import with_penalty
from lossviz.panels.regularization.ui.simpler.errors import Errors
from lossviz.panels.regularization.ui.simpler.points import Points
from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.theme.tokens import Theme


class SimplerPart(ViewPart):
    """Shows a fit, and asks for other points, another degree or λ."""

    def __init__(self, theme: Theme) -> None:
        self._object, self._numbers = Points(theme), Errors(theme)
        super().__init__(theme, "simpler", self._object, self._numbers)
        self._best: float | None = None
        self._axis = "strength"
        part = self._object
        part.degree_changed.connect(self._edit_degree)
        part.preset_wanted.connect(self._choose_preset)
        part.drawing_wanted.connect(self._draw)
        part.raise_wanted.connect(lambda by: self.tell(partial(actions.raised, by=by), "all y"))
        part.shown.connect(self.looked)
        plot = part.plot
        plot.point_moved.connect(self._move)
        plot.point_added.connect(
            lambda x, y: self.tell(partial(actions.with_added, x=x, y=y), "add point")
        )
        plot.point_removed.connect(
            lambda i: self.tell(partial(actions.with_removed, i=i), "remove point")
        )
        self._numbers.axis_chosen.connect(lambda axis: self.looked.emit({"axis": axis}))
        self._numbers.at_changed.connect(self._edit_at)
        self.apply_theme(theme)

    def show_settings(self, settings: SimplerSettings) -> None:
        """The degree, and which preset is in force."""
        self._object.show_settings(settings)

    def show_found(self, found: SimplerFound, *, animate: bool) -> None:
        """All numbers."""
        self._best, self._axis = found.best, found.look.axis
        self._object.show_found(found)
        self._numbers.show_found(found)

    def fit(self, left: int, right: int) -> None:
        """In a low window the plots are lower."""
        self._object.set_low(self.is_low())
        self._numbers.set_low(self.is_low())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._object.apply_theme(theme)
        self._numbers.apply_theme(theme)
        super().apply_theme(theme)

    def _edit_degree(self, degree: float, in_gesture: bool) -> None:
        self.tell(partial(actions.with_degree, degree=int(degree)), "degree", in_gesture)

    def _edit_at(self, value: float, in_gesture: bool) -> None:
        """What the error is drawn against was dragged: λ or the degree."""
        if self._axis == "degree":
            self._edit_degree(value, in_gesture)
            return

        def action(settings: Any) -> SimplerSettings:
            return with_penalty(settings, strength=value)

        self.tell(action, "regularization strength", in_gesture)

    def _move(self, i: int, x: float, y: float, in_gesture: bool) -> None:
        self.tell(partial(actions.with_point, i=i, x=x, y=y), "point", in_gesture)

    def _choose_preset(self, name: str) -> None:
        if name != "least":
            self.tell(partial(actions.preset, name=name), "preset")
        elif self._best is not None:
            self.tell(partial(actions.with_strength, strength=self._best), "least test error")

    def _draw(self) -> None:
        seed = random.randrange(2**32)
        self.tell(partial(actions.with_drawn, seed=seed), "draw points")

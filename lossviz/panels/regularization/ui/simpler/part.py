"""The view Simpler models: what is fitted left, its errors and weights right."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from lossviz.panels.regularization.simpler import settings as actions
from lossviz.panels.regularization.simpler.evaluation import SimplerFound
from lossviz.panels.regularization.simpler.settings import MODELS, SimplerSettings
from lossviz.panels.regularization.simpler.templates import Learned
from lossviz.panels.regularization.state import with_penalty
from lossviz.panels.regularization.ui.simpler.errors import Errors
from lossviz.panels.regularization.ui.simpler.models import Models
from lossviz.panels.regularization.ui.simpler.templates import AccuracyColumn
from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.theme.tokens import Theme


class SimplerPart(ViewPart):
    """Shows a fit, and asks for other points, another degree or λ."""

    learning_wanted = Signal(bool)
    """Learn templates, or stop it."""

    def __init__(self, theme: Theme) -> None:
        self._object = Models(theme)
        self._errors, self._accuracy = Errors(theme), AccuracyColumn(theme)
        right = QStackedWidget()
        right.addWidget(self._errors)
        right.addWidget(self._accuracy)
        self._right = right
        super().__init__(theme, "simpler", self._object, right)
        self._best: float | None = None
        self._axis = "strength"
        self._settings = SimplerSettings()
        self._learned: Learned | None = None
        self._running = False
        self._wire()
        self.apply_theme(theme)

    def show_settings(self, settings: SimplerSettings) -> None:
        """The degree, and which preset is in force."""
        self._settings = settings
        self._object.points.show_settings(settings)
        self._show_learned()

    def show_found(self, found: SimplerFound, *, animate: bool) -> None:
        """All numbers."""
        self._best, self._axis = found.best, found.look.axis
        self._object.show_model(found.look.model)
        self._right.setCurrentIndex(MODELS.index(found.look.model))
        self._object.points.show_found(found)
        self._errors.show_found(found)

    def show_learned(self, seen: Learned | None, running: bool) -> None:
        """The templates that were learned so far."""
        self._learned, self._running = seen, running
        self._show_learned()

    def fit(self, left: int, right: int) -> None:
        """In a low window the plots are lower."""
        self._object.set_low(self.is_low())
        self._errors.set_low(self.is_low())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (self._object, self._errors, self._accuracy):
            part.apply_theme(theme)
        super().apply_theme(theme)

    def _show_learned(self) -> None:
        self._object.templates.show_learned(self._learned, self._settings, self._running)
        self._accuracy.show_learned(self._learned, self._settings)

    def _wire(self) -> None:
        points, plot = self._object.points, self._object.points.plot
        self._object.model_chosen.connect(lambda model: self.looked.emit({"model": model}))
        self._object.templates.learning_wanted.connect(self.learning_wanted)
        self._object.templates.linked.connect(self.linked)
        points.degree_changed.connect(self._edit_degree)
        points.preset_wanted.connect(self._choose_preset)
        points.drawing_wanted.connect(self._draw)
        points.raise_wanted.connect(lambda by: self.tell(partial(actions.raised, by=by), "all y"))
        points.shown.connect(self.looked)
        plot.point_moved.connect(self._move)
        plot.point_added.connect(
            lambda x, y: self.tell(partial(actions.with_added, x=x, y=y), "add point")
        )
        plot.point_removed.connect(
            lambda i: self.tell(partial(actions.with_removed, i=i), "remove point")
        )
        self._errors.axis_chosen.connect(lambda axis: self.looked.emit({"axis": axis}))
        self._errors.at_changed.connect(self._edit_at)
        self._accuracy.strength_changed.connect(self._edit_strength)

    def _edit_degree(self, degree: float, in_gesture: bool) -> None:
        self.tell(partial(actions.with_degree, degree=int(degree)), "degree", in_gesture)

    def _edit_at(self, value: float, in_gesture: bool) -> None:
        """What the error is drawn against was dragged: λ or the degree."""
        edit = self._edit_degree if self._axis == "degree" else self._edit_strength
        edit(value, in_gesture)

    def _edit_strength(self, value: float, in_gesture: bool) -> None:
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

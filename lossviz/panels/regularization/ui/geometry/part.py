"""The view Geometry: the plane of both weights left, the numbers along the path right."""

from __future__ import annotations

from functools import partial

from lossviz.model.regularized.path import strength_near, strength_of
from lossviz.panels.regularization.geometry import settings as actions
from lossviz.panels.regularization.geometry.evaluation import GeometryFound, regularizer_of
from lossviz.panels.regularization.geometry.pictures import STRENGTHS
from lossviz.panels.regularization.geometry.settings import GeometrySettings
from lossviz.panels.regularization.state import with_penalty
from lossviz.panels.regularization.ui.geometry.numbers import Numbers
from lossviz.panels.regularization.ui.geometry.plane import Plane
from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.theme.tokens import Theme

STRENGTH = "λ"


class GeometryPart(ViewPart):
    """Shows the plane and its numbers, and asks for another λ, centre or data loss.

    A place on the plane becomes a λ by the path that is drawn: nothing is solved here.
    """

    def __init__(self, theme: Theme) -> None:
        self._object, self._numbers = Plane(theme), Numbers(theme)
        super().__init__(theme, "geometry", self._object, self._numbers)
        self._found: GeometryFound | None = None
        self._strength = 0.0
        self._object.data_chosen.connect(
            lambda data: self.tell(partial(actions.with_data, data=data), "data loss")
        )
        self._object.looked.connect(self.looked)
        self._object.linked.connect(self.linked)
        self._object.plane.dragged.connect(self._drag)
        self._object.plane.step_wanted.connect(self._step)
        self._object.plane.step_ended.connect(lambda: self._edit_strength(self._strength, False))
        self._numbers.strength_changed.connect(self._edit_strength)
        self._numbers.plot_chosen.connect(lambda plot: self.looked.emit({"plot": plot}))
        self.apply_theme(theme)

    def show_settings(self, settings: GeometrySettings) -> None:
        """The data loss."""
        self._strength = settings.penalty.strength
        self._object.show_settings(settings)

    def show_found(self, found: GeometryFound, *, animate: bool) -> None:
        """All numbers."""
        self._found = found
        self._object.show_found(found)
        self._numbers.show_found(found)

    def fit(self, left: int, right: int) -> None:
        """In a low window sentences go."""
        self._object.set_low(self.is_low())
        self._numbers.set_low(self.is_low())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._object.apply_theme(theme)
        self._numbers.apply_theme(theme)
        super().apply_theme(theme)

    def _drag(self, key: str, w1: float, w2: float, in_gesture: bool) -> None:
        if self._found is None:
            return
        if key == "centre":
            self.tell(partial(actions.with_centre, centre=(w1, w2)), "centre", in_gesture)
        elif key == "minimum":
            strength = strength_near(self._found.path, (w1, w2))
            self.tell(partial(actions.with_strength, strength=strength), STRENGTH, in_gesture)
        else:
            penalty = self._found.settings.penalty
            R = regularizer_of(penalty.kind, penalty.beta).penalty((w1, w2))
            strength = strength_of(self._found.path, R)
            self.tell(partial(actions.with_strength, strength=strength), STRENGTH, in_gesture)

    def _step(self, right: int, up: int, factor: float) -> None:
        """Right and up along the path is a stronger penalty."""
        self._strength = STRENGTHS.stepped(self._strength, (right + up) * factor)
        self._edit_strength(self._strength, True)

    def _edit_strength(self, strength: float, in_gesture: bool) -> None:
        self.tell(partial(with_penalty, strength=strength), STRENGTH, in_gesture)

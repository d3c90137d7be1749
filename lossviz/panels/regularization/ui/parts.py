"""What shows each view, by the name of the view; a part is made when its view is first shown."""

from __future__ import annotations

from collections.abc import Callable

from lossviz.panels.regularization.ui.curvature.part import CurvaturePart
from lossviz.panels.regularization.ui.geometry.part import GeometryPart
from lossviz.panels.regularization.ui.preferences.part import PreferencesPart
from lossviz.panels.regularization.ui.simpler.part import SimplerPart
from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.panels.regularization.ui.w_or_2w.part import WOr2WPart
from lossviz.theme.tokens import Theme

PARTS: dict[str, Callable[[Theme], ViewPart]] = {
    "w_or_2w": WOr2WPart,
    "preferences": PreferencesPart,
    "geometry": GeometryPart,
    "simpler": SimplerPart,
    "curvature": CurvaturePart,
}

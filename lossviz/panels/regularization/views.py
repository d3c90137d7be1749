"""The views of the panel, in the lecture's order: one entry adds one. No Qt.

A view is a folder, `NAME/`, with all that can be said of it without Qt, and the part that shows it
in `ui/NAME/`, which is listed in `ui/parts.py`.
"""

from __future__ import annotations

from lossviz.panels.regularization.curvature.kind import CURVATURE
from lossviz.panels.regularization.geometry.kind import GEOMETRY
from lossviz.panels.regularization.preferences.kind import PREFERENCES
from lossviz.panels.regularization.simpler.kind import SIMPLER
from lossviz.panels.regularization.state import RegularizationState, RegularizationView
from lossviz.panels.regularization.view_kind import ViewKind
from lossviz.panels.regularization.w_or_2w.kind import W_OR_2W

VIEWS: dict[str, ViewKind] = {
    kind.name: kind for kind in (W_OR_2W, PREFERENCES, GEOMETRY, SIMPLER, CURVATURE)
}
FIRST = next(iter(VIEWS))

START = RegularizationState({name: kind.start for name, kind in VIEWS.items()})
LOOKS = RegularizationView(FIRST, {name: kind.look for name, kind in VIEWS.items()})

"""The plane on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lossviz.theme.tokens import Theme
from lossviz.widgets.plane.plane_view import PlaneView
from tests.widgets.plane.on_the_plane import PICTURE


@pytest.fixture
def plane(shown: Callable[[PlaneView], PlaneView], theme: Theme) -> PlaneView:
    """A plane of −1 to 1, 400 px wide and high, with the nine points of the lecture."""
    widget = PlaneView(theme)
    widget.resize(448, 434)
    widget.show_picture(PICTURE)
    return shown(widget)

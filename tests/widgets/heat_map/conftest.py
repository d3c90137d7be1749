"""The heat map on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lossviz.theme.tokens import Theme
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.heat_map.heat_picture import HeatMarks
from tests.widgets.heat_map.on_the_map import ALL, AT


@pytest.fixture
def heat_map(shown: Callable[[HeatMap], HeatMap], theme: Theme) -> HeatMap:
    """A map of −2 to 2 upwards, with the point at (0.34, −1.11)."""
    widget = HeatMap(theme)
    widget.resize(520, 432)  # the map itself is 400 px wide and high
    widget.show_window(ALL)
    widget.show_marks(HeatMarks(AT, 1.0))
    return shown(widget)

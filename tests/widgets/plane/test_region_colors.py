"""The colours of regions."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from lossviz.theme.tokens import Theme
from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.plane.plane_picture import RegionImage
from lossviz.widgets.plane.region_colors import region_picture, region_table
from tests.widgets.plane.on_the_plane import THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_at_the_boundary_a_region_has_its_classs_tint(theme: Theme) -> None:
    table = region_table(theme, ("frog", "cat"))
    for y, name in enumerate(("frog", "cat", *CLASS_COLORS[2:])):
        assert QColor(table[16 * y]) == QColor(theme.class_color(name, "region"))
    assert QColor(table[254]) == QColor(theme.color("surface.base"))
    assert QColor(table[255]) == QColor(theme.color("surface.plot"))


def test_where_a_class_leads_by_more_its_colour_is_stronger_in_six_steps() -> None:
    table = [QColor(each) for each in region_table(THEMES[0], ("cat",))[:16]]
    assert len({each.name() for each in table}) == 6
    strengths = [each.hsvSaturationF() for each in table]
    assert strengths == sorted(strengths)


def test_many_classes_leave_the_codes_of_lines_alone() -> None:
    table = region_table(THEMES[0], tuple(f"class {k}" for k in range(20)))
    assert QColor(table[254]) == QColor(THEMES[0].color("surface.base"))


def test_a_picture_has_the_codes_colours_and_outlives_them(qapp: object) -> None:
    codes = np.array([[0, 16, 255], [254, 0, 0]], np.uint8)
    picture = region_picture(RegionImage(codes, (0, 1), (0, 1)), THEMES[0], ("cat", "car"))
    codes[:] = 255
    names = [[picture.pixelColor(x, y).name() for x in range(3)] for y in range(2)]
    cat, car = (THEMES[0].class_color(name, "region").lower() for name in ("cat", "car"))
    white = QColor(THEMES[0].color("surface.base")).name()
    assert names == [[cat, car, white], [white, cat, cat]]


def test_no_regions_are_no_picture(qapp: object) -> None:
    assert region_picture(None, THEMES[0], ()).isNull()

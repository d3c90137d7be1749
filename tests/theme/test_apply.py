"""Fonts, palette and icons on a running application."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QLabel

from lossviz.resource_files import resource
from lossviz.theme.apply import apply_to_application, qcolor, qfont, register_fonts, system_mode
from lossviz.theme.icons import application_icon, icon, pixmap
from lossviz.theme.tokens import Theme

DRAWINGS = sorted(file.stem for file in resource("icons").glob("*.svg"))


def test_bundled_fonts_are_used(qapp):
    assert {"Inter", "JetBrains Mono"} <= set(register_fonts())
    for role, family, weight in (
        ("body", "Inter", 400),
        ("title", "Inter", 600),
        ("numberHero", "JetBrains Mono", 600),
        ("numberCell", "JetBrains Mono", 500),
    ):
        info = QFontInfo(qfont(Theme("light"), role))
        assert (info.family(), info.weight()) == (family, weight)


def test_digits_of_the_ui_font_have_one_width_even_in_styled_labels(qapp):
    label = QLabel("1")
    label.setProperty("role", "section")
    label.ensurePolished()
    metrics = label.fontMetrics()
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_the_number_font_joins_no_signs(qapp):
    metrics = QFontMetrics(qfont(Theme("light"), "number"))
    assert metrics.horizontalAdvance("->") == 2 * metrics.horizontalAdvance("-")


def test_mode_and_scale_reach_palette_and_font(qapp):
    dark = Theme("dark", 1.5)
    try:
        apply_to_application(qapp, dark)
        assert qapp.palette().color(QPalette.ColorRole.Window) == qcolor(dark, "surface.base")
        assert qapp.font().pixelSize() == 20
    finally:
        apply_to_application(qapp, Theme("light"))
    assert qapp.font().pixelSize() == 13


def test_system_mode_is_light_where_nothing_is_said(qapp):
    assert system_mode() == "light"


def test_qcolor_takes_an_opacity(qapp):
    assert qcolor(Theme("light"), "accent.base", 0.5).alphaF() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("name", [name for name in DRAWINGS if name not in ("blank", "lossviz")])
def test_every_icon_draws_in_the_colour_asked_for(qapp, name):
    theme = Theme("light")
    picture = pixmap(theme, name, "text.primary", 18, 2.0).toImage()
    assert picture.width() == 36
    inked = {
        picture.pixelColor(x, y).name().upper()
        for x in range(36)
        for y in range(36)
        if picture.pixelColor(x, y).alpha() > 250
    }
    wanted = {"semantic.hinge", "semantic.softmax"} if name == "logo" else {"text.primary"}
    assert {theme.color(role) for role in wanted} <= inked


def test_icons_are_grey_in_disabled_controls_and_cached(qapp):
    theme = Theme("light")
    drawn = icon(theme, "undo")
    assert drawn is icon(theme, "undo")
    normal = drawn.pixmap(18, 18, QIcon.Mode.Normal).toImage()
    assert normal != drawn.pixmap(18, 18, QIcon.Mode.Disabled).toImage()


def test_the_application_icon_loads(qapp):
    assert not application_icon().pixmap(64, 64).isNull()

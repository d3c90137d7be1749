"""Roles, scale and projector mode; the style sheet as a pure function of them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from lossviz.theme.style import TEXT_ROLES, style_sheet
from lossviz.theme.tokens import Theme

MODES = ("light", "dark")


def test_colours_by_dotted_role():
    assert Theme("light").color("accent.base") != Theme("dark").color("accent.base")
    assert re.fullmatch("#[0-9A-F]{6}", Theme("dark").color("status.danger.text"))
    assert Theme("light").color("overlay.casing") == Theme("dark").color("overlay.casing")


@pytest.mark.parametrize("role", ["text.loud", "surface", "focus.width", "", "text.primary.x"])
def test_an_unknown_role_is_named(role: str):
    with pytest.raises(KeyError, match=re.escape(repr(role))):
        Theme("light").color(role)


def test_classes_by_either_name():
    theme = Theme("light")
    assert theme.class_color("automobile") == theme.class_color("car")
    assert len({theme.class_color(name) for name in ("cat", "dog", "ship", "truck")}) == 4
    assert theme.class_color("zebra") == theme.class_color("zebra")


def test_lengths_scale_and_never_vanish():
    theme = Theme("light", 1.5)
    assert (theme.space(6), theme.length("control.height"), theme.px(1)) == (36, 48, 2)
    assert Theme("light", 0.25).px(1) == 1
    assert theme.lengths("layout.window") == (2160.0, 1350.0)


def test_projector_steps_up_faint_roles_and_small_text():
    plain, projector = Theme("dark", 1.5), Theme("dark", 1.5, projector=True)
    assert projector.color("text.tertiary") == plain.color("text.secondary")
    assert projector.color("plot.grid") == plain.color("border.hairline")
    assert (plain.type("caption").size, projector.type("caption").size) == (16, 18)


@pytest.mark.parametrize("mode", MODES)
def test_the_style_sheet_is_filled_and_balanced(mode):
    sheet = style_sheet(Theme(mode))
    assert sheet.count("{") == sheet.count("}")
    assert all(f'role="{role}"' in sheet for role in TEXT_ROLES)
    assert "None" not in sheet


def test_the_style_sheet_holds_colours_of_its_mode_only():
    found = set(re.findall("#[0-9A-F]{6}", style_sheet(Theme("dark"))))
    assert Theme("dark").color("surface.base") in found
    assert Theme("light").color("text.primary") not in found - {Theme("dark").color("primary.text")}


def test_tokens_and_style_need_no_qt():
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from lossviz.theme import style, tokens\n"
        "style.style_sheet(tokens.Theme('light'))\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=20)


def test_classes_side_by_side_have_colours_that_differ() -> None:
    theme = Theme("light")
    cifar = (
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    )
    assert theme.class_colors(cifar) == tuple(map(theme.class_color, cifar))
    for names in (("apple", "kiwi", "plum"), tuple("0123456789"), ("x", "cat", "y", "car")):
        colors = theme.class_colors(names)
        assert len(set(colors)) == len(names)
    assert theme.class_colors(("x", "cat"))[1] == theme.class_color("cat")
    assert len(theme.class_colors(tuple(map(str, range(12))))) == 12

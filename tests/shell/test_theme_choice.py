"""Which theme follows from what was chosen."""

from __future__ import annotations

import pytest

from lossviz.app import theme_choice
from lossviz.arguments import Arguments
from lossviz.shell.settings import Settings
from lossviz.shell.theme_choice import PROJECTOR_SCALE, ThemeChoice


@pytest.mark.parametrize("system", ["light", "dark"])
def test_system_follows_the_system_and_a_choice_does_not(system):
    assert ThemeChoice("system").theme(system).mode == system
    assert ThemeChoice("dark").theme(system).mode == "dark"
    assert ThemeChoice("light").theme(system).mode == "light"


@pytest.mark.parametrize("mode", ["system", "light", "dark"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_next_mode_is_the_other_theme_and_leads_back_to_the_system(mode, system):
    choice = ThemeChoice(mode)
    after = ThemeChoice(choice.next_mode(system))
    assert after.theme(system).mode != choice.theme(system).mode
    modes = {after.mode, after.next_mode(system)}
    assert "system" in modes
    assert modes - {"system"} == {"dark" if system == "light" else "light"}


def test_the_projector_enlarges_what_is_chosen():
    theme = ThemeChoice("light", 1.25, True).theme("dark")
    assert theme.projector
    assert theme.scale == 1.25 * PROJECTOR_SCALE


def test_the_command_line_goes_before_what_is_remembered():
    kept = Settings(theme="dark", scale=1.25, projector=True)
    assert theme_choice(Arguments(), kept) == ThemeChoice("dark", 1.25, True)
    assert theme_choice(Arguments(theme="light"), kept) == ThemeChoice("light", 1.25, True)
    assert theme_choice(Arguments(scale=2.0), kept) == ThemeChoice("dark", 2.0, False)

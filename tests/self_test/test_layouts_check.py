"""The check of the layouts fails where one of its looks finds a fault."""

from __future__ import annotations

import pytest

from lossviz.panels.playground.about import PLAYGROUND
from lossviz.self_test import layouts
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import CheckError
from lossviz.self_test.layout_faults import Fault
from tests.shell.driving import few_drawn_images


def test_a_panel_with_a_fault_fails(qapp, monkeypatch):
    few_drawn_images(monkeypatch)
    monkeypatch.setattr(layouts, "PLACES", layouts.PLACES[:1])
    monkeypatch.setattr(
        layouts, "layout_faults", lambda _window: [Fault("cut", "playground > run", "'Ru'")] * 3
    )
    desk = Desk()
    wanted = "Playground, plain, 1100 × 700: cut: playground > run: 'Ru'; .*; and 3 more"
    try:
        with pytest.raises(CheckError, match=wanted):
            layouts.check_of(PLAYGROUND).run(desk)
    finally:
        desk.clear()

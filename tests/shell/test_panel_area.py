"""A window smaller than a panel needs: the panel scrolls as a whole, and is not squeezed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.elided_label import ElidedLabel
from tests.shell.driving import App, OpenApp


def sizes(app: App) -> tuple[int, int, int, int]:
    """Width and height of the panel and of the room for it."""
    panel = app.window.panel
    room = panel.parentWidget()
    assert room is not None
    return panel.width(), panel.height(), room.width(), room.height()


def test_a_panel_with_room_fills_it_and_does_not_scroll(app: App) -> None:
    width, height, room_width, room_height = sizes(app)
    assert (width, height) == (room_width, room_height)


def test_a_panel_without_room_keeps_its_least_size(open_app: OpenApp) -> None:
    app = open_app(panel="scores", theme="light", scale=1.5)
    app.window.resize(1280, 720)
    app.frames(2)
    least = app.window.panel.minimumSizeHint()
    width, height, room_width, _ = sizes(app)
    assert width == least.width() > room_width
    assert height >= least.height()
    area = app.find("scores.area")
    assert area.horizontalScrollBar().maximum() == width - room_width  # type: ignore[attr-defined]


def test_a_panel_has_other_needs_on_a_projector(open_app: OpenApp) -> None:
    app = open_app(panel="scores", theme="light")
    app.window.resize(1280, 720)
    for projector in (False, True, False):
        app.window.set_theme(Theme("light", 1.5, projector))
        app.frames(2)
        width, _, room_width, _ = sizes(app)
        assert (width > room_width) == (not projector)


@pytest.mark.parametrize("name", ["status_bar.hint", "top_bar.subtitle"])
def test_a_sentence_that_gives_way_keeps_its_beginning(app: App, name: str) -> None:
    label = app.find(name, QLabel)
    assert isinstance(label, ElidedLabel)
    app.window.set_theme(Theme("light", 1.5))
    app.window.resize(1100, 700)
    app.frames(2)
    assert label.width() < label.sizeHint().width()
    assert label.shown().endswith("…")
    assert label.text().startswith(label.shown()[:-1].rstrip())

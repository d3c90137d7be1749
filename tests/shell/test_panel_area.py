"""A window smaller than a panel needs: the panel scrolls as a whole, and is not squeezed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QLabel, QScrollArea

from lossviz.self_test.hands import Hands
from lossviz.self_test.layout_faults import layout_faults
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


@pytest.mark.parametrize("screen", [(1366, 728), (1280, 680), (1024, 560)])
def test_the_first_window_fits_the_screen_with_its_frame(
    app: App, monkeypatch: pytest.MonkeyPatch, screen: tuple[int, int]
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(*screen))
    app.window.restore("")
    assert app.window.width() < screen[0]
    assert app.window.height() <= screen[1] - 40  # a title bar


def test_in_a_small_window_one_can_scroll_to_everything(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.make(*app.window.panel_names())
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(1920, 1080))
    app.window.restore("")
    app.window.resize(1, 1)
    assert (app.window.width(), app.window.height()) == (800, 600)
    for name in app.window.panel_names():
        app.window.show_panel(name)
        Hands(app.window).rest()
        width, height, room_width, room_height = sizes(app)
        bars = app.find(f"{name}.area", QScrollArea)
        assert bars.horizontalScrollBar().maximum() == width - room_width
        assert bars.verticalScrollBar().maximum() == height - room_height
        assert layout_faults(app.window) == []

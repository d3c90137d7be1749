"""The Explain column in its window: beside the panel, over it, or a strip; remembered by panel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tests.shell.driving import App

CTRL = Qt.KeyboardModifier.ControlModifier


class Widths(QObject):
    """Those that a widget is given."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.met: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QResizeEvent):
            self.met.append(event.size().width())
        return super().eventFilter(watched, event)


@pytest.fixture
def scores(open_app) -> App:
    return open_app(panel="scores", theme="light")


def width_of(app: App) -> int:
    return app.window.explain.width() if app.window.explain.isVisible() else 0


def panel_right(app: App) -> int:
    panel = app.window.panel
    return panel.mapTo(app.window, panel.rect().topRight()).x() + 1


def test_it_is_open_beside_scores_and_a_strip_beside_training(scores):
    assert width_of(scores) == 288
    assert panel_right(scores) == 1440 - 288
    widths = Widths(scores.window.make_panel("training"))
    scores.window.show_panel("training")
    scores.frames(2)
    assert len(widths.met) == 1  # it was laid out once, in the room that the strip leaves
    assert width_of(scores) == 44
    assert panel_right(scores) == 1440 - 44


def test_ctrl_e_closes_and_opens_it_for_this_panel_alone(scores):
    scores.key(Qt.Key.Key_E, CTRL)
    assert width_of(scores) == 44
    assert not scores.find("top_bar.explain").isChecked()
    scores.window.show_panel("training")
    scores.click("top_bar.explain")
    assert width_of(scores) == 288
    scores.window.show_panel("scores")
    assert width_of(scores) == 44


def test_a_narrow_window_closes_it_and_lets_it_be_opened_over_the_panel(scores):
    scores.window.resize(1100, 700)
    scores.frames(2)
    assert width_of(scores) == 44
    scores.click("explain.open.formula")
    assert width_of(scores) == 288
    assert panel_right(scores) == 1100 - 44  # the panel keeps its room
    scores.window.resize(1440, 900)
    scores.frames(2)
    assert width_of(scores) == 288
    assert panel_right(scores) == 1440 - 288


def test_a_projector_hides_it_until_it_is_asked_for(scores):
    scores.click("rail.projector")
    scores.frames(2)
    assert width_of(scores) == 0
    scores.key(Qt.Key.Key_E, CTRL)
    assert width_of(scores) == 432
    scores.click("rail.projector")
    scores.frames(2)
    assert width_of(scores) == 288


def test_it_is_remembered(open_app):
    first = open_app(panel="scores")
    first.key(Qt.Key.Key_E, CTRL)
    first.close()
    assert width_of(open_app(panel="scores")) == 44

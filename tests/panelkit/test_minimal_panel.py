"""A new panel is a folder and one line: the minimal one is added, and does what every panel does.

CONTRIBUTING.md begins with that folder. It is put beside the other panels under a name of its own,
in a folder that Python takes for a part of `lossviz.panels`.
"""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

import lossviz.panels
from lossviz import panel_list
from lossviz.app import run
from lossviz.arguments import Arguments
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.self_test.checks import checks_of
from lossviz.self_test.run import run as run_checks
from lossviz.shell import tour
from lossviz.shell.settings import settings_file
from tests.panels.explained import sound
from tests.panels.named import wrong
from tests.shell.driving import (  # noqa: F401
    App,
    OpenApp,
    drawn_once,
    open_app,
    small_stand_in,
)

FOLDER = Path(__file__).parent / "minimal_panel"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def minimal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PanelKind]:
    """The panel, in its folder and in the list."""
    shutil.copytree(FOLDER, tmp_path / "panels" / "minimal")
    monkeypatch.setattr(
        lossviz.panels, "__path__", [*lossviz.panels.__path__, str(tmp_path / "panels")]
    )
    importlib.invalidate_caches()
    kind = importlib.import_module("lossviz.panels.minimal.about").MINIMAL
    monkeypatch.setattr(panel_list, "PANELS", (*panel_list.PANELS, kind))
    yield kind
    for name in [name for name in sys.modules if name.startswith("lossviz.panels.minimal")]:
        del sys.modules[name]


def at_rest(app: App) -> None:
    app.wait(lambda: app.window.panel.ready() and app.window.panel.at_rest())
    app.frames(2)


def test_it_is_reached_and_edited_and_taken_back(minimal, open_app: OpenApp):
    app = open_app(panel="scores")
    app.click("rail.minimal")
    at_rest(app)
    assert app.text("top_bar.title") == "Minimal"
    assert app.text("minimal.loss") == "1.50"
    app.window.show_panel("scores")
    app.key(Qt.Key.Key_9, CONTROL)
    assert app.window.panel.name == "minimal"
    app.type("minimal.score", "-0.25")
    app.wait_text("minimal.loss", "0.75")
    assert app.window.panel.quantity("hinge") == 0.75
    app.type("minimal.score", "100")
    assert app.text("minimal.loss") == "0.75"
    app.key(Qt.Key.Key_Escape)
    app.key(Qt.Key.Key_Z, CONTROL)
    app.wait_text("minimal.loss", "1.50")
    app.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    app.wait_text("minimal.loss", "0.75")
    app.key(Qt.Key.Key_R, CONTROL)
    app.wait_text("minimal.loss", "1.50")


def test_what_is_set_is_remembered(minimal, open_app: OpenApp):
    app = open_app(panel="minimal")
    at_rest(app)
    app.type("minimal.score", "2")
    app.wait_text("minimal.loss", "3.00")
    app.close()
    kept = json.loads(settings_file().read_text())["panels"]["minimal"]
    assert kept == {"state": {"score": 2.0}, "view": {}, "steps": 0}
    again = open_app(panel="minimal")
    again.wait_text("minimal.loss", "3.00")


def test_a_question_is_tried_and_marked(minimal, open_app: OpenApp):
    app = open_app(panel="minimal")
    at_rest(app)
    panel = app.window.panel
    sound(panel.explanation())
    said = []
    panel.marked.connect(said.append)
    panel.mark_question("leads", {"loss": 0.0})
    app.wait(lambda: said)
    panel.try_question("leads")
    app.wait_text("minimal.loss", "0.00")
    panel.mark_question("leads", {"loss": 1.0})
    app.wait(lambda: len(said) == 2)
    assert [marking.marks[0].right for marking in said] == [True, False]
    assert not wrong(panel, {"score": -2.0, "hinge": 0.0, "hinge_led": 0.0})


def test_it_is_drawn_by_a_tour(minimal, small_stand_in, undressed, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(panel_list, "PANELS", (minimal,))
    monkeypatch.setattr(tour, "LOOKS_AT_REST", 1)
    assert run(Arguments(tour=tmp_path / "tour")) == 0
    assert len(capsys.readouterr().out.split()) == 2
    for mode in tour.MODES:
        assert QImage(str(tmp_path / "tour" / f"minimal-{mode}.png")).width() == 1440


def test_the_self_test_looks_at_it_and_shares_it(minimal, small_stand_in, undressed, capsys):
    status = run_checks(checks_of(minimal), 60.0)
    said = capsys.readouterr().out
    assert status == 0, said
    assert "1 formulas typeset" in said
    assert "saved: PNG, SVG, CSV" in said

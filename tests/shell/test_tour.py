"""The tour: a picture of each panel in each theme, or one sentence about why not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from lossviz.app import create_window, run
from lossviz.arguments import Arguments
from lossviz.panel_list import PANELS
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panels.playground.about import PLAYGROUND
from lossviz.panels.scores.about import SCORES
from lossviz.panels.training.about import TRAINING
from lossviz.shell import tour
from lossviz.shell.settings import Settings, settings_file, settings_text
from lossviz.shell.window import MainWindow

NAMES = tuple(kind.name for kind in PANELS)
BROKEN = "{broken"
PATIENCE = tour.LOOKS_AT_REST


@pytest.fixture
def short(monkeypatch, undressed, small_stand_in):
    """Few images, no longer a walk than it takes to see one, and no patience."""
    monkeypatch.setattr(tour, "LOOKS_AT_REST", 1)
    for panel in (PLAYGROUND, TRAINING):
        monkeypatch.setitem(panel.__dict__, "tour_steps", 4)
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def one_panel(short, monkeypatch):
    """A tour of so many panels that the tests of what may go wrong have time for."""

    def leave(panel: PanelKind) -> None:
        monkeypatch.setattr("lossviz.panel_list.PANELS", (panel,))

    return leave


def size_and_mean(path: Path) -> tuple[tuple[int, int], float]:
    image = QImage(str(path))
    mean = np.mean([image.pixelColor(x, 60).lightness() for x in range(0, image.width(), 9)])
    return (image.width(), image.height()), float(mean)


def test_each_panel_in_both_themes(short, tmp_path, cifar_folder, capsys):
    folder = tmp_path / "new" / "tour"
    assert run(Arguments(tour=folder, data=cifar_folder)) == 0
    names = [f"{panel}-{mode}.png" for panel in NAMES for mode in ("light", "dark")]
    assert capsys.readouterr().out.split() == [str(folder / name) for name in names]
    assert sorted(each.name for each in folder.iterdir()) == sorted(names)
    for light, dark in zip(names[::2], names[1::2], strict=True):
        (size, bright), (same_size, dim) = map(size_and_mean, (folder / light, folder / dark))
        assert size == same_size == (1440, 900)
        assert dim + 80 < bright


def test_a_panel_is_drawn_after_the_steps_it_asks_for(short, cifar_folder):
    window = tour.open_window(partial(create_window, Arguments(data=cifar_folder)))
    try:
        assert not window.isActiveWindow()  # nothing has the focus, and no caret blinks
        for name in ("landscape", "playground", "training"):
            tour.pose(window, name)
            report = window.panel.newest()
            steps = report.walk.done - 1 if name == "landscape" else report.step
            assert steps == window.panel.kind.tour_steps > 0
            assert not report.running
    finally:
        window.close()


@pytest.mark.parametrize(("theme", "scale"), [("dark", 1.5), ("system", 4.0)])
def test_size_and_themes_are_the_same_whatever_is_asked_for(one_panel, tmp_path, theme, scale):
    one_panel(SCORES)
    assert run(Arguments(tour=tmp_path, theme=theme, scale=scale, panel="scores")) == 0
    light, dark = (size_and_mean(tmp_path / f"scores-{mode}.png") for mode in ("light", "dark"))
    assert light[0] == dark[0] == (1440, 900)
    assert dark[1] + 80 < light[1]


def test_settings_are_neither_used_nor_changed(one_panel, tmp_path, capsys, monkeypatch):
    one_panel(SCORES)
    monkeypatch.setattr(tour, "LOOKS_AT_REST", PATIENCE)
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    pictures = []
    for settings in (settings_text(Settings(projector=True, theme="dark")), BROKEN):
        file.write_text(settings)
        assert run(Arguments(tour=tmp_path)) == 0
        pictures.append((tmp_path / "scores-light.png").read_bytes())
        assert [each.name for each in file.parent.iterdir()] == [file.name]
        assert file.read_text() == settings
    assert pictures[0] == pictures[1]
    assert not capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told(short, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert run(Arguments(tour=tmp_path / "file" / "tour")) == 2
    said = capsys.readouterr().err
    assert str(tmp_path / "file" / "tour") in said
    assert said.count("\n") == 1


def test_a_picture_that_cannot_be_written_is_told(one_panel, tmp_path, capsys):
    one_panel(SCORES)
    (tmp_path / "scores-light.png").mkdir()
    assert run(Arguments(tour=tmp_path)) == 1
    said = capsys.readouterr().err
    assert "scores-light.png can't be written" in said
    assert said.count("\n") == 1


def test_images_that_cannot_be_read_are_told(one_panel, tmp_path, capsys):
    one_panel(TRAINING)
    assert run(Arguments(tour=tmp_path / "tour", data=tmp_path / "gone")) == 1
    said = capsys.readouterr().err
    assert "gone" in said
    assert said.count("\n") == 1
    assert not list((tmp_path / "tour").iterdir())


def test_a_panel_that_gets_nowhere_is_told(one_panel, tmp_path, capsys, monkeypatch):
    one_panel(SCORES)
    monkeypatch.setattr(tour, "LONGEST_MS", 100)
    monkeypatch.setattr("lossviz.engine.engine.Engine.is_idle", lambda _self: False)
    assert run(Arguments(tour=tmp_path)) == 1
    assert capsys.readouterr().err == "lossviz: scores did not come to rest in time.\n"


@pytest.mark.skipif(os.name == "nt", reason="another kind of signal")
def test_control_c_ends_it_at_once(cifar_folder, tmp_path):
    command = [sys.executable, "-m", "lossviz", "--tour", str(tmp_path / "tour")]
    command += ["--data", str(cifar_folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "scores-light.png" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=5)
    assert process.returncode == -signal.SIGINT
    assert said == ""

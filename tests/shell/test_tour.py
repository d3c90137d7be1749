"""The tour: a picture of each panel in each theme, or one sentence about why not."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from lossviz.app import create_window, run
from lossviz.cli import Arguments
from lossviz.shell import tour
from lossviz.shell.window import MainWindow

PANELS = ("scores", "landscape", "playground", "training")


@pytest.fixture
def short(monkeypatch, qapp, small_stand_in):
    monkeypatch.setattr(tour, "RUN_MS", 100)
    monkeypatch.setattr(tour, "SETTLE_MS", 30)
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_each_panel_in_both_themes(short, qapp, tmp_path, cifar_folder):
    folder = tmp_path / "new" / "tour"
    make = partial(create_window, Arguments(data=cifar_folder))
    assert tour.draw_tour(qapp, folder, make) == 0
    names = sorted(each.name for each in folder.iterdir())
    assert names == [
        f"{panel}-{mode}.png" for panel in sorted(PANELS) for mode in ("dark", "light")
    ]
    means = []
    for name in names:
        image = QImage(str(folder / name))
        assert (image.width(), image.height()) == (1440, 900)
        means.append(np.mean([image.pixelColor(x, 60).lightness() for x in range(0, 1440, 9)]))
    assert all(dark + 80 < light for dark, light in zip(means[::2], means[1::2], strict=True))


def test_the_command_line_draws_it(short, tmp_path, cifar_folder, capsys):
    assert run(Arguments(tour=tmp_path / "tour", data=cifar_folder)) == 0
    said = capsys.readouterr().out.split()
    names = [f"{panel}-{mode}.png" for panel in PANELS for mode in ("light", "dark")]
    assert said == [str(tmp_path / "tour" / name) for name in names]


def test_a_folder_that_cannot_be_made_is_told(short, qapp, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert run(Arguments(tour=tmp_path / "file" / "tour")) == 2
    assert str(tmp_path / "file" / "tour") in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_is_told(short, tmp_path, cifar_folder, capsys):
    folder = tmp_path / "tour"
    (folder / "training-light.png").mkdir(parents=True)
    assert run(Arguments(tour=folder, data=cifar_folder)) != 0
    assert "training-light.png can't be written" in capsys.readouterr().err

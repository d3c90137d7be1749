"""What is dragged over the window: taken as a copy, told before it is dropped, refused in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lossviz.panel_list import PANELS, panel_kind
from lossviz.shell.drops import drop_of, of_several
from tests.shell.driving import App

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("name", "panel", "where", "words"),
    [
        ("scores.csv", "scores", "panel", "Drop scores.csv to open it as a table of scores."),
        ("points.TXT", "playground", "panel", "as a table of points"),
        ("points.csv", "landscape", "", "not for Landscape. Drop it on Scores or Playground."),
        ("scores.csv", "training", "", "not for Training. Drop it on Scores or Playground."),
        ("w.npz", "training", "panel", "as weights or images"),
        ("w.npz", "scores", "", "Drop it on Training."),
        ("cifar-10-python.tar.gz", "scores", "images", "as images, in Training"),
        ("cifar-10-batches-py", "landscape", "images", "as images"),
        ("batches.old", "training", "images", "as images"),
        ("images.txz", "playground", "images", "as images"),
        ("marks.xlsx", "scores", "", "marks.xlsx can’t be opened: it is a workbook."),
        ("marks.XLSM", "scores", "", "it is a workbook. Save its table as CSV."),
        ("model.pth", "training", "", "weights are opened as np.savez"),
        ("scores.csv.gz", "scores", "", "it is a packed table. Unpack it first."),
        ("scores.tsv.zip", "training", "", "it is a packed table"),
        ("iris.arff", "playground", "", "Save it as CSV."),
        ("cifar-10-python.tar.gz.crdownload", "training", "", "a download that did not end"),
        ("scores.csv.lnk", "scores", "", "it is a link. Drop what it leads to."),
        ("holiday.jpg", "scores", "", "Scores opens a table of scores (.csv"),
    ],
)
def test_what_a_drop_would_do_is_known_by_the_name(
    name: str, panel: str, where: str, words: str
) -> None:
    drop = drop_of(f"/somewhere/{name}", panel_kind(panel), PANELS)
    assert drop.where == where
    assert words in drop.words


@pytest.mark.parametrize("name", ["batches.json", "mine.csv", "cifar.xlsx", "images.old"])
def test_a_folder_is_opened_as_images_whatever_its_name_ends_in(name: str) -> None:
    drop = drop_of(f"/somewhere/{name}", panel_kind("scores"), PANELS, is_folder=True)
    assert drop.where == "images"
    assert f"Drop {name} to open it as images" in drop.words


def test_of_several_that_are_dropped_one_is_opened_and_it_is_said() -> None:
    drop = drop_of("/somewhere/data_batch_1", panel_kind("training"), PANELS)
    assert of_several(drop, 1) == drop
    assert of_several(drop, 6).words.endswith("Of 6, the first alone is opened.")


def dragged(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def sign(app: App) -> str:
    """What stands over the window; "" without a sign."""
    over = app.find("window.drop_sign", QWidget)
    return app.find("window.drop_words", QLabel).text() if over.isVisible() else ""


def test_the_sign_comes_with_the_drag_and_goes_with_it(app: App, tmp_path: Path) -> None:
    data = dragged(tmp_path / "points.csv")
    enter = QDragEnterEvent(QPoint(400, 400), COPY | MOVE, data, LEFT, PLAIN)
    QApplication.sendEvent(app.window, enter)
    assert (enter.isAccepted(), enter.dropAction()) == (True, COPY)
    assert "not for Training" in sign(app)
    move = QDragMoveEvent(QPoint(410, 400), COPY | MOVE, data, LEFT, PLAIN)
    QApplication.sendEvent(app.window, move)
    assert move.dropAction() == COPY
    QApplication.sendEvent(app.window, QDragLeaveEvent())
    assert sign(app) == ""


def test_what_is_refused_is_refused_in_sight_and_becomes_nothing(app: App, tmp_path: Path) -> None:
    data = dragged(tmp_path / "points.csv")
    enter = QDragEnterEvent(QPoint(400, 400), COPY | MOVE, data, LEFT, PLAIN)
    QApplication.sendEvent(app.window, enter)  # without it there is no drop
    drop = QDropEvent(QPointF(400, 400), COPY | MOVE, data, LEFT, PLAIN)
    QApplication.sendEvent(app.window, drop)
    assert drop.dropAction() == COPY
    assert "points.csv is not for Training" in app.message("window.strip")
    assert app.window.panel.name == "training"


def test_a_folder_that_is_dragged_is_known_as_one(app: App, tmp_path: Path) -> None:
    folder = tmp_path / "batches.json"
    assert "can’t be opened" in app.window.drop_of(str(folder)).words
    folder.mkdir()
    assert app.window.drop_of(str(folder)).where == "images"


def test_what_can_only_be_moved_is_not_taken(app: App, tmp_path: Path) -> None:
    data = dragged(tmp_path / "scores.csv")
    enter = QDragEnterEvent(QPoint(400, 400), MOVE, data, LEFT, PLAIN)
    QApplication.sendEvent(app.window, enter)
    assert not enter.isAccepted()
    assert sign(app) == ""

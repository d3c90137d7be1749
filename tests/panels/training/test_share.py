"""Picture, curves and weights out of the panel, and weights back in."""

from __future__ import annotations

import errno
import os
import pickle
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu

from lossviz.data.progress import LoadProgress
from lossviz.data.sources import opening
from lossviz.data.stand_in import DRAWING
from lossviz.panels.training.first_look import first_look
from lossviz.panels.training.left_run import PREFIX
from lossviz.panels.training.ui.templates_column import FIRST, HINT


@pytest.fixture
def trained(app):
    """After an epoch and a step."""
    app.take_steps(4)
    return app


def ask(app, name: str, path: Path, no_dialogs: list[str]) -> None:
    """Choose an entry of the Share menu and answer its dialog."""
    no_dialogs.append(str(path))
    menu = app.find("top_bar.share_menu", QMenu)
    menu.aboutToShow.emit()  # offscreen has no pop-up windows
    next(a for a in menu.actions() if a.objectName() == f"training.{name}").trigger()


def wait_saved(app, path: Path) -> None:
    app.wait(lambda: f"Saved as {path}" in app.text("status_bar.hint"), "it is not saved")


def test_the_picture_as_png(trained, tmp_path, no_dialogs):
    path = tmp_path / "picture.png"
    ask(trained, "save_png", path, no_dialogs)
    wait_saved(trained, path)
    image = QImage(str(path))
    panel = trained.window.panel
    assert (image.width(), image.height()) == (panel.width(), panel.height())
    colors = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, 800, 7)}
    assert len(colors) > 100


def test_the_picture_as_svg(trained, tmp_path, no_dialogs):
    path = tmp_path / "picture.svg"
    ask(trained, "save_svg", path, no_dialogs)
    wait_saved(trained, path)
    root = ET.parse(path).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    tags = [each.tag.rpartition("}")[2] for each in root.iter()]
    assert tags.count("path") > 20
    assert tags.count("text") > 20
    texts = " ".join("".join(each.itertext()) for each in root.iter())
    assert "lossviz: Training" in texts
    assert "Run" in texts


def test_the_curves_as_csv(trained, tmp_path, no_dialogs):
    path = tmp_path / "curves.csv"
    ask(trained, "save_history", path, no_dialogs)
    wait_saved(trained, path)
    header, *rows = [line.split(",") for line in path.read_text("utf-8").splitlines()]
    assert header == [
        "step", "epoch", "data_loss", "penalty", "total", "batch_accuracy",
        "smoothed_data_loss", "smoothed_accuracy", "validation_loss", "validation_accuracy",
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["0", "1", "2", "3", "4"]
    steps, validation = trained.report.steps, trained.report.validation
    for column, values in enumerate((steps.data_loss, steps.penalty, steps.total), start=2):
        assert [float(row[column]) for row in rows[1:]] == values.tolist()
    assert [float(row[5]) for row in rows[1:]] == steps.accuracy.tolist()
    assert [float(row[6]) for row in rows[1:]] == steps.smooth.tolist()
    assert rows[0][2:8] == [""] * 6
    assert [float(rows[at][8]) for at in (0, 3)] == validation.data_loss.tolist()
    assert [float(rows[at][9]) for at in (0, 3)] == validation.accuracy.tolist()
    assert rows[1][8:] == ["", ""]


def test_the_weights_go_out_and_come_back(trained, tmp_path, no_dialogs):
    path = tmp_path / "weights.npz"
    ask(trained, "save_weights", path, no_dialogs)
    wait_saved(trained, path)
    with np.load(path) as archive:
        saved = {name: archive[name] for name in archive.files}
    assert saved["W"].tobytes() == trained.report.weights.tobytes()
    assert saved["b"].tobytes() == trained.report.bias.tobytes()
    assert saved["class_names"][3] == "cat"
    assert saved["step"] == 4
    trained.click("training.reset")
    trained.wait_rest(0)
    ask(trained, "open_weights", path, no_dialogs)
    trained.wait(lambda: trained.report.weights.tobytes() == saved["W"].tobytes())
    assert trained.wait_rest(0).bias.tobytes() == saved["b"].tobytes()
    assert trained.message("training.problem") == ""
    trained.click("training.step")
    trained.wait_rest(1)


def test_after_loading_reset_goes_to_the_loaded_weights_and_a_new_seed_to_its_own(app, tmp_path):
    start = app.report.weights.tobytes()
    path = tmp_path / "w.npz"
    np.savez(path, W=np.ones((10, 3072)), b=np.ones(10))
    app.window.panel.load_weights(str(path))
    app.wait(lambda: app.report.weights.max() == 1)
    loaded = app.report.weights.tobytes()
    app.take_steps(1)
    app.click("training.reset")
    assert app.wait_rest(0).weights.tobytes() == loaded
    app.click("training.new_seed")
    app.wait(lambda: app.report.weights.tobytes() not in (loaded, start))


W = np.zeros((10, 3072))
B = np.zeros(10)
BROKEN = {
    "wrong shapes": ({"W": W[:3], "b": B}, "no W of shape 10 × 3,072"),
    "whole numbers": ({"W": W.astype(int), "b": B}, "floating-point"),
    "nan": ({"W": W + np.nan, "b": B}, "inf or nan"),
    "too large for float32": ({"W": W + np.float64(1e300), "b": B}, "inf or nan"),
    "objects": ({"W": np.array([None, {}], object), "b": B}, "Python objects"),
}


def problem_with(app, path: Path) -> str:
    """What is said when it is loaded; nothing else may happen."""
    before = app.report.weights.tobytes()
    app.window.panel.load_weights(str(path))
    app.wait(lambda: app.message("training.problem"), f"nothing is said about {path.name}")
    said = app.message("training.problem")
    app.find("training.problem.close").click()
    app.wait_rest(4)
    assert app.report.weights.tobytes() == before
    return said


def test_broken_weights_are_told_and_nothing_is_lost(trained, tmp_path):
    for name, (arrays, wanted) in BROKEN.items():
        path = tmp_path / f"{name}.npz"
        np.savez(path, **arrays)
        said = problem_with(trained, path)
        assert wanted in said, name
        assert said.startswith("The weights were not loaded.")


def test_weights_of_a_course_are_loaded_with_a_sentence(app, tmp_path):
    path = tmp_path / "best_svm.npz"
    np.savez(path, W=np.vstack([np.ones((3072, 10)), np.full((1, 10), 2.0)]))
    app.window.panel.load_weights(str(path))
    app.wait(lambda: app.report.weights.max() == 1)
    assert app.report.bias.tolist() == [2] * 10
    said = app.message("training.problem")
    assert said.startswith("Loaded: W was turned, its last row is the bias.")
    own = {"class_names": np.array(["cat"]), "step": np.array(7)}
    np.savez(path, W=np.ones((10, 3072)), b=np.full(10, 3.0), **own)
    app.window.panel.load_weights(str(path))
    app.wait(lambda: app.report.bias.max() == 3)
    assert app.message("training.problem") == ""


class Evil:
    """A pickle that would write a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def broken_files(folder: Path) -> dict[str, bytes]:
    whole = folder / "whole.npz"
    np.savez(whole, W=W, b=B)
    content = whole.read_bytes()
    flipped = bytearray(content)
    flipped[2000] ^= 0xFF
    single = folder / "single.npy"
    np.save(single, W)
    return {
        "text": b"no weights here\n",
        "empty": b"",
        "cut off": content[: len(content) // 2],
        "flipped": bytes(flipped),
        "half an array": single.read_bytes()[:-9],
        "a pickle": pickle.dumps(Evil(folder / "called")),
        "zeros": bytes(5000),
        "zip without arrays": b"PK\x05\x06" + bytes(18),
    }


def test_files_that_are_no_weights_are_told(trained, tmp_path, subtests):
    path = tmp_path / "broken.npz"
    for kind, content in broken_files(tmp_path).items():
        with subtests.test(kind):
            path.write_bytes(content)
            said = problem_with(trained, path)
            assert said.startswith("The weights were not loaded.")
    assert not (tmp_path / "called").exists(), "a pickle was run"


def test_missing_files_and_folders_are_told(trained, tmp_path):
    assert "No such file" in problem_with(trained, tmp_path / "none.npz")
    assert "directory" in problem_with(trained, tmp_path)


FAULTS = [
    ("os.fdopen", errno.ENOSPC, "No space left"),
    ("os.replace", errno.EACCES, "Permission denied"),
    ("os.fsync", errno.ENOSPC, "No space left"),
    ("tempfile.mkstemp", errno.EROFS, "Read-only"),
]


def test_a_full_disk_or_read_only_folder_is_told(
    trained, tmp_path, monkeypatch, no_dialogs, subtests
):
    for where, number, words in FAULTS:
        with subtests.test(where):
            (tmp_path / where).mkdir()
            fails_to_save(trained, tmp_path / where, monkeypatch, no_dialogs, where, number, words)
    trained.click("training.step")
    trained.wait_rest(5)


def fails_to_save(trained, parent, monkeypatch, no_dialogs, where, number, words) -> None:
    name, tmp_path = "save_history", parent
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "curves.csv"
    path.write_text("older")

    def fail(*arguments: object, **_options: object) -> None:
        if where == "os.fdopen":
            os.close(arguments[0])  # type: ignore[arg-type]
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(where, fail)
        ask(trained, name, path, no_dialogs)
        trained.wait(lambda: f"{path} was not saved" in trained.message("window.strip"))
    said = trained.message("window.strip")
    assert said.startswith(f"{path} was not saved: {words}")
    assert said.endswith("Choose another place.")
    assert [each.name for each in folder.iterdir()] == ["curves.csv"]
    assert path.read_text() == "older", "the older file is lost"
    ask(trained, name, path, no_dialogs)
    wait_saved(trained, path)


def test_two_shares_at_once_are_both_written(trained, tmp_path, no_dialogs):
    one, two = tmp_path / "one.csv", tmp_path / "two.npz"
    ask(trained, "save_history", one, no_dialogs)
    ask(trained, "save_weights", two, no_dialogs)
    wait_saved(trained, two)
    assert two.exists()
    assert one.exists(), "the first file was dropped without a word"


def test_before_the_images_the_first_weights_are_shown_and_given_ones_wait(
    open_app, cifar_folder, tmp_path, monkeypatch
):
    drawn = []

    def slowly(source):
        while not drawn:
            yield LoadProgress(4, 10, f"{DRAWING} 10 images")
        return (yield from opening(source))

    monkeypatch.setattr("lossviz.shell.sources.opening", slowly)
    app = open_app(data=cifar_folder, ready=False)
    hint = "training.pixel_hint"
    app.wait_text(hint, f"Drawing 10 images, 40 %. {FIRST}")
    assert app.find("training.templates").accessibleDescription() == "airplane, 1 of 10"
    assert app.window.panel.share_actions() == ()
    path = tmp_path / "early.npz"
    np.savez(path, W=np.ones((10, 3072)), b=np.ones(10))
    app.window.panel.open_file(str(path))
    assert "early.npz waits for the images" in app.message("training.problem")
    drawn.append(True)
    app.wait_ready()
    app.wait(lambda: app.report.weights.max() == 1)
    assert app.message("training.problem").startswith("Loaded")
    assert app.text(hint) == HINT
    app.click("top_bar.undo")
    app.wait(lambda: app.report.weights.max() != 1)
    report = app.wait_rest(0)
    look = first_look(report.config, report.view.scale, tmp_path / "empty")
    assert np.array_equal(look.pictures, report.templates), "the run begins with what was shown"
    (tmp_path / f"{PREFIX}0.npz").touch()
    assert first_look(report.config, "shared", tmp_path) is None
    names = [action.name for action in app.window.panel.share_actions()]
    assert names == [
        "copy_picture",
        "save_png",
        "save_svg",
        "save_history",
        "save_weights",
        "open_weights",
    ]

"""Which images are open: a wrong path, a dropped folder, CIFAR-10 that is missing, a download."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from lossviz.data import stand_in
from lossviz.data.errors import DataError
from lossviz.data.progress import DownloadProgress
from tests.shell.driving import write_cifar


def wrong_sources(folder: Path) -> dict[str, Path]:
    empty = folder / "empty"
    empty.mkdir()
    other = folder / "other"
    other.mkdir()
    (other / "holiday").write_text("no images here")
    cut = write_cifar(folder / "cut")
    batch = cut / "data_batch_1.bin"
    batch.write_bytes(batch.read_bytes()[:-100])
    label = write_cifar(folder / "label")
    content = bytearray((label / "test_batch.bin").read_bytes())
    content[0] = 11
    (label / "test_batch.bin").write_bytes(bytes(content))
    return {
        "missing": folder / "nowhere",
        "empty": empty,
        "other": other,
        "cut": cut,
        "label": label,
        "file": other / "holiday",
    }


WORDS = {
    "missing": "nowhere",
    "empty": "empty",
    "other": "other",
    "cut": "cut off",
    "label": "11",
    "file": "no CIFAR-10 archive",
}


def test_a_wrong_path_is_told_and_the_drawn_images_are_opened(open_app, tmp_path):
    app = open_app(data=tmp_path / "nowhere")
    assert "nowhere" in app.message("training.source_strip")
    assert app.text("status_bar.loaded").startswith(stand_in.NAME)
    app.click("training.step")
    app.wait_rest(1)
    app.click("training.source_strip.close")
    app.wait(lambda: not app.message("training.source_strip"))


def test_a_wrong_path_later_changes_nothing(app, tmp_path, subtests):
    app.click("training.step")
    app.wait_rest(1)
    for kind, path in wrong_sources(tmp_path).items():
        with subtests.test(kind):
            app.window.dropped.emit(str(path))
            app.wait(lambda: WORDS[kind] in app.message("training.source_strip"))  # noqa: B023
            assert "350 train, 50 val, 100 test" in app.text("status_bar.loaded")
    app.click("training.step")
    app.wait_rest(2)


def drop(app, *paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.NoModifier
    enter = QDragEnterEvent(QPointF(400, 400).toPoint(), copy, data, left, plain)
    QApplication.sendEvent(app.window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(400, 400), copy, data, left, plain)
    QApplication.sendEvent(app.window, event)
    return event


def test_a_dropped_folder_is_opened(app, tmp_path):
    app.reports.clear()
    assert drop(app, write_cifar(tmp_path / "dropped", 200, 40)).isAccepted()
    app.wait(lambda: "175 train, 25 val, 40 test" in app.text("status_bar.loaded"))
    app.wait_rest(0)
    assert app.report.confusion.counts.sum() == 40
    app.click("training.step")
    app.wait_rest(1)


def test_other_images_while_it_trains(app, tmp_path):
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.step > 3)
    app.reports.clear()
    drop(app, write_cifar(tmp_path / "dropped", 200, 40))
    app.wait(lambda: "40 test" in app.text("status_bar.loaded"))
    app.wait_rest(0)
    app.wait_text("training.start", "Run")


def test_the_source_is_chosen_in_the_panel(app, tmp_path):
    app.wait(lambda: app.find("training.source.cifar-10").isChecked())
    assert "CIFAR-10 excerpt" in app.text("status_bar.loaded")
    app.reports.clear()
    app.click("training.source.stand-in")
    app.wait(lambda: app.text("status_bar.loaded").startswith(stand_in.NAME))
    app.wait_rest(0)
    assert app.find("training.source.stand-in").isChecked()
    app.reports.clear()
    app.click("training.source.cifar-10")
    app.wait(lambda: "350 train" in app.text("status_bar.loaded"))
    app.wait_rest(0)
    assert app.find("training.source.cifar-10").isChecked()


def test_the_last_source_is_remembered(open_app, cifar_folder):
    first = open_app(data=cifar_folder)
    first.close()
    second = open_app()
    assert "350 train, 50 val, 100 test" in second.text("status_bar.loaded")
    assert second.find("training.source.cifar-10").isChecked()


def test_a_source_that_is_gone_is_told_at_the_next_start(open_app, cifar_folder):
    first = open_app(data=cifar_folder)
    first.close()
    for file in cifar_folder.iterdir():
        file.unlink()
    second = open_app()
    assert str(cifar_folder) in second.message("training.source_strip")
    assert second.text("status_bar.loaded").startswith(stand_in.NAME)
    second.click("training.source.cifar-10")
    second.wait(lambda: "not on this machine yet" in second.message("training.source_strip"))


def test_cifar_10_that_is_not_here_is_asked_for(open_app):
    app = open_app()
    app.click("training.source.cifar-10")
    app.wait(lambda: "not on this machine yet" in app.message("training.source_strip"))
    assert app.text("training.source_strip.action_1") == "Open folder…"
    assert app.text("training.source_strip.action_2") == "Download (170 MB)"
    assert app.find("training.source.stand-in").isChecked()


def test_a_look_for_cifar_10_that_fails_is_told(open_app, monkeypatch):
    app = open_app()

    def broken() -> None:
        raise PermissionError("nobody may look there")

    with monkeypatch.context() as patch:
        patch.setattr("lossviz.shell.sources.downloaded", broken)
        app.click("training.source.cifar-10")
        app.wait(lambda: "nobody may look there" in app.message("training.source_strip"))
    assert app.find("training.source.stand-in").isChecked(), "it says that CIFAR-10 is open"
    app.click("training.source.cifar-10")
    app.wait(lambda: "not on this machine yet" in app.message("training.source_strip"))


def test_a_folder_is_chosen_in_a_dialog(open_app, cifar_folder, no_dialogs):
    app = open_app()
    app.click("training.source.cifar-10")
    app.wait(lambda: app.message("training.source_strip"))
    no_dialogs.append(str(cifar_folder))
    app.reports.clear()
    app.click("training.source_strip.action_1")
    app.wait(lambda: "350 train" in app.text("status_bar.loaded"))
    app.wait_rest(0)
    assert not app.message("training.source_strip")


# Downloads: none leaves this machine.


@pytest.fixture
def download(monkeypatch):
    """A download that shows what the test puts in, until it is told how to end."""

    class Download:
        progress = DownloadProgress(34_100_000, 170_052_171, 80_000.0, 1699.0, "downloading")
        ending: Path | Exception | None = None
        closed = threading.Event()

    state = Download()
    state.closed = threading.Event()

    def downloading(_folder: Path):
        try:
            while state.ending is None:
                time.sleep(0.002)
                yield state.progress
            if isinstance(state.ending, Exception):
                raise state.ending
            return state.ending
        finally:
            state.closed.set()

    monkeypatch.setattr("lossviz.shell.sources.downloading", downloading)
    return state


def begin_download(app) -> None:
    app.click("training.source.cifar-10")
    app.wait(lambda: app.message("training.source_strip"))
    app.click("training.source_strip.action_2")


def test_a_download_tells_how_far_it_is_while_training_goes_on(open_app, download):
    app = open_app()
    begin_download(app)
    app.wait_text("training.source_progress", "34.1 of 170.1 MB, 80 kB/s, 28 min left")
    assert app.find("training.source_progress").isVisible()
    assert app.find("training.source_cancel").isVisible()
    app.click("training.epoch")
    app.wait_rest(app.report.steps_total // app.report.config.epochs)
    download.progress = DownloadProgress(9, 10, 0.0, None, "checking")
    app.wait_text("training.source_progress", "Checking the download")
    download.progress = DownloadProgress(9, 10, 0.0, None, "unpacking")
    app.wait_text("training.source_progress", "Unpacking")


def test_a_download_that_has_arrived_is_used_when_wanted(open_app, download, cifar_folder):
    app = open_app()
    begin_download(app)
    app.wait(lambda: app.find("training.source_progress").isVisible())
    app.click("training.step")
    app.wait_rest(1)
    download.ending = cifar_folder
    app.wait(lambda: "has arrived" in app.message("training.source_strip"))
    assert app.text("status_bar.loaded").startswith(stand_in.NAME)
    assert app.report.step == 1
    app.reports.clear()
    app.click("training.source_strip.action_1")
    app.wait(lambda: "350 train" in app.text("status_bar.loaded"))
    app.wait_rest(0)


def test_a_download_can_be_cancelled_and_begun_again(open_app, download):
    app = open_app()
    begin_download(app)
    app.wait(lambda: app.find("training.source_cancel").isVisible())
    app.click("training.source_cancel")
    app.wait(lambda: not app.find("training.source_progress").isVisible())
    assert download.closed.wait(2)
    assert app.message("training.source_strip") == ""
    download.closed.clear()
    begin_download(app)
    app.wait(lambda: app.find("training.source_cancel").isVisible())


def test_a_download_that_fails_is_told(open_app, download):
    app = open_app()
    begin_download(app)
    download.ending = DataError("The disk has too little room. Free some space and try again.")
    app.wait(lambda: "too little room" in app.message("training.source_strip"))
    assert not app.find("training.source_progress").isVisible()
    app.click("training.step")
    app.wait_rest(1)


def test_a_refused_connection_is_told(open_app, monkeypatch):
    import lossviz.data.download as module
    from lossviz.data.transfer import Patience

    real = module.downloading
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(
        "lossviz.shell.sources.downloading",
        lambda folder: real(
            folder, ("http://127.0.0.1:9/a.tar.gz",), patience=Patience(0.5, 0, 0.1)
        ),
    )
    app = open_app()
    begin_download(app)
    app.wait(lambda: "could not be downloaded" in app.message("training.source_strip"))
    assert "127.0.0.1:9" in app.message("training.source_strip")


def test_closing_while_it_downloads_and_trains_ends_in_time(open_app, download):
    app = open_app()
    begin_download(app)
    app.type("training.epochs", "1000")
    app.click("training.start")
    app.wait(lambda: app.report.running)
    began = time.monotonic()
    app.close()
    assert time.monotonic() - began < 2.5
    assert download.closed.wait(2)


def test_pictures_of_ones_own_train_in_training(app, tmp_path):
    top = tmp_path / "fruit"
    for k, name in enumerate(("apple", "kiwi", "plum")):
        (top / name).mkdir(parents=True)
        for i in range(8):
            Image.new("RGB", (40, 30 + i), (60 * k, 200 - 60 * k, i)).save(top / name / f"{i}.png")
    (top / "kiwi" / "torn.jpg").write_bytes(b"no picture")
    app.reports.clear()
    drop(app, top)
    app.wait(lambda: app.text("status_bar.loaded") == "fruit, 20 train, 2 val, 2 test")
    assert "1 file was left out" in app.message("training.source_strip")
    app.wait_rest(0)
    app.click("training.step")
    app.wait_rest(1)
    assert app.report.weights.shape == (3, 3072)
    app.click("training.source_strip.close")
    app.wait(lambda: not app.message("training.source_strip"))

    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (40, 28, 28), np.uint8), np.arange(40) % 2
    np.savez(tmp_path / "grey.npz", images=images, labels=labels)
    app.reports.clear()
    drop(app, tmp_path / "grey.npz")  # where weights are opened, too
    app.wait(lambda: app.text("status_bar.loaded") == "grey, 32 train, 4 val, 4 test")
    app.wait_rest(0)
    assert app.report.weights.shape == (2, 3072)

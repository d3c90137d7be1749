"""The built-in stand-in: the same drawings from the same seed, labelled as drawn, kept safely."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lossviz.data import stand_in
from lossviz.data.drawn import kept
from lossviz.data.drawn.backdrops import SCENES
from lossviz.data.drawn.pictures import DRAWINGS, pictures
from lossviz.data.progress import LoadProgress
from lossviz.data.records import CLASS_NAMES
from lossviz.model.dataset import PIXELS, Dataset

# sha256 of three pictures of each class: where it changes, raise `stand_in.VERSION` too.
VERSION = 1
# Two blocks of a class to learn from, and one to test.
SMALL = {"BLOCK": 10, "TRAINING": 200, "TEST": 100}
COUNT = SMALL["TRAINING"] + SMALL["TEST"]
DIGEST = "b600596a2a9853e1c9637924e15932dfb03436f70d5bd728de49d73518ec6749"
PRINT_DIGEST = """
import hashlib, numpy
from lossviz.data.drawn.pictures import DRAWINGS, pictures
digest = hashlib.sha256()
for name in DRAWINGS:
    digest.update(pictures(name, 3, numpy.random.default_rng(7)))
print(digest.hexdigest())
"""


@pytest.fixture(scope="module")
def whole() -> Dataset:
    return stand_in.load(cache=False)


def make_small(patch: pytest.MonkeyPatch) -> None:
    for name, value in SMALL.items():
        patch.setattr(stand_in, name, value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and a small stand-in, so that a test draws it in a moment."""
    monkeypatch.setenv("LOSSVIZ_HOME", str(tmp_path))
    make_small(monkeypatch)
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def drawn_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder as `stand_in.load` leaves it."""
    home = tmp_path_factory.mktemp("drawn-before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOSSVIZ_HOME", str(home))
        make_small(patch)
        stand_in.load()
    return home / "cache"


def digest(data: Dataset) -> str:
    parts = (*data.training, *data.test)
    return hashlib.sha256(b"".join(np.ascontiguousarray(part) for part in parts)).hexdigest()


def test_it_is_named_as_drawn(whole: Dataset) -> None:
    assert whole.name == "CIFAR-10 stand-in (drawn)"
    assert whole.drawn
    assert whole.class_names == CLASS_NAMES == tuple(DRAWINGS)


@pytest.mark.parametrize(("part", "count"), [("training", 10_000), ("test", 2_000)])
def test_every_class_has_as_many_images(whole: Dataset, part: str, count: int) -> None:
    images, labels = getattr(whole, part)
    assert images.shape == (count, PIXELS)
    assert images.dtype == np.uint8
    assert labels.dtype == np.int64
    assert np.bincount(labels).tolist() == [count // 10] * 10
    assert not images.flags.writeable
    assert not labels.flags.writeable


def test_the_order_is_random(whole: Dataset) -> None:
    _, labels = whole.training
    assert np.mean(labels[:-1] == labels[1:]) == pytest.approx(0.1, abs=0.03)
    learn, held_out = whole.split()
    assert np.bincount(held_out.labels).min() > 0.08 * len(held_out.labels)
    assert np.bincount(learn.labels).min() > 0.08 * len(learn.labels)


def test_no_image_comes_twice(whole: Dataset) -> None:
    seen = {image.tobytes() for images in (whole.training, whole.test) for image in images.images}
    assert len(seen) == 12_000


def test_labels_belong_to_their_images(folder: Path) -> None:
    data = stand_in.load(seed=3, cache=False)
    ships = {image.tobytes() for image in data.training.images[data.training.labels == 8]}
    for block in range(2):
        drawn = pictures("ship", stand_in.BLOCK, np.random.default_rng((3, 8, block)))
        assert all(image.tobytes() in ships for image in drawn)


def test_the_same_seed_gives_the_same_bytes(folder: Path) -> None:
    first, again = stand_in.load(seed=5, cache=False), stand_in.load(seed=5, cache=False)
    assert digest(first) == digest(again)
    assert digest(first) != digest(stand_in.load(seed=6, cache=False))


def test_another_process_draws_the_same_bytes_without_skimage_or_qt() -> None:
    code = PRINT_DIGEST + (
        "import sys, lossviz.data.stand_in\n"
        "print([name for name in ('skimage', 'scipy', 'PySide6') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.split("\n")[:2] == [DIGEST, "[]"]
    assert stand_in.VERSION == VERSION


@pytest.mark.parametrize("name", DRAWINGS)
def test_pictures_of_a_class_differ_and_show_something(name: str) -> None:
    images = pictures(name, 50, np.random.default_rng(0))
    assert len(np.unique(images, axis=0)) == 50
    assert np.ptp(images, axis=1).min() > 60
    assert set(DRAWINGS[name].scenes) <= set(SCENES)


def linear_accuracy(data: Dataset, features: np.ndarray, tests: np.ndarray) -> float:
    """Test accuracy of softmax regression after 5 epochs of SGD with momentum."""
    mean = features.mean(axis=0)
    X, labels = features - mean, data.training.labels
    W, b = np.zeros((10, X.shape[1]), np.float32), np.zeros(10, np.float32)
    dW, db = np.zeros_like(W), np.zeros_like(b)
    random = np.random.default_rng(0)
    for _ in range(5):
        for batch in np.array_split(random.permutation(len(X)), 78):
            scores = X[batch] @ W.T + b
            p = np.exp(scores - scores.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            p[np.arange(len(batch)), labels[batch]] -= 1
            dW, db = 0.9 * dW + p.T @ X[batch] / len(batch), 0.9 * db + p.mean(axis=0)
            W, b = W - np.float32(0.01) * dW, b - np.float32(0.01) * db
    return float(np.mean(((tests - mean) @ W.T + b).argmax(axis=1) == data.test.labels))


def test_a_linear_classifier_learns_most_of_it_and_not_all(whole: Dataset) -> None:
    training, test = (part.images / np.float32(255) for part in (whole.training, whole.test))
    assert 0.60 < linear_accuracy(whole, training, test) < 0.80


def test_colour_alone_does_not_tell_the_classes_apart(whole: Dataset) -> None:
    training, test = (
        10 * part.images.reshape(-1, 3, PIXELS // 3).mean(axis=2, dtype=np.float32) / 255
        for part in (whole.training, whole.test)
    )
    assert linear_accuracy(whole, training, test) < 0.45


def test_progress_rises_to_the_whole(folder: Path) -> None:
    reports = list(stand_in.drawing(cache=False))
    assert all(isinstance(report, LoadProgress) for report in reports)
    assert [report.done for report in reports] == list(range(10, COUNT + 1, 10))
    assert {report.total for report in reports} == {COUNT}
    assert {report.what for report in reports} == {f"Drawing {COUNT:,} images"}


def test_the_second_time_it_is_read_from_the_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = stand_in.load()
    assert [file.name for file in folder.iterdir()] == ["stand-in-1-seed-0.bin"]
    monkeypatch.setattr(stand_in, "pictures", None)
    read = stand_in.load()
    assert digest(read) == digest(drawn)
    assert isinstance(read.training.images.base.base, np.memmap)
    assert read.drawn
    assert read.name == stand_in.NAME


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(flip_a_byte, id="one byte differs"),
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[:-1]), id="cut off"),
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(
            lambda file: file.write_bytes(bytes(file.stat().st_size)), id="foreign, same size"
        ),
        pytest.param(lambda file: (file.unlink(), file.mkdir()), id="a folder"),
    ],
)
def test_a_damaged_cache_is_drawn_again(folder: Path, drawn_before: Path, damage) -> None:
    shutil.copytree(drawn_before, folder)
    good = digest(stand_in.load())
    (file,) = folder.iterdir()
    damage(file)
    assert digest(stand_in.load()) == good
    assert [entry.name for entry in folder.iterdir()] == [file.name]
    if file.is_file():
        assert kept_images(file) is not None


def kept_images(file: Path):
    job = kept.reading(file, COUNT)
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def test_without_a_cache_nothing_is_written(folder: Path) -> None:
    stand_in.load(cache=False)
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder.parent / "a file"
    file.write_text("not a folder")
    monkeypatch.setenv("LOSSVIZ_HOME", str(file))
    assert len(stand_in.load().training.labels) == SMALL["TRAINING"]


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept.os, "replace", full)
    assert len(stand_in.load().training.labels) == SMALL["TRAINING"]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("what", [f"Drawing {COUNT:,} images", "Keeping the drawn images"])
def test_closed_midway_it_leaves_no_file(folder: Path, what: str) -> None:
    job = stand_in.drawing()
    while next(job).what != what:
        pass
    job.close()
    assert not folder.exists() or list(folder.iterdir()) == []


def test_what_a_kill_left_is_cleared_and_what_another_writes_is_not(folder: Path) -> None:
    left, fresh, foreign = (
        folder / name for name in ("drawn-1ab_cd.part", "drawn-2ef_gh.part", "another.part")
    )
    folder.mkdir(parents=True)
    for path in (left, fresh, foreign):
        path.write_bytes(b"half")
    for path in (left, foreign):
        os.utime(path, (0, 0))
    with pytest.raises(StopIteration):
        next(kept.reading(folder / "drawn.bin", 10))
    assert sorted(folder.iterdir()) == sorted([fresh, foreign])

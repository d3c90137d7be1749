"""CIFAR-10 in both of its layouts, small ones of random pixels: the app shows the same images."""

from __future__ import annotations

import pickle
import tarfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QAbstractButton

from lossviz.data import cifar10
from lossviz.data.layouts import BINARY, PYTHON
from lossviz.data.records import CLASS_NAMES, RECORD, TEST_BATCH, TRAINING_BATCHES
from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal
from lossviz.self_test.hands import Hands
from lossviz.self_test.pictures import Pixels, pixels
from lossviz.widgets.images.image_strip import ImageStrip

A_BATCH = 40
COUNTS = "175 train, 25 val, 40 test"  # of five batches for training, and one
Records = NDArray[np.uint8]


def both_layouts(desk: Desk) -> str:
    """A folder of binary batches, one of pickles, and an archive, opened one after the other."""
    paths = {
        "binary": _write(desk.folder / BINARY.folder, _binary),
        "Python": _write(desk.folder / PYTHON.folder, _pickled),
    }
    paths["archive"] = _packed(paths["binary"])
    for layout, path in paths.items():
        _expect_as_written(path, layout)
    with desk.window("training") as hands:
        hands.rest()
        drawn = _test_images(hands)
        seen = {layout: _opened(hands, path) for layout, path in paths.items()}
        expect(not np.array_equal(drawn, seen["binary"]), "the drawn images are still shown")
        for layout, picture in seen.items():
            expect(np.array_equal(picture, seen["binary"]), f"{layout} looks different")
        return f"{', '.join(paths)}: {hands.text('status_bar.loaded')}, the same pixels"


def _opened(hands: Hands, path: Path) -> Pixels:
    """Drop a folder or archive onto the window; the test images as they are shown then."""
    hands.window.dropped.emit(str(path))
    hands.rest()
    said = hands.message("training.source_strip")
    expect(not said, said)
    loaded = hands.text("status_bar.loaded")
    expect(loaded.endswith(COUNTS), f"{path.name} does not show {COUNTS}, but: {loaded}")
    expect(
        hands.find("training.source.cifar-10", QAbstractButton).isChecked(),
        "CIFAR-10 is not chosen",
    )
    return _test_images(hands)


def _test_images(hands: Hands) -> Pixels:
    return pixels(hands.find("training.test_images", ImageStrip))


def _expect_as_written(path: Path, layout: str) -> None:
    """The images, labels and names of a source are those that were written."""
    data = cifar10.load(path)
    written = [_records(batch) for batch in TRAINING_BATCHES], [_records(TEST_BATCH)]
    for split, batches in zip((data.training, data.test), written, strict=True):
        records = np.concatenate(batches)
        expect(np.array_equal(split.images, records[:, 1:]), f"{layout}: other pixels")
        expect(np.array_equal(split.labels, records[:, 0]), f"{layout}: other labels")
    expect_equal(data.class_names, CLASS_NAMES, f"{layout}: the names of the classes")


def _records(batch: str) -> Records:
    """Random images of all classes, always the same for a batch: (n, 3073), the label first."""
    records = np.random.default_rng(sum(batch.encode())).integers(
        0, 256, (A_BATCH, RECORD), np.uint8
    )
    records[:, 0] = np.arange(A_BATCH) % len(CLASS_NAMES)
    return records


def _write(folder: Path, write: Callable[[Path, str], None]) -> Path:
    folder.mkdir(exist_ok=True)
    for batch in (*TRAINING_BATCHES, TEST_BATCH):
        write(folder, batch)
    return folder


def _binary(folder: Path, batch: str) -> None:
    (folder / BINARY.file_name(batch)).write_bytes(_records(batch).tobytes())


def _pickled(folder: Path, batch: str) -> None:
    records = _records(batch)
    entries = {b"labels": records[:, 0].tolist(), b"data": records[:, 1:].copy()}
    (folder / PYTHON.file_name(batch)).write_bytes(pickle.dumps(entries, protocol=3))


def _packed(folder: Path) -> Path:
    path = folder.with_name("cifar-10-binary.tar.gz")
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder, folder.name)
    return path


CHECKS = (Check("CIFAR-10", both_layouts),)

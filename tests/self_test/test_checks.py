"""The list of checks is complete, and some of the tools that they use."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from lossviz.panel_list import PANELS
from lossviz.self_test.checks import CHECKS
from lossviz.self_test.expecting import CheckError
from lossviz.self_test.files import expect_saved
from lossviz.self_test.since_start import seconds_since_start

NAMES = [check.name for check in CHECKS]
SIZE = QSize(90, 60)


def test_each_has_a_name_of_its_own():
    assert len(set(NAMES)) == len(NAMES)


def test_the_first_says_how_long_the_start_took():
    assert NAMES[0] == "First window"


@pytest.mark.parametrize("panel", [about.title for about in PANELS])
def test_each_panel_is_looked_at_explained_and_shared(panel):
    assert {f"{panel} panel", f"Explain: {panel}", f"Sharing: {panel}"} <= set(NAMES)


@pytest.mark.parametrize(
    "name",
    [
        "Fonts",
        "Layouts",
        "Lecture's losses",
        "Training",
        "CIFAR-10",
        "Settings",
        "Secure connection",
    ],
)
def test_what_is_promised_is_checked(name):
    assert name in NAMES


def test_the_start_was_a_while_ago():
    assert 0 < seconds_since_start() < seconds_since_start() + 1e-3 < 86_400


FILES = {
    "text.png": b"no picture",
    "text.svg": b"<html/>",
    "empty.csv": b"",
    "header.csv": b"step,loss\n",
    "ragged.csv": b"step,loss\n1\n",
    "nan.csv": b"step,loss\n1,nan\n",
    "words.csv": b"step,loss\na,b\n",
    "unknown.doc": b"",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_what_its_name_says_fails(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    with pytest.raises(CheckError):
        expect_saved(path, SIZE)


def test_a_blank_picture_and_one_of_another_size_fail(qapp, tmp_path):
    path = tmp_path / "picture.png"
    image = QImage(SIZE, QImage.Format.Format_RGB888)
    image.fill(0)
    image.save(str(path))
    with pytest.raises(CheckError, match="looks blank"):
        expect_saved(path, SIZE)
    with pytest.raises(CheckError, match="size"):
        expect_saved(path, SIZE * 2)


def weights(**changes: object) -> dict[str, object]:
    names = np.array(["a", "b"])
    return {"W": np.ones((2, 3072)), "b": np.zeros(2), "class_names": names} | changes


@pytest.mark.parametrize(
    "changes",
    [{"W": np.zeros((2, 3072))}, {"W": np.ones((3, 3072))}, {"b": np.full(2, np.nan)}],
)
def test_weights_that_are_none_fail(tmp_path, changes):
    path = tmp_path / "weights.npz"
    np.savez(path, **weights())
    expect_saved(path, SIZE)
    np.savez(path, **weights(**changes))
    with pytest.raises(CheckError):
        expect_saved(path, SIZE)

"""Files that trials were made with, where this machine has them: each has the outcome that it had
to have. What each stands for is tried beside, in small, by the tests of its reader."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lossviz.data import cifar10
from lossviz.data.errors import DataError

IMAGES = {
    "cifar/array_labels": (30, 30),
    "cifar/cifar-10-batches-py.zip": (60, 20),
    "cifar/keras3_home": (60, 20),
    "cifar/keras3_home/.keras/datasets": (60, 20),
    "cifar/nested_twice": (60, 20),
    "cifar/renamed": (60, 20),
    "cifar/renamed_folder.tar.gz": (60, 20),
    "cifar/repacked.tar.xz": (60, 20),
    "cifar/upper_case": (60, 20),
    "cifar_edges": (200, 40),
    "cifar_flat": (200, 50),
    "cifar_py_str_keys": (200, 50),
    "cifar_stripes": (300, 100),
    "cifar-10-binary-is-html.tar.gz": "is a web page",
    "cifar-10-binary-truncated.tar.gz": "is cut off",
    "cifar/cifar-100-python": "holds CIFAR-100, which has 100 classes",
    "cifar/cifar-100-python.tar.gz": "holds CIFAR-100, which has 100 classes",
}


@pytest.fixture
def cases() -> Path:
    """The folder of trials, if this machine has it."""
    named = os.environ.get("LOSSVIZ_CASES")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip("no files of trials here; LOSSVIZ_CASES names their folder")
    return folder


def outcome(path: Path) -> tuple[int, int] | str:
    """How many images for training and test, or why not."""
    try:
        data = cifar10.load(path)
    except DataError as error:
        return str(error)
    assert data.class_names[0] == "airplane"
    return len(data.training.labels), len(data.test.labels)


def test_images_are_opened_or_refused_with_the_true_reason(cases: Path) -> None:
    for name, expected in IMAGES.items():
        found = outcome(cases / name)
        if isinstance(expected, str):
            assert isinstance(found, str), name
            assert expected in found, name
        else:
            assert found == expected, name

"""The file of a run that was left: what was written is read, and anything else is no run."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lossviz.panels.training import left_run
from lossviz.panels.training.left_run import LeftRun

SHAPE = (3, 12)
LEFT = LeftRun(
    step=7,
    epoch=0.35,
    W=np.arange(36, dtype=np.float32).reshape(SHAPE),
    b=np.zeros(3, np.float32),
    steps=np.ones((8, 7), np.float32),
    validation=np.ones((3, 1), np.float32),
)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "run.npz"
    left_run.write(path, LEFT)
    found = left_run.read(path, SHAPE)
    assert found is not None
    assert (found.step, found.epoch) == (LEFT.step, LEFT.epoch)
    for name in ("W", "b", "steps", "validation"):
        assert (getattr(found, name) == getattr(LEFT, name)).all()


def test_a_run_of_other_images_is_none(tmp_path: Path) -> None:
    left_run.write(tmp_path / "run.npz", LEFT)
    assert left_run.read(tmp_path / "run.npz", (3, 13)) is None


@pytest.mark.parametrize("content", [b"", b"PK", b"\x93NUMPY", b"no file of ours" * 100])
def test_what_is_no_file_of_ours_is_no_run(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "run.npz").write_bytes(content)
    assert left_run.read(tmp_path / "run.npz", SHAPE) is None


def test_neither_is_a_part_of_one(tmp_path: Path) -> None:
    path = tmp_path / "run.npz"
    left_run.write(path, LEFT)
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        assert left_run.read(path, SHAPE) is None


def test_neither_is_a_pipe_or_nothing(tmp_path: Path) -> None:
    assert left_run.read(tmp_path / "none.npz", SHAPE) is None
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.npz")
        assert left_run.read(tmp_path / "pipe.npz", SHAPE) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": 0},
        {"step": -3},
        {"epoch": float("nan")},
        {"W": np.full(SHAPE, np.inf, np.float32)},
        {"W": LEFT.W.astype(np.float64)},
        {"b": np.zeros(4, np.float32)},
        {"steps": np.zeros(7, np.float32)},
        {"steps": np.zeros((8, 0), np.float32)},
        {"steps": np.zeros((7, 7), np.float32)},
        {"validation": np.zeros((2, 1), np.float32)},
    ],
)
def test_what_makes_no_sense_is_no_run(tmp_path: Path, wrong: dict[str, object]) -> None:
    left_run.write(tmp_path / "run.npz", replace(LEFT, **wrong))  # type: ignore[arg-type]
    assert left_run.read(tmp_path / "run.npz", SHAPE) is None


def test_a_damaged_one_is_none_or_one_of_use(tmp_path: Path) -> None:
    path = tmp_path / "run.npz"
    left_run.write(path, LEFT)
    whole = path.read_bytes()
    draw = random.Random(3)
    for _ in range(1500):
        damaged = bytearray(whole)
        for _ in range(draw.choice((1, 1, 3))):
            damaged[draw.randrange(len(whole))] = draw.randrange(256)
        path.write_bytes(bytes(damaged))
        found = left_run.read(path, SHAPE)
        assert found is None or found.W.shape == SHAPE

"""What README shows of Python runs as it stands, and comes to what the remarks beside it say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")


def run(code: str, folder: Path) -> str:
    """What a block prints, in a process and a folder of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(README.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def block_with(text: str) -> str:
    """The one block that has this text."""
    (block,) = (each for each in BLOCKS if text in each)
    return block


def test_these_are_all_there_are() -> None:
    assert [block_with("train("), block_with("LOSSES")] == BLOCKS


def test_the_other_way_to_load_runs_too(tmp_path: Path) -> None:
    block = block_with("train(")
    found = re.search(r"cifar10\.load\(.*?\)", block)
    assert found is not None
    images = np.random.default_rng(0).integers(0, 256, (40, 3073), np.uint8)
    images[:, 0] = np.arange(40) % 10
    folder = tmp_path / "cifar-10-batches-bin"
    folder.mkdir()
    for name in ("data_batch_1.bin", "test_batch.bin"):
        images.tofile(folder / name)
    printed = run(block.replace("stand_in.load()", found[0]), tmp_path)
    assert len(printed.splitlines()) == 6


def test_training_prints_an_epoch_a_line(tmp_path: Path) -> None:
    printed = run(block_with("train("), tmp_path).splitlines()
    lines = [[float(part) for part in line.split()] for line in printed]
    assert [line[0] for line in lines] == list(range(6))
    assert lines[0][1] > lines[-1][1]
    assert lines[0][2] < 0.2
    assert 0.5 < lines[-1][2] <= 1


def test_the_remarks_are_what_comes_out(tmp_path: Path) -> None:
    block = block_with("LOSSES")
    marked = re.findall(r"^(?!.*=)(.+?)  # (.+)$", block, re.MULTILINE)
    assert len(marked) == 2
    shown = [f"print(*({expression}).ravel())" for expression, _ in marked]
    printed = run("\n".join([block, *shown]), tmp_path).splitlines()
    for line, (_, remark) in zip(printed, marked, strict=True):
        expected = [float(number) for number in NUMBER.findall(remark)]
        np.testing.assert_allclose([float(part) for part in line.split()], expected, atol=5e-5)

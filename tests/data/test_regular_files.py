"""Pipes, devices and folders where a file is expected: refused at once, by whatever opens files."""

from __future__ import annotations

import ast
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import lossviz
from lossviz.data.regular_files import open_regular

READERS = {
    "images": "cifar10.load(path)",
    "a batch": "drained(mapping(path, 10))",
    "scores": "score_file.read(path)",
    "points": "point_file.read(path)",
    "weights": "raise_(load(path, (10, 3072)))",
    "settings": "raise_(OSError(load_settings(path, datetime.now())[1]))",
    "drawn images": "drained(kept.reading(path, 0)) or raise_(OSError())",
    "a part of a download": "part.version('x') or raise_(OSError())",
}
PROGRAM = """
import sys
from datetime import datetime
from pathlib import Path
from lossviz.data import cifar10, point_file, score_file
from lossviz.data.cifar10 import drained
from lossviz.data.drawn import kept
from lossviz.data.mapped import mapping
from lossviz.data.transfer import PartialFile
from lossviz.panels.training.ui.share import load
from lossviz.shell.settings import load_settings

path = Path(sys.argv[1])
part = PartialFile(path.parent, path.name.removesuffix(".part.json"))

def raise_(error):
    raise error

try:
    READER
except (OSError, ValueError) as error:
    print(error)
else:
    raise AssertionError("it was read")
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("reader", READERS)
def test_pipes_and_devices_are_refused(tmp_path: Path, reader: str, kind: str) -> None:
    """In a process of its own: an open() that waits cannot be stopped here."""
    path = tmp_path / "it.part.json"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    program = PROGRAM.replace("READER", READERS[reader])
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, timeout=60)


@pytest.mark.parametrize(
    ("name", "number", "reason"),
    [
        (".", errno.EISDIR, "directory"),
        ("gone", errno.ENOENT, "No such file"),
        ("a\0b", errno.EINVAL, "this cannot be a path"),
    ],
)
def test_what_is_no_file_is_an_error_of_the_system(
    tmp_path: Path, name: str, number: int, reason: str
) -> None:
    with pytest.raises(OSError, match=reason) as caught:
        open_regular(tmp_path / name)
    assert caught.value.errno == number


def test_a_file_is_read_from_its_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    with open_regular(tmp_path / "file") as file:
        assert file.read() == b"content"


def test_nothing_opens_a_path_in_another_way() -> None:
    """The resources of the program are its own, and the self-test reads what it wrote."""
    folder = Path(lossviz.__file__).parent
    found = [
        f"{path.relative_to(folder)}:{call.lineno}"
        for path in folder.rglob("*.py")
        if "self_test" not in path.parts
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and reads_a_path(call)
    ]
    assert found == []


def reads_a_path(call: ast.Call) -> bool:
    """Whether a call opens a path to read: open(p), p.open("rb"), p.read_text(), p.read_bytes()."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("read_text", "read_bytes"):
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        made = owner.func if isinstance(owner, ast.Call) else owner
        return getattr(made, "id", "") not in ("resource", "point_file")
    mode = [each.value for each in call.args if isinstance(each, ast.Constant)]
    return name == "open" and mode in (["r"], ["rb"], ["rt"])

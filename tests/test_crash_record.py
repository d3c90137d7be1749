"""A crash is told at the next start; an end in order, a kill and another run are not."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

import faulthandler
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from lossviz.crash_record import CrashRecord
from lossviz.shell.errors import CRASHED, say_crashed
from tests.shell.driving import drawn_once, open_app, small_stand_in  # noqa: F401

RUN = """
import faulthandler, os, signal, sys, pathlib
from lossviz.crash_record import CrashRecord
record = CrashRecord(pathlib.Path(sys.argv[1]))
print(repr(record.begin()), flush=True)
end = sys.argv[2]
if end == "crash": faulthandler._sigsegv()
if end == "kill": os.kill(os.getpid(), signal.SIGKILL)
if end == "stay": sys.stdin.read()
record.end()
"""


@pytest.fixture
def own_faulthandler():
    """pytest's own comes back after the test."""
    yield
    faulthandler.enable()


def begin(folder: Path, end: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, str(folder), end]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there a run that goes on keeps its file")
def test_the_next_start_tells_of_a_crash_and_of_nothing_else(tmp_path, own_faulthandler):
    folder = tmp_path / "not there yet"
    for end in ("order", "kill", "crash"):
        begin(folder, end).communicate(timeout=20)
    staying = begin(folder, "stay")
    assert staying.stdout is not None
    told = staying.stdout.readline()  # it began, and goes on
    assert "Segmentation fault" in told
    assert "<string>" in told  # where
    record = CrashRecord(folder)
    assert record.begin() == ""
    assert len(list(folder.iterdir())) == 2
    record.end()
    record.end()
    staying.communicate(timeout=20)
    assert not list(folder.iterdir())


def test_a_folder_that_can_not_be_made_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    record = CrashRecord(tmp_path / "file" / "folder")
    assert record.begin() == ""
    record.end()


def test_the_window_says_so_once_and_gives_the_details(open_app):
    app = open_app(panel="scores")
    say_crashed(app.window, "Fatal Python error: planted")
    assert app.message("window.strip") == CRASHED
    app.click("window.strip.action_1")
    assert QApplication.clipboard().text().endswith("Fatal Python error: planted")

"""The runner, with checks that do as they are told: a line each, a sum-up and a status."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning

from lossviz.data.folders import config_folder
from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect, expect_equal, expect_near
from lossviz.self_test.hands import live
from lossviz.self_test.run import run

ROOT = Path(__file__).parents[2]
PLENTY = 30.0


def seen(_desk: Desk) -> str:
    return "all as it should be"


def failing(_desk: Desk) -> str:
    expect_equal(2 + 2, 5, "the sum")
    return "never"


def raising(_desk: Desk) -> str:
    raise ZeroDivisionError("a bug\nin two lines")


def warned(_desk: Desk) -> str:
    qWarning("QPainter::begin: paint device returned engine == 0")
    return "all as it should be"


def raising_in_a_slot(_desk: Desk) -> str:
    def fail() -> None:
        raise LookupError("in a slot")

    QTimer.singleShot(0, fail)
    live(20)
    return "all as it should be"


def raising_in_a_thread(_desk: Desk) -> str:
    thread = threading.Thread(target=lambda: {}["nothing"])
    thread.start()
    thread.join()
    return "all as it should be"


def lines_of(capsys: pytest.CaptureFixture[str], *works: Callable[[Desk], str]) -> list[str]:
    """What is printed of each; a line of a check begins with how it went and how long it took."""
    wanted = int(any(work is not seen for work in works))
    assert run([Check(work.__name__, work) for work in works], PLENTY) == wanted
    return [re.sub(r" +\d+\.\d+ s  ", " ", each) for each in capsys.readouterr().out.splitlines()]


def test_checks_that_pass(qapp, capsys):
    *lines, last = lines_of(capsys, seen, seen)
    assert lines == ["ok seen: all as it should be"] * 2
    assert re.fullmatch(r"2 checks passed in \d+\.\d s", last)


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (failing, "the sum should be 5, but is 4"),
        (raising, "ZeroDivisionError: a bug in two lines"),
        (warned, "Qt said: QPainter::begin: paint device returned engine == 0"),
        (raising_in_a_slot, "nobody caught LookupError: in a slot"),
        (raising_in_a_thread, "nobody caught KeyError: 'nothing'"),
    ],
)
def test_it_goes_on_after_a_failure(qapp, capsys, work, why):
    assert lines_of(capsys, work, seen) == [
        f"FAILED {work.__name__}: {why}",
        "ok seen: all as it should be",
        "1 of 2 checks failed",
    ]


def test_an_unexpected_exception_is_told_in_full(qapp, capsys):
    run([Check("raising", raising)], PLENTY)
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "in raising" in said


def test_hooks_are_given_back(qapp):
    before = sys.excepthook, threading.excepthook
    run([Check("warned", warned)], PLENTY)
    assert (sys.excepthook, threading.excepthook) == before


@pytest.mark.parametrize("work", [seen, raising])
def test_it_works_in_a_folder_of_its_own_and_clears_it(qapp, capsys, work):
    home, folders = os.environ["LOSSVIZ_HOME"], []

    def looking(desk: Desk) -> str:
        folders.append(desk.folder)
        assert config_folder().is_relative_to(desk.folder)
        return work(desk)

    run([Check("looking", looking)], PLENTY)
    assert os.environ["LOSSVIZ_HOME"] == home
    assert folders
    assert not folders[0].exists()


def test_without_a_place_for_the_folder_it_says_so(qapp, capsys, monkeypatch):
    def fail(**_options: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", fail)
    assert run([Check("seen", seen)], PLENTY) == 1
    said = capsys.readouterr().out
    assert "none can be made for temporary files: No space left on device" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1.2])
def test_a_number_that_is_not_near_fails(qapp, capsys, number):
    def compare(_desk: Desk) -> str:
        expect_near(number, 1.0, 0.1, "the loss")
        return "never"

    assert lines_of(capsys, compare)[0].startswith("FAILED compare: the loss should be 1 ")


def test_two_reasons_are_both_told(qapp, capsys):
    def both(desk: Desk) -> str:
        warned(desk)
        expect(False, "it fails too")
        return "never"

    assert lines_of(capsys, both)[0].startswith("FAILED both: it fails too; Qt said: QPainter")


# In a program of its own


def program(lines: str, **options: object) -> subprocess.CompletedProcess[str]:
    text = (
        "import ctypes, sys, tempfile, time\n"
        "from lossviz.self_test.check import Check\n"
        "from lossviz.self_test.run import run\n" + lines
    )
    return subprocess.run(
        [sys.executable, "-c", text],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        **options,
    )  # fmt: skip


def test_a_hang_is_ended_and_named(tmp_path):
    answer = program(
        "run([Check('Sleep', lambda desk: time.sleep(60))], 0.2)",
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert answer.returncode == 1
    assert re.fullmatch(
        r"FAILED +0\.\d+ s  Sleep: it hangs, or .+; the self-test ends here\n", answer.stdout
    )
    assert "in <lambda>" in answer.stderr, "where each thread stands"
    assert not [*tmp_path.iterdir()], "the folder is left"


def test_a_hang_that_keeps_pythons_lock_is_ended_too(tmp_path):
    answer = program(
        "from lossviz.self_test import watchdog\n"
        "watchdog.MORE = 0.2\n"
        "sleep = ctypes.PyDLL(None).sleep\n"
        "run([Check('Sleep', lambda desk: sleep(60))], 0.2)",
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert answer.returncode == 1
    assert "in <lambda>" in answer.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_leaves_no_folder(tmp_path, number):
    answer = program(
        f"import signal\nrun([Check('Stop', lambda desk: signal.raise_signal({number:d}))], 9)",
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (128 + number, "", "")
    assert not [*tmp_path.iterdir()], "the folder is left"


def test_a_program_without_a_console():
    answer = program(
        "sys.stdout = sys.stderr = None\n"
        "good, bad = (Check('a', lambda desk: 'seen'), Check('b', lambda desk: 1 / 0))\n"
        "sys.exit(10 * run([good], 9) + run([bad], 9))"
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", "")


def test_a_pipe_gets_every_sign():
    answer = program(
        "sys.exit(run([Check('a', lambda desk: '2 − 10⁻⁵')], 9))",
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert answer.returncode == 0
    assert "2 − 10⁻⁵" in answer.stdout

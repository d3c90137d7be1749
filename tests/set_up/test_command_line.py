"""The command line: what it reads, what it refuses, and what it does without a display."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from lossviz import __main__, __version__, cli


def test_nothing_asked_for_leaves_all_to_the_app() -> None:
    assert cli.parse([]) == cli.Arguments(None, None, None, None, None)


def test_every_option_is_read() -> None:
    words = ["--panel=training", "--data=cifar", "--theme=dark", "--scale=1.5", "--tour=pictures"]
    data = Path("cifar").absolute()  # remembered, and perhaps read from another folder
    expected = cli.Arguments("training", data, "dark", 1.5, Path("pictures"))
    assert cli.parse(words) == expected


@pytest.mark.parametrize("scale", ["nan", "inf", "-1", "0.49", "4.01", "1e999", "big", ""])
def test_a_scale_outside_its_range_is_refused(
    scale: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parse([f"--scale={scale}"])
    assert ended.value.code == 2
    assert f"{scale!r} is not a number from 0.5 to 4" in capsys.readouterr().err


@pytest.mark.parametrize("scale", ["0.5", "4"])
def test_the_ends_of_the_range_are_in_it(scale: str) -> None:
    assert cli.parse(["--scale", scale]).scale == float(scale)


@pytest.mark.parametrize(
    "words", [["--theme", "blue"], ["--data="], ["--tour", " "], ["--pan", "x"], ["x"], ["--data"]]
)
def test_other_bad_input_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parse(words)
    assert ended.value.code == 2


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[cli.Arguments]:
    """What a stand-in for the app is asked to run, on a Linux without a display."""
    asked: list[cli.Arguments] = []

    def run(arguments: cli.Arguments) -> int:
        asked.append(arguments)
        return 3

    app = types.ModuleType("lossviz.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "lossviz.app", app)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "environ", {})
    return asked


def test_without_a_display_one_sentence_and_status_2(
    asked: list[cli.Arguments], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([]) == 2
    assert asked == []
    assert "needs a display" in capsys.readouterr().err


def test_the_tour_needs_no_display(asked: list[cli.Arguments]) -> None:
    assert cli.main(["--tour", "pictures"]) == 3
    assert asked == [cli.Arguments(tour=Path("pictures"))]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_a_chosen_platform_is_kept(
    asked: list[cli.Arguments], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"QT_QPA_PLATFORM": "vnc"})
    assert cli.main([]) == 3
    assert os.environ["QT_QPA_PLATFORM"] == "vnc"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_display(platform: str) -> None:
    assert cli.has_display({}, platform)


def test_blas_gets_one_thread_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"OMP_NUM_THREADS": "8"})
    monkeypatch.setattr(cli, "main", lambda: 0)
    assert __main__.main() == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "8"


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    assert __main__.main() == 130


def test_the_version_comes_without_qt_and_numpy() -> None:
    program = (
        "import sys\n"
        "from lossviz.__main__ import main\n"
        "sys.argv = ['lossviz', '--version']\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print(sorted({'PySide6', 'pyqtgraph', 'numpy', 'skimage'} & set(sys.modules)))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout == f"lossviz {__version__}\n[]\n"


def test_python_dash_m_answers_like_the_console_script() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "lossviz", "--version"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert answer.stdout == f"lossviz {__version__}\n"


def test_the_console_script_is_main() -> None:
    scripts = entry_points(group="console_scripts", name="lossviz")
    assert all(script.load() is __main__.main for script in scripts)

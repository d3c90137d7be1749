"""The command line: what it reads, what it refuses, and what it does without a display."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import types
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from lossviz import __main__, __version__, before_qt, cli, display


def test_nothing_asked_for_leaves_all_to_the_app() -> None:
    assert cli.parse([]) == cli.Arguments(None, None, None, None, None, False)


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


@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "xcb"}])
def test_the_self_test_needs_no_display_and_uses_none(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    self_test = types.ModuleType("lossviz.self_test.run")
    self_test.run = lambda: 1  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "lossviz.self_test.run", self_test)
    monkeypatch.setattr(os, "environ", variables)
    assert cli.main(["--self-test"]) == 1
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("words", [["--tour=pictures"], ["--panel", "scores"], ["--scale=2"]])
def test_the_self_test_stands_alone(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parse(["--self-test", *words])
    assert ended.value.code == 2
    assert "--self-test goes with no other option" in capsys.readouterr().err


def test_a_chosen_platform_is_kept(
    asked: list[cli.Arguments], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"QT_QPA_PLATFORM": "vnc"})
    assert cli.main([]) == 3
    assert os.environ["QT_QPA_PLATFORM"] == "vnc"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_display(platform: str) -> None:
    assert display.trouble({}, platform) == ""


def test_a_display_that_nobody_serves_is_one_sentence(
    asked: list[cli.Arguments],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "environ", {"DISPLAY": ":4711", "WAYLAND_DISPLAY": "nobody"})
    assert cli.main([]) == 2
    assert asked == []
    said = capsys.readouterr().err
    assert "(WAYLAND_DISPLAY=nobody, DISPLAY=:4711)" in said
    assert said.count("\n") == 1
    assert cli.main(["--tour", "pictures"]) == 3
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_a_compositor_that_listens_is_found(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        variables = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-7"}
        assert display.trouble(variables, "linux") == ""
        variables = {"WAYLAND_DISPLAY": str(tmp_path / "wayland-7"), "DISPLAY": ":4711"}
        assert display.trouble(variables, "linux") == ""


def test_a_missing_library_is_one_sentence(
    asked: list[cli.Arguments],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "environ", {"QT_QPA_PLATFORM": "offscreen"})
    message = "libGL.so.1: cannot open shared object file: No such file or directory"
    monkeypatch.setitem(sys.modules, "lossviz.app", types.ModuleType("lossviz.app"))
    monkeypatch.setattr(sys.modules["lossviz.app"], "__getattr__", fails(message), raising=False)
    assert cli.main([]) == 2
    said = capsys.readouterr().err
    assert said.startswith("lossviz needs libGL.so.1, which this system does not have.")
    monkeypatch.setattr(sys.modules["lossviz.app"], "__getattr__", fails("a bug"), raising=False)
    with pytest.raises(ImportError, match="a bug"):
        cli.main([])


def fails(message: str) -> Callable[[str], object]:
    """What a module does whose import fails."""

    def raise_it(_name: str) -> object:
        raise ImportError(message)

    return raise_it


def test_blas_gets_one_thread_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"OMP_NUM_THREADS": "8"})
    monkeypatch.setattr(cli, "main", lambda: 0)
    assert __main__.main() == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "8"


@pytest.mark.skipif(sys.platform != "linux", reason="only there Qt minds")
@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ({}, "C.UTF-8"),
        ({"LC_ALL": "C"}, "C.UTF-8"),
        ({"LANG": "tlh_KLINGON.UTF-8"}, "C.UTF-8"),  # named, but not installed
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, None),
    ],
)
def test_qt_gets_utf_8(named: dict[str, str], wanted: str | None) -> None:
    program = (
        "import os\n"
        "from lossviz.before_qt import use_utf8\n"
        "use_utf8(os.environ)\n"
        "print(os.environ.get('LC_ALL'))\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "QCoreApplication([])\n"
    )
    variables = {name: value for name, value in os.environ.items() if name[:2] not in ("LC", "LA")}
    # As in a bundle, Python itself must not set it right.
    variables |= {**named, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "1"}
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env=variables,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert answer.stdout == f"{wanted}\n"
    assert answer.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only there fontconfig minds")
def test_a_cache_is_found_where_the_home_can_not_be_written(tmp_path: Path) -> None:
    variables = {"HOME": str(tmp_path)}
    before_qt.use_writable_cache(variables)
    assert "XDG_CACHE_HOME" not in variables
    (tmp_path / "file").write_text("in the way")
    for home in ({}, {"HOME": str(tmp_path / "file")}):
        variables = dict(home)
        before_qt.use_writable_cache(variables)
        folder = Path(variables["XDG_CACHE_HOME"])
        assert folder.stat().st_mode & 0o777 == 0o700
    named = {"HOME": str(tmp_path / "file"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    before_qt.use_writable_cache(named)
    assert named["XDG_CACHE_HOME"] == str(tmp_path / "cache")


@pytest.mark.skipif(sys.platform != "linux", reason="others have a home")
def test_a_user_without_a_home_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {"HOME": "/home/somebody"}
    before_qt.use_home(variables)
    assert variables == {"HOME": "/home/somebody"}
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 4711)  # a user that no system knows
    before_qt.use_home(variables)
    assert Path(variables["HOME"]).is_dir()


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

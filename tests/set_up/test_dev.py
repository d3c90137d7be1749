"""The commands of the set-up script; what they would start is only noted."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import environment
import system_packages

SOURCES = sorted(Path(dev.__file__).parent.glob("*.py"))


class Noted:
    """What a command installed and called."""

    def __init__(self) -> None:
        self.packages: list[str] = []
        self.calls: list[list[str]] = []
        self.variables: list[dict[str, str]] = []
        self.code = 0

    def set_up(self, packages: list[str], _locks: tuple[Path, ...]) -> None:
        self.packages = list(packages)

    def call(
        self, command: list[str], variables: dict[str, str] | None = None, _folder: object = None
    ) -> int:
        self.calls.append(command)
        self.variables.append(variables or {})
        return self.code


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Noted:
    noted = Noted()
    monkeypatch.setattr(dev, "set_up", noted.set_up)
    monkeypatch.setattr(dev, "call", noted.call)
    monkeypatch.chdir(tmp_path)
    return noted


def use_display(monkeypatch: pytest.MonkeyPatch, display: str | None) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv("DISPLAY", display)


def test_run_starts_the_app_and_passes_its_exit_code(
    noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_display(monkeypatch, ":0")
    noted.code = 7
    assert dev.main(["run", "--panel", "training"]) == 7
    assert noted.calls == [[str(environment.PYTHON), "-m", "lossviz", "--panel", "training"]]
    assert "libxcb-cursor0" in noted.packages


def test_run_without_a_display_draws_the_tour(
    noted: Noted, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use_display(monkeypatch, None)
    assert dev.main(["run", "--theme", "dark"]) == 0
    assert noted.calls[0][3:] == ["--theme", "dark", "--tour", dev.TOUR_FOLDER]
    assert noted.variables == [{"QT_QPA_PLATFORM": "offscreen"}]
    assert "libxcb-cursor0" not in noted.packages
    assert "no display" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "variables", "platform", "expected"),
    [
        ([], {}, "linux", True),
        (["--panel", "training"], {"DISPLAY": ""}, "linux", True),
        ([], {"DISPLAY": ":0"}, "linux", False),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ([], {"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        (["--version"], {}, "linux", False),
        (["--tour=pictures"], {}, "linux", False),
        ([], {}, "win32", False),
        ([], {}, "darwin", False),
    ],
)
def test_the_tour_is_for_a_linux_without_display(
    arguments: list[str], variables: dict[str, str], platform: str, expected: bool
) -> None:
    assert dev.wants_tour(arguments, variables, platform) is expected


def test_every_check_runs_though_one_fails_and_pytest_is_last(
    noted: Noted, capsys: pytest.CaptureFixture[str]
) -> None:
    noted.code = 3
    assert dev.main(["test", "-k", "losses"]) == 1
    assert [Path(call[0]).stem for call in noted.calls].count("python") == 4
    assert noted.calls[-1][2:] == ["pytest", "-k", "losses"]
    assert all("losses" not in call for call in noted.calls[:-1])
    assert capsys.readouterr().out.count("failed, exit code 3") == len(noted.calls)


def test_checks_are_offscreen_and_pass_together(noted: Noted) -> None:
    assert dev.main(["test"]) == 0
    assert {each["QT_QPA_PLATFORM"] for each in noted.variables} == {"offscreen"}
    assert noted.calls[-1][-4:] == ["-n", "auto", "--dist", "worksteal"]


def test_what_the_checks_compile_is_kept_though_this_system_forbids_it(
    noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert dev.main(["test"]) == 0
    tells = "import sys; raise SystemExit(sys.dont_write_bytecode)"
    variables = {**os.environ, **noted.variables[-1]}
    assert not subprocess.call([sys.executable, "-c", tells], env=variables)


def test_a_set_up_that_cannot_go_on_says_why_and_stops_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "os_release", lambda: "ID=ubuntu\n")
    monkeypatch.setattr(system_packages, "dpkg_answer", lambda: "")
    monkeypatch.setattr(system_packages, "is_root", lambda: False)
    monkeypatch.setattr(environment, "can_make_one", lambda: False)
    monkeypatch.setattr(environment, "set_up", lambda _locks: pytest.fail("went on"))
    assert dev.main(["test"]) == 2
    said = capsys.readouterr().err
    lines = [line for line in said.splitlines() if "sudo apt-get install " in line]
    assert len(lines) == 1
    assert {"libgl1", "xvfb", system_packages.venv_package()} <= set(lines[0].split())


def test_an_unknown_command_shows_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["rnu"]) == 2
    assert "dev.py test" in capsys.readouterr().err
    assert dev.main(["--help"]) == 0
    assert "dev.py test" in capsys.readouterr().out


def test_ctrl_c_ends_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(dev.COMMANDS, "run", interrupted)
    assert dev.main(["run"]) == 130


def test_exit_codes_come_through() -> None:
    assert dev.call([sys.executable, "-c", "raise SystemExit(5)"]) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="no signals that end a process")
def test_the_end_by_a_signal_is_told_as_a_shell_does() -> None:
    assert dev.call([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) == 128 + 9


def test_an_old_python_is_told_so() -> None:
    assert dev.old_python_message((3, 8)) == (
        "lossviz needs Python 3.11 or newer; this is Python 3.8."
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_python_3_8_can_read_the_script(source: Path) -> None:
    ast.parse(source.read_text(encoding="utf-8"), feature_version=(3, 8))

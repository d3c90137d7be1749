"""Each system's custom, and what happens without a home."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lossviz.data import folders


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LOSSVIZ_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(folders, "_home", lambda: Path("/home/ada"))
    return


def all_three() -> list[str]:
    return [
        f().as_posix() for f in (folders.data_folder, folders.cache_folder, folders.config_folder)
    ]


def test_one_variable_for_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOSSVIZ_HOME", str(tmp_path))
    assert all_three() == [(tmp_path / n).as_posix() for n in ("data", "cache", "config")]


def test_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert all_three() == [
        "/home/ada/.local/share/lossviz",
        "/home/ada/.cache/lossviz",
        "/home/ada/.config/lossviz",
    ]


@pytest.mark.skipif(os.name == "nt", reason="absolute paths look different there")
def test_linux_with_xdg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "/big/disk")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert all_three()[:2] == ["/big/disk/lossviz", "/home/ada/.cache/lossviz"]


def test_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert all_three() == [
        "/home/ada/Library/Application Support/lossviz",
        "/home/ada/Library/Caches/lossviz",
        "/home/ada/Library/Application Support/lossviz",
    ]


def test_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert all_three() == [f"/local/lossviz/{n}" for n in ("data", "cache", "config")]
    monkeypatch.delenv("LOCALAPPDATA")
    assert all_three()[0] == "/home/ada/AppData/Local/lossviz/data"


def test_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.delenv("LOSSVIZ_HOME", raising=False)

    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert folders.data_folder().is_absolute()


def test_the_data_package_imports_no_qt() -> None:
    program = (
        "import sys, lossviz.data.sources, lossviz.data.download\n"
        "print([m for m in sys.modules if m.startswith(('PySide', 'skimage', 'pyqtgraph'))])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"

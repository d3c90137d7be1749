"""Which packages of a Debian system are missing, and what is done about it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

import apt_get
import environment
import system_packages

DEBIAN_12 = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n'
MINT = 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = "NAME=Fedora\nID=fedora\n"

ANSWER = (
    "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0-6ubuntu3)\n"
    "installed\tlibgl1\tlibgl1-compat, libgl1-any (= 1.0)\n"
    "config-files\tlibegl1\t\n"
    "installed\tlibdbus-1-3\t\n"
)


@pytest.mark.parametrize(
    ("release", "expected"), [(DEBIAN_12, True), (MINT, True), (FEDORA, False), ("", False)]
)
def test_debian_and_its_kin_are_recognised(release: str, expected: bool) -> None:
    assert system_packages.is_debian(release) is expected


def test_missing_counts_what_is_provided_and_not_what_was_removed() -> None:
    wanted = ["libglib2.0-0", "libgl1", "libgl1-any", "libegl1", "libdbus-1-3", "libxkbcommon0"]
    assert system_packages.missing(wanted, ANSWER) == ["libegl1", "libxkbcommon0"]


def test_a_wayland_desktop_needs_one_more() -> None:
    on_x11 = system_packages.for_window({"DISPLAY": ":0"})
    on_wayland = system_packages.for_window({"WAYLAND_DISPLAY": "wayland-0"})
    assert set(on_wayland) - set(on_x11) == {"libwayland-cursor0"}
    assert {"libgl1", "libxcb-cursor0"} <= set(on_x11)


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "os_release", lambda: DEBIAN_12)
    monkeypatch.setattr(system_packages, "dpkg_answer", lambda: ANSWER)


@pytest.mark.usefixtures("debian")
def test_who_may_not_install_is_told_the_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "is_root", lambda: False)
    with pytest.raises(environment.SetUpError) as raised:
        system_packages.ensure(["libgl1", "libegl1", "libxkbcommon0"])
    line = str(raised.value).splitlines()[-1]
    install = "sudo apt-get install -y --no-install-recommends libegl1 libxkbcommon0"
    assert line == f"sudo apt-get update && {install}"


@pytest.mark.usefixtures("debian")
def test_root_installs_only_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[Sequence[str]] = []
    monkeypatch.setattr(system_packages, "is_root", lambda: True)
    monkeypatch.setattr(apt_get, "install", lambda names, _call: installed.append(names))
    system_packages.ensure(["libgl1", "libegl1"])
    system_packages.ensure(["libgl1"])
    assert installed == [["libegl1"]]


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "os_release", lambda: FEDORA)
    monkeypatch.setattr(system_packages, "dpkg_answer", lambda: pytest.fail("dpkg was asked"))
    system_packages.ensure(["libgl1"])


def test_a_dpkg_that_fails_ends_in_one_sentence_with_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_packages, "os_release", lambda: DEBIAN_12)
    monkeypatch.setattr(system_packages, "DPKG_QUERY", (sys.executable, "-c", "exit(2)"))
    with pytest.raises(environment.SetUpError) as raised:
        system_packages.ensure(["libgl1", "libegl1"])
    sentence, command = str(raised.value).splitlines()
    assert sentence.startswith("dpkg could not say which packages are installed;")
    assert command.endswith("apt-get install -y --no-install-recommends libgl1 libegl1")

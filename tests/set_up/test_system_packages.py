"""Which packages of a Debian system are missing, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

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
    assert line == "sudo apt-get install -y --no-install-recommends libegl1 libxkbcommon0"


@pytest.mark.usefixtures("debian")
def test_root_installs_only_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[Sequence[str]] = []
    monkeypatch.setattr(system_packages, "is_root", lambda: True)
    monkeypatch.setattr(system_packages, "install", lambda names, _call: installed.append(names))
    system_packages.ensure(["libgl1", "libegl1"])
    system_packages.ensure(["libgl1"])
    assert installed == [["libegl1"]]


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "os_release", lambda: FEDORA)
    monkeypatch.setattr(system_packages, "dpkg_answer", lambda: pytest.fail("dpkg was asked"))
    system_packages.ensure(["libgl1"])


def test_the_list_is_refreshed_first_and_nothing_is_asked() -> None:
    calls: list[tuple[list[str], str]] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        calls.append((command, env["DEBIAN_FRONTEND"]))
        return 0

    system_packages.install(["libegl1"], call)
    assert calls == [
        (["apt-get", "update", "-q"], "noninteractive"),
        ([*system_packages.APT_INSTALL, "libegl1"], "noninteractive"),
    ]


def test_a_failed_install_shows_the_command() -> None:
    with pytest.raises(environment.SetUpError, match=r"(?s)apt-get failed.*libegl1"):
        system_packages.install(["libegl1"], lambda _command, env: 100)

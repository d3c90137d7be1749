"""apt-get beside other programs that install, and without what it needs. It never runs here."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import apt_get
import environment
from apt_get import Ending

PACKAGES = ["libegl1", "libxkbcommon0"]
INSTALL = [*apt_get.INSTALL, *PACKAGES]
BY_HAND = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(PACKAGES)}"
DONE = Ending(0, "")
NO_NETWORK = Ending(100, "E: Failed to fetch http://deb.debian.org/debian/pool/libegl1.deb\n")
# What apt-get 2.6, apt-get 1.6 and dpkg 1.21 say when another program was first.
LOCKED_OUT = {
    "dpkg's": "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt)\n"
    "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), "
    "is another process using it?\n",
    "the lists'": "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt)\n"
    "E: Unable to lock directory /var/lib/apt/lists/\n",
    "as it was said": "E: Could not get lock /var/lib/dpkg/lock-frontend - "
    "open (11: Resource temporarily unavailable)\n",
    "dpkg alone": "dpkg: error: dpkg frontend lock was locked by another process with pid 7\n",
}


class Machine:
    """A system whose lock others hold for some looks, and whose apt-get ends as it is told to."""

    def __init__(self, endings: Sequence[Ending] = (DONE, DONE), held_for: int = 0) -> None:
        self.endings = list(endings)
        self.held_for = held_for
        self.calls: list[list[str]] = []
        self.pauses = 0

    def call(self, command: Sequence[str]) -> Ending:
        assert self.held_for == 0, "apt-get was started while the lock was held"
        self.calls.append(list(command))
        return self.endings.pop(0) if self.endings else DONE

    def holder(self, path: Path) -> int | None:
        return 4711 if self.held_for and path == apt_get.LOCKS[0] else None

    def sleep(self, _seconds: float) -> None:
        self.pauses += 1
        self.held_for = max(0, self.held_for - 1)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(apt_get, "holder", self.holder)
        monkeypatch.setattr(apt_get, "name", lambda process: f"apt (process {process})")
        monkeypatch.setattr(apt_get.time, "sleep", self.sleep)
        apt_get.install(PACKAGES, self.call)


def waiting_lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    said = capsys.readouterr()
    assert said.err == ""
    return [line for line in said.out.splitlines() if "Waiting" in line]


def test_the_lists_are_fetched_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine()
    machine.install(monkeypatch)
    assert machine.calls == [["apt-get", "update", "-q"], INSTALL]
    assert waiting_lines(capsys) == []


def test_it_waits_for_who_holds_the_lock_says_so_once_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(held_for=3)
    machine.install(monkeypatch)
    assert machine.pauses == 3
    assert machine.calls[-1] == INSTALL
    line = "Waiting until apt (process 4711) is done with the package system ..."
    assert waiting_lines(capsys) == [line]


@pytest.mark.parametrize("errors", LOCKED_OUT.values(), ids=LOCKED_OUT)
def test_who_was_first_after_all_is_waited_for_as_well(
    errors: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Ending(100, errors)
    machine = Machine([out, DONE, out, out, DONE])
    machine.install(monkeypatch)
    assert machine.calls == [["apt-get", "update", "-q"]] * 2 + [INSTALL] * 3
    assert len(waiting_lines(capsys)) == 1


def test_a_lock_that_nobody_is_seen_to_hold_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine([Ending(100, LOCKED_OUT["dpkg's"])] * 1000)
    with pytest.raises(environment.SetUpError):
        machine.install(monkeypatch)
    assert machine.calls.count(INSTALL) == apt_get.MOST_ATTEMPTS
    assert "is another process using it?" in capsys.readouterr().err


def test_out_of_reach_it_ends_in_one_sentence_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine([Ending(100, "W: no lists\n"), NO_NETWORK])
    with pytest.raises(environment.SetUpError) as raised:
        machine.install(monkeypatch)
    assert machine.calls == [["apt-get", "update", "-q"], INSTALL]  # and not again
    assert capsys.readouterr().err == f"W: no lists\n{NO_NETWORK.errors}"
    sentence, command = str(raised.value).splitlines()
    assert sentence.startswith("apt-get could not install what lossviz needs;")
    assert "." not in sentence
    assert command == BY_HAND


def test_lists_that_can_not_be_fetched_do_not_matter_if_the_packages_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Machine([NO_NETWORK, DONE]).install(monkeypatch)


def test_without_apt_get_there_is_a_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apt_get, "holder", lambda _path: None)

    def call(_command: Sequence[str]) -> Ending:
        return apt_get.call([str(tmp_path / "apt-get")])

    with pytest.raises(environment.SetUpError) as raised:
        apt_get.install(PACKAGES, call)
    sentence, command = str(raised.value).splitlines()
    assert "does not start (No such file or directory)," in sentence
    assert command == BY_HAND


def test_what_apt_get_says_of_errors_is_kept_back_and_is_english() -> None:
    program = "import os, sys; print(os.environ['LC_ALL'], file=sys.stderr); sys.exit(7)"
    assert apt_get.call([sys.executable, "-c", program]) == Ending(7, "C\n")


@pytest.mark.skipif(sys.platform != "linux", reason="the locks of Debian")
def test_who_holds_a_lock_is_seen_and_the_lock_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert apt_get.holder(path) is None  # there is no such file
    path.touch()
    assert apt_get.holder(path) is None
    program = (
        "import fcntl, sys\n"
        "file = open(sys.argv[1], 'r+')\n"
        "fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    for _ in range(2):
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            assert apt_get.holder(path) == other.pid
            assert apt_get.name(other.pid).endswith(f" (process {other.pid})")
            other.communicate(timeout=20)
        assert other.returncode == 0
        assert apt_get.holder(path) is None


def test_a_process_that_can_not_be_seen_has_no_name() -> None:
    assert apt_get.name(0) == "another program"
    assert apt_get.name(1 << 30) == f"process {1 << 30}"

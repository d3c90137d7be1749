"""When the virtual environment is made, added to or left alone. Nothing is installed here."""

from __future__ import annotations

import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

import environment


class FakeCheckout:
    """An empty checkout whose pip and venv only note that they were called."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.pip_fails = False
        self.venv = folder / ".venv"
        self.python = self.venv / "bin" / "python"
        self.run = (folder / "requirements.txt",)
        self.bundle = (*self.run, folder / "requirements-bundle.txt")
        self.test = (*self.bundle, folder / "requirements-dev.txt")
        for path in (folder / "pyproject.toml", *self.test):
            path.write_text(path.name)
        for name, value in {
            "ROOT": folder,
            "VENV": self.venv,
            "PYTHON": self.python,
            "PROJECT": folder / "pyproject.toml",
            "RUN": self.run,
            "BUNDLE": self.bundle,
            "TEST": self.test,
            "STAMP": self.venv / "stamp",
            "make_environment": self.make_environment,
            "pip": self.pip,
        }.items():
            monkeypatch.setattr(environment, name, value)

    def make_environment(self) -> None:
        self.done.append("venv")
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.touch()

    def pip(self, *arguments: str) -> None:
        if self.pip_fails:
            raise environment.SetUpError("no network")
        locked = sum(argument == "-r" for argument in arguments)
        self.done.append(f"{locked} locks" if locked else "package")

    def set_up(self, locks: tuple[Path, ...]) -> list[str]:
        self.done.clear()
        environment.set_up(locks)
        return list(self.done)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCheckout:
    return FakeCheckout(tmp_path, monkeypatch)


def test_the_second_set_up_does_nothing(checkout: FakeCheckout) -> None:
    assert checkout.set_up(checkout.run) == ["venv", "1 locks", "package"]
    assert checkout.set_up(checkout.run) == []


def test_the_tools_are_added_and_hold_what_the_app_needs(checkout: FakeCheckout) -> None:
    checkout.set_up(checkout.run)
    assert checkout.set_up(checkout.test) == ["3 locks", "package"]
    assert checkout.set_up(checkout.run) == []
    assert checkout.set_up(checkout.test) == []


def test_the_tests_bring_all_that_the_bundle_needs(checkout: FakeCheckout) -> None:
    assert checkout.set_up(checkout.test) == ["venv", "3 locks", "package"]
    assert checkout.set_up(checkout.bundle) == []
    assert checkout.set_up(checkout.run) == []


def test_in_any_order_each_command_finds_what_it_needs(checkout: FakeCheckout) -> None:
    commands = (checkout.run, checkout.bundle, checkout.test)
    for order in permutations(commands):
        for locks in order:
            checkout.set_up(locks)
            assert environment.is_current(locks)
        assert all(map(environment.is_current, commands))
        environment.STAMP.unlink()


def test_other_tools_are_added_beside_them(checkout: FakeCheckout) -> None:
    checkout.set_up(checkout.bundle)
    assert checkout.set_up(checkout.test) == ["3 locks", "package"]
    assert checkout.set_up(checkout.bundle) == []
    checkout.run[0].write_text("another version")
    assert checkout.set_up(checkout.bundle) == ["2 locks", "package"]
    assert checkout.set_up(checkout.test) == ["3 locks", "package"]


def test_a_changed_lock_is_installed_into_the_same_environment(checkout: FakeCheckout) -> None:
    checkout.set_up(checkout.test)
    checkout.test[-1].write_text("another version")
    assert checkout.set_up(checkout.bundle) == []
    assert checkout.set_up(checkout.test) == ["3 locks", "package"]
    checkout.run[0].write_text("another version")
    assert checkout.set_up(checkout.run) == ["1 locks", "package"]
    assert checkout.set_up(checkout.test) == ["3 locks", "package"]


def test_an_interrupted_set_up_starts_over(checkout: FakeCheckout) -> None:
    checkout.set_up(checkout.run)
    checkout.run[0].write_text("another version")
    checkout.pip_fails = True
    with pytest.raises(environment.SetUpError):
        checkout.set_up(checkout.run)
    checkout.pip_fails = False
    assert checkout.set_up(checkout.run) == ["venv", "1 locks", "package"]


def test_a_broken_environment_is_made_anew(checkout: FakeCheckout) -> None:
    checkout.set_up(checkout.run)
    checkout.python.unlink()
    assert checkout.set_up(checkout.run)[0] == "venv"


@pytest.mark.parametrize("stamp", [b"", b"\xff\xfe\x00", b"something else\n"])
def test_an_unreadable_stamp_counts_as_none(checkout: FakeCheckout, stamp: bytes) -> None:
    checkout.set_up(checkout.run)
    environment.STAMP.write_bytes(stamp)
    assert checkout.set_up(checkout.run)[0] == "venv"


def test_another_python_or_place_makes_it_anew(
    checkout: FakeCheckout, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.set_up(checkout.run)
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert checkout.set_up(checkout.run)[0] == "venv"
    monkeypatch.setattr(environment, "ROOT", environment.ROOT / "moved")
    assert checkout.set_up(checkout.run)[0] == "venv"


def test_a_second_process_waits_for_the_first_and_says_so() -> None:
    program = (
        "import environment\n"
        "with environment.only_one_at_a_time():\n"
        "    print('entered', flush=True)\n"
    )
    folder = Path(environment.__file__).parent
    with environment.only_one_at_a_time():
        other = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=folder
        )
        assert other.stdout is not None
        assert other.stdout.readline().startswith("Waiting until another set-up")
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.3)
    answer, _ = other.communicate(timeout=20)
    assert answer == "entered\n"


def test_who_does_not_have_to_wait_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with environment.only_one_at_a_time():
        pass
    assert capfd.readouterr().out == ""

"""Tries an archive as its receiver would: unpacked elsewhere, without Python, badly housed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from bundling import naming, screen, surroundings
from bundling.build import sha256
from bundling.surroundings import HOME, READ_ONLY_HOME, Surroundings

LONGEST_SECONDS = 120
# What a window is given before its picture is taken, and before it is told to end.
WINDOW_SECONDS, CLOSE_SECONDS = 5, 10
FIRST_WINDOW_GOAL = 2.0  # s
CANNOT_START = 2


class TrialError(Exception):
    """Something is not as promised; the message says what."""


@dataclass(frozen=True)
class Answer:
    """How a run ended. lines: each line of standard output with the seconds until it came."""

    status: int
    lines: tuple[tuple[float, str], ...]
    errors: str


@dataclass(frozen=True)
class Trial:
    """An unpacked bundle and where it is tried."""

    place: Surroundings
    folder: Path

    @property
    def program(self) -> Path:
        """What prints into a terminal."""
        return naming.program(self.folder)

    def run(
        self,
        *arguments: str,
        home: str = HOME,
        variables: Mapping[str, str] | None = None,
        before: Sequence[str] = (),
    ) -> Answer:
        """Run the program; ``before`` is a command inside that starts it, such as timeout."""
        command = self.place.command(self.program, home, variables or {})
        command = [*command[:-1], *before, command[-1], *arguments]
        return run(command, self.place.variables())


def check(archive: Path) -> bool:
    """Try all of it, print a line each, and return whether all is well."""
    with tempfile.TemporaryDirectory(prefix="lossviz trial ") as folder:
        place = surroundings.find(Path(folder))
        print(f"Tried in {place.description}.", flush=True)
        try:
            trial = Trial(place, unpack(archive, place.place))
        except TrialError as failure:
            print(f"FAILED  {failure}", flush=True)
            return False
        return sum(not passes(trial, test) for test in tests()) == 0


def tests() -> list[Callable[[Trial], str]]:
    """What is tried on this system; each returns what it saw, or raises `TrialError`."""
    everywhere: list[Callable[[Trial], str]] = [self_test, self_test_without_a_home]
    if naming.system() != "linux":
        return [*everywhere, stays_open]
    return [*everywhere, window, no_display, dead_display, read_only_home, no_home, records]


def passes(trial: Trial, test: Callable[[Trial], str]) -> bool:
    """Run one of them and print how it went."""
    name = test.__name__.replace("_", " ")
    try:
        print(f"ok      {name}: {test(trial)}", flush=True)
    except TrialError as failure:
        print(f"FAILED  {name}: {failure}", flush=True)
        return False
    return True


def unpack(archive: Path, folder: Path) -> Path:
    """Compare with the checksum and unpack; returns the folder of the bundle."""
    expected = archive.with_name(archive.name + ".sha256").read_text(encoding="ascii").split()[0]
    if sha256(archive) != expected:
        raise TrialError(f"{archive.name} does not have the checksum that is written beside it")
    shutil.rmtree(folder, ignore_errors=True)
    if naming.system() == "macos":
        folder.mkdir(parents=True)
        subprocess.run(["ditto", "-x", "-k", str(archive), str(folder)], check=True)
    elif archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    else:
        shutil.unpack_archive(archive, folder, "gztar")
    return folder / naming.folder_name()


def run(command: Sequence[str], variables: Mapping[str, str]) -> Answer:
    """Run a command to its end, for two minutes at most."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        start = time.monotonic()
        process = subprocess.Popen(
            command,
            env=dict(variables),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        with process, ended_in_time(process):
            assert process.stdout is not None
            lines = [(time.monotonic() - start, line.rstrip()) for line in process.stdout]
            status = process.wait()
        errors.seek(0)
        return Answer(status, tuple(lines), errors.read().strip())


@contextmanager
def ended_in_time(process: subprocess.Popen[str]) -> Iterator[None]:
    """Kill a process that hangs, so that reading from it ends."""
    timer = Timer(LONGEST_SECONDS, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


# What is tried


def self_test(trial: Trial) -> str:
    """The program's own test, on a home where nothing is yet."""
    answer = passed(trial.run("--self-test"))
    for _, line in answer.lines:
        print("        " + line)
    seconds, summary = answer.lines[-1]
    return f"{summary}, {seconds:.1f} s with the start"


def self_test_without_a_home(trial: Trial) -> str:
    """Again, with all files in memory: how long until the first window is painted."""
    seconds = passed(trial.run("--self-test", home="")).lines[0][0]
    verdict = "" if seconds <= FIRST_WINDOW_GOAL else ", MISSED"
    return f"the first window after {seconds:.2f} s (goal {FIRST_WINDOW_GOAL:.0f} s{verdict})"


def passed(answer: Answer) -> Answer:
    """A self-test that found nothing and complained of nothing."""
    expect(answer.status == 0, f"it ended with status {answer.status}", answer)
    expect(not answer.errors, "it wrote to the console", answer)
    return answer


def window(trial: Trial) -> str:
    """The window on a screen of its own, and a clean end."""
    return opens_and_closes(trial, HOME)


def stays_open(trial: Trial) -> str:
    """The window where its screen can't be read: it is there some seconds later."""
    program = naming.windowed_program(trial.folder)
    command = trial.place.command(program, HOME, {})
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(command, env=trial.place.variables(), stderr=errors)
        time.sleep(WINDOW_SECONDS)
        status = process.poll()
        process.terminate()
        process.wait()
        errors.seek(0)
        answer = Answer(status or 0, (), errors.read().strip())
    expect(status is None, f"it ended by itself, with status {status}", answer)
    expect(not answer.errors, "something complained", answer)
    return f"still there after {WINDOW_SECONDS} s"


def read_only_home(trial: Trial) -> str:
    """The same where nothing can be remembered."""
    return opens_and_closes(trial, READ_ONLY_HOME)


def no_home(trial: Trial) -> str:
    """The same for a user without a home or a name."""
    return opens_and_closes(trial, "")


def opens_and_closes(trial: Trial, home: str) -> str:
    """Start, look at the screen, end it as a desktop does; nothing may be complained of."""
    ending = ("timeout", "--preserve-status", "-k", str(CLOSE_SECONDS), str(WINDOW_SECONDS + 2))
    with screen.virtual() as display:
        picture = screen.later(display, WINDOW_SECONDS)
        answer = trial.run(home=home, variables={"DISPLAY": display.name}, before=ending)
        seen = picture()
    expect(answer.status == 0, f"it ended with status {answer.status}", answer)
    # It may say itself, in a line, what it can't do; Qt and others may not complain.
    strangers = [line for line in answer.errors.splitlines() if not line.startswith("lossviz: ")]
    expect(not strangers, "something complained", answer)
    if not seen.shows_a_window():
        raise TrialError(f"the screen shows no window: {seen}")
    said = f", and it says: “{answer.errors}”" if answer.errors else ""
    return f"{seen}, a clean end{said}"


def no_display(trial: Trial) -> str:
    """No display at all."""
    return refused(trial.run())


def dead_display(trial: Trial) -> str:
    """A display that nobody serves."""
    return refused(trial.run(variables={"DISPLAY": ":4711"}))


def refused(answer: Answer) -> str:
    """One clear line and status 2."""
    expect(answer.status == CANNOT_START, f"it ended with status {answer.status}", answer)
    expect(len(answer.errors.splitlines()) == 1, "it did not say so in one line", answer)
    return f"“{answer.errors}”"


def records(trial: Trial) -> str:
    """The menu entry and the AppStream record, as their own tools see them."""
    share = trial.folder / "share"
    (entry,) = (share / "applications").glob("*.desktop")
    (record,) = (share / "metainfo").glob("*.xml")
    for command in (
        ["desktop-file-validate", str(entry)],
        ["appstreamcli", "validate", "--no-net", str(record)],
    ):
        if shutil.which(command[0]) is None:
            raise TrialError(f"{command[0]} is not installed")
        answer = run(command, os.environ)
        expect(answer.status == 0, f"{command[0]} refuses it", answer)
    return "both are valid"


def expect(holds: bool, otherwise: str, answer: Answer) -> None:
    """Raise `TrialError`, with all that the program said, unless something holds."""
    if not holds:
        said = "\n".join([*(line for _, line in answer.lines), answer.errors]).strip()
        raise TrialError(f"{otherwise}\n{said}".rstrip())

"""apt-get, which goes on when other programs are done with the package system of Debian.

It has four locks, and apt-get gives up at once where one is held: by another set-up, by updates in
the background, by a person's `dpkg`. Here it waits for them, and says so in one line.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import SetUpError

INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
UPDATE = ("apt-get", "update", "-q")
LOCKS = (
    Path("/var/lib/dpkg/lock-frontend"),
    Path("/var/lib/dpkg/lock"),
    Path("/var/lib/apt/lists/lock"),
    Path("/var/cache/apt/archives/lock"),
)
# How apt-get, old and new, and dpkg say that another program holds a lock. Where nobody can be seen
# that does, they are believed only so many times.
HELD = re.compile(
    r"could not get lock .*(held by process|Resource temporarily unavailable)"
    r"|is another process using it|locked by another process",
    re.IGNORECASE,
)
MOST_ATTEMPTS = 20
PAUSE = 1.0  # s
# As the kernel's struct flock: kind, whence, start, length, process (padded to its end).
FLOCK = "hhqqi0q"


@dataclass(frozen=True)
class Ending:
    """How a command ended: its exit code, and what it said of errors."""

    code: int
    errors: str

    def was_locked_out(self) -> bool:
        """Whether it gave up because another program holds a lock."""
        return self.code != 0 and HELD.search(self.errors) is not None


def by_hand(packages: Sequence[str], root: bool) -> str:
    """The line that a person runs to install ``packages``; a fresh system has no lists yet."""
    sudo = () if root else ("sudo",)
    return f"{' '.join([*sudo, *UPDATE[:2]])} && {' '.join([*sudo, *INSTALL, *packages])}"


def install(packages: Sequence[str], call: Callable[[Sequence[str]], Ending]) -> None:
    """Install ``packages`` as root; ``call`` runs a command. Raises `SetUpError` where it fails."""
    print("Installing with apt-get:", *packages, flush=True)
    waiting = Waiting()
    try:
        # One unreachable source fails an update but not the install, so only the install counts.
        waiting.run(UPDATE, call)
        code = waiting.run([*INSTALL, *packages], call)
    except (FileNotFoundError, PermissionError) as error:
        raise SetUpError(
            f"apt-get, which installs what lossviz needs, does not start ({error.strerror}), "
            f"and the command to run by hand is:\n{by_hand(packages, root=True)}"
        ) from None
    if code != 0:
        raise SetUpError(
            "apt-get could not install what lossviz needs; its message is above, "
            f"and the command to run by hand is:\n{by_hand(packages, root=True)}"
        )


class Waiting:
    """Runs apt-get when nobody holds a lock; says once that it waits, however often it has to."""

    def __init__(self) -> None:
        self._has_said = False

    def run(self, command: Sequence[str], call: Callable[[Sequence[str]], Ending]) -> int:
        """Run ``command`` to an end that is its own, and return the exit code."""
        for _ in range(MOST_ATTEMPTS):
            self.wait()
            ending = call(command)
            if not ending.was_locked_out():
                break
            # Another program came first, between the look at the locks and now.
            self.say("another program")
            time.sleep(PAUSE)
        print(ending.errors, end="", file=sys.stderr, flush=True)
        return ending.code

    def wait(self) -> None:
        """Return when every lock is free."""
        for path in LOCKS:
            while (process := holder(path)) is not None:
                self.say(name(process))
                time.sleep(PAUSE)

    def say(self, who: str) -> None:
        """Say who is waited for, unless that was said before."""
        if not self._has_said:
            print(f"Waiting until {who} is done with the package system ...", flush=True)
        self._has_said = True


def holder(path: Path) -> int | None:
    """The process that holds the lock of a file: 0 if it can't be seen from here, None if nobody.

    It only asks: to take the lock for a moment would make another apt-get give up in that moment.
    """
    import fcntl

    question = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    try:
        with path.open("rb") as file:
            answer = fcntl.fcntl(file, fcntl.F_GETLK, question)
    except OSError:  # none there yet, or no locks in this file system: apt-get will say
        return None
    kind, _, _, _, process = struct.unpack(FLOCK, answer)
    return None if kind == fcntl.F_UNLCK else max(process, 0)


def name(process: int) -> str:
    """What a process is called, for the person who waits for it."""
    if process == 0:
        return "another program"
    try:
        command = Path("/proc", str(process), "comm").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return f"process {process}"
    return f"{command} (process {process})"


def call(command: Sequence[str]) -> Ending:
    """Run ``command``; what it says of errors is kept back until it ends, to be judged first."""
    # In English, to be understood here; and nobody is asked anything.
    variables = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    # A file and no pipe: a service that a package starts may keep it open for good.
    with tempfile.TemporaryFile() as file:
        process = subprocess.Popen(command, env=variables, stderr=file)
        try:
            code = process.wait()
        except KeyboardInterrupt:
            # It was told as well, and must not be ended in the middle of a package.
            process.wait()
            raise
        file.seek(0)
        return Ending(code, file.read().decode(errors="replace"))

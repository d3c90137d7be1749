"""Runs the checks one after the other, a line each, and sums up."""

from __future__ import annotations

import io
import sys
import time
import traceback
from collections.abc import Sequence

from lossviz.self_test.check import Check
from lossviz.self_test.checks import CHECKS
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import CheckError
from lossviz.self_test.faults import Faults
from lossviz.self_test.since_start import seconds_since_start
from lossviz.self_test.watchdog import Watchdog

LONGEST = 110.0  # seconds from the program's start: a hang, too, is to end within two minutes
OK, FAILED = 0, 1
HANGS = "it hangs, or this machine is far too slow; the self-test ends here"


def run(checks: Sequence[Check] = CHECKS, longest: float | None = None) -> int:
    """Run all checks, and return the exit status. longest: seconds until it counts as a hang."""
    _write_any_text()
    try:
        desk = Desk()
    except OSError as error:
        _say_failed(0.0, f"Folder: none can be made for temporary files: {error.strerror or error}")
        return FAILED
    seconds = max(LONGEST - seconds_since_start(), 1.0) if longest is None else longest
    try:
        return Run(checks, desk, seconds).run()
    finally:
        desk.clear()


class Run:
    """One go through the checks."""

    def __init__(self, checks: Sequence[Check], desk: Desk, longest: float) -> None:
        self._checks = checks
        self._desk = desk
        self._faults = Faults()
        self._failed = 0
        self._current = ""
        self._began = self._check_began = time.perf_counter()
        self._watchdog = Watchdog(longest, self._hung, desk.remove)

    def run(self) -> int:
        """Run them, and return the exit status."""
        self._faults.install()
        self._watchdog.start()
        try:
            for check in self._checks:
                self._run(check)
        finally:
            self._watchdog.stop()
            self._faults.remove()
        self._sum_up()
        return FAILED if self._failed else OK

    def _run(self, check: Check) -> None:
        """One check, and its line; what is not expected is told in full."""
        self._current, self._check_began = check.name, time.perf_counter()
        try:
            saw = check.run(self._desk)
        except CheckError as error:
            self._fail(str(error))
        except Exception as error:
            self._fail(f"{type(error).__name__}: {error}")
            traceback.print_exc()
        else:
            self._end(saw)

    def _end(self, saw: str) -> None:
        """It came to its end; what went wrong meanwhile counts all the same."""
        if wrong := self._faults.take():
            self._fail(wrong)
        else:
            _say(f"ok     {self._seconds():5.2f} s  {self._current}: {saw}")

    def _fail(self, why: str) -> None:
        self._failed += 1
        meanwhile = self._faults.take()
        _say_failed(
            self._seconds(), f"{self._current}: {'; '.join(filter(None, (why, meanwhile)))}"
        )

    def _seconds(self) -> float:
        return time.perf_counter() - self._check_began

    def _hung(self) -> None:
        """Called by the watchdog, from its own thread."""
        _say_failed(self._seconds(), f"{self._current}: {HANGS}")

    def _sum_up(self) -> None:
        count, seconds = len(self._checks), time.perf_counter() - self._began
        if self._failed:
            _say(f"{self._failed} of {count} checks failed")
        else:
            _say(f"{count} checks passed in {seconds:.1f} s")


def _say_failed(seconds: float, what: str) -> None:
    _say(f"FAILED {seconds:5.2f} s  {what}")


def _say(line: str) -> None:
    """One line at once. Nobody may be there to read it: then the exit status has to do."""
    try:
        print(line.replace("\n", " "), flush=True)
    except (OSError, ValueError):
        return


def _write_any_text() -> None:
    """A console may not know a sign, such as a true minus: it is not to end the test."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Who reads along through a pipe expects no code page.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")

"""Give windows into random hands.

    .venv/bin/python -m tests.hands --seeds 20 --actions 10000
    .venv/bin/python -m tests.hands --replay hands-3.log

Each seed runs in a process of its own and writes `hands-SEED.log`: an action a line, as it replays,
and after it, behind "# ", what went wrong. Exits with 1 where anything did.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from lossviz import before_qt, display

HANG_SECONDS = 120


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hands", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="how many, from --first")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--actions", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path(), help="where logs are written")
    parser.add_argument("--replay", type=Path, help="a log, whose actions are done again")
    parser.add_argument("--one", action="store_true", help="the first seed, in this process")
    given = parser.parse_args()
    if given.one or given.replay:
        return one(given.first, given.actions, given.folder, given.replay)
    failed = [seed for seed in range(given.first, given.first + given.seeds) if apart(seed, given)]
    print(f"{given.seeds - len(failed)} of {given.seeds} seeds without a fault")
    return int(bool(failed))


def apart(seed: int, given: argparse.Namespace) -> int:
    """One seed in a process of its own; its exit code, under 0 where it crashed."""
    command = [sys.executable, "-m", "tests.hands", "--one", "--first", str(seed)]
    options = ["--actions", str(given.actions), "--folder", str(given.folder)]
    code = subprocess.run([*command, *options], check=False).returncode
    if code not in (0, 1):
        print(f"seed {seed}: ended by {code}; its log ends with what did it", flush=True)
    return code


def one(seed: int, count: int, folder: Path, replay: Path | None) -> int:
    """Run a seed, or a log, here."""
    before_qt.prepare(os.environ)
    if display.trouble(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.hands.session import Session, stay_here, written

    name = folder / (f"{replay.stem}-again.log" if replay else f"hands-{seed}.log")
    with tempfile.TemporaryDirectory() as home, name.open("w", encoding="utf-8") as log:
        faulthandler.enable(log)
        faulthandler.dump_traceback_later(HANG_SECONDS + count, exit=True, file=log)
        stay_here(Path(home))
        lines = replay.read_text(encoding="utf-8").splitlines() if replay else []
        seed = int(lines[0].removeprefix("# seed ")) if lines else seed
        print(f"# seed {seed}", file=log, flush=True)
        session = Session(Path(home), seed, log)
        session.open()
        try:
            session.run(written(lines) if replay else session.chosen(count))
        finally:
            session.close()
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
    faults = session.watch.faults
    slowest = f"slowest {session.longest:.2f} s, {session.slow} over 1 s"
    print(f"seed {seed}: {session.done} actions, {len(faults)} faults, {slowest}", flush=True)
    for fault, times in faults.items():
        print(f"  {times} x {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())

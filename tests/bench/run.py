"""Run the benchmarks and print their tables, as Markdown for the README beside this file.

    python3 packaging/dev.py bench [step] [features] [scores] [regularization] [landscape]
                                   [playground] [window] [theme] [start] [memory] [frame]
                                   [--seconds 60]

Each runs in a process of its own, all of them in about seven minutes. Ratios are taken in one run,
the two sides in turns. A goal that is missed is told and fails nothing: the exit code is 0 unless
a benchmark breaks. Windows open on the display that there is, on Linux without one in an Xvfb of
their own, or else offscreen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lossviz.before_qt import BLAS_THREAD_COUNTS

for _name in BLAS_THREAD_COUNTS:
    os.environ[_name] = "1"  # before NumPy loads; the benchmarks inherit it

import images
import machine

from lossviz.display import is_named
from lossviz.panel_list import PANELS

HERE = Path(__file__).resolve().parent
OF_PANELS = tuple(each.name for each in PANELS if (HERE / f"{each.name}.py").exists())
NAMES = ("step", *OF_PANELS, "window", "theme", "start", "memory", "frame")
"""Each is a script in this folder; Training is measured with the window."""
WITH_IMAGES = {"window", "memory", "frame"}
SCREEN = "1600x1000x24"


def main() -> int:
    """Run what the command line names; 1 if one of them broke."""
    arguments = parse()
    names = [name for name in NAMES if name in (arguments.names or NAMES)]
    with display() as where, own_home() as home:
        print("\n".join(machine.description(where)), flush=True)
        if WITH_IMAGES & set(names):
            os.environ[images.VARIABLE] = str(images.write_images(home))
        options = {"window": [str(arguments.seconds)]}
        codes = {name: run(name, options.get(name, [])) for name in names}
    broken = [name for name, code in codes.items() if code]
    if broken:
        print("\nBroken:", ", ".join(broken), file=sys.stderr)
    return int(bool(broken))


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="bench", description="Measure lossviz and print Markdown tables."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES) + "; else all")
    parser.add_argument("--seconds", type=float, default=60, help="of training with the window")
    arguments = parser.parse_args()
    unknown = ", ".join(set(arguments.names) - set(NAMES))
    if unknown:
        parser.error(f"no benchmark is called {unknown}; there are {', '.join(NAMES)}")
    return arguments


def run(name: str, options: list[str]) -> int:
    """One benchmark in a process of its own; returns its exit code."""
    return subprocess.call([sys.executable, str(HERE / f"{name}.py"), *options])


@contextmanager
def own_home() -> Iterator[Path]:
    """A folder for settings, caches and images, so that the person's own stay as they are."""
    with tempfile.TemporaryDirectory(prefix="lossviz-bench-") as home:
        os.environ["LOSSVIZ_HOME"] = home
        yield Path(home)


@contextmanager
def display() -> Iterator[str]:
    """Somewhere for the windows; yields what it is."""
    if is_named(os.environ, sys.platform):
        yield os.environ.get("QT_QPA_PLATFORM") or "on the screen"
    elif shutil.which("Xvfb"):
        with xvfb() as number:
            os.environ["DISPLAY"] = f":{number}"
            yield f"Xvfb, {SCREEN}"
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield "offscreen (there is no display and no Xvfb)"


@contextmanager
def xvfb() -> Iterator[str]:
    """An X server without a screen; it picks a free number and yields it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with open(reading, encoding="ascii") as pipe:
                yield pipe.readline().strip()
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())

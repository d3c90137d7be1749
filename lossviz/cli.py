"""The command line of lossviz. Qt is imported only when a window, or a picture of it, is wanted."""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lossviz import __version__, display
from lossviz.arguments import THEMES, Arguments

SMALLEST_SCALE, LARGEST_SCALE = 0.5, 4.0
BAD_USAGE = 2  # as argparse exits
MISSING_LIBRARY = "cannot open shared object file"  # as Linux says it


def main(argv: Sequence[str] | None = None) -> int:
    """Do what ``argv`` (``sys.argv[1:]`` when None) asks for, and return the exit code."""
    arguments = parse(argv)
    trouble = "" if arguments.self_test else display.trouble(os.environ, sys.platform)
    if trouble and arguments.tour is None:
        return _refuse(trouble)
    if trouble or arguments.self_test:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        run = _work(arguments)
    except ImportError as error:
        if MISSING_LIBRARY not in str(error):
            raise
        return _refuse(missing_library(str(error)))
    return run()


def _work(arguments: Arguments) -> Callable[[], int]:
    """What is to be run; Qt is imported here."""
    from lossviz import qt_loading

    qt_loading.load()
    if arguments.self_test:
        from lossviz.self_test.run import run as run_self_test

        return run_self_test
    from lossviz.app import run

    return partial(run, arguments)


def missing_library(error: str) -> str:
    """A sentence from the message of a failed import, "libGL.so.1: cannot open ..."."""
    library = error.partition(":")[0]
    return (
        f"lossviz needs {library}, which this system does not have. On Debian and Ubuntu: "
        "sudo apt-get install libgl1 libegl1 libfontconfig1"
    )


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return BAD_USAGE


def parse(argv: Sequence[str] | None = None) -> Arguments:
    """Read the command line.

    Exits by `SystemExit`, as argparse does: code 2 and one sentence on bad input, 0 after
    ``--help`` and ``--version``.
    """
    parser = _parser()
    arguments = Arguments(**vars(parser.parse_args(argv)))
    if arguments.self_test and arguments != Arguments(self_test=True):
        parser.error("--self-test goes with no other option")
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lossviz",
        description="Loss functions and optimization, playable: watch a linear classifier learn.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--panel", metavar="NAME", help="the panel to open first, such as training")
    add(
        "--data",
        metavar="PATH",
        type=_data,
        help="a CIFAR-10 folder or .tar.gz archive, or images of your own",
    )
    add("--theme", choices=THEMES, help="colours; system follows the desktop")
    add("--scale", metavar="FACTOR", type=_scale, help="enlarge everything; 1.5 for a projector")
    add("--tour", metavar="DIR", type=_path, help="draw every panel into PNG files, then end")
    add("--self-test", action="store_true", help="check that all of it works here; no window opens")
    add("--version", action="version", version=f"lossviz {__version__}")
    return parser


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the path is empty; give a file or folder")
    return Path(text)


def _data(text: str) -> Path:
    return _path(text).expanduser().absolute()  # it is remembered, and may be read from elsewhere


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not SMALLEST_SCALE <= scale <= LARGEST_SCALE:  # false for nan too
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number from {SMALLEST_SCALE:g} to {LARGEST_SCALE:g}"
        )
    return scale

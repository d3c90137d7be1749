"""The command line of lossviz. Qt is imported only when a window, or a picture of it, is wanted."""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lossviz import __version__

THEMES = ("light", "dark", "system")
SMALLEST_SCALE, LARGEST_SCALE = 0.5, 4.0
BAD_USAGE = 2  # as argparse exits

NO_DISPLAY = (
    "lossviz needs a display to open its window, and neither DISPLAY nor WAYLAND_DISPLAY is set. "
    "To draw its panels into pictures instead, run: lossviz --tour DIR"
)


@dataclass(frozen=True)
class Arguments:
    """What was asked for on the command line; None where the app decides.

    ``panel`` names the panel to open first; the app checks it, since only the app knows them all.
    ``data`` is a CIFAR-10 folder or archive. ``theme`` is one of `THEMES`. ``scale`` multiplies
    every length and font size. ``tour`` is the folder that pictures of every panel go to.
    """

    panel: str | None = None
    data: Path | None = None
    theme: str | None = None
    scale: float | None = None
    tour: Path | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Do what ``argv`` (``sys.argv[1:]`` when None) asks for, and return the exit code."""
    arguments = parse(argv)
    if not has_display(os.environ, sys.platform):
        if arguments.tour is None:
            print(NO_DISPLAY, file=sys.stderr)
            return BAD_USAGE
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from lossviz.app import run

    return run(arguments)


def parse(argv: Sequence[str] | None = None) -> Arguments:
    """Read the command line.

    Exits by `SystemExit`, as argparse does: code 2 and one sentence on bad input, 0 after
    ``--help`` and ``--version``.
    """
    return Arguments(**vars(_parser().parse_args(argv)))


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt can draw: always but on Linux, where a variable names the display or platform."""
    if not platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lossviz",
        description="Loss functions and optimization, playable: watch a linear classifier learn.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--panel", metavar="NAME", help="the panel to open first, such as training")
    add("--data", metavar="PATH", type=_data, help="a CIFAR-10 folder or .tar.gz archive")
    add("--theme", choices=THEMES, help="colours; system follows the desktop")
    add("--scale", metavar="FACTOR", type=_scale, help="enlarge everything; 1.5 for a projector")
    add("--tour", metavar="DIR", type=_path, help="draw every panel into PNG files, then end")
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

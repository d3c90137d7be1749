"""A screen that nobody sees, and what is on it: Xvfb keeps its picture in a file."""

from __future__ import annotations

import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from environment import SetUpError

SIZE = (1600, 1000)
# A window of lossviz fills most of the screen and has many colours; a message box does neither.
LEAST_SHARE, LEAST_COLOURS = 0.5, 100


@dataclass(frozen=True)
class Display:
    """A running Xvfb: its name for DISPLAY, and the file with its picture (X Window Dump)."""

    name: str
    file: Path


@dataclass(frozen=True)
class Picture:
    """What is on a screen: the share that something covers, and how many colours there are."""

    covered: float
    colours: int

    def shows_a_window(self) -> bool:
        """Whether that can be the window of lossviz."""
        return self.covered >= LEAST_SHARE and self.colours >= LEAST_COLOURS

    def __str__(self) -> str:
        return f"a window on {self.covered:.0%} of the screen in {self.colours:,} colours"


@contextmanager
def virtual() -> Iterator[Display]:
    """An Xvfb of one's own."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"]
        command += ["-fbdir", folder, "-nolisten", "tcp", "-ac"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        with process:
            try:
                assert process.stdout is not None
                number = process.stdout.readline().strip()
                if not number:
                    raise SetUpError("Xvfb did not start, so there is no screen for the window.")
                yield Display(f":{number}", Path(folder, "Xvfb_screen0"))
            finally:
                process.terminate()


def later(display: Display, seconds: float) -> Callable[[], Picture]:
    """Look at a screen some seconds from now; the result waits for that."""
    pictures: list[Picture] = []
    timer = Timer(seconds, lambda: pictures.append(read(display.file.read_bytes())))
    timer.start()

    def picture() -> Picture:
        timer.join()
        if not pictures:
            raise SetUpError(f"The picture of {display.name} could not be read.")
        return pictures[0]

    return picture


def read(dump: bytes) -> Picture:
    """What an X Window Dump of 32 bits a pixel shows; the empty screen is black.

    The header is 25 big-endian numbers (XWDFile.h): [0] is its size, [4] and [5] width and height,
    [12] the bytes a line, [19] the number of colours that stand between it and the picture.
    """
    header = struct.unpack(">25I", dump[:100])
    width, height, line, colours = header[4], header[5], header[12], header[19]
    start = header[0] + 12 * colours
    pixels = [
        pixel
        for y in range(0, height, 2)
        for pixel in struct.unpack_from(f"<{width}I", dump, start + y * line)
    ]
    covered = sum(pixel & 0xFFFFFF != 0 for pixel in pixels)
    return Picture(covered / len(pixels), len(set(pixels)))

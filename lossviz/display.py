"""Whether a window can open, found out before Qt would end the program over it. No Qt.

Qt prints several lines and aborts (status 134) where it can't reach a display. Linux alone can lack
one.
"""

from __future__ import annotations

import ctypes
import os
import socket
from collections.abc import Mapping
from pathlib import Path

_INSTEAD = "To draw its panels into pictures instead, run: lossviz --tour DIR"


def is_named(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt has something to draw on: always but on Linux, where a variable names it."""
    if not platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def trouble(environment: Mapping[str, str], platform: str) -> str:
    """A sentence about why no window can open; "" where nothing is known against it."""
    if not is_named(environment, platform):
        return (
            "lossviz needs a display to open its window, and neither DISPLAY nor WAYLAND_DISPLAY "
            f"is set. {_INSTEAD}"
        )
    # Who names a platform of Qt knows what it needs.
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if (wayland and wayland_answers(wayland, environment)) or (x11 and x11_answers(x11)):
        return ""
    tried = [f"WAYLAND_DISPLAY={wayland}"] if wayland else []
    tried += [f"DISPLAY={x11}"] if x11 else []
    return f"lossviz can't reach a display to open its window on ({', '.join(tried)}). {_INSTEAD}"


def wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    """Whether a compositor listens on the socket of that name or path."""
    folder = environment.get("XDG_RUNTIME_DIR", "")
    path = Path(folder, name)  # an absolute name stands for itself
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True


def x11_answers(name: str) -> bool:
    """Whether an X server lets us in, asked by the library that Qt uses; true without that."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(name), None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused

"""The Share menu of every panel: the same words for the same thing, and its picture first.

A panel adds what only it can give away, and what it takes in. What copies comes first, then what is
saved, then what is opened: the menu parts them by lines.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from lossviz.data.atomic import write_atomically
from lossviz.panelkit.panel import ShareAction
from lossviz.widgets.painting.vector_picture import VectorPicture

Content = Callable[[], bytes]
Posing = Callable[[], AbstractContextManager[QWidget]]

CSV, NPZ, ARRAYS = "CSV (*.csv)", "NumPy (*.npz)", "NumPy (*.npz *.npy)"


def share_menu(title: str, posing: Posing, *more: ShareAction) -> tuple[ShareAction, ...]:
    """All entries: the picture of the panel with this title, and what else it has."""
    pictures = (
        ShareAction("copy_picture", "Copy picture", copy=partial(picture, posing)),
        _picture_file("png", title, partial(picture_png, posing)),
        _picture_file("svg", title, partial(picture_svg, posing, title)),
    )
    return tuple(sorted((*pictures, *more), key=_place))


def copying(what: str, form: str, name: str, copy: Callable[[], str]) -> ShareAction:
    """Something as text for elsewhere: "Copy scores as LaTeX"."""
    return ShareAction(f"copy_{name}", f"Copy {what} as {form}", copy=copy)


def saving_csv(what: str, make: Callable[[], Content]) -> ShareAction:
    """Something as a table that other programs read: "Save points as CSV…"."""
    return _saving(f"save_{what}", f"Save {what} as CSV…", f"lossviz-{what}.csv", CSV, make)


def saving_npz(what: str, make: Callable[[], Content]) -> ShareAction:
    """Arrays for NumPy: "Save weights as NPZ…"."""
    return _saving(f"save_{what}", f"Save {what} as NPZ…", f"lossviz-{what}.npz", NPZ, make)


def opening(what: str, kinds: str, read: Callable[[str], None]) -> ShareAction:
    """Something back from a file of these kinds: "Open points…"."""
    return ShareAction(f"open_{what}", f"Open {what}…", filter=kinds, read=read)


def _saving(
    name: str, text: str, suggested: str, kinds: str, make: Callable[[], Content]
) -> ShareAction:
    """An action that prepares in the GUI thread what only it can, and writes in the worker."""

    def write(path: str) -> Callable[[], object]:
        content = make()
        return lambda: write_atomically(path, content())

    return ShareAction(name, text, suggested, kinds, write=write)


def picture(posing: Posing) -> QImage:
    """The panel as it is on the screen."""
    with posing() as panel:
        return panel.grab().toImage()


def picture_png(posing: Posing) -> Content:
    """The same as the bytes of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with posing() as panel:
        panel.grab().save(buffer, "PNG")
    content = bytes(buffer.data().data())
    return lambda: content


def picture_svg(posing: Posing, title: str) -> Content:
    """The panel in lines and letters, for print."""
    with posing() as panel:
        drawing = VectorPicture(panel.size(), f"lossviz: {title}")
        drawing.show(panel)
    return drawing.content()


def _picture_file(form: str, title: str, make: Callable[[], Content]) -> ShareAction:
    capitals, suggested = form.upper(), f"lossviz-{title.lower()}.{form}"
    kinds = f"{capitals} (*.{form})"
    return _saving(f"save_{form}", f"Save picture as {capitals}…", suggested, kinds, make)


def _place(action: ShareAction) -> int:
    """What copies, what saves, what opens."""
    if action.copy is not None:
        return 0
    return 1 if action.read is None else 2

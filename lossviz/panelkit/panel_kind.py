"""What the app knows of a panel before it is made: its words, and lazy ways to all else. No Qt.

A panel is made when it is needed, and what it remembers is read when it is first asked for: the
first picture does not wait for panels that nobody looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lossviz.panelkit.moment import Codec

TABLES = (".csv", ".tsv", ".tab", ".txt", ".dat")


@dataclass(frozen=True)
class PanelKind:
    """A panel in words.

    name: in object names, in settings and on the command line. number: its place in the lecture, 1
    to 7, and its key. hint: what the status bar says one can do. explains_at_first: whether the
    Explain column is open until the person says otherwise. tour_steps: how many steps are taken
    before its picture in a tour, so that it shows the panel where most is to be seen.
    opens, opens_as: endings of the files that can be dropped on it, and what they are then.
    uses_images: whether it is where one sees what becomes of images that are opened.
    panel: imports the widget, a `panelkit.panel.Panel`; no type says so here, which would import
    Qt. codec: imports the way between its moments and plain values.
    """

    name: str
    title: str
    subtitle: str
    icon: str
    number: int
    hint: str
    panel: Callable[[], type[Any]]
    codec: Callable[[], Codec[Any, Any]]
    explains_at_first: bool = False
    tour_steps: int = 0
    opens: tuple[str, ...] = ()
    opens_as: str = ""
    uses_images: bool = False

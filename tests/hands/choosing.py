"""What a hand does next, by chance and by what can be seen."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QWidget,
)

from lossviz.shell.window import MainWindow
from lossviz.widgets.painting.picture_widget import PictureWidget
from tests.hands.events import Action, on_top

TOUCHED = (
    QAbstractButton, QAbstractScrollArea, QAbstractSlider, QComboBox, QLineEdit, PictureWidget,
)  # fmt: skip
KEYS = (
    *("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4") * 2, *("Space",) * 4, "[", "]", *("Ctrl+Z",) * 4,
    *("Ctrl+Shift+Z",) * 2, "Ctrl+E", "Ctrl+E", "F5", "F11", "F1", "Ctrl+R", "Ctrl+Shift+L",
    "Ctrl+Shift+E", *("Tab",) * 4, *("Shift+Tab",) * 2, *("Esc",) * 4, *("Return",) * 3, "Left",
    "Right", "Up", "Down", "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Ctrl+Left",
    "Ctrl+Right", "Alt+Up", "Alt+Down", "Home", "End", "PgUp", "PgDown", "Del", "Backspace",
    "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "+", "-", "0", "Alt", "Menu", "Insert", "F2",
)  # fmt: skip
TEXTS = (
    "0", "1", "-1", "3.25", "1e9", "1e-9", "1e400", "-1e400", "inf", "nan", "0.1", "10", "99999",
    "", "abc", "1,5", "1.234.567", "−2", "½", "∞", "٣", "1/0", "2*3", "w1^2+w2^2", "sqrt(w1)",
    "x" * 90, "-", ".", "e", "0x10", "1 000", "  7 ", "<b>1</b>", "\ue000", "😀", "1e308", "4 5 6",
)  # fmt: skip
SIZES = (
    (1366, 768), (1100, 700), (1280, 720), (1440, 900), (1920, 1080), (1240, 701), (1000, 640),
    (800, 600), (2200, 1300), (1381, 700),
)  # fmt: skip

Choice = Callable[[], Action | None]


class Chooser:
    """Draws actions for a window. files: what is dropped on it."""

    def __init__(self, seed: int, window: MainWindow, files: Sequence[str]) -> None:
        self._random = random.Random(seed)
        self._window = window
        self._files = files
        self._kinds: dict[Choice, int] = {
            self._click: 34,
            self._keys: 26,
            self._drag: 9,
            self._type: 7,
            self._wheel: 7,
            self._other_click: 6,
            self._move: 3,
            self._wait: 3,
            self._shared: 2,
            self._resize: 2,
            self._drop: 1,
        }

    def next(self) -> Action:
        """An action that can be done now."""
        while True:
            choice = self._random.choices(list(self._kinds), list(self._kinds.values()))[0]
            action = choice()
            if action is not None:
                return action

    def _place(self) -> tuple[int, int] | None:
        """Mostly on something that can be pressed, or else anywhere."""
        top, draw = on_top(self._window), self._random
        if draw.random() < 0.15:
            return self._within(top, top)
        seen = [each for each in top.findChildren(QWidget) if is_touched(each)]
        if top.windowHandle() is None:
            return None
        return self._within(draw.choice(seen) if seen else top, top)

    def _within(self, widget: QWidget, top: QWidget) -> tuple[int, int]:
        area = widget.visibleRegion().boundingRect()
        if area.isEmpty():
            area = widget.rect()
        x, y = (int(self._random.random() * length) for length in (area.width(), area.height()))
        place = widget.mapTo(top, area.topLeft() + QPoint(x, y))
        return place.x(), place.y()

    def _click(self) -> Action | None:
        place = self._place()
        return place and Action("click", place)

    def _other_click(self) -> Action | None:
        place, draw = self._place(), self._random
        if place is None:
            return None
        if draw.random() < 0.4:
            return Action("double_click", place)
        button = draw.choice(("left", "right", "right"))
        return Action("click", (*place, button, draw.choice(("", "shift", "ctrl"))))

    def _move(self) -> Action | None:
        place = self._place()
        return place and Action("move", place)

    def _drag(self) -> Action | None:
        start, end, draw = self._place(), self._place(), self._random
        if start is None or end is None:
            return None
        if draw.random() < 0.7:
            end = start[0] + draw.randint(-150, 150), start[1] + draw.randint(-80, 80)
        return Action("drag", (*start, *end, "right" if draw.random() < 0.1 else "left"))

    def _wheel(self) -> Action | None:
        place, draw = self._place(), self._random
        turn = draw.choice((-1, 1)) * draw.choice((8, 120, 120, 480))
        return place and Action("wheel", (*place, turn, draw.choice(("", "", "ctrl", "shift"))))

    def _keys(self) -> Action:
        return Action("keys", (self._random.choice(KEYS),))

    def _type(self) -> Action:
        return Action("type", (self._random.choice(TEXTS),))

    def _wait(self) -> Action:
        return Action("wait", (self._random.choice((5, 20, 60, 200)),))

    def _resize(self) -> Action:
        return Action("resize", self._random.choice(SIZES))

    def _shared(self) -> Action | None:
        actions = self._window.panel.share_actions()
        return Action("shared", (self._random.choice(actions).name,)) if actions else None

    def _drop(self) -> Action:
        return Action("drop", (self._random.choice(self._files), 600, 400))


def is_touched(widget: QWidget) -> bool:
    """Whether a hand would go there."""
    return isinstance(widget, TOUCHED) and widget.isVisible() and widget.isEnabled()

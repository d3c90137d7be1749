"""The design tokens as a `Theme`: colours, lengths and fonts by role. Imports without Qt.

`resources/tokens.json` holds every value, in logical pixels at scale 1. A `Theme` picks the light
or dark colours and multiplies every length and font size by its scale.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from lossviz.resource_files import resource

Mode = Literal["light", "dark"]
ClassPart = Literal["mark", "text", "region", "onMark"]

# A projector washes out the faintest greys, so it takes the next stronger role.
_PROJECTOR_ROLES = {"text.tertiary": "text.secondary", "plot.grid": "border.hairline"}


@dataclass(frozen=True)
class TypeRole:
    """A font by role: families in order of preference, sizes in scaled pixels."""

    families: tuple[str, ...]
    size: int
    line: int
    weight: int
    features: tuple[tuple[str, int], ...]  # OpenType tag and its value


@dataclass(frozen=True)
class Theme:
    """Light or dark, at a scale. In projector mode the faint roles step up and small text grows."""

    mode: Mode
    scale: float = 1.0
    projector: bool = False

    def color(self, role: str) -> str:
        """The colour of a dotted role as ``#RRGGBB``; KeyError names a role that does not exist."""
        return _color(self.mode, _PROJECTOR_ROLES.get(role, role) if self.projector else role)

    def class_color(self, name: str, part: ClassPart = "mark") -> str:
        """A class's colour by name; an unknown name gets one of the ten, always the same one."""
        colors = _tokens()["color"][self.mode]["class"]
        return cast(str, colors[_class_index(name)][part])

    def class_colors(self, names: Sequence[str]) -> tuple[str, ...]:
        """The marks of classes side by side: own colours first, then no two alike, of ten."""
        colors, indices = _tokens()["color"][self.mode]["class"], dict[int, int]()
        for i, name in sorted(enumerate(names), key=lambda each: not _has_color(each[1])):
            wanted, taken = _class_index(name), set(indices.values())
            free = [k for k in range(len(colors)) if k not in taken] or [wanted]
            indices[i] = wanted if wanted in free or _has_color(name) else free[0]
        return tuple(cast(str, colors[indices[i]]["mark"]) for i in range(len(names)))

    def px(self, length: float) -> int:
        """A logical length in whole scaled pixels, at least 1 where it is above 0."""
        scaled = round(length * self.scale)
        return max(1, scaled) if length > 0 else scaled

    def space(self, step: int) -> int:
        """A step of the spacing scale (1 is 4 px, 6 is 24 px) in scaled pixels."""
        return self.px(_number(_tokens()["space"], str(step)))

    def length(self, role: str) -> float:
        """A scaled length by dotted role, such as ``control.height``."""
        return _number(_tokens(), role) * self.scale

    def lengths(self, role: str) -> tuple[float, ...]:
        """Scaled lengths that come as a list, such as ``layout.window`` or ``line.arrowDash``."""
        return tuple(float(each) * self.scale for each in _find(_tokens(), role))

    def amount(self, role: str) -> float:
        """A number that no scale touches: a share or a time in ms, such as ``motion.fast``."""
        return _number(_tokens(), role)

    def type(self, role: str) -> TypeRole:
        """The font of a text role, such as ``body`` or ``numberHero``."""
        return _type(role, self)


@cache
def _tokens() -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(resource("tokens.json").read_text(encoding="utf-8")))


def _find(root: Any, role: str) -> Any:
    for key in role.split("."):
        if not isinstance(root, dict) or key not in root:
            raise KeyError(f"{role!r} is not a role of the design tokens")
        root = root[key]
    return root


# Asked for thousands of times in each layout and picture.
@cache
def _color(mode: Mode, role: str) -> str:
    root = _tokens() if role.startswith("overlay.") else _tokens()["color"][mode]
    value = _find(root, role)
    if not isinstance(value, str) or not value.startswith("#"):
        raise KeyError(f"{role!r} is not a colour role")
    return value


@cache
def _type(role: str, theme: Theme) -> TypeRole:
    entry = _find(_tokens()["type"], role)
    fonts = _tokens()["font"]
    kind = entry["font"]
    size = entry["size"]
    if theme.projector:
        size = max(size, _tokens()["projector"]["minimumText"])
    fallback = fonts["fallbackUi" if kind == "ui" else "fallbackNumber"]
    return TypeRole(
        # Our own first: JetBrains Mono has no raised minus, as in 10⁻⁵, but Inter has.
        families=tuple(dict.fromkeys((fonts[kind], fonts["ui"], *fallback))),
        size=theme.px(size),
        line=theme.px(entry["line"]),
        weight=entry["weight"],
        features=tuple(_feature(each) for each in fonts["features"][kind]),
    )


def _number(root: Any, role: str) -> float:
    value = _find(root, role)
    if not isinstance(value, int | float):
        raise KeyError(f"{role!r} is not a number")
    return float(value)


def _has_color(name: str) -> bool:
    """Whether a class has a colour of its own."""
    return name in _tokens()["class"]["cifar10"] or name in _tokens()["class"]["order"]


def _class_index(name: str) -> int:
    names = _tokens()["class"]
    if name in names["cifar10"]:
        return int(names["cifar10"][name])
    if name in names["order"]:
        return int(names["order"].index(name))
    return zlib.crc32(name.encode()) % len(names["order"])


def _feature(text: str) -> tuple[str, int]:
    """``tnum`` switches on, ``-calt`` off, ``zero=0`` gives the value."""
    if text.startswith("-"):
        return text[1:], 0
    tag, _, value = text.partition("=")
    return tag, int(value or 1)

"""LaTeX to SVG, in the worker: ziamath takes 7 to 20 ms for a line. No Qt.

A number that is dragged changes with every frame, and mostly in its digits alone. The digits of the
font are equally wide, so a line is typeset once for each place that its digits can stand in, and
they are put in afterwards, in no time.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from lossviz.shell.explain.latex import as_typeset

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SIZE = 16.0
"""Font size of what is typeset; it is drawn at any other."""
TEXT = "black"
"""What the typesetter calls the colour of all that has none of its own."""
_DIGIT = re.compile(r"\d")
_SLOT = re.compile("@([0-9])([0-9])@")  # alphabet, digit


@dataclass(frozen=True)
class Typeset:
    """A line as SVG, cut where its digits stand. Colours are roles, and `TEXT`.

    slots: (alphabet, digit) that was typeset between two pieces; an exponent has digits of its own.
    alphabets: outlines of 0 to 9. Lengths are for `SIZE`; ascent: height above the base line.
    """

    pieces: tuple[str, ...]
    slots: tuple[tuple[int, int], ...]
    alphabets: tuple[tuple[str, ...], ...]
    width: float
    height: float
    ascent: float

    def svg(self, latex: str) -> str:
        """The drawing, with the digits of `latex`, which has the pattern of what was typeset."""
        digits = [int(each) for each in _DIGIT.findall(as_typeset(latex))]
        if len(digits) != len(self.slots):
            digits = [digit for _, digit in self.slots]
        parts = [self.pieces[0]]
        for (alphabet, _), digit, piece in zip(self.slots, digits, self.pieces[1:], strict=True):
            parts += [self.alphabets[alphabet][digit], piece]
        return "".join(parts)


@dataclass(frozen=True)
class NotTypeset:
    """A formula that can't be typeset, and is shown as text."""


@dataclass(frozen=True)
class Stubborn:
    """A pattern whose digits can't be exchanged: its formulas are typeset one by one."""


Line = Typeset | NotTypeset | Stubborn


@lru_cache(maxsize=1024)
def pattern(latex: str) -> str:
    """What stays the same while digits change."""
    return _DIGIT.sub("0", latex)


def typeset(lines: Sequence[str], seconds: float) -> dict[str, Line]:
    """Typeset the first line, and more of them while the time lasts.

    The keys are patterns; for a `Stubborn` one the formula itself is a key too.
    """
    end = time.perf_counter() + seconds
    done: dict[str, Line] = {}
    for latex in lines:
        done.update(_typeset(latex))
        if time.perf_counter() >= end:
            break
    return done


def _typeset(latex: str) -> dict[str, Line]:
    # Whatever a formula does to the typesetter, the column shows its text instead.
    try:
        line = typeset_line(_with_probes(as_typeset(latex)))
        if line is not None:
            return {pattern(latex): line}
        exact = typeset_line(as_typeset(latex), exchange=False)
        return {pattern(latex): Stubborn(), latex: exact or NotTypeset()}
    except Exception:
        return {pattern(latex): NotTypeset()}


def _with_probes(latex: str) -> str:
    """Digits that differ from their neighbours: it would show if they were drawn out of order."""
    probes = iter(range(3, 3 + 7 * len(latex), 7))
    return _DIGIT.sub(lambda _: str(next(probes) % 10), latex)


def typeset_line(latex: str, exchange: bool = True) -> Typeset | None:
    """The line typeset; None if its digits are not drawn each in its turn."""
    drawing = _draw(latex)
    alphabets = _alphabets()
    text = _flat(drawing, {shape: place for place, shape in _places(alphabets)} if exchange else {})
    slots = tuple((int(alphabet), int(digit)) for alphabet, digit in _SLOT.findall(text))
    if exchange and [digit for _, digit in slots] != [int(d) for d in _DIGIT.findall(latex)]:
        return None
    _, top, width, height = (float(each) for each in drawing.attrib["viewBox"].split())
    pieces = tuple(_SLOT.sub("\0", text).split("\0"))
    return Typeset(pieces, slots, alphabets, width, height, -top)


def _draw(latex: str) -> Element:
    drawing: Element = _typesetter()(latex, size=SIZE).svgxml()
    return drawing


@cache
def _typesetter() -> Callable[..., Any]:
    """ziamath, which takes 0.2 s to import and is needed only once the column is open."""
    with warnings.catch_warnings():
        # It opens its font in a way that Python 3.11 and 3.12 call deprecated, and 3.13 does not.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex
    config.svg2 = True  # each glyph once, and then its places
    return Latex


@cache
def _alphabets() -> tuple[tuple[str, ...], ...]:
    """Outlines of the digits in a line, and in its exponents."""
    return tuple(tuple(_outlines(_draw(latex))[-10:]) for latex in ("0123456789", "x^{0123456789}"))


def _places(alphabets: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    for number, alphabet in enumerate(alphabets):
        for digit, outline in enumerate(alphabet):
            yield f"@{number}{digit}@", outline


def _outlines(drawing: Element) -> list[str]:
    """Outlines of the glyphs, in the order of their places."""
    symbols = _symbols(drawing)
    return [_outline(symbols[each.attrib["href"]]) for each in drawing.iter("use")]


def _symbols(drawing: Element) -> dict[str, Element]:
    return {f"#{each.attrib['id']}": each for each in drawing.iter("symbol")}


def _outline(symbol: Element) -> str:
    path = symbol.find("path")
    return "" if path is None else path.attrib["d"]


def _flat(drawing: Element, slots: dict[str, str]) -> str:
    """SVG with a path for each glyph, which Qt draws; digits become `slots` to be filled."""
    symbols = _symbols(drawing)
    for parent in list(drawing.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == "use":
                parent[place] = _path(child, symbols[child.attrib["href"]], slots)
    for symbol in symbols.values():
        drawing.remove(symbol)
    return ElementTree.tostring(drawing, encoding="unicode")


def _path(use: Element, symbol: Element, slots: dict[str, str]) -> Element:
    left, top, _, height = (float(each) for each in symbol.attrib["viewBox"].split())
    scale = float(use.attrib["height"]) / height
    x, y = float(use.attrib["x"]) - left * scale, float(use.attrib["y"]) - top * scale
    outline = _outline(symbol)
    attributes = {
        "transform": f"translate({x:.3f} {y:.3f}) scale({scale:.5f})",
        "d": slots.get(outline, outline),
        "fill": use.attrib.get("fill", TEXT),
    }
    return ElementTree.Element("path", attributes)

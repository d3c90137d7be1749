"""The source of what just ran, marked up for reading; read in the worker. No Qt."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from textwrap import dedent
from typing import Any


class Ink(Enum):
    """How a piece of code is printed. Colour is data here, so it is weight and greys."""

    PLAIN = auto()
    KEYWORD = auto()
    VALUE = auto()
    REMARK = auto()


@dataclass(frozen=True)
class Source:
    """The text exactly as it may be copied, where it is from, and its pieces with their ink.

    functions: whose source it is. Where it can't be read, the text is empty.
    """

    functions: tuple[Any, ...]
    text: str
    caption: str
    pieces: tuple[tuple[str, Ink], ...]


def read_source(functions: tuple[Any, ...]) -> Source:
    """The source of functions or classes, one below the other."""
    try:
        text = "\n\n".join(map(_text, functions))
        places = [_place(each) for each in functions]
    except (OSError, TypeError):  # built in, or a build of the app without its sources
        return Source(functions, "", "The source is not part of this build of the app.", ())
    modules = dict.fromkeys(module for module, _ in places)
    captions = (f"{each} · lines {_listed(each, places)}" for each in modules)
    return Source(functions, text, "\n".join(captions), tuple(_pieces(text)))


def _text(function: Any) -> str:
    return dedent(inspect.getsource(function)).rstrip() + "\n"


def _place(function: Any) -> tuple[str, str]:
    """Module and lines."""
    lines, first = inspect.getsourcelines(function)
    module = inspect.getmodule(function)
    name = module.__name__ if module is not None else "unknown module"
    return name, f"{first}–{first + len(lines) - 1}"


def _listed(module: str, places: list[tuple[str, str]]) -> str:
    return ", ".join(lines for name, lines in places if name == module)


def _pieces(text: str) -> Iterator[tuple[str, Ink]]:
    from pygments.lexers.python import PythonLexer  # type: ignore[import-untyped]

    lexer = PythonLexer(stripnl=False, ensurenl=False)
    for kind, piece in lexer.get_tokens(text):
        yield piece, _ink(kind)


def _ink(kind: Any) -> Ink:
    from pygments.token import (  # type: ignore[import-untyped]
        Comment,
        Keyword,
        Literal,
        Operator,
        String,
    )

    if kind in Comment or kind in String.Doc:
        return Ink.REMARK
    if kind in Keyword or kind in Operator.Word:
        return Ink.KEYWORD
    return Ink.VALUE if kind in Literal else Ink.PLAIN

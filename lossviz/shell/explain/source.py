"""The source of what just ran, marked up for reading; read in the worker. No Qt."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from textwrap import dedent
from typing import Any

from lossviz.shell.explain.imports import imports_for


class Ink(Enum):
    """How a piece of code is printed. Colour is data here, so it is weight and greys."""

    PLAIN = auto()
    KEYWORD = auto()
    VALUE = auto()
    REMARK = auto()


@dataclass(frozen=True)
class Source:
    """The text exactly as it runs, where it is from, and its pieces with their ink.

    functions: whose source it is. Where it can't be read, the text is empty. imports: the lines
    that it needs above it to run by itself.
    """

    functions: tuple[Any, ...]
    text: str
    caption: str
    pieces: tuple[tuple[str, Ink], ...]
    imports: str = ""

    @property
    def copy(self) -> str:
        """What is copied: it runs by itself."""
        return f"{self.imports}\n\n{self.text}" if self.imports else self.text


def read_source(functions: tuple[Any, ...]) -> Source:
    """The source of functions or classes, one below the other."""
    try:
        texts = [_text(each) for each in functions]
        places = [_place(each) for each in functions]
        imports = imports_for(zip(functions, texts, strict=True))
    except (OSError, TypeError):  # built in, or a build of the app without its sources
        return Source(functions, "", "The source is not part of this build of the app.", ())
    modules = dict.fromkeys(module for module, _ in places)
    captions = (f"{each} · lines {_listed(each, places)}" for each in modules)
    text = "\n\n".join(texts)
    return Source(functions, text, "\n".join(captions), tuple(_pieces(text)), imports)


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

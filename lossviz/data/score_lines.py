"""A text file as blocks of whole lines; what is no text is found out in the first block."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from lossviz.data.errors import DataError

BLOCK_BYTES = 16 * 1024  # Two to four milliseconds of work.
LONGEST_LINE = 256 * 1024
"""Characters; a thousand scores with all their digits take some 20,000."""


class Lines(NamedTuple):
    """Some lines without their ends, and the number of the first of them, from 1."""

    number: int
    lines: list[str]


def line_blocks(stream: BinaryIO, name: str) -> Iterator[Lines]:
    """The lines of a UTF-8 file, with or without a byte order mark, whatever ends them.

    name: the file's, for errors. Raises DataError.
    """
    utf_8 = codecs.getincrementaldecoder("utf-8-sig")()
    decoder = io.IncrementalNewlineDecoder(utf_8, translate=True)
    number, rest, content = 1, "", b"-"
    while content:
        content = stream.read(BLOCK_BYTES)
        lines = (rest + _decoded(decoder, content, name, number)).split("\n")
        rest = lines.pop() if content else ""
        if len(rest) > LONGEST_LINE:
            raise DataError(f"{name}, line {number + len(lines):,}: the line has no end.")
        yield Lines(number, lines)
        number += len(lines)


def _decoded(decoder: io.IncrementalNewlineDecoder, content: bytes, name: str, number: int) -> str:
    """The next piece of text; `content` is empty at the end of the file."""
    try:
        text = decoder.decode(content, final=not content)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = number + before.count(b"\n")
        raise DataError(f"{name}, line {line:,}: this is not text in UTF-8.") from None
    if "\0" in text:
        line = number + text[: text.index("\0")].count("\n")
        raise DataError(f"{name}, line {line:,}: this is not text, but binary data.")
    return text

"""A text file as blocks of whole lines; what is no text is found out as soon as it is read.

UTF-8 with or without a byte order mark, UTF-16, and the ANSI of Windows (code page 1252), which is
what a file is in whose first letter beyond ASCII is none in UTF-8.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from lossviz.data.errors import DataError
from lossviz.data.tables.not_tables import refuse_what_is_no_table

BLOCK_BYTES = 16 * 1024  # Two to four milliseconds of work.
LONGEST_LINE = 256 * 1024
"""Characters; a thousand scores with all their digits take some 20,000."""
UTF_8, UTF_16, ANSI = "UTF-8", "UTF-16", "ANSI"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le", UTF_16),
    (codecs.BOM_UTF16_BE, "utf-16-be", UTF_16),
)
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_JUDGED = 64  # bytes


class Lines(NamedTuple):
    """Some lines without their ends, and the number of the first of them, from 1."""

    number: int
    lines: list[str]


class TextBlocks:
    """The lines of a file, whatever ends them, block by block; name: the file's, for errors.

    Raises DataError for what is no text.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._decoder = _Decoder()

    @property
    def encoding(self) -> str:
        """`UTF_8`, `UTF_16` or `ANSI`, as far as was read; "" as long as all is ASCII."""
        return self._decoder.encoding

    def __iter__(self) -> Iterator[Lines]:
        newlines = io.IncrementalNewlineDecoder(None, translate=True)
        number, rest, content = 1, "", b"-"
        while content:
            content = self._stream.read(BLOCK_BYTES)
            text = newlines.decode(self._decoded(content, number), final=not content)
            lines = (rest + text).split("\n")
            rest = lines.pop() if content else ""
            if len(rest) > LONGEST_LINE:
                raise self._error(number + len(lines), "the line has no end")
            yield Lines(number, lines)
            number += len(lines)

    def _decoded(self, content: bytes, number: int) -> str:
        """The next piece of text; `content` is empty at the end of the file."""
        if not self._decoder.begun:
            refuse_what_is_no_table(content, self._name)
        try:
            text = self._decoder.decode(content)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(error.encoding, errors="replace")
            way_out = ": save it in UTF-8" if self.encoding == ANSI else ""
            what = f"this is not text in {self.encoding or UTF_8}{way_out}"
            raise self._error(number + _ends(good), what) from None
        text = text.replace("\ufeff", "")  # marks of files that were put one behind the other
        found = _NO_TEXT.search(text) if self.encoding == ANSI else re.search("\0", text)
        if found:
            line = number + _ends(text[: found.start()])
            raise self._error(line, "this is not text, but binary data")
        return text

    def _error(self, line: int, what: str) -> DataError:
        return DataError(f"{self._name}, line {line:,}: {what}.")


def _ends(text: str) -> int:
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


class _Decoder:
    """Text from bytes, piece by piece; an empty piece is the end."""

    def __init__(self) -> None:
        self.begun = False
        self.encoding = ""
        self._decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8")()

    def decode(self, content: bytes) -> str:
        if not self.begun:
            self.begun = True
            content = self._without_mark(content)
        if self.encoding:
            return self._decoder.decode(content, final=not content)
        held, _ = self._decoder.getstate()
        try:
            text = self._decoder.decode(content, final=not content)
        except UnicodeDecodeError as error:
            if not error.object[: error.start].isascii():
                raise
            self._use("cp1252", ANSI)
            return self._decoder.decode(held + content)
        if not text.isascii():
            self.encoding = UTF_8
        return text

    def _without_mark(self, content: bytes) -> bytes:
        """The first piece without its byte order mark, which says what the encoding is."""
        for mark, codec, encoding in _MARKS:
            if content.startswith(mark):
                self._use(codec, encoding)
                return content[len(mark) :]
        first = content[:_JUDGED]
        low, high = first[::2], first[1::2]
        if high and not any(high) and all(low):
            self._use("utf-16-le", UTF_16)
        elif high and not any(low) and all(high):
            self._use("utf-16-be", UTF_16)
        return content

    def _use(self, codec: str, encoding: str) -> None:
        self.encoding = encoding
        self._decoder = codecs.getincrementaldecoder(codec)()

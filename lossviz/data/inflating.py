"""Packed files, unpacked as a stream: forward only, within bounds, and with nothing kept."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable
from typing import IO, Protocol

from lossviz.data.errors import DataError
from lossviz.data.layouts import LAYOUTS
from lossviz.data.records import BATCHES
from lossviz.data.tar_headers import check_pax, pax_ahead

# All batches, and room for tar headers, the read-me and other small files.
MOST_BYTES = max(layout.most_bytes for layout in LAYOUTS) * len(BATCHES) + 10_000_000

MOST_MEMORY = 200_000_000
"""That unpacking xz may take; its strongest setting takes 65 MB."""
_PIECE = 2**16
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def is_zip(start: bytes) -> bool:
    """Whether a file with these first bytes is a zip archive."""
    return start.startswith(_ZIP)


def is_archive(start: bytes) -> bool:
    """Whether a file with these first 512 bytes is packed in a way that is opened, or a tar."""
    return start.startswith((_GZIP, _BZIP2, _XZ, *_ZIP)) or start[257:262] == b"ustar"


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes:
        """So many bytes, or fewer at the end."""
        ...


class _Decompressor(Protocol):
    """As `bz2` and `lzma` have it."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Decompressed:
    """bzip2 and xz, as gzip.GzipFile reads gzip: several streams in a row are one."""

    def __init__(self, raw: IO[bytes], make: Callable[[], _Decompressor]) -> None:
        self._raw = raw
        self._make = make
        self._one = make()

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end. EOFError or ValueError where it is not whole."""
        pieces, left = list[bytes](), size
        while left > 0 and (piece := self._piece(left)):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def _piece(self, most: int) -> bytes:
        content = b""
        while not content:
            packed = b""
            if self._one.eof:
                packed = self._one.unused_data or self._raw.read(_PIECE)
                if not packed.strip(b"\0"):  # What fills up the last block of a tape.
                    return b""
                self._one = self._make()
            elif self._one.needs_input:
                packed = self._raw.read(_PIECE)
                if not packed:
                    raise EOFError
            try:
                content = self._one.decompress(packed, most)
            except (OSError, lzma.LZMAError) as error:
                raise ValueError("no such stream") from error
        return content


def _unpacked(raw: IO[bytes], start: bytes) -> _Readable:
    if start.startswith(_GZIP):
        return gzip.GzipFile(fileobj=raw)
    if start.startswith(_BZIP2):
        return _Decompressed(raw, bz2.BZ2Decompressor)
    if start.startswith(_XZ):
        return _Decompressed(raw, lambda: lzma.LZMADecompressor(memlimit=MOST_MEMORY))
    return raw


class Inflated(io.RawIOBase):
    """What tarfile reads, forward only, and nothing that could keep it.

    It gives up after MOST_BYTES, so that a small file cannot fill the memory, and refuses headers
    that no honest archive has before tarfile sees them. `raw` is at its start.
    """

    def __init__(self, raw: IO[bytes], where: str) -> None:
        start = raw.read(len(_XZ))
        raw.seek(0)
        self._stream = _unpacked(raw, start)
        self._where = where
        self._left = MOST_BYTES
        self._place = 0
        self._pax: bool | None = None

    def tell(self) -> int:
        """How many bytes were read."""
        return self._place

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Read on up to a place; tarfile names none that lies behind in a good archive."""
        if place < self._place or whence != io.SEEK_SET:
            raise tarfile.StreamError("seeking backwards")
        while self._place < place and self._inflate(min(place - self._place, _PIECE)):
            pass
        return self._place

    def read(self, size: int = -1) -> bytes:
        """The next bytes; DataError where they are not whole, or of a header that is not honest."""
        content = self._inflate(size)
        try:
            if self._pax:
                check_pax(content)
            # tarfile reads a header alone, and then what belongs to it in one piece.
            self._pax = pax_ahead(content) if size == tarfile.BLOCKSIZE else None
        except ValueError as error:
            raise DataError(
                f"{self._where} has a header that no CIFAR-10 archive has, so it was not opened. "
                "Get it again from a source you trust."
            ) from error
        return content

    def _inflate(self, size: int) -> bytes:
        try:
            content = self._stream.read(min(size, self._left + 1))
        except EOFError:
            raise DataError(
                f"{self._where} is cut off: its end is missing. Get the archive again."
            ) from None
        except ValueError as error:
            raise DataError(
                f"{self._where} is damaged or packed in an unusual way. Get the archive again."
            ) from error
        except (zlib.error, gzip.BadGzipFile) as error:
            raise DataError(f"{self._where} is damaged. Get the archive again.") from error
        self._left -= len(content)
        self._place += len(content)
        if self._left < 0:
            raise DataError(
                f"{self._where} unpacks to more than {MOST_BYTES // 1_000_000} MB, far more than "
                "CIFAR-10. Get it again from a source you trust."
            )
        return content

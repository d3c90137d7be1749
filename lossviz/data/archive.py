"""CIFAR-10 archives, read as streams: nothing is ever written where an archive says.

Only regular files with the official names are read; whatever else an archive holds is passed over.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Generator
from pathlib import PurePosixPath
from typing import IO, cast

from lossviz.data.errors import DataError, shortened
from lossviz.data.layouts import LAYOUTS, Layout, SourceFile
from lossviz.data.records import BATCHES
from lossviz.data.tar_headers import check_pax, pax_ahead

# All batches, and room for tar headers, the read-me and other small files.
MOST_BYTES = max(layout.most_bytes for layout in LAYOUTS) * len(BATCHES) + 10_000_000

MOST_MEMBERS = 1_000


def is_archive(start: bytes) -> bool:
    """Whether a file with these first 512 bytes is a gzip file or a plain tar."""
    return start.startswith(b"\x1f\x8b") or start[257:262] == b"ustar"


class _Inflated(io.RawIOBase):
    """What tarfile reads, forward only, and nothing that could keep it.

    It gives up after MOST_BYTES, so that a small file cannot fill the memory, and refuses headers
    that no honest archive has before tarfile sees them.
    """

    def __init__(self, stream: IO[bytes], where: str) -> None:
        self._stream = stream
        self._where = where
        self._left = MOST_BYTES
        self._place = 0
        self._pax: bool | None = None

    def tell(self) -> int:
        return self._place

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Read on up to a place; tarfile names none that lies behind in a good archive."""
        if place < self._place or whence != io.SEEK_SET:
            raise tarfile.StreamError("seeking backwards")
        while self._place < place and self._inflate(min(place - self._place, 2**16)):
            pass
        return self._place

    def read(self, size: int = -1) -> bytes:
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
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DataError(
                f"{self._where} is cut off or damaged. Get the archive again."
            ) from error
        self._left -= len(content)
        self._place += len(content)
        if self._left < 0:
            raise DataError(
                f"{self._where} unpacks to more than {MOST_BYTES // 1_000_000} MB, far more than "
                "CIFAR-10. Get it again from a source you trust."
            )
        return content


def archive_files(raw: IO[bytes], where: str) -> Generator[SourceFile, None, None]:
    """The files that count, each open until the next is asked for. `raw` is at its start."""
    start = raw.read(2)
    raw.seek(0)
    stream = gzip.GzipFile(fileobj=raw) if start == b"\x1f\x8b" else raw
    inflated = cast(IO[bytes], _Inflated(cast(IO[bytes], stream), where))
    try:
        with tarfile.TarFile(fileobj=inflated) as tar:
            for i, member in enumerate(tar):
                if i == MOST_MEMBERS:
                    raise DataError(f"{where} holds far more files than CIFAR-10. Open another.")
                found = _that_counts(member, where)
                content = tar.extractfile(member) if found else None
                if found and content:
                    yield SourceFile(*found, f"{found[1]} in {where}", member.size, content)
    except (DataError, OSError):
        raise
    except Exception as error:  # A damaged tar can raise nearly anything.
        raise DataError(f"{where} is no whole tar archive. Get the archive again.") from error
    while inflated.read(2**16):  # To its end, where gzip has its checksum.
        pass


def _that_counts(member: tarfile.TarInfo, where: str) -> tuple[Layout, str] | None:
    """Layout and name of a batch or names file; None for other files; DataError for an attack."""
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or "\\" in member.name:
        name = shortened(member.name)
        raise DataError(
            f"{where} names a file outside its own folder (“{name}”), so it was not opened. "
            "Get it again from a source you trust."
        )
    folder, name = str(path.parent), path.name
    layout = next((each for each in LAYOUTS if each.folder == folder), None)
    if layout is None or not (layout.batch_of(name) or name == layout.names_file):
        return None
    if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.issparse():
        raise DataError(
            f"{name} in {where} is a link or another special file, so it was not opened. "
            "Get the archive again from a source you trust."
        )
    return layout, name

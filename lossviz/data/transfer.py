"""A file fetched from one mirror into a partial file, going on where an earlier try ended.

Range requests: RFC 9110, section 14; If-Range: section 13.1.5.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import BinaryIO, cast
from urllib.error import URLError

from lossviz.data.connection import Connection, Head
from lossviz.data.errors import shortened
from lossviz.data.regular_files import open_regular

LONGEST_ORIGIN = 100_000
MOST_DIGITS = 18
"""Digits of a length that is shown; Python makes no number of more than 4,300."""


@dataclass(frozen=True)
class Patience:
    """How long a mirror is waited for.

    stall: seconds without a byte after which the next mirror is tried. retries: how often a broken
    connection is taken up again without real progress. wait: seconds before the first retry.
    """

    stall: float = 20.0
    retries: int = 3
    wait: float = 1.0


class MirrorError(Exception):
    """Why a mirror gave no file, in words that follow its name.

    again: whether another request to the same mirror may help.
    """

    def __init__(self, reason: str, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


class PartialFile:
    """What has come of a file so far, `NAME.part`, and beside it which version on which mirror.

    The version (ETag or Last-Modified) lets a server say that its file has changed since.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.part"
        self._origin = folder / f"{name}.part.json"

    def size(self) -> int:
        """Bytes that are there."""
        return self.path.stat().st_size if self.path.exists() else 0

    def version(self, url: str) -> str | None:
        """The version that came from this mirror, if it named one."""
        try:
            with open_regular(self._origin) as file:
                origin = json.loads(file.read(LONGEST_ORIGIN))
        except (OSError, ValueError):
            return None
        version = origin.get(url) if isinstance(origin, dict) else None
        # A header holds printable ASCII; anything else is a damaged file.
        good = isinstance(version, str) and version.isascii() and version.isprintable()
        return version if good else None

    def begin(self, url: str, version: str | None) -> None:
        """Start from nothing with this version from this mirror."""
        self.remove()  # Whatever lies there, say a named pipe, must not be written to.
        self.path.write_bytes(b"")
        self._origin.write_text(json.dumps({url: version}), "utf-8")

    def remove(self) -> None:
        """Remove both files."""
        self.path.unlink(missing_ok=True)
        self._origin.unlink(missing_ok=True)


def fetching(
    url: str, part: PartialFile, size: int, patience: Patience
) -> Generator[int, None, None]:
    """Bring `part` to `size` bytes; yields how many are there. Raises MirrorError, OSError.

    Progress is what no request has brought before: a mirror that breaks off, then answers wrongly,
    so that what came is thrown away, would else be asked for ever.
    """
    failures, farthest = 0, part.size()
    while part.size() < size:
        try:
            yield from _one_request(url, part, size, patience)
        except MirrorError as error:
            has_come_on = part.size() - farthest > size // 100
            failures = 0 if has_come_on else failures + 1
            farthest = part.size() if has_come_on else farthest
            if not error.again or failures > patience.retries:
                raise
        yield from _waiting(patience.wait * failures, part.size())


def _waiting(seconds: float, received: int) -> Generator[int, None, None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(min(0.1, seconds))
        yield received


def _one_request(
    url: str, part: PartialFile, size: int, patience: Patience
) -> Generator[int, None, None]:
    offset = part.size()
    with closing(Connection(url, _headers(url, part, offset), patience.stall)) as connection:
        yield offset
        head = yield from _answer(connection, offset, patience.stall)
        offset = _start(cast(Head, head), url, part, offset, size)
        with part.path.open("r+b", buffering=0) as file:
            file.seek(offset)
            yield from _receiving(connection, file, size, patience.stall)


def _headers(url: str, part: PartialFile, offset: int) -> dict[str, str]:
    headers = {"User-Agent": "lossviz", "Accept-Encoding": "identity"}
    if offset:
        headers["Range"] = f"bytes={offset}-"
        version = part.version(url)
        if version:
            headers["If-Range"] = version
    return headers


def _answer(
    connection: Connection, received: int, stall: float
) -> Generator[int, None, Head | bytes]:
    """The next that comes; yields while there is nothing."""
    end = time.monotonic() + stall
    while time.monotonic() < end:
        try:
            answer = connection.poll()
        except (OSError, HTTPException, ValueError) as error:
            raise _broken(error, stall) from error
        if answer is not None:
            return answer
        yield received
    raise MirrorError(f"nothing came for {stall:g} s")


def _start(head: Head, url: str, part: PartialFile, offset: int, size: int) -> int:
    """Where the body of this answer begins in the file; MirrorError for an answer of no use."""
    if head.status == 416:
        part.remove()
        raise MirrorError("it does not give the rest of the file", again=True)
    if head.status == 206 and offset:
        return _check_range(head.headers.get("Content-Range", ""), part, offset, size)
    if head.status == 404:
        raise MirrorError("the file is not there (404)")
    if head.status != 200:
        raise MirrorError(f"the server answers with code {head.status}")
    length = head.headers.get("Content-Length", "")
    if length != str(size):
        known = length.isdecimal() and len(length) <= MOST_DIGITS
        offered = f"{int(length):,} bytes" if known else "a file of unknown length"
        raise MirrorError(f"it offers {offered} where {size:,} bytes belong")
    # The whole file, even if a part was asked for: no ranges there, or a new version.
    part.begin(url, _version(head))
    return 0


def _check_range(content_range: str, part: PartialFile, offset: int, size: int) -> int:
    match = re.fullmatch(r"bytes ([0-9]+)-([0-9]+)/([0-9]+|\*)", content_range.strip())
    if (
        match
        and len(match[1]) <= MOST_DIGITS
        and int(match[1]) == offset
        and match[3] in (str(size), "*")
    ):
        return offset
    part.remove()
    raise MirrorError(
        f"it gives other bytes than asked for (“{shortened(content_range)}”)", again=True
    )


def _version(head: Head) -> str | None:
    """What If-Range may say: a strong ETag, else the date of change."""
    etag: str = head.headers.get("ETag", "")
    if etag and not etag.startswith("W/"):
        return etag
    return head.headers.get("Last-Modified")


def _receiving(
    connection: Connection, file: BinaryIO, size: int, stall: float
) -> Generator[int, None, None]:
    received = file.tell()
    while received < size:
        chunk = yield from _answer(connection, received, stall)
        if not chunk:
            raise MirrorError("the connection broke off", again=True)
        write_all(file, cast(bytes, chunk)[: size - received])
        received = file.tell()
        yield received


def write_all(file: BinaryIO, content: bytes) -> None:
    """Write without a buffer, so that a kill loses nothing; a full disk may take a part only."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _broken(error: Exception, stall: float) -> MirrorError:
    """What a failed connection means, in words."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return MirrorError(f"nothing came for {stall:g} s")
    if isinstance(cause, socket.gaierror):
        return MirrorError("the server was not found (is there a network?)")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return MirrorError("its certificate is not valid")
    if isinstance(cause, ConnectionRefusedError):
        return MirrorError("the server refused the connection")
    return MirrorError("the connection broke off", again=True)

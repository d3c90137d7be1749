"""What the headers of a tar may hold before Python's tarfile reads them.

tarfile before Python 3.11.10 and 3.12.6 reads pax headers with patterns that take quadratic time
(CVE-2024-6232), and a sparse file's map in quadratic time still. An honest header is short and
made of whole records: POSIX.1-2008, pax, "pax Extended Header".
"""

from __future__ import annotations

import re
import tarfile

LARGEST = 64 * 1024
"""Bytes of a long name or of pax records; a path has some 4,000 at most."""
_PAX = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
_LONG = (*_PAX, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_LENGTH = re.compile(rb"([0-9]{1,6}) ")
_DIGITS = re.compile(rb"[0-9]{100}")
_SPARSE_IN_DATA = b"GNU.sparse.major="


def pax_ahead(block: bytes) -> bool | None:
    """Whether pax records come after these 512 bytes, or a long name; None if neither.

    Raises ValueError where more comes than an honest header takes.
    """
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return None
    if header.type not in _LONG:
        return None
    if not 0 <= header.size <= LARGEST:
        raise ValueError("the header is too long")
    return header.type in _PAX


def check_pax(content: bytes) -> None:
    """ValueError if these are no whole pax records, padded with zeros, or could keep tarfile."""
    if _DIGITS.search(content) or _SPARSE_IN_DATA in content:
        raise ValueError("no honest archive has these records")
    place = 0
    while content[place : place + 1].strip(b"\0"):
        length = _LENGTH.match(content, place)
        end = place + (int(length[1]) if length else 0)
        record = content[place:end]
        if not record.endswith(b"\n") or b"=" not in record:
            raise ValueError("a record is not whole")
        place = end

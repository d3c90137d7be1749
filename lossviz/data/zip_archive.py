"""CIFAR-10 in a zip archive, as browsers, shops of data and Windows pack it.

Its list of files stands at its end; what Python's zipfile would read without bounds is looked at
before.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Mapping
from typing import IO

from lossviz.data.errors import DataError
from lossviz.data.layouts import Layout, SourceFile

_END = struct.Struct("<4s4H2LH")
"""The last record, before a comment of at most 65,535 bytes: APPNOTE.TXT, 4.3.16."""
_MOST_COMMENT = 2**16
_LIST_BYTES = 1_000
"""Of the list, for each file; a name takes most of it."""


def zip_names(raw: IO[bytes], where: str, most: int) -> list[str]:
    """The paths of all files, with /. DataError for more than so many, or for no whole zip."""
    _check_end(raw, where, most)
    with _opened(raw, where) as archive:
        return [_path(each) for each in archive.infolist() if not each.is_dir()]


def _path(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/")  # Old Windows programs write it so.


def _check_end(raw: IO[bytes], where: str, most: int) -> None:
    size = raw.seek(0, 2)
    raw.seek(max(size - _MOST_COMMENT - _END.size, 0))
    tail = raw.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise DataError(f"{where} is cut off: its end is missing. Get the archive again.")
    _sign, _disk, _first, _here, count, length, _start, _comment = _END.unpack_from(tail, place)
    if count > most:
        raise DataError(f"{where} holds far more files than CIFAR-10. Open another.")
    if length > most * _LIST_BYTES or b"PK\x06\x07" in tail[max(place - 20, 0) : place]:
        raise DataError(
            f"{where} is a zip for larger files than CIFAR-10. Unpack it, and open the folder."
        )


def _opened(raw: IO[bytes], where: str) -> zipfile.ZipFile:
    raw.seek(0)
    try:
        return zipfile.ZipFile(raw)
    except Exception as error:  # A damaged list can raise nearly anything.
        raise DataError(f"{where} is no whole zip archive. Get the archive again.") from error


def zip_files(
    raw: IO[bytes], where: str, wanted: Mapping[str, tuple[Layout, str]]
) -> Generator[SourceFile, None, None]:
    """The files of these paths, in the order in which they lie in the archive."""
    with _opened(raw, where) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        for info in infos:
            if _path(info) not in wanted:
                continue
            layout, name = wanted[_path(info)]
            _check(info, f"{name} in {where}")
            try:
                with archive.open(info) as content:
                    yield SourceFile(layout, name, f"{name} in {where}", info.file_size, content)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
                raise DataError(f"{name} in {where} is damaged. Get the archive again.") from error


def _check(info: zipfile.ZipInfo, what: str) -> None:
    """DataError for what can't or must not be unpacked."""
    if info.flag_bits & 1:
        raise DataError(f"{what} has a password. Unpack it, and open the folder.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DataError(
            f"{what} is packed in a way that is not opened here. Unpack it, and open the folder."
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise DataError(
            f"{what} is a link or another special file, so it was not opened. "
            "Get the archive again from a source you trust."
        )

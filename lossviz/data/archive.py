"""CIFAR-10 archives, read as streams: nothing is ever written where an archive says.

Only regular files with the official names are read; whatever else an archive holds is passed over.
"""

from __future__ import annotations

import tarfile
from collections.abc import Generator, Iterator
from pathlib import PurePosixPath
from typing import IO, cast

from lossviz.data.errors import DataError, shortened
from lossviz.data.inflating import Inflated, is_zip
from lossviz.data.layouts import LAYOUTS, Layout, SourceFile
from lossviz.data.other_kinds import START, kind_of_names, kind_of_start
from lossviz.data.places import Place, nearest, places_of
from lossviz.data.zip_archive import zip_files, zip_names

MOST_MEMBERS = 1_000
_AT_ONCE = 2**17
"""Bytes that are passed over between two pauses."""
OFFICIAL = tuple(Place(layout.folder, layout) for layout in LAYOUTS)

ArchiveFiles = Generator[SourceFile | None, None, None]
"""The files that count, each open until the next is asked for; None for a pause."""


def archive_files(raw: IO[bytes], where: str) -> ArchiveFiles:
    """The files of CIFAR-10 in an archive, wherever in it they lie. `raw` is at its start.

    The official folders are read as they come. Only where there is none, the archive is read once
    more, for the folder that is the nearest to them. Raises DataError, OSError.
    """
    zipped = is_zip(raw.read(START))
    raw.seek(0)
    if zipped:
        yield from _of_zip(raw, where)
        return
    seen: list[str] = []
    some = False
    for file in tar_files(raw, where, OFFICIAL, seen):
        some = some or file is not None
        yield file
    if some:
        return
    place = _place(seen, where)
    raw.seek(0)
    yield from tar_files(raw, where, (place,), [])


def _of_zip(raw: IO[bytes], where: str) -> ArchiveFiles:
    names = zip_names(raw, where, MOST_MEMBERS)
    for name in names:
        _check_inside(name, where)
    place = _place(names, where)
    wanted = {name: found for name in names if (found := _that_counts(name, (place,)))}
    yield from zip_files(raw, where, wanted)


def _place(names: list[str], where: str) -> Place:
    place = nearest(places_of(names), where)
    if place:
        return place
    kind = kind_of_names(names)
    if kind:
        raise kind.error(where)
    raise DataError(
        f"{where} has no data_batch_1. Put all files of CIFAR-10 there, or get them again."
    )


def tar_files(
    raw: IO[bytes], where: str, places: tuple[Place, ...], seen: list[str]
) -> ArchiveFiles:
    """The files of these folders in a tar; `seen` is given the names of all."""
    inflated = Inflated(raw, where)
    try:
        with tarfile.TarFile(fileobj=cast(IO[bytes], inflated)) as tar:
            for member in tar:
                if len(seen) == MOST_MEMBERS:
                    raise DataError(f"{where} holds far more files than CIFAR-10. Open another.")
                seen.append(member.name)
                file = _that_is_read(tar, member, where, places)
                if file:
                    yield file
                yield from _passing(inflated, tar.offset - 1)
    except (DataError, OSError):
        raise
    except Exception as error:  # A damaged tar can raise nearly anything.
        raise _no_tar(raw, where, seen) from error
    while inflated.read(_AT_ONCE):  # To its end, where gzip has its checksum.
        yield None


def _passing(inflated: Inflated, end: int) -> Iterator[None]:
    """Read on to a place, or to the end, with pauses."""
    while (place := inflated.tell()) < end:
        if inflated.seek(min(place + _AT_ONCE, end)) == place:
            return
        yield None


def _no_tar(raw: IO[bytes], where: str, seen: list[str]) -> DataError:
    """What is said of something packed that tarfile can't read."""
    if not seen:
        raw.seek(0)
        kind = kind_of_start(Inflated(raw, where).read(START))
        if kind:
            return kind.error(where)
    return DataError(f"{where} is no whole tar archive. Get the archive again.")


def _that_is_read(
    tar: tarfile.TarFile, member: tarfile.TarInfo, where: str, places: tuple[Place, ...]
) -> SourceFile | None:
    """A member that is a batch or a names file of these folders; DataError for an attack."""
    _check_inside(member.name, where)
    found = _that_counts(member.name, places)
    if found is None:
        return None
    layout, name = found
    if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.issparse():
        raise DataError(
            f"{name} in {where} is a link or another special file, so it was not opened. "
            "Get the archive again from a source you trust."
        )
    content = tar.extractfile(member)
    return SourceFile(layout, name, f"{name} in {where}", member.size, content) if content else None


def _check_inside(path: str, where: str) -> None:
    """DataError for a name that reaches outside its own folder."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise DataError(
            f"{where} names a file outside its own folder (“{shortened(path)}”), so it was not "
            "opened. Get it again from a source you trust."
        )


def _that_counts(path: str, places: tuple[Place, ...]) -> tuple[Layout, str] | None:
    """Layout and name of a batch or names file in one of these folders; None for other files."""
    pure = PurePosixPath(path)
    for place in places:
        if str(pure.parent) == place.folder and place.layout.counts(pure.name):
            return place.layout, pure.name
    return None

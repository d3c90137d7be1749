"""What a file or a folder is that is not CIFAR-10 as it is opened here: the true reason, in words.

Told by the first bytes of a file, or by the names in a folder or an archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lossviz.data.errors import DataError, shortened
from lossviz.data.records import BATCH_RECORDS, RECORD

START = 512
"""So many first bytes of a file tell its kind."""
CIFAR_10 = (
    "Open cifar-10-binary.tar.gz, cifar-10-python.tar.gz, or the folder that one of them "
    "unpacks to."
)
_UNPACK = "Unpack it, and open the folder that comes out."
_AGAIN = "Get the file again."


class OtherKind(NamedTuple):
    """is_what: what a sentence says after the name. way_out: what a person can do."""

    is_what: str
    way_out: str

    def error(self, where: str) -> DataError:
        """Both, of the file or folder of that name."""
        return DataError(f"{where} {self.is_what}. {self.way_out}")


_WEB_PAGE = OtherKind(
    "is a web page and not the file: the server sent an error, or a page to log in", _AGAIN
)
_ARRAYS = "Open the batches that they were made of, or cifar-10-binary.tar.gz."
_CIFAR_100 = OtherKind("holds CIFAR-100, which has 100 classes, and no CIFAR-10", CIFAR_10)
_MATLAB = OtherKind("is of the Matlab version of CIFAR-10, which is not opened here", CIFAR_10)
_PICTURES = "Of pictures, open a folder in which each class has a folder of its own."

_STARTS: tuple[tuple[bytes, OtherKind], ...] = (
    (
        b"version https://git-lfs",
        OtherKind(
            "is a pointer of Git LFS and not the file itself",
            "Run “git lfs pull” where it lies, or get the file again.",
        ),
    ),
    (b"MATLAB ", _MATLAB),
    (b"7z\xbc\xaf\x27\x1c", OtherKind("is a 7z archive, which is not opened here", _UNPACK)),
    (b"Rar!", OtherKind("is a RAR archive, which is not opened here", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", OtherKind("is packed by Zstandard, which is not opened here", _UNPACK)),
    (b"\x89HDF", OtherKind("is a file of HDF5, which is not opened here", _ARRAYS)),
    (b"PAR1", OtherKind("is a file of Parquet, which is not opened here", _ARRAYS)),
    (b"\x93NUMPY", OtherKind("is an array of NumPy, which is not opened here", _ARRAYS)),
    (b"\x89PNG", OtherKind("is a picture", _PICTURES)),
    (b"\xff\xd8\xff", OtherKind("is a picture", _PICTURES)),
    (b"%PDF", OtherKind("is a PDF", CIFAR_10)),
)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|\?xml|!--)", re.I)


def kind_of_start(start: bytes) -> OtherKind | None:
    """What a file with these first bytes is, if one can tell; it may hold a pickle, or records."""
    if _PAGE.match(start):
        return _WEB_PAGE
    return next((kind for begins, kind in _STARTS if start.startswith(begins)), None)


def kind_of_file(name: str, size: int, start: bytes) -> OtherKind | None:
    """What a file is by its name and size, where the first bytes are of no kind."""
    lower = name.lower()
    if not start.strip(b"\0"):
        return OtherKind("begins with zeros alone, as what was never written to its end", _AGAIN)
    if lower.endswith((".crdownload", ".part", ".download", ".partial")):
        return OtherKind("is a download that did not end", _AGAIN)
    if lower.endswith(".bin") and size % RECORD == 0 and size // RECORD <= BATCH_RECORDS:
        return OtherKind(
            f"has {size // RECORD:,} records, and its name does not say of which batch",
            "Name it data_batch_1.bin or test_batch.bin, and open its folder.",
        )
    if lower.endswith(".bin") and size % (RECORD + 1) == 0:
        return OtherKind("has records of 3,074 bytes, as CIFAR-100 has", CIFAR_10)
    return None


def kind_of_text(start: bytes) -> OtherKind | None:
    """That it is a text, as a message of a server is, and how it begins."""
    text = start.decode("utf-8", "ignore").strip()
    if len(text) < len(start.strip()) * 0.9 or not text:
        return None
    if not all(letter.isprintable() or letter.isspace() for letter in text):
        return None
    begins = shortened(" ".join(text.split()), 40)
    return OtherKind(f"is a text that begins “{begins}”, and no CIFAR-10 archive", CIFAR_10)


_NAMES: tuple[tuple[re.Pattern[str], OtherKind], ...] = (
    (re.compile(r"(?:^|/)(?:data|test)_batch\w*\.mat$", re.I), _MATLAB),
    (
        re.compile(
            r"(?:^|/)(?:cifar[-_ ]?100(?:[-_ ](?:python|binary|matlab))?/|fine_label_names\.txt$)",
            re.I,
        ),
        _CIFAR_100,
    ),
)
_CIFAR_ARCHIVE = re.compile(r"cifar[^/]*\.(?:tar|tgz|tbz2?|txz|zip|7z|rar|tar\.\w+)$", re.I)
_MOSTLY: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\.np[yz]$", re.I), "arrays of NumPy", _ARRAYS),
    (re.compile(r"\.(?:parquet|arrow|h5|hdf5|tfrecord)\b[^/]*$", re.I), "other files", _ARRAYS),
    (re.compile(r"\.(?:png|jpe?g|bmp|gif|tiff?)$", re.I), "pictures one by one", _PICTURES),
)
_NEARLY = re.compile(r"(?:^|/)(?:data_batch_[1-5]|test_batch)[^/]*$", re.I)
"""A batch whose name was changed, as by browsers and by who packed it."""
_NAMES_OF_BATCHES = (
    "Call it as the others are, data_batch_1 or test_batch, with .bin behind it in the binary "
    "version alone; what is packed has to be unpacked."
)
_FILES_OF_100 = {"train", "test", "meta"}


def kind_of_names(paths: Iterable[str]) -> OtherKind | None:
    """What a folder or an archive with these files is, if one can tell; paths have /."""
    names = list(paths)
    for pattern, kind in _NAMES:
        if any(pattern.search(name) for name in names):
            return kind
    if _has_files_of_100(names):
        return _CIFAR_100
    inner = next((name for name in names if _CIFAR_ARCHIVE.search(name)), None)
    if inner:
        shown = shortened(inner.rpartition("/")[2])
        return OtherKind(f"holds the archive “{shown}” and no batches", "Open that one.")
    nearly = next((name for name in names if _NEARLY.search(name)), None)
    if nearly:
        shown = shortened(nearly.rpartition("/")[2])
        return OtherKind(f"holds “{shown}”, which is no name of a batch", _NAMES_OF_BATCHES)
    for pattern, what, way_out in _MOSTLY:
        found = [name for name in names if pattern.search(name)]
        if len(found) > len(names) / 2:
            shown = shortened(found[0].rpartition("/")[2])
            return OtherKind(f"holds {what} (“{shown}”) and no batches", way_out)
    return None


def _has_files_of_100(names: Iterable[str]) -> bool:
    """Whether a folder has all the files of CIFAR-100, whatever it is called."""
    of_folders: dict[str, set[str]] = {}
    for path in names:
        folder, _, name = path.rpartition("/")
        of_folders.setdefault(folder, set()).add(name.lower().removesuffix(".bin"))
    return any(found >= _FILES_OF_100 for found in of_folders.values())

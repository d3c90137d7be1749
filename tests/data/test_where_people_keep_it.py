"""CIFAR-10 as people keep it, and what is said of what is none."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lossviz.data import cifar10, inflating
from lossviz.data.errors import DataError

Samples = Any  # The fixture of conftest.py.
Files = Mapping[str, bytes]
COUNTS = {"data_batch_1": 6, "data_batch_3": 3, "test_batch": 4}


def binary(folder: str = "") -> Files:
    from tests.data.conftest import Samples as Make

    made = {f"{folder}{b}.bin": Make.records(b, n).tobytes() for b, n in COUNTS.items()}
    return {**made, f"{folder}batches.meta.txt": b"cat\n", f"{folder}readme.html": b"<p>"}


def python(folder: str = "") -> Files:
    from tests.data.conftest import Samples as Make

    make = Make(Path())
    return {f"{folder}{b}": make.pickled(b, n) for b, n in COUNTS.items()}


def upper(files: Files) -> Files:
    return {name.upper(): content for name, content in files.items()}


def tar(files: Files) -> bytes:
    from tests.data.conftest import Samples as Make

    return Make.tar(*files.items())


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("empty/", b"")
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


MAC = {"__MACOSX/cifar/._data_batch_1.bin": b"\0\5\26\7", "cifar/.DS_Store": b"x"}
KEPT: dict[str, Files] = {
    "official": binary("cifar-10-batches-bin/"),
    "one deeper": binary("data/cifar-10-batches-bin/"),
    "two deeper": python("cs231n/datasets/cifar-10-batches-py/"),
    "renamed": python("my images/"),
    "renamed within official": binary("cifar-10-batches-bin/copy/"),
    "no folder": binary(),
    "upper case": upper(binary("cifar-10-batches-bin/")),
    "upper case python": upper(python("CIFAR/")),
    "keras": python(".keras/datasets/cifar-10-batches-py-target/cifar-10-batches-py/"),
    "both layouts": {**python("cifar-10-batches-py/"), **binary("a/b/")},
    "mac": {**MAC, **binary("cifar/")},
    "torchvision": {**python("cifar-10-batches-py/"), "cifar-10-python.tar.gz": b"\x1f\x8b cut"},
    "beside CIFAR-100": {**python("cifar-10-batches-py/"), "cifar-100-python/train": b"x"},
}
PACKED: dict[str, Callable[[Files], bytes]] = {
    ".tar.gz": lambda files: gzip.compress(tar(files), 1),
    ".tar": tar,
    ".tar.xz": lambda files: lzma.compress(tar(files), preset=0),
    ".tar.bz2": lambda files: bz2.compress(tar(files), 1),
    " of two.xz": lambda files: b"".join(
        lzma.compress(half, preset=0) for half in (tar(files)[:5000], tar(files)[5000:])
    ),
    ".zip": zipped,
    " stored.zip": lambda files: zipped(files, zipfile.ZIP_STORED),
}


def put(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def check(path: Path, samples: Samples) -> None:
    data = cifar10.load(path)
    training = np.concatenate([samples.records(b, n) for b, n in list(COUNTS.items())[:2]])
    assert (data.training.images == training[:, 1:]).all()
    assert (data.training.labels == training[:, 0]).all()
    assert (data.test.images == samples.records("test_batch", 4)[:, 1:]).all()


@pytest.mark.parametrize("files", KEPT.values(), ids=KEPT)
def test_it_is_found_in_folders_and_archives(samples: Samples, files: Files) -> None:
    check(put(samples.folder / "folder", files), samples)
    for ending, pack in PACKED.items():
        check(samples.write(f"some name{ending}", pack(files)), samples)


def test_a_folder_of_archives_is_opened_as_well(samples: Samples) -> None:
    folder = put(samples.folder / "a", {"datasets/CIFAR10.zip": zipped(binary()), "x.txt": b""})
    check(folder, samples)


def test_names_of_windows_in_a_zip(samples: Samples) -> None:
    path = samples.write("a.zip", zipped(binary("cifar-10-batches-bin/")))
    content = path.read_bytes().replace(b"cifar-10-batches-bin/", b"cifar-10-batches-bin\\")
    path.write_bytes(content)
    check(path, samples)


@pytest.mark.parametrize("ending", PACKED)
def test_progress_only_grows_and_no_slice_is_long(samples: Samples, ending: str) -> None:
    """What lies beside is passed over with pauses."""
    files = {**binary("cifar-10-batches-bin/"), "large": bytes(2_000_000)}
    path = samples.write(f"a{ending}", PACKED[ending](files))
    done = [report.done for report in cifar10.reading(path)]
    assert done == sorted(done)
    if "zip" not in ending:
        assert len(done) > 15


# --- What is refused, with the true reason ---

PAGE = b"\n<!DOCTYPE html><html><head><title>404</title>"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:c4a3\nsize 170052171\n"
OF_100 = {"cifar-100-python/train": b"\x80\x02", "cifar-100-python/test": b"\x80\x02"}
MATLAB = {"cifar-10-batches-mat/data_batch_1.mat": b"MATLAB 5.0 MAT-file"}
PICTURES = {f"train/cat/{i}.png": b"\x89PNG" for i in range(9)}
UNPACK = "Unpack it"

FILES: dict[str, tuple[bytes, str]] = {
    "page.tar.gz": (PAGE, "is a web page and not the file"),
    "page packed.tar.gz": (gzip.compress(PAGE), "is a web page and not the file"),
    "pointer.tar.gz": (POINTER, "a pointer of Git LFS"),
    "empty.tar.gz": (b"", "is empty"),
    "zeros.tar.gz": (bytes(4096), "begins with zeros alone"),
    "message.tar.gz": (b'{"error": "quota"}', 'is a text that begins “{"error": "quota"}”'),
    "half.crdownload": (b"\xde\xad" * 500, "is a download that did not end"),
    "cifar.mat": (b"MATLAB 5.0 MAT-file, Platform: GLNX86", "Matlab version"),
    "train.7z": (b"7z\xbc\xaf\x27\x1c\0\4", "a 7z archive, which is not opened here. Unpack"),
    "cifar.rar": (b"Rar!\x1a\7\1\0", "a RAR archive, which is not opened here. Unpack"),
    "cifar.tar.zst": (b"\x28\xb5\x2f\xfd\4", "Zstandard, which is not opened here. Unpack"),
    "cifar10.h5": (b"\x89HDF\r\n\x1a\n", "HDF5"),
    "train-00000-of-00001.parquet": (b"PAR1\x15", "Parquet"),
    "x_train.npy": (b"\x93NUMPY\1\0", "an array of NumPy"),
    "cat.png": (b"\x89PNG\r\n\x1a\n", "is a picture"),
    "train.bin": (b"\1" * 3074 * 5, "as CIFAR-100 has"),
    "batch1.bin": (b"\1" * 3073 * 5, "has 5 records, and its name does not say"),
    "100.tar.gz": (gzip.compress(tar(OF_100)), "CIFAR-100"),
    "100.zip": (zipped(OF_100), "CIFAR-100"),
    "matlab.tar.xz": (lzma.compress(tar(MATLAB)), "Matlab version"),
    "png.zip": (zipped(PICTURES), "holds pictures one by one (“0.png”) and no batches"),
    "cifar10.npz": (zipped({"x_train.npy": b"x", "y_train.npy": b"y"}), "arrays of NumPy"),
    "in itself.zip": (zipped({"cifar-10-python.tar.gz": b"x"}), "Open that one"),
    "zeros.zip": (
        zipped({**binary(), "data_batch_1.bin": bytes(3073 * 20)}),
        "data_batch_1.bin in zeros.zip: 20 of its images have no pixel above 1",
    ),
    "cut.zip": (zipped(binary())[:-300], "is cut off"),
    "cut.tar.xz": (lzma.compress(tar(binary()))[:-300], "is cut off"),
    "cut.tar.bz2": (bz2.compress(tar(binary()))[:-300], "is cut off"),
    "damaged.tar.xz": (lzma.compress(tar(binary()))[:9000] + bytes(20_000), "is damaged"),
    "locked.zip": (b"", "has a password"),
    "lzma.zip": (zipped(binary(), zipfile.ZIP_LZMA), "is packed in a way that is not opened here"),
    "link.zip": (b"", "is a link"),
    "outside.zip": (zipped({"../data_batch_1.bin": b"x"}), "outside its own folder"),
    "root.zip": (zipped({"/data_batch_1.bin": b"x"}), "outside its own folder"),
    "many.zip": (zipped({f"{i}.txt": b"" for i in range(1_001)}), "far more files than CIFAR-10"),
    "crc.zip": (b"", "data_batch_1.bin in crc.zip is damaged"),
    "twice.tar": (
        tar({**binary("a/"), **binary("b/")}),
        "of CIFAR-10 more than once, in “a” and “b”",
    ),
}


def _made(name: str, content: bytes) -> bytes:
    """The few files that need a hand on their bytes."""
    good = bytearray(zipped(binary(), zipfile.ZIP_STORED))
    match name:
        case "locked.zip":
            for sign, place in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
                at = good.find(b"data_batch_1.bin", good.find(sign))
                good[good.rfind(sign, 0, at) + place] |= 1
            listed = good.find(b"data_batch_1.bin", good.find(b"PK\1\2"))
            good[good.rfind(b"PK\1\2", 0, listed) + 8] |= 1
            return bytes(good)
        case "link.zip":
            listed = good.find(b"data_batch_1.bin", good.find(b"PK\1\2"))
            good[good.rfind(b"PK\1\2", 0, listed) + 41] = 0xA1
            return bytes(good)
        case "crc.zip":
            good[good.find(b"data_batch_1.bin") + 500] ^= 0xFF
            return bytes(good)
    return content


@pytest.mark.parametrize("name", FILES)
def test_the_true_reason_and_the_way_out(samples: Samples, name: str) -> None:
    content, expected = FILES[name]
    before = sorted(samples.folder.parent.rglob("*"))
    path = samples.write(name, _made(name, content))
    with pytest.raises(DataError) as caught:
        cifar10.load(path)
    sentence = str(caught.value)
    assert expected in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") >= 1, "a way out follows the reason"
    assert sorted(samples.folder.parent.rglob("*")) == sorted([*before, path])


FOLDERS: dict[str, tuple[Files, str]] = {
    "100": (OF_100, "CIFAR-100"),
    "100 renamed": (dict.fromkeys(("train", "test", "meta"), b"x"), "CIFAR-100"),
    "matlab": (MATLAB, "Matlab version"),
    "pictures": (PICTURES, "pictures one by one"),
    "page": ({**binary(), "data_batch_1.bin": PAGE}, "data_batch_1.bin is a web page"),
    "pointer": ({**python(), "test_batch": POINTER}, "test_batch is a pointer of Git LFS"),
    "message": ({**binary(), "test_batch.bin": b"Quota reached\n"}, "is a text that begins “Quota"),
    "empty": ({**binary(), "test_batch.bin": b""}, "test_batch.bin is empty"),
    "twice": ({**binary("a/"), **binary("b/")}, "of CIFAR-10 more than once, in “a” and “b”"),
    "zeros": (
        {**binary(), "test_batch.bin": bytes(3073 * 10)},
        "10 of its images have no pixel above 1",
    ),
    "packed": ({**python(), "test_batch": gzip.compress(b"x")}, "test_batch is packed. Unpack it"),
    "two versions": (
        {"data_batch_1.bin": binary()["data_batch_1.bin"], "test_batch": python()["test_batch"]},
        "has no test_batch.bin. Put",
    ),
    "copied": ({"test_batch (1).bin": b"x"}, "holds “test_batch (1).bin”, which is no name of a"),
    "each packed": ({"a/data_batch_1.gz": b"x"}, "holds “data_batch_1.gz”, which is no name"),
    "no test": ({"a/data_batch_1": b"x"}, "has no test_batch"),
    "deep": ({"a/b/c/d/e/data_batch_1": b"x"}, "cifar-10-batches-py down to 4 folders in it. Open"),
    "nothing": ({"notes.txt": b"x"}, "holds no CIFAR-10"),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_the_true_reason_of_a_folder(samples: Samples, name: str) -> None:
    files, expected = FOLDERS[name]
    with pytest.raises(DataError) as caught:
        cifar10.load(put(samples.folder / "here", files))
    assert expected in str(caught.value)


def test_xz_may_not_take_what_memory_it_likes(
    samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = samples.write("a.tar.xz", lzma.compress(tar(binary()), preset=6))
    check(path, samples)
    monkeypatch.setattr(inflating, "MOST_MEMORY", 1_000_000)
    with pytest.raises(DataError, match=r"a\.tar\.xz is damaged"):
        cifar10.load(path)


def test_a_search_has_an_end(samples: Samples, monkeypatch: pytest.MonkeyPatch) -> None:
    from lossviz.data import folder_search

    monkeypatch.setattr(folder_search, "MOST_ENTRIES", 50)
    folder = put(samples.folder / "a", {f"{i}/{j}.txt": b"" for i in range(9) for j in range(9)})
    with pytest.raises(DataError, match="among its first 50 files"):
        cifar10.load(folder)
    too_deep = put(samples.folder / "b", binary("1/2/3/4/5/"))
    with pytest.raises(DataError, match="holds no CIFAR-10"):
        cifar10.load(too_deep)

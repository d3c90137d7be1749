"""Whatever a file holds: one clear sentence, nothing called, nothing written."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import pickletools
import struct
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lossviz.data import cifar10, inflating
from lossviz.data.errors import DataError

Samples = Any  # The fixture of conftest.py.


def sentence(path: Path | str) -> str:
    """The one message that loading fails with."""
    with pytest.raises(DataError) as caught:
        cifar10.load(path)
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert "Error" not in text
    return text


def with_batch(samples: Samples, content: bytes) -> Path:
    folder: Path = samples.binary()
    (folder / "data_batch_2.bin").write_bytes(content)
    return folder


def test_missing_path(tmp_path: Path) -> None:
    assert "nothing at" in sentence(tmp_path / "gone")
    assert "nothing at" in sentence(tmp_path / "gone" / "too")
    assert "cannot be a path" in sentence("a\0b")


def test_no_permission(samples: Samples, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = samples.binary()

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    text = sentence(folder)
    assert "no permission" in text
    assert "data_batch_1.bin" in text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in sentence(tmp_path / "pipe")


def test_a_folder_without_cifar10(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_bytes(b"x")
    text = sentence(tmp_path)
    for name in ("data_batch_1.bin", "cifar-10-batches-bin", "cifar-10-batches-py"):
        assert name in text


def test_some_other_file(samples: Samples) -> None:
    assert "no CIFAR-10 archive" in sentence(samples.write("a.tar.gz", b"\x80\4 not a tar"))
    assert "is empty" in sentence(samples.write("b.tar.gz", b""))


@pytest.mark.parametrize("missing", ["test_batch", "data_batch_1"])
def test_a_folder_without_test_or_training_images(samples: Samples, missing: str) -> None:
    counts = {"data_batch_1": 3, "test_batch": 3}
    del counts[missing]
    assert f"has no {missing}" in sentence(samples.binary(counts))
    assert f"has no {missing}" in sentence(samples.archive(*samples.binary_members(counts)))


def test_truncated_batch(samples: Samples) -> None:
    text = sentence(with_batch(samples, bytes(3 * 3073 + 17)))
    assert "data_batch_2.bin is cut off: 3 whole records" in text
    assert "17 bytes left over" in text


def test_empty_batch(samples: Samples) -> None:
    assert "data_batch_2.bin is empty" in sentence(with_batch(samples, b""))


@pytest.mark.parametrize(("size", "hint"), [(3074 * 5, "CIFAR-100"), (3072 * 5, "label bytes")])
def test_wrong_record_size(samples: Samples, size: int, hint: str) -> None:
    assert hint in sentence(with_batch(samples, bytes(size)))


def test_too_many_records(samples: Samples) -> None:
    folder = samples.binary()
    with (folder / "data_batch_2.bin").open("r+b") as file:
        file.truncate(3073 * 10_001)
    assert "10,001 records where at most 10,000" in sentence(folder)


@pytest.mark.parametrize("batches", [1, 5])
def test_label_above_nine(samples: Samples, batches: int) -> None:
    names = [f"data_batch_{i}" for i in range(1, batches + 1)]
    folder = samples.binary(dict.fromkeys([*names, "test_batch"], 450))
    with (folder / f"{names[-1]}.bin").open("r+b") as file:
        file.seek(421 * 3073)
        file.write(b"\x0c")
    assert f"{names[-1]}.bin: record 422 has the label 12" in sentence(folder)


def test_a_file_of_ours_that_is_not_whole(samples: Samples) -> None:
    assert "its name promises 7" in sentence(samples.write("cifar-10-5-2.bin", bytes(3073 * 6)))
    assert "is cut off" in sentence(samples.write("cifar-10-4-2.bin", bytes(3073 * 6 - 1)))


# --- Pickles ---------------------------------------------------------------------------------


class Canary:
    """A pickle of this calls `os.mkdir` when it is read without care."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., None], tuple[str]]:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("file", ["data_batch_2", "batches.meta"])
def test_a_pickle_that_calls_something(samples: Samples, protocol: int, file: str) -> None:
    canary = samples.folder / "canary"
    folder = samples.python()
    attack = pickle.dumps({"data": Canary(canary)}, protocol)
    (folder / file).write_bytes(attack)
    text = sentence(folder)
    assert f"{file} wants to call" in text
    assert f"{os.mkdir.__module__}.mkdir" in text
    assert not canary.exists()
    pickle.loads(attack)
    assert canary.exists(), "the canary is alive"


def test_numpy_itself_is_not_called(samples: Samples) -> None:
    """`ndarray` in a pickle only stands for an array: its arguments may be absurd."""
    folder = samples.python()
    huge = b"cnumpy\nndarray\n((L1000000000000000L\nI3072\nttR"
    (folder / "data_batch_2").write_bytes(b"(S'labels'\n(lS'data'\n" + huge + b"d.")
    assert "no plain array" in sentence(folder)


def bad_batches() -> list[tuple[str, dict[str, object]]]:
    good = np.zeros((5, 3072), np.uint8)
    return [
        ("rows of 3,072 bytes", {"data": np.zeros((5, 3073), np.uint8)}),
        ("shape 15,360", {"data": good.ravel()}),
        ("type “f4”", {"data": good.astype(np.float32)}),
        ("no plain array", {"data": good.astype(object)}),
        ("no plain array", {"data": 3}),
        ("no image is at place 1", {"data": [1, 2, 3]}),
        ("shape 0 × 3,072", {"data": good[:0]}),
        ("list of 5 numbers", {"data": good, "labels": [1, 2]}),
        ("a list of", {"data": good, "labels": "12345"}),
        ("record 2 has the label two", {"data": good, "labels": [1, "two", 3, 4, 5]}),
        ("record 1 has the label True", {"data": good, "labels": [True, 2, 3, 4, 5]}),
        ("record 3 has the label 1000", {"data": good, "labels": [1, 2, 10**30, 4, 5]}),
        ("record 5 has the label -1", {"data": good, "labels": [1, 2, 3, 4, -1]}),
    ]


@pytest.mark.parametrize(("expected", "changes"), bad_batches())
def test_wrong_arrays_and_labels(
    samples: Samples, expected: str, changes: dict[str, object]
) -> None:
    folder = samples.python()
    (folder / "data_batch_2").write_bytes(samples.pickled("x", 5, **changes))
    text = sentence(folder)
    assert text.startswith("data_batch_2")
    assert expected in text


def test_fortran_order_is_understood(samples: Samples) -> None:
    folder = samples.python()
    data = np.asfortranarray(samples.records("data_batch_2", 10)[:, 1:])
    (folder / "data_batch_2").write_bytes(samples.pickled("data_batch_2", 10, data=data))
    loaded = cifar10.load(folder).training.images[30:40]
    np.testing.assert_array_equal(loaded, data)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b"not a pickle", "damaged or is no pickle"),
        (pickle.dumps([1, 2, 3]), "holds no CIFAR-10 batch"),
        (pickle.dumps({"labelled": [], "data": []}), "has no “labels”"),
        (b"\x80\x02Nr" + struct.pack("<I", 0x0FFFFFFF) + b".", "damaged"),  # 4 GB of memo.
        (b"(" * 100_000 + b"l" * 100_000 + b".", "no CIFAR-10 batch"),  # Deeply nested.
        (b"\x80\x04\x8e" + struct.pack("<Q", 2**62) + b".", "damaged"),  # A huge length.
    ],
    ids=["empty", "text", "list", "no labels", "memo", "nested", "length"],
)
def test_odd_pickles(samples: Samples, content: bytes, expected: str) -> None:
    folder = samples.python()
    (folder / "data_batch_2").write_bytes(content)
    assert expected in sentence(folder)


SHARED = b"\x80\x02)q\x00" + b"0h\x00h\x00\x86q\x00" * 60


@pytest.mark.parametrize(
    "content",
    [
        b"\x80\x02}(" + SHARED[2:] + b"K\x01u.",  # 2^60 steps to hash
        b"\x80\x02}" + SHARED[2:] + b"K\x01s.",
        b"(" + SHARED[2:] + b"K\x01d.",
        b"\x80\x04\x8f(" + SHARED[2:] + b"\x90.",  # A set hashes, too.
        b"\x80\x02}(K\x01K\x01u.",
        b"\x80\x02}K\x01" + b"2" * 10 + b".",
    ],
    ids=["items", "item", "dictionary", "set", "number", "twice"],
)
def test_pickles_with_more_than_a_batch_needs(samples: Samples, content: bytes) -> None:
    folder = samples.python()
    (folder / "data_batch_2").write_bytes(content)
    assert "damaged or is no pickle" in sentence(folder)


def test_a_pickle_with_more_steps_than_a_batch_needs(samples: Samples) -> None:
    folder = samples.python()
    (folder / "data_batch_2").write_bytes(b"\x80\x02}" + b"]0" * 1_000_000 + b".")
    assert "more than 1,000,000 single things" in sentence(folder)


def array_pickle(shape: bytes, code: bytes) -> bytes:
    """A batch whose array claims a shape and a type, as opcodes; without its content."""
    return (
        b"\x80\x02}(X\x06\x00\x00\x00labels](K\x01eX\x04\x00\x00\x00data"
        b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R(K\x01"
        + shape
        + b"cnumpy\ndtype\n"
        + code
        + b"K\x00K\x01\x87R\x89U\x00tbu."
    )


LARGE = b"\x8b" + struct.pack("<i", 4_000) + b"\x01" * 4_000
UNICODE = b"X" + struct.pack("<I", 2_000_000) + b"f" * 2_000_000


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (array_pickle(LARGE + b"K\x05\x86", b"U\x02u1"), "no plain array"),
        (array_pickle(b"(" + b"K\x05" * 10_000 + b"t", b"U\x02u1"), "no plain array"),
        (array_pickle(b"K\x05K\x05\x86", b"(" * 3_000 + b"t" * 3_000), "no plain array"),
        (array_pickle(b"K\x05K\x05\x86", UNICODE), f"the type “{'f' * 30}…”"),
        (b"c" + b"m" * 1_000_000 + b"\nname\n.", f"wants to call {'m' * 80}…"),
    ],
    ids=["large shape", "long shape", "nested type", "long type", "long module"],
)
def test_what_a_pickle_says_is_short_in_a_sentence(
    samples: Samples, content: bytes, expected: str
) -> None:
    folder = samples.python()
    (folder / "data_batch_2").write_bytes(content)
    text = sentence(folder)
    assert expected in text
    assert len(text) < 400


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (10**5_000, "the label of more than 60 digits"),
        ([[]] * 3, "the label of type list"),
        ("x" * 1_000_000, f"the label {'x' * 30}…"),
        ({"a": "b" * 1_000_000}, "of type dict"),
    ],
    ids=["digits", "lists", "text", "dictionary"],
)
def test_a_label_is_short_in_a_sentence(samples: Samples, label: object, expected: str) -> None:
    folder = samples.python()
    content = samples.pickled("x", 2, labels=[1, label])
    (folder / "data_batch_2").write_bytes(content)
    assert expected in sentence(folder)


def test_a_label_nested_deep(samples: Samples) -> None:
    folder = samples.python()
    content = samples.pickled("x", 1, labels=["HERE"])
    spot = pickle.dumps("HERE", 2)[2:-1]
    assert spot[:-2] in content
    nested = b"]" * 20_000 + b"a" * 19_999
    (folder / "data_batch_2").write_bytes(content.replace(spot[:-2], nested))
    assert "the label of type list" in sentence(folder)


def test_a_name_of_a_member_is_short_in_a_sentence(samples: Samples) -> None:
    path = samples.archive(("../" + "n" * 20_000, b"evil"), *samples.binary_members())
    text = sentence(path)
    assert "outside its own folder" in text
    assert len(text) < 400


def test_a_truncated_pickle(samples: Samples) -> None:
    folder = samples.python()
    path = folder / "data_batch_2"
    path.write_bytes(path.read_bytes()[:-1000])
    assert "data_batch_2 is damaged" in sentence(folder)


def test_a_pickle_that_is_too_large_is_not_read(samples: Samples) -> None:
    folder = samples.python()
    with (folder / "data_batch_2").open("r+b") as file:
        file.truncate(70_000_000)
    assert "too large for CIFAR-10" in sentence(folder)


def test_every_step_of_a_good_pickle_is_looked_at(samples: Samples) -> None:
    """The canaries above mean something: the good pickles do name numpy."""
    names = [
        argument
        for step, argument, _ in pickletools.genops(samples.pickled("x", 2))
        if step.name == "GLOBAL"
    ]
    assert "numpy ndarray" in names


# --- Archives --------------------------------------------------------------------------------


def link(name: str, kind: bytes, target: str = "/etc/passwd") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


@pytest.mark.parametrize(
    "name", ["../evil.bin", "/tmp/evil.bin", "cifar-10-batches-bin/../../evil", "..\\evil.bin"]
)
def test_a_tar_that_reaches_outside(samples: Samples, name: str) -> None:
    before = sorted(samples.folder.parent.rglob("*"))
    path = samples.archive((name, b"evil"), *samples.binary_members())
    assert "outside its own folder" in sentence(path)
    assert sorted(samples.folder.parent.rglob("*")) == sorted([*before, path])


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_link_posing_as_a_batch(samples: Samples, kind: bytes) -> None:
    path = samples.archive(
        link("cifar-10-batches-bin/data_batch_1.bin", kind), *samples.binary_members()[1:]
    )
    assert "data_batch_1.bin in some-name is a link" in sentence(path)


def test_other_links_are_passed_over(samples: Samples) -> None:
    path = samples.archive(link("etc", tarfile.SYMTYPE), *samples.binary_members())
    assert len(cifar10.load(path).test.labels) == 9


def test_a_huge_member(samples: Samples) -> None:
    info = tarfile.TarInfo("cifar-10-batches-bin/data_batch_1.bin")
    info.size = 3073 * 10_000_000
    assert "too large for CIFAR-10" in sentence(samples.archive((info, b"")))
    info = tarfile.TarInfo("cifar-10-batches-py/data_batch_1")
    info.size = 2**40
    assert "too large for CIFAR-10" in sentence(samples.archive((info, b"")))


def test_a_sparse_member(samples: Samples) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("cifar-10-batches-bin/data_batch_1.bin")
        info.pax_headers = {
            "GNU.sparse.map": "0,1",
            "GNU.sparse.size": str(2**50),
            "GNU.sparse.name": info.name,
        }
        tar.addfile(info)
    assert "special file" in sentence(samples.write("sparse", gzip.compress(buffer.getvalue())))


def with_header(kind: bytes, content: bytes) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo("header")
    info.type, info.size = kind, len(content)
    return info, content


def record(keyword: bytes, value: bytes) -> bytes:
    rest = b" " + keyword + b"=" + value + b"\n"
    length = next(n for n in range(len(rest), len(rest) + 9) if n == len(str(n)) + len(rest))
    return str(length).encode() + rest


@pytest.mark.parametrize(
    "content",
    [
        b"1" * 200_000,  # CVE-2024-6232: 48 s and more
        b"1" * 20_000,
        record(b"comment", b"1" * 20_000),
        b"3 \n" * 20_000,
        b"6 a=b\n7 a=b",
        b"0 a=b\n",
        record(b"GNU.sparse.major", b"1") + record(b"GNU.sparse.minor", b"0"),
    ],
    ids=["long", "digits", "value", "no equals", "cut", "zero", "sparse"],
)
@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE])
def test_pax_headers_that_keep_tarfile(samples: Samples, content: bytes, kind: bytes) -> None:
    path = samples.archive(with_header(kind, content), *samples.binary_members())
    assert "has a header that no CIFAR-10 archive has" in sentence(path)


def test_a_name_without_end_is_not_read(samples: Samples) -> None:
    long = with_header(tarfile.GNUTYPE_LONGNAME, b"n" * 100_000)
    path = samples.archive(long, *samples.binary_members())
    assert "has a header that no CIFAR-10 archive has" in sentence(path)


def test_honest_pax_headers_are_read(samples: Samples) -> None:
    """As macOS and Python write them, with times and attributes that hold what they like."""
    content = record(b"mtime", b"1699999999.123456789") + record(b"LIBARCHIVE.xattr.x", b"a=\n9 b")
    own, others = with_header(tarfile.XHDTYPE, content), with_header(tarfile.XGLTYPE, content)
    path = samples.archive(others, own, *samples.binary_members())
    assert len(cifar10.load(path).test.labels) == 9


def test_the_same_batch_twice(samples: Samples) -> None:
    members = samples.binary_members()
    assert "holds data_batch_1 twice" in sentence(samples.archive(members[0], *members))


def test_an_archive_of_something_else(samples: Samples) -> None:
    assert "has no data_batch_1" in sentence(samples.archive(("photos/a.txt", b"x")))


def test_far_too_many_members(samples: Samples) -> None:
    path = samples.archive(*((f"{i}.txt", b"") for i in range(1_001)))
    assert "far more files than CIFAR-10" in sentence(path)


def test_a_gzip_bomb(samples: Samples, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflating, "MOST_BYTES", 2_000_000)
    path = samples.archive(*samples.binary_members(), ("zeros", bytes(4_000_000)))
    assert "unpacks to more than" in sentence(path)


@pytest.mark.parametrize("left", [0.01, 0.5, 0.999])
def test_truncated_gzip(samples: Samples, left: float) -> None:
    content = samples.archive(*samples.binary_members()).read_bytes()
    path = samples.write("cut.tar.gz", content[: int(len(content) * left)])
    assert "cut.tar.gz is cut off" in sentence(path)


def test_truncated_plain_tar(samples: Samples) -> None:
    content = samples.tar(*samples.binary_members())
    assert "ends too early" in sentence(samples.write("cut.tar", content[:50_000]))
    names = samples.tar(("cifar-10-batches-bin/batches.meta.txt", b"cat\n" * 1000))
    assert "ends too early" in sentence(samples.write("names.tar", names[:1000]))


def test_wrong_bytes_in_gzip(samples: Samples) -> None:
    path = samples.archive(*samples.binary_members())
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    assert "some-name is damaged" in sentence(path)


def test_wrong_tar_inside_gzip(samples: Samples) -> None:
    path = samples.write("odd.tar.gz", gzip.compress(b"no tar at all" * 1000))
    assert "no whole tar archive" in sentence(path)


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_gives_images_or_a_sentence(samples: Samples, seed: int) -> None:
    """Headers of an uncompressed tar with flipped bytes, and pickles likewise."""
    rng = np.random.default_rng(seed)
    tar = bytearray(samples.tar(*samples.binary_members({"data_batch_1": 1, "test_batch": 1})))
    batch = bytearray(samples.pickled("data_batch_1", 2))
    for content, end in ((tar, 300), (batch, len(batch))):
        for place in rng.integers(0, end, 4):
            content[place] = rng.integers(256)
    folder = samples.python({"data_batch_1": 2, "test_batch": 2})
    (folder / "data_batch_1").write_bytes(batch)
    for path in (samples.write("a.tar", bytes(tar)), folder):
        text = "."
        try:
            cifar10.load(path)
        except DataError as error:
            text = str(error)
        assert text.endswith(".")

"""Every way in which CIFAR-10 may lie on a disk gives the same images."""

from __future__ import annotations

import gzip
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lossviz.data import cifar10, mapped, sources, verified
from lossviz.data.errors import DataError
from lossviz.data.folders import data_folder
from lossviz.data.records import CLASS_NAMES
from lossviz.model.dataset import Dataset, Split

Samples = Any  # The fixture of conftest.py.


def check(data: Dataset, samples: Samples, **counts: int) -> None:
    training, test = samples.expected(counts) if counts else samples.expected()
    for split, records in ((data.training, training), (data.test, test)):
        np.testing.assert_array_equal(split.images, records[:, 1:])
        np.testing.assert_array_equal(split.labels, records[:, 0])
        assert split.images.dtype == np.uint8
        assert split.labels.dtype == np.int64
        assert not split.images.flags.writeable
        assert not split.labels.flags.writeable
        assert split.images.strides[1] == 1
    assert data.class_names == CLASS_NAMES
    assert data.name == "CIFAR-10 excerpt"
    assert not data.drawn


@pytest.mark.parametrize("layout", ["binary", "python"])
def test_a_folder_or_its_parent(samples: Samples, layout: str) -> None:
    folder = getattr(samples, layout)()
    check(cifar10.load(folder), samples)
    check(cifar10.load(folder.parent), samples)
    check(cifar10.load(str(folder)), samples)


def test_a_batch_file_stands_for_its_folder(samples: Samples) -> None:
    check(cifar10.load(samples.binary() / "data_batch_2.bin"), samples)


def test_any_batches_will_do(samples: Samples) -> None:
    counts = {"data_batch_2": 5, "data_batch_5": 8, "test_batch": 3}
    check(cifar10.load(samples.binary(counts)), samples, **counts)


def test_the_binary_layout_wins_where_both_are(samples: Samples) -> None:
    counts = {"data_batch_1": 2, "test_batch": 3}
    samples.python()
    samples.binary(counts)
    check(cifar10.load(samples.folder), samples, **counts)


@pytest.mark.parametrize("prefix", ["", "./"])
def test_a_binary_archive_in_any_order_under_any_name(samples: Samples, prefix: str) -> None:
    members = [(prefix + name, content) for name, content in reversed(samples.binary_members())]
    others = [("cifar-10-batches-bin/readme.html", b"<p>"), ("more/data_batch_1.bin", b"no")]
    check(cifar10.load(samples.archive(*others, *members)), samples)


def test_a_python_archive(samples: Samples) -> None:
    folder = samples.python()
    members = [(f"cifar-10-batches-py/{p.name}", p.read_bytes()) for p in folder.iterdir()]
    check(cifar10.load(samples.archive(*members)), samples)


def test_an_archive_that_a_browser_has_unzipped(samples: Samples) -> None:
    path = samples.write("cifar-10-binary.tar", samples.tar(*samples.binary_members()))
    check(cifar10.load(path), samples)


def test_a_file_of_ours(samples: Samples) -> None:
    records = np.concatenate(samples.expected())
    check(cifar10.load(samples.write("cifar-10-84-9.bin", records.tobytes())), samples)


def _base(array: Any) -> Any:
    while isinstance(array, np.ndarray) and array.base is not None:
        array = array.base
    return array


def test_our_own_file_is_mapped_where_we_keep_it_and_others_are_one_array(
    samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    import mmap

    path = samples.write("cifar-10-84-9.bin", np.concatenate(samples.expected()).tobytes())
    monkeypatch.setattr(mapped, "data_folder", lambda: path.parent)
    own = cifar10.load(path)
    assert all(isinstance(_base(s.images), mmap.mmap) for s in (own.training, own.test))
    several = cifar10.load(samples.python())
    assert several.training.images.flags.c_contiguous
    assert several.training.images.base is None


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody cut a file that is mapped")
@pytest.mark.parametrize("kind", ["folder", "file of ours"])
def test_a_file_that_is_cut_while_it_is_used_does_no_harm(samples: Samples, kind: str) -> None:
    """In a process of its own: to read a mapped page that is gone ends it."""
    if kind == "folder":
        path = samples.binary({"data_batch_3": 40, "test_batch": 30})
        files = [path / "data_batch_3.bin", path / "test_batch.bin"]
    else:
        path = samples.write("cifar-10-84-9.bin", np.concatenate(samples.expected()).tobytes())
        files = [path]
    program = (
        "import os, sys; from lossviz.data import cifar10\n"
        "data = cifar10.load(sys.argv[1])\n"
        "for file in sys.argv[2:]: os.truncate(file, 0)\n"
        "assert data.training.images.sum() and data.test.images.sum()"
    )
    subprocess.run([sys.executable, "-c", program, str(path), *map(str, files)], check=True)


def test_all_of_cifar10_is_called_so() -> None:
    from lossviz.data.records import make_dataset

    def split(count: int) -> Split:
        return Split(np.zeros((count, 3072), np.uint8), np.zeros(count, np.int64))

    assert make_dataset(split(50_000), split(10_000), CLASS_NAMES).name == "CIFAR-10"
    assert make_dataset(split(50_000), split(9_999), CLASS_NAMES).name == "CIFAR-10 excerpt"


def test_class_names_of_the_files(samples: Samples) -> None:
    names = [f"class {letter}".replace(" ", "-") for letter in "abcdefghij"]
    binary, python = samples.binary(), samples.python()
    (binary / "batches.meta.txt").write_text("\n".join(names) + "\n\n")
    (python / "batches.meta").write_bytes(pickle.dumps({"label_names": names}, 2))
    assert cifar10.load(binary).class_names == tuple(names)
    assert cifar10.load(python).class_names == tuple(names)


@pytest.mark.parametrize("content", [b"", b"cat\ndog\n", b"cat\n" * 10, b"\xff\x00" * 50])
def test_odd_class_names_give_way_to_the_official_ones(samples: Samples, content: bytes) -> None:
    binary, python = samples.binary(), samples.python()
    (binary / "batches.meta.txt").write_bytes(content)
    (python / "batches.meta").write_bytes(content)
    assert cifar10.load(binary).class_names == CLASS_NAMES
    assert cifar10.load(python).class_names == CLASS_NAMES


@pytest.mark.parametrize("layout", ["binary", "python"])
def test_progress_only_grows_and_ends_full(samples: Samples, layout: str) -> None:
    reports = list(cifar10.reading(getattr(samples, layout)()))
    done = [report.done for report in reports]
    assert done == sorted(done)
    assert done[-1] == reports[-1].total
    assert reports[-1].what == f"Reading test_batch{'.bin' if layout == 'binary' else ''}"


def test_reading_can_be_left_at_any_point(samples: Samples) -> None:
    for path in (samples.binary(), samples.python(), samples.archive(*samples.binary_members())):
        job = cifar10.reading(path)
        next(job)
        job.close()


def test_the_real_excerpt_is_the_same_in_both_layouts(excerpt: Path) -> None:
    binary = cifar10.load(excerpt / "cifar-10-batches-bin")
    python = cifar10.load(excerpt / "cifar-10-batches-py")
    np.testing.assert_array_equal(binary.test.images, python.test.images)
    np.testing.assert_array_equal(binary.test.labels, python.test.labels)
    first = len(python.training.labels)
    np.testing.assert_array_equal(binary.training.images[:first], python.training.images)
    assert binary.class_names == python.class_names == CLASS_NAMES
    assert binary.name == "CIFAR-10 excerpt"


def test_a_source_is_the_stand_in_or_a_path(
    samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lossviz.data import stand_in

    drawn = cifar10.load(samples.binary())
    monkeypatch.setattr(stand_in, "drawing", lambda: _returning(drawn))
    assert cifar10.drained(sources.opening("stand-in")) is drawn
    check(cifar10.drained(sources.opening(samples.folder)), samples)
    with pytest.raises(DataError, match="No path"):
        next(sources.opening(" "))


def _returning(data: Dataset) -> Any:
    yield from ()
    return data


def test_downloaded_is_the_whole_verified_file() -> None:
    folder = data_folder()
    assert sources.downloaded() is None
    folder.mkdir(parents=True)
    path = folder / verified.file_name(50_000, 10_000)
    path.write_bytes(b"short")
    assert sources.downloaded() is None
    with path.open("r+b") as file:
        file.truncate(60_000 * 3_073)
    assert sources.downloaded() == path


def test_gzip_in_several_members_is_one_stream(samples: Samples) -> None:
    content = samples.tar(*samples.binary_members())
    halves = content[:1000], content[1000:]
    path = samples.write("two", b"".join(gzip.compress(half) for half in halves))
    check(cifar10.load(path), samples)

"""The download against real servers on this machine that misbehave in every way."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lossviz.data import cifar10, download, transfer, verified
from lossviz.data.download import Archive, DownloadError, downloading
from lossviz.data.errors import DataError
from lossviz.data.progress import DownloadProgress
from lossviz.data.transfer import Patience

Samples = Any  # The fixtures of conftest.py.
Mirror = Any
MakeMirror = Callable[..., Mirror]
MakeAnswer = Callable[..., Any]

QUICK = Patience(stall=0.5, retries=2, wait=0.01)
COUNTS = dict.fromkeys((*(f"data_batch_{i}" for i in range(1, 6)), "test_batch"), 20)


@pytest.fixture
def content(samples: Samples) -> bytes:
    """A small archive; its members are not in order, as in the real one."""
    members = reversed(samples.binary_members(COUNTS))
    return gzip.compress(samples.tar(*members, ("cifar-10-batches-bin/readme.html", b"hi")), 1)


@pytest.fixture
def small(content: bytes) -> Archive:
    return Archive("small.tar.gz", len(content), hashlib.sha256(content).hexdigest(), 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "data"


def run(
    folder: Path, small: Archive, *mirrors: Mirror, patience: Patience = QUICK
) -> tuple[Path, list[DownloadProgress]]:
    job = downloading(folder, [mirror.url for mirror in mirrors], small, patience)
    reports = []
    while True:
        try:
            reports.append(next(job))
        except StopIteration as end:
            return end.value, reports


def check_kept(path: Path, folder: Path, samples: Samples) -> None:
    """The verified file alone is in the folder, and loads as what was sent."""
    assert list(folder.iterdir()) == [path]
    assert path.name == "cifar-10-100-20.bin"
    data = cifar10.load(path)
    training, test = samples.expected(COUNTS)
    np.testing.assert_array_equal(data.training.images, training[:, 1:])
    np.testing.assert_array_equal(data.test.images, test[:, 1:])
    np.testing.assert_array_equal(data.test.labels, test[:, 0])


def failure(folder: Path, small: Archive, *mirrors: Mirror) -> DownloadError:
    with pytest.raises(DownloadError) as caught:
        run(folder, small, *mirrors)
    assert not list(folder.glob("*.bin"))
    assert not list(folder.glob("*.new"))
    return caught.value


def test_a_good_mirror(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
) -> None:
    mirror = make_mirror(answer(content))
    path, reports = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.ranges_asked == [None]
    assert [r for r, _ in _runs(reports)] == ["downloading", "checking", "unpacking"]
    for _, part in _runs(reports):
        received = [report.received for report in part]
        assert received == sorted(received)
        assert received[-1] == part[-1].total
    assert reports[0].total == len(content)


def _runs(reports: list[DownloadProgress]) -> list[tuple[str, list[DownloadProgress]]]:
    runs: list[tuple[str, list[DownloadProgress]]] = []
    for report in reports:
        if not runs or runs[-1][0] != report.phase:
            runs.append((report.phase, []))
        runs[-1][1].append(report)
    return runs


def test_what_is_there_is_not_fetched_again(
    make_mirror: MakeMirror, answer: MakeAnswer, content: bytes, small: Archive, folder: Path
) -> None:
    mirror = make_mirror(answer(content))
    path, _ = run(folder, small, mirror)
    assert run(folder, small, mirror) == (path, [])
    assert len(mirror.ranges_asked) == 1


def test_a_broken_connection_is_taken_up_where_it_ended(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
) -> None:
    third = len(content) // 3
    mirror = make_mirror(answer(content, cut_after=third))
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.ranges_asked[:3] == [None, f"bytes={third}-", f"bytes={2 * third}-"]
    assert mirror.if_ranges[:3] == [None, '"v1"', '"v1"']
    assert mirror.bytes_sent == len(content)


def test_a_connection_that_always_breaks_is_given_up(
    make_mirror: MakeMirror, answer: MakeAnswer, content: bytes, small: Archive, folder: Path
) -> None:
    mirror = make_mirror(answer(content, cut_after=len(content) // 4), answer(content, cut_after=0))
    error = failure(folder, small, mirror)
    assert "the connection broke off" in str(error)
    assert "MB that came are kept" in str(error)
    assert len(mirror.ranges_asked) == 1 + 1 + QUICK.retries
    assert transfer.PartialFile(folder, small.name).size() == len(content) // 4


def test_after_a_kill_only_the_rest_is_fetched(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
    wait_until: Callable[..., None],
) -> None:
    half = len(content) // 2
    mirror = make_mirror(answer(content, stall_after=half), answer(content))
    program = (
        "from pathlib import Path; from lossviz.data.download import *\n"
        f"for _ in downloading(Path({str(folder)!r}), [{mirror.url!r}], {small!r}): pass"
    )
    process = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2])
    part = transfer.PartialFile(folder, small.name)
    try:
        wait_until(lambda: part.size() == half)
    finally:
        process.kill()
        process.wait()
    mirror.released.set()
    path, reports = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.ranges_asked == [None, f"bytes={half}-"]
    assert mirror.bytes_sent == len(content)
    assert reports[0].received == half


def test_after_a_kill_while_unpacking_nothing_is_fetched(
    content: bytes, small: Archive, folder: Path, samples: Samples
) -> None:
    folder.mkdir(parents=True)
    transfer.PartialFile(folder, small.name).path.write_bytes(content)
    (folder / "cifar-10-100-20.new").write_bytes(b"half of it")
    path, reports = run(folder, small)
    check_kept(path, folder, samples)
    assert {report.phase for report in reports} == {"checking", "unpacking"}


@pytest.mark.parametrize("kept", [b"too long" * 100_000, b"", b"wrong bytes"])
def test_an_odd_partial_file_does_no_harm(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
    kept: bytes,
) -> None:
    folder.mkdir(parents=True)
    part = transfer.PartialFile(folder, small.name)
    part.path.write_bytes(kept)
    (folder / f"{part.path.name}.json").write_bytes(b'{"broken": \xff')
    path, _ = run(folder, small, make_mirror(answer(content)))
    check_kept(path, folder, samples)


def test_a_server_that_ignores_ranges_starts_again(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
) -> None:
    mirror = make_mirror(answer(content, cut_after=1000), answer(content, ranges=False))
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.bytes_sent == 1000 + len(content)


def test_a_file_that_changed_on_the_server_starts_again(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
) -> None:
    old = bytes(len(content))
    mirror = make_mirror(answer(old, cut_after=1000), answer(content, etag='"v2"'))
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.if_ranges == [None, '"v1"']


def test_a_wrong_range_starts_again(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
) -> None:
    mirror = make_mirror(
        answer(content, cut_after=1000), answer(content, wrong_range=True), answer(content)
    )
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.ranges_asked == [None, "bytes=1000-", None]


def test_a_server_that_breaks_off_and_gives_wrong_ranges_is_given_up(
    make_mirror: MakeMirror, answer: MakeAnswer, content: bytes, small: Archive, folder: Path
) -> None:
    """What is thrown away is no progress, so it must not make the count of failures anew."""
    third = len(content) // 3
    cut, wrong = answer(content, cut_after=third), answer(content, wrong_range=True)
    mirror = make_mirror(*[cut, wrong] * 10, answer(content))
    error = failure(folder, small, mirror)
    assert "it gives other bytes than asked for" in str(error)
    assert len(mirror.ranges_asked) == 2 + QUICK.retries


def test_numbers_of_5000_digits_are_no_lengths(
    make_mirror: MakeMirror, answer: MakeAnswer, content: bytes, small: Archive, folder: Path
) -> None:
    digits = "1" * 5_000
    error = failure(folder, small, make_mirror(answer(content, length=digits)))
    assert "a file of unknown length" in str(error)
    odd = answer(content, content_range=f"bytes {digits}-{digits}/{digits}")
    mirror = make_mirror(*[answer(content, cut_after=len(content) // 3), odd] * 4)
    error = failure(folder, small, mirror)
    assert "it gives other bytes than asked for" in str(error)
    assert len(str(error)) < 400


def test_a_range_beyond_the_end_starts_again(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
) -> None:
    mirror = make_mirror(
        answer(content, cut_after=1000), answer(content[:500], etag=None), answer(content)
    )
    mirror.answers[1].etag = '"v1"'
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.ranges_asked == [None, "bytes=1000-", None]


def faults(answer: MakeAnswer, content: bytes) -> dict[str, Any]:
    return {
        "not there (404)": answer(content, status=404),
        "code 503": answer(content, status=503),
        "nothing came for 0.5 s": answer(content, stall_after=1000),
        f"1,000 bytes where {len(content):,} bytes belong": answer(content[:1000]),
        "wrong checksum": answer(bytes(len(content))),
        "the connection broke off": answer(content, cut_after=0),
    }


FAULTS = ("not there", "code 503", "nothing came", "1,000 bytes", "wrong checksum", "broke off")


@pytest.mark.parametrize("fault", FAULTS)
def test_the_next_mirror_is_tried(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
    fault: str,
) -> None:
    found = [a for text, a in faults(answer, content).items() if fault in text]
    good = make_mirror(answer(content))
    path, _ = run(folder, small, make_mirror(*found), good)
    check_kept(path, folder, samples)
    assert good.ranges_asked


def test_when_all_fail_each_mirror_has_its_sentence(
    make_mirror: MakeMirror, answer: MakeAnswer, content: bytes, small: Archive, folder: Path
) -> None:
    expected = faults(answer, content)
    mirrors = [make_mirror(each) for each in expected.values()]
    error = failure(folder, small, *mirrors)
    rest = str(error)
    for mirror, reason in zip(mirrors, expected, strict=True):
        _, host, rest = rest.partition(mirror.url.split("/")[2])
        assert host
        failed = rest.partition("127.0.0.1:")[0]
        assert reason in failed


def test_a_server_that_is_not_there(
    make_mirror: MakeMirror, small: Archive, folder: Path, answer: MakeAnswer
) -> None:
    mirror = make_mirror(answer(b""))
    mirror.url = "http://127.0.0.1:9/a.tar.gz"
    assert "refused the connection" in str(failure(folder, small, mirror))


def test_bytes_of_a_bad_mirror_are_not_blamed_on_a_good_one(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
) -> None:
    bad = make_mirror(answer(bytes(len(content)), stall_after=1000))
    good = make_mirror(answer(content))
    path, _ = run(folder, small, bad, good)
    check_kept(path, folder, samples)
    assert good.ranges_asked == ["bytes=1000-", None]


@pytest.mark.parametrize("silent", ["before the head", "in the body"])
def test_cancel_acts_at_once_and_keeps_what_came(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
    silent: str,
) -> None:
    release = threading.Event()
    before = {"before": lambda: release.wait(10) and None}
    stall = {"stall_after": 1000}
    mirror = make_mirror(
        answer(content, **(before if silent == "before the head" else stall)), answer(content)
    )
    came = 0 if silent == "before the head" else 1000
    job = downloading(folder, [mirror.url], small, Patience(stall=5))
    while next(job).received < came:
        pass
    start = time.monotonic()
    next(job)
    job.close()
    assert time.monotonic() - start < 2, "closing waits for the server"
    release.set()
    mirror.released.set()
    assert transfer.PartialFile(folder, small.name).size() == came
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)


def test_cancel_while_unpacking_leaves_no_half_file(
    make_mirror: MakeMirror, answer: MakeAnswer, content: bytes, small: Archive, folder: Path
) -> None:
    job = downloading(folder, [make_mirror(answer(content)).url], small, QUICK)
    while next(job).phase != "unpacking":
        pass
    job.close()
    part = transfer.PartialFile(folder, small.name)
    assert sorted(p.suffix for p in folder.iterdir()) == [".json", ".part"]
    assert part.size() == len(content)


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def sentence(folder: Path, small: Archive, *mirrors: Mirror) -> str:
    with pytest.raises(DataError) as caught:
        run(folder, small, *mirrors)
    assert not isinstance(caught.value, DownloadError)
    return str(caught.value)


def test_full_disk_while_downloading(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mirror = make_mirror(answer(content, cut_after=1000), answer(content))
    write = transfer.write_all
    with monkeypatch.context() as patch:
        patch.setattr(transfer, "write_all", lambda f, c: full() if f.tell() else write(f, c))
        text = sentence(folder, small, mirror)
    assert "is full" in text
    assert str(folder) in text
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert mirror.ranges_asked[-1] == "bytes=1000-"


def test_full_disk_while_unpacking(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    samples: Samples,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mirror = make_mirror(answer(content))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert "is full" in sentence(folder, small, mirror)
    assert not list(folder.glob("cifar-10*"))
    path, _ = run(folder, small, mirror)
    check_kept(path, folder, samples)
    assert len(mirror.ranges_asked) == 1


def test_too_little_room_is_said_before_the_download(
    make_mirror: MakeMirror,
    answer: MakeAnswer,
    content: bytes,
    small: Archive,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mirror = make_mirror(answer(content))
    usage = shutil.disk_usage(folder.parents[1])._replace(free=len(content))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert "too little room" in sentence(folder, small, mirror)
    assert mirror.ranges_asked == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_read_only_folder(
    small: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert f"You may not write in {folder}" in sentence(folder, small)


def test_a_file_where_the_folder_should_be(small: Archive, folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"")
    assert f"Writing in {folder} failed" in sentence(folder, small)


def test_speed_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    meter = download.Meter(1_000_000, "downloading")
    assert meter.at(0).seconds_left is None
    for i in range(1, 101):
        now[0] = i * 0.1
        report = meter.at(i * 5_000)
    assert report.speed == pytest.approx(50_000)
    assert report.seconds_left == pytest.approx(10)


def test_the_real_archive_is_what_its_authors_published() -> None:
    assert download.CIFAR_10.counts == (50_000, 10_000)
    assert download.CIFAR_10.size == 170_052_171
    assert download.CIFAR_10.sha256.startswith("c4a38c50a1bc5f3a")
    assert all(url.startswith("https://") for url in download.MIRRORS)
    assert verified.file_name(*download.CIFAR_10.counts) == "cifar-10-50000-10000.bin"

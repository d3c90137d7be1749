"""Small CIFAR-10 look-alikes of random pixels, and a mirror on this machine that can misbehave."""

from __future__ import annotations

import gzip
import io
import pickle
import tarfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

BATCHES = ("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5")
COUNTS = dict(zip((*BATCHES, "test_batch"), (30, 10, 25, 7, 12, 9), strict=True))


class Samples:
    """Makes folders and archives in the official layouts; a batch's records follow its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def records(batch: str, count: int) -> NDArray[np.uint8]:
        rng = np.random.default_rng(sum(batch.encode()))
        records = rng.integers(0, 256, (count, 3073), np.uint8)
        records[:, 0] %= 10
        return records

    def binary(self, counts: Mapping[str, int] = COUNTS) -> Path:
        folder = self.folder / "cifar-10-batches-bin"
        folder.mkdir()
        for batch, count in counts.items():
            (folder / f"{batch}.bin").write_bytes(self.records(batch, count).tobytes())
        return folder

    def pickled(self, batch: str, count: int, **changes: object) -> bytes:
        records = self.records(batch, count)
        entries: dict[bytes, object] = {
            b"batch_label": b"a batch",
            b"labels": [int(label) for label in records[:, 0]],
            b"data": records[:, 1:].copy(),
            b"filenames": [b"a.png"] * count,
        }
        entries |= {name.encode(): value for name, value in changes.items()}
        return pickle.dumps(entries, protocol=3)

    def python(self, counts: Mapping[str, int] = COUNTS) -> Path:
        folder = self.folder / "cifar-10-batches-py"
        folder.mkdir()
        for batch, count in counts.items():
            (folder / batch).write_bytes(self.pickled(batch, count))
        return folder

    @staticmethod
    def tar(*members: tuple[str, bytes] | tuple[tarfile.TarInfo, bytes]) -> bytes:
        """An uncompressed tar; a TarInfo stays as it is, whatever it claims."""
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as tar:
            for member, content in members:
                info = member if isinstance(member, tarfile.TarInfo) else tarfile.TarInfo(member)
                info.size = info.size or len(content)
                tar.addfile(info)
                assert tar.fileobj is not None
                tar.fileobj.write(content + bytes(-len(content) % 512))
                tar.offset = tar.fileobj.tell()
        return buffer.getvalue()

    def binary_members(self, counts: Mapping[str, int] = COUNTS) -> list[tuple[str, bytes]]:
        folder = "cifar-10-batches-bin"
        return [
            (f"{folder}/{batch}.bin", self.records(batch, count).tobytes())
            for batch, count in counts.items()
        ]

    def write(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def archive(self, *members: tuple[Any, bytes], name: str = "some-name") -> Path:
        return self.write(name, gzip.compress(self.tar(*members), 1))

    def expected(
        self, counts: Mapping[str, int] = COUNTS
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Training and test records in their official order."""
        training = [self.records(b, counts[b]) for b in BATCHES if b in counts]
        return np.concatenate(training), self.records("test_batch", counts["test_batch"])


@pytest.fixture
def samples(tmp_path: Path) -> Samples:
    folder = tmp_path / "samples"
    folder.mkdir()
    return Samples(folder)


@dataclass
class Answer:
    """How a mirror answers one request.

    cut_after, stall_after: bytes of the body after which it breaks off or falls silent. length,
    content_range: what these headers say in the place of the truth.
    """

    content: bytes
    status: int = 200
    ranges: bool = True
    etag: str | None = '"v1"'
    cut_after: int | None = None
    stall_after: int | None = None
    before: Callable[[], None] | None = None
    wrong_range: bool = False
    length: str | None = None
    content_range: str | None = None


@dataclass
class Mirror:
    """A server on this machine. `answers` are used in turn, the last one again and again."""

    url: str
    answers: list[Answer]
    ranges_asked: list[str | None] = field(default_factory=list)
    if_ranges: list[str | None] = field(default_factory=list)
    bytes_sent: int = 0
    released: threading.Event = field(default_factory=threading.Event)

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    mirror: Mirror

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5

    def do_GET(self) -> None:
        mirror = self.server.mirror
        asked = self.headers["Range"]
        mirror.ranges_asked.append(asked)
        mirror.if_ranges.append(self.headers["If-Range"])
        answer = mirror.next_answer()
        if answer.before:
            answer.before()
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        stale = self.headers["If-Range"] not in (None, answer.etag)
        self._answer(answer, 0 if stale or not answer.ranges else start)

    def _answer(self, answer: Answer, start: int) -> None:
        size = len(answer.content)
        if start >= size > 0 and answer.status == 200:
            self.send_response(416)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = answer.content[start:] if answer.status == 200 else b"sorry"
        self.send_response(206 if start and answer.status == 200 else answer.status)
        self.send_header("Content-Length", answer.length or str(len(body)))
        if start:
            shown = start + 1 if answer.wrong_range else start
            truth = f"bytes {shown}-{size - 1}/{size}"
            self.send_header("Content-Range", answer.content_range or truth)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        self.end_headers()
        self._send(answer, body)

    def _send(self, answer: Answer, body: bytes) -> None:
        stops = [n for n in (answer.cut_after, answer.stall_after) if n is not None]
        sent = body[: min(stops)] if stops else body
        self.wfile.write(sent)
        self.server.mirror.bytes_sent += len(sent)
        if answer.stall_after is not None:
            self.server.mirror.released.wait(10)

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""


MakeMirror = Callable[..., Mirror]


@pytest.fixture
def make_mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeMirror]:
    """Start servers that answer as told, and end them with the test."""
    monkeypatch.setenv("no_proxy", "*")
    running: list[tuple[_Server, threading.Thread]] = []

    def make(*answers: Answer) -> Mirror:
        server = _Server(("127.0.0.1", 0), _Handler)
        server.mirror = Mirror(f"http://127.0.0.1:{server.server_port}/a.tar.gz", list(answers))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        running.append((server, thread))
        return server.mirror

    yield make
    for server, thread in running:
        server.mirror.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


def wait_until(happened: Callable[[], bool], seconds: float = 10) -> None:
    """Return as soon as something has happened; fail after so long."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


@pytest.fixture(name="wait_until")
def wait_until_fixture() -> Callable[..., None]:
    return wait_until

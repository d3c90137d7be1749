"""Batches that somebody pickled anew: the same images from any protocol, key, array and list."""

from __future__ import annotations

import collections
import itertools
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data import cifar10
from lossviz.data.errors import DataError

Samples = Any  # The fixture of conftest.py.
COUNTS = {"data_batch_1": 6, "test_batch": 4}

PIXELS: dict[str, Callable[[np.ndarray], object]] = {
    "array": lambda x: x,
    "fortran": np.asfortranarray,
    "read-only": lambda x: np.frombuffer(x.tobytes(), np.uint8).reshape(x.shape),
    "planes": lambda x: x.reshape(-1, 3, 32, 32),
    "pictures": lambda x: x.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1),
    "int64": lambda x: x.astype(np.int64),
    "big-endian": lambda x: x.astype(">i2"),
    "list of arrays": list,
    "list of pictures": lambda x: [y.reshape(3, 32, 32).transpose(1, 2, 0).copy() for y in x],
    "list of lists": lambda x: x.tolist(),
    "tuple of tuples": lambda x: tuple(tuple(y.tolist()) for y in x),
}
LABELS: dict[str, Callable[[np.ndarray], object]] = {
    "list": lambda y: y.tolist(),
    "tuple": lambda y: tuple(y.tolist()),
    "array": lambda y: y.astype(np.int64),
    "column": lambda y: y.reshape(-1, 1),
    "uint8": lambda y: y.astype(np.uint8),
    "big-endian": lambda y: y.astype(">i8"),
    "numbers of NumPy": list,
}


def folder_of(
    samples: Samples, pixels: str, labels: str, keys: Callable[[str], object], protocol: int
) -> Path:
    folder: Path = samples.folder / "again"
    folder.mkdir(exist_ok=True)
    for batch, count in COUNTS.items():
        records = samples.records(batch, count)
        entries = {
            keys("labels"): LABELS[labels](records[:, 0]),
            keys("data"): PIXELS[pixels](records[:, 1:].copy()),
            keys("empty"): b"",
        }
        (folder / batch).write_bytes(pickle.dumps(entries, protocol))
    return folder


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_way_to_pickle_a_batch_gives_the_same_images(samples: Samples, protocol: int) -> None:
    training, test = samples.expected(COUNTS)
    for i, (pixels, labels) in enumerate(zip(PIXELS, itertools.cycle(LABELS))):
        keys: Callable[[str], object] = str if i % 2 else str.encode
        data = cifar10.load(folder_of(samples, pixels, labels, keys, protocol))
        for split, records in ((data.training, training), (data.test, test)):
            assert (split.images == records[:, 1:]).all(), (pixels, labels)
            assert (split.labels == records[:, 0]).all(), (pixels, labels)


def _shades(shape: tuple[int, ...]) -> np.ndarray:
    """Pictures (n, 32, 32, 3) that grow lighter to the right, each in a colour of its own."""
    n, height, width, colours = shape
    tint = np.random.default_rng(2).uniform(0.2, 1, (n, 1, 1, colours))
    return (np.arange(height * width).reshape(1, height, width, 1) % width * 8 * tint).astype("u1")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"data": np.full((6, 3072), 256)}, "the type “i8” and numbers beyond 0 to 255"),
        ({"data": np.full((6, 3072), -1, np.int8)}, "the type “i1” and numbers beyond 0 to 255"),
        ({"data": np.zeros((6, 3072))}, "the type “f8”"),
        ({"data": np.zeros((6, 32, 32), np.uint8)}, "the shape 6 × 32 × 32"),
        ({"data": [[0] * 3072] * 3 + [[0] * 3071]}, "no image is at place 4"),
        ({"data": [[0] * 3071 + [256]]}, "no image is at place 1"),
        ({"data": [[0] * 3071 + [0.5]]}, "no image is at place 1"),
        ({"data": [np.zeros(3072)]}, "no image is at place 1"),
        ({"data": []}, "a list of 0"),
        ({"labels": np.full(6, 10)}, "record 1 has the label 10"),
        ({"labels": np.zeros(6)}, "a list of 6 numbers"),
        ({"labels": [np.float64(0)] * 6}, "has the label of type"),
        ({"labels": [0.0] * 6}, "has the label 0.0"),
        ({"labels": np.zeros(7, int)}, "a list of 6 numbers"),
        ({"fine_labels": [0] * 6}, "of CIFAR-100"),
        (
            {"data": np.zeros((10, 3072), np.uint8), "labels": [3] * 10},
            "10 of its images have no pixel",
        ),
        ({"data": np.ones((10, 3072), np.uint8), "labels": [3] * 10}, "or divided by 255"),
        ({"data": _shades((6, 32, 32, 3)).reshape(6, -1)}, "colours of each pixel stand together"),
    ],
)
@pytest.mark.parametrize("protocol", [0, 5])
def test_what_is_wrong_with_a_batch_is_said(
    samples: Samples, changes: dict[str, object], expected: str, protocol: int
) -> None:
    folder = samples.python(COUNTS)
    entries = {"data": np.zeros((6, 3072), np.uint8), "labels": [0] * 6, **changes}
    (folder / "data_batch_1").write_bytes(pickle.dumps(entries, protocol))
    with pytest.raises(DataError) as caught:
        cifar10.load(folder)
    assert str(caught.value).startswith("data_batch_1")
    assert expected in str(caught.value)


@pytest.mark.parametrize("other", [collections.OrderedDict(), bytearray(b"a"), np.array("a"), {1}])
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_what_no_batch_needs_is_refused_or_left_alone(
    samples: Samples, other: object, protocol: int
) -> None:
    folder = samples.python(COUNTS)
    entries = {"data": other, "labels": [0] * 6}
    (folder / "data_batch_1").write_bytes(pickle.dumps(entries, protocol))
    with pytest.raises(DataError, match="data_batch_1"):
        cifar10.load(folder)


def test_bytes_of_text_are_no_more_than_the_file_has(samples: Samples) -> None:
    """One text of a megabyte, made into bytes a hundred thousand times, would be 100 GB."""
    folder = samples.python(COUNTS)
    text = b"X" + (2**20).to_bytes(4, "little") + b"a" * 2**20
    once = b"c_codecs\nencode\nq\x00" + text + b"q\x01X\x06\x00\x00\x00latin1q\x02\x86q\x03"
    content = b"\x80\x02}X\x01\x00\x00\x00a](" + once + b"h\x00h\x03R" * 100_000 + b"es."
    (folder / "data_batch_1").write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        cifar10.load(folder)


GOOD = [
    pickle.dumps({"data": np.zeros((2, 3072), np.uint8), "labels": labels}, protocol)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    for labels in ([1, 2], np.array([1, 2]), [np.int64(1), np.int64(2)])
]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    content=st.sampled_from(GOOD),
    places=st.lists(st.floats(0, 1), min_size=1, max_size=4),
    number=st.integers(0, 255),
)
def test_damage_gives_images_or_a_sentence(
    content: bytes, places: list[float], number: int
) -> None:
    """Half of it in the short steps before and after the pixels, where it means most."""
    import io

    from lossviz.data.batch_pickle import parse_batch, scanning

    damaged = bytearray(content)
    short = [i for i in range(len(content)) if content[i] != 0 and content[i] != 0x30]
    for place in places:
        damaged[short[int(place * (len(short) - 1))]] = number
    stream = io.BytesIO(bytes(damaged))
    try:
        for _ in scanning(stream, "it"):
            pass
        images, labels = parse_batch(stream, "it")
    except DataError as error:
        assert str(error).endswith(".")  # noqa: PT017
        return
    assert images.shape[1:] == (3072,)
    assert len(images) == len(labels)

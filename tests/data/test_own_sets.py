"""Image sets of one's own: folders of pictures, IDX files, arrays of NumPy, CIFAR-100."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from lossviz.data.cifar10 import drained
from lossviz.data.errors import DataError
from lossviz.data.own_sets import own_set
from lossviz.data.sources import opening
from lossviz.model.dataset import Dataset


def opened(path: Path) -> Dataset:
    return drained(opening(path))


def counts(data: Dataset) -> tuple[int, ...]:
    """To learn from, for validation, for the test."""
    return tuple(len(split.labels) for split in (*data.split(), data.test))


# Folders of pictures


def classes(folder: Path, **numbers: int) -> Path:
    """A folder of so many pictures for each class, of one shade each, and no two alike."""
    top = folder / "my pictures"
    for k, (name, count) in enumerate(numbers.items()):
        (top / name).mkdir(parents=True)
        for i in range(count):
            shade = (20 * k, i, 0)
            Image.new("RGB", (40 + i, 50), shade).save(top / name / f"{i}.png")
    return top


def test_each_class_has_the_name_of_its_folder(tmp_path: Path) -> None:
    top = classes(tmp_path, cats=20, dogs=30)
    (top / "cats" / "Thumbs.db").write_bytes(b"x")
    (top / ".hidden").mkdir()
    data = opened(top)
    assert (data.name, data.class_names, data.note) == ("my pictures", ("cats", "dogs"), "")
    assert counts(data) == (40, 5, 5)
    for split in (*data.split(), data.test):
        shade = split.images.reshape(-1, 3, 1024)
        assert (shade == shade[:, :, :1]).all()
        np.testing.assert_array_equal(shade[:, 0, 0], 20 * split.labels)
        share = np.mean(split.labels)  # dogs are three of five in each part
        assert share == pytest.approx(0.6, abs=0.11)
    parts = [tuple(map(tuple, split.images[:, ::1024])) for split in (data.training, data.test)]
    assert len(set(parts[0]) | set(parts[1])) == 50  # each is somewhere, once
    again = opened(top)
    np.testing.assert_array_equal(again.training.images, data.training.images)


def test_what_cannot_be_read_is_left_out_and_named(tmp_path: Path) -> None:
    top = classes(tmp_path, cats=4, dogs=4)
    for name in ("cats/b.jpg", "dogs/0.png"):
        (top / name).write_bytes(b"no picture")
    data = opened(top)
    assert counts(data) == (6, 0, 1)
    assert data.note == (
        "2 files were left out, as no pictures that can be read: cats/b.jpg, dogs/0.png."
    )
    for i in range(3):
        (top / "dogs" / f"x{i}.gif").write_bytes(b"no picture")
    assert "5 files were left out" in opened(top).note
    assert opened(top).note.endswith("dogs/0.png, dogs/x0.gif and 2 more.")


def test_a_folder_in_a_folder_is_found(tmp_path: Path) -> None:
    classes(tmp_path, cats=5, dogs=6)
    assert counts(opened(tmp_path)) == (9, 1, 1)


FOLDERS: list[tuple[dict[str, int], str]] = [
    ({"cats": 3}, "my pictures has one class, and two to 10 can be told apart. Put the pictures"),
    ({f"c{i:02}": 1 for i in range(11)}, "my pictures has 11 classes, and two to 10"),
    ({"cats": 3, "dogs": 3, "fish": 0}, "“fish” in my pictures has no picture that can be read"),
]


@pytest.mark.parametrize(("numbers", "told"), FOLDERS)
def test_classes_that_are_none_are_told(tmp_path: Path, numbers: dict[str, int], told: str) -> None:
    with pytest.raises(DataError, match=told) as found:
        opened(classes(tmp_path, **numbers))
    assert str(found.value).endswith(".")


def test_pictures_without_folders_are_told_how(tmp_path: Path) -> None:
    top = classes(tmp_path, cats=3)
    with pytest.raises(DataError, match="open a folder in which each class has a folder"):
        opened(top / "cats")
    with pytest.raises(DataError, match="open a folder in which each class has a folder"):
        opened(top / "cats" / "0.png")


# MNIST and its likes


def idx(array: NDArray[np.uint8]) -> bytes:
    head = bytes((0, 0, 8, array.ndim)) + np.array(array.shape, ">u4").tobytes()
    return head + array.tobytes()


def mnist(folder: Path, packed: bool = True, C: int = 10, **changes: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(0)
    for part, count in (("train", 50), ("t10k", 20)):
        labels = np.arange(count, dtype=np.uint8) % C
        images = rng.integers(0, 256, (count, 28, 28), np.uint8)
        images[:, 5, 7] = labels
        for kind, array in (("images-idx3", images), ("labels-idx1", labels)):
            content = changes.get(f"{part}_{kind[:6]}", idx(array))
            name = f"{part}-{kind}-ubyte"
            if packed:
                (folder / f"{name}.gz").write_bytes(gzip.compress(content))
            else:
                (folder / name.replace("-idx", ".idx")).write_bytes(content)
    return folder


@pytest.mark.parametrize("packed", [True, False])
def test_mnist_is_read_from_its_files(tmp_path: Path, packed: bool) -> None:
    folder = mnist(tmp_path / "MNIST" / "raw", packed)
    for path in (folder, next(folder.iterdir()), folder.parent):
        data = opened(path)
        assert (data.name, data.class_names) == ("MNIST", tuple("0123456789"))
        assert counts(data) == (44, 6, 20)
        pictures = data.training.images.reshape(-1, 3, 32, 32)
        np.testing.assert_array_equal(pictures[:, 1, 7, 9], data.training.labels)
        assert not pictures[:, :, :2].any()
        assert not pictures[:, :, :, 30:].any()
        assert pictures[:, :, 2:30, 2:30].mean() > 100


def test_fashion_mnist_has_the_names_of_its_classes(tmp_path: Path) -> None:
    data = opened(mnist(tmp_path / "fashion-mnist"))
    assert (data.name, data.class_names[9]) == ("Fashion-MNIST", "ankle boot")


def test_without_test_images_a_tenth_is_the_test(tmp_path: Path) -> None:
    folder = mnist(tmp_path / "digits")
    for path in folder.glob("t10k-*"):
        path.unlink()
    data = opened(folder)
    assert (data.name, counts(data)) == ("digits", (40, 5, 5))


IDX_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"train_images": idx(np.zeros((49, 28, 28), np.uint8))}, "has 49 images and .* 50 labels"),
    ({"train_images": b"\0\0\x08\x01aaaaaaaaaaaa"}, "is no IDX file of images"),
    ({"train_images": idx(np.zeros((50, 28, 28), np.uint8))[:-1]}, "ends too early"),
    ({"train_images": b"\0\0\x08\x03" + b"\xff" * 12}, "has 4,294,967,295 images, and at most"),
    ({"t10k_labels": b""}, "t10k-labels-idx1-ubyte.gz is no IDX file of labels"),
    ({"C": 26}, "MNIST has 26 classes, and two to 10"),
    ({"C": 1}, "MNIST has one class, and two to 10"),
]


@pytest.mark.parametrize(("changes", "told"), IDX_FAULTS, ids=range(len(IDX_FAULTS)))
def test_damaged_idx_files_are_told(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(DataError, match=told):
        opened(mnist(tmp_path / "MNIST", **changes))


def test_a_damaged_gzip_is_told(tmp_path: Path) -> None:
    folder = mnist(tmp_path / "MNIST")
    path = folder / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-5_000])
    with pytest.raises(DataError, match=r"is damaged|ends too early"):
        opened(folder)


# Arrays of NumPy

RNG = np.random.default_rng(0)
SQUARES = RNG.integers(0, 256, (30, 32, 32, 3), np.uint8)
ROWS = SQUARES.transpose(0, 3, 1, 2).reshape(30, -1)
LABELS = np.arange(30) % 3

FORMS: dict[str, NDArray[Any]] = {
    "channels last": SQUARES,
    "channels first": SQUARES.transpose(0, 3, 1, 2),
    "rows": ROWS,
    "whole numbers": SQUARES.astype(np.int64),
    "shares": SQUARES / 255,
    "floats": SQUARES.astype(np.float32),
    "columns first": np.asfortranarray(SQUARES),
}


def sorted_rows(data: Dataset) -> list[bytes]:
    return sorted(row.tobytes() for split in (data.training, data.test) for row in split.images)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_an_array_gives_the_same_images(tmp_path: Path, form: str) -> None:
    path = tmp_path / "own.npz"
    np.savez_compressed(path, images=FORMS[form], labels=LABELS[:, None])
    data = opened(path)
    assert (data.name, data.class_names, counts(data)) == ("own", ("0", "1", "2"), (24, 3, 3))
    assert sorted_rows(data) == sorted(row.tobytes() for row in ROWS)
    found = {r.tobytes(): y for s in (data.training, data.test) for r, y in zip(*s, strict=True)}
    assert [found[row.tobytes()] for row in ROWS] == LABELS.tolist()


def test_rows_tell_themselves_in_which_order_their_colours_are(tmp_path: Path) -> None:
    i, j = np.mgrid[:32, :32]
    phase = RNG.uniform(0, 3, (30, 1, 1, 3))
    waves = 120 + 100 * np.sin(0.2 * (i + 2 * j)[None, :, :, None] + phase)
    smooth = np.round(waves).astype(np.uint8)
    planes = smooth.transpose(0, 3, 1, 2).reshape(30, -1)
    for rows in (planes, smooth.reshape(30, -1)):
        np.savez(tmp_path / "a.npz", images=rows, labels=LABELS)
        assert sorted_rows(opened(tmp_path / "a.npz")) == sorted(map(bytes, planes))


def test_parts_with_names_stay_the_parts(tmp_path: Path) -> None:
    keras = {
        "x_train": SQUARES[:20],
        "y_train": LABELS[:20],
        "x_test": SQUARES[20:],
        "y_test": LABELS[20:],
    }
    np.savez(tmp_path / "keras.npz", **keras)
    data = opened(tmp_path / "keras.npz")
    assert counts(data) == (18, 2, 10)
    np.testing.assert_array_equal(data.training.images, ROWS[:20])
    medical = {
        "train_images": SQUARES[:10, ..., 0], "train_labels": LABELS[:10],
        "val_images": SQUARES[10:16, ..., 0], "val_labels": LABELS[10:16],
        "test_images": SQUARES[16:, ..., 0], "test_labels": LABELS[16:],
    }  # fmt: skip
    np.savez(tmp_path / "medical.npz", **medical)
    assert counts(opened(tmp_path / "medical.npz")) == (10, 6, 14)


def test_two_npy_files_side_by_side_belong_together(tmp_path: Path) -> None:
    np.save(tmp_path / "images.npy", SQUARES)
    with pytest.raises(DataError, match=r"images.npy and labels.npy side by side"):
        opened(tmp_path / "images.npy")
    np.save(tmp_path / "labels.npy", np.array(["ant", "bee", "cow"])[LABELS])
    for path in (tmp_path / "images.npy", tmp_path / "labels.npy", tmp_path):
        assert opened(path).class_names == ("ant", "bee", "cow")


def test_small_and_large_images_become_32_x_32(tmp_path: Path) -> None:
    shades = np.repeat(np.arange(20, dtype=np.uint8), 50 * 60).reshape(20, 50, 60)
    np.savez(tmp_path / "a.npz", x=shades, y=np.arange(20) % 2 + 7)
    data = opened(tmp_path / "a.npz")
    assert data.class_names == ("7", "8")
    assert sorted(data.training.images[:, 0].tolist() + data.test.images[:, 0].tolist()) == list(
        range(20)
    )


ARRAY_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"W": np.zeros((3, 3072))}, "a.npz has no images with labels. Save both with"),
    ({"images": SQUARES}, "has no images with labels"),
    ({"images": SQUARES, "labels": LABELS[:29]}, "has 30 images and labels of the shape 29"),
    ({"images": SQUARES, "labels": LABELS + 0.5}, "labels that are no whole numbers"),
    ({"images": SQUARES, "labels": np.full(30, np.nan)}, "labels that are no whole numbers"),
    ({"images": SQUARES, "labels": LABELS == 1}, "neither numbers nor words"),
    ({"images": SQUARES, "labels": np.arange(30)}, "a has 30 classes, and two to 10"),
    ({"images": SQUARES, "labels": 0 * LABELS}, "a has one class, and two to 10"),
    ({"images": SQUARES - 300.0, "labels": LABELS}, "pixels from -300 to -45, and they are 0 to"),
    ({"images": SQUARES * np.nan, "labels": LABELS}, "pixels from nan to nan"),
    ({"images": SQUARES[:, :, :, :2], "labels": LABELS}, r"has the shape 30 × 32 × 32 × 2, and"),
    ({"images": SQUARES[:0], "labels": LABELS[:0]}, "has no images"),
    ({"images": SQUARES.astype(str), "labels": LABELS}, "holds no numbers"),
    ({"images": SQUARES.astype(object), "labels": LABELS}, "holds Python objects, which are not"),
]  # fmt: skip


@pytest.mark.parametrize(("arrays", "told"), ARRAY_FAULTS, ids=range(len(ARRAY_FAULTS)))
def test_arrays_that_are_no_images_are_told(
    tmp_path: Path, arrays: dict[str, Any], told: str
) -> None:
    np.savez(tmp_path / "a.npz", **arrays)
    with pytest.raises(DataError, match=told) as found:
        opened(tmp_path / "a.npz")
    assert str(found.value).endswith(".")


def npy_claiming(shape: tuple[int, ...]) -> bytes:
    stream = io.BytesIO()
    header = {"descr": "|u1", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(stream, header)
    return stream.getvalue() + b"few"


@pytest.mark.parametrize(
    ("images", "told"),
    [
        (npy_claiming((10**6, 1000, 1000, 3)), "has 3,000.0 GB, and at most 1 GB are read"),
        (npy_claiming((10, 32, 32, 3)), "ends too early"),
        (b"\x93NUMPY\x01\0\x05\0abc", "is damaged or is no array of NumPy"),
    ],
)
def test_a_header_that_lies_takes_no_memory(tmp_path: Path, images: bytes, told: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("images.npy", images)
        archive.writestr("labels.npy", npy_claiming((3,)))
    with pytest.raises(DataError, match=told):
        opened(tmp_path / "a.npz")


# CIFAR-100


def cifar100(folder: Path, binary: bool, labels: NDArray[np.int64]) -> Path:
    folder.mkdir()
    for part in ("train", "test"):
        if binary:
            head = np.stack([labels, labels], axis=1).astype(np.uint8)
            (folder / f"{part}.bin").write_bytes(np.hstack([head, ROWS]).tobytes())
        else:
            entries = {
                b"data": ROWS,
                b"coarse_labels": labels.tolist(),
                b"fine_labels": labels.tolist(),
            }
            (folder / part).write_bytes(pickle.dumps(entries, protocol=2))
    (folder / ("fine_label_names.txt" if binary else "meta")).write_bytes(b"x")
    return folder


@pytest.mark.parametrize("binary", [True, False])
def test_of_cifar_100_the_first_ten_superclasses_are_read(tmp_path: Path, binary: bool) -> None:
    folder = cifar100(tmp_path / "c", binary, np.arange(30) % 20)
    for path in (folder, folder / ("train.bin" if binary else "train")):
        data = opened(path)
        assert data.name == "CIFAR-100, ten superclasses"
        assert data.class_names[:2] == ("aquatic mammals", "fish")
        assert "20 superclasses: the first ten" in data.note
        chosen = np.arange(30) % 20 < 10
        np.testing.assert_array_equal(data.test.images, ROWS[chosen])
        np.testing.assert_array_equal(data.test.labels, (np.arange(30) % 20)[chosen])


def test_a_damaged_cifar_100_is_told(tmp_path: Path) -> None:
    folder = cifar100(tmp_path / "a", True, np.arange(30) % 20)
    (folder / "test.bin").write_bytes(b"x" * 3_000)
    with pytest.raises(DataError, match=r"test.bin is cut off or is no CIFAR-100"):
        opened(folder)
    for k, wrong in enumerate((np.arange(30) + 10, np.arange(30) % 10 + 10)):
        for binary in (True, False):
            with pytest.raises(DataError, match=r"superclasses beyond|no image of the first ten"):
                opened(cifar100(tmp_path / f"b{k}{binary}", binary, wrong))


# What is none


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch, lambda path: None])
def test_what_is_no_set_is_none(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "x"
    make(path)
    assert own_set(path) is None
    with pytest.raises(DataError, match=r"CIFAR-10|is empty|There is nothing"):
        opened(path)


def test_cifar_10_beside_pictures_is_still_cifar_10(samples: Any) -> None:
    samples.binary()
    for name in ("cats", "dogs"):
        (samples.folder / name).mkdir()
        Image.new("RGB", (4, 4)).save(samples.folder / name / "0.png")
    assert opened(samples.folder).name == "CIFAR-10 excerpt"
    assert Counter(opened(samples.folder).class_names).most_common(1)[0][1] == 1

"""Images and their labels in arrays of NumPy: in one .npz, or in .npy files side by side.

They are known by their names: `images` and `labels`, `x` and `y`, or with the part that they are
of, such as `x_train` and `y_test` (Keras), `train_images` and `val_labels` (MedMNIST).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lossviz.data.cifar10 import Loading
from lossviz.data.errors import DataError
from lossviz.data.image_forms import as_rows
from lossviz.data.numpy_file import START_NPY, START_ZIP, Array, names_in, reading_file
from lossviz.data.own_split import (
    MOST_CLASSES,
    Labels,
    Pixels,
    check_classes,
    check_count,
    split_by_seed,
    whole,
)
from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import Dataset, Split

PART = r"(?P<{}>train|training|val|valid|validation|test)"
IMAGES, LABELS = r"(?:images?|x|data|imgs)", r"(?:labels?|y|targets?)"
PARTS = {"tra": "train", "val": "validation", "tes": "test"}
SAVE_SO = "Save both with np.savez(“images.npz”, images=images, labels=labels)."


class Pair(NamedTuple):
    """The names of images and labels of one part, "" for that of all."""

    part: str
    images: str
    labels: str


def is_array_file(path: Path) -> bool:
    """Whether it is an .npz, or an .npy; by its name and its first bytes."""
    if path.suffix.lower() not in (".npz", ".npy"):
        return False
    with open_regular(path) as file:
        return file.read(len(START_NPY)).startswith((START_NPY, START_ZIP))


def holds_images(path: Path) -> bool:
    """Whether images with their labels are in a file, or beside it; by the names of its arrays."""
    try:
        if not is_array_file(path):
            return False
        if path.suffix.lower() == ".npy":
            return path.name in array_files([each.name for each in path.parent.iterdir()])
        return bool(pairs(names_in(path)))
    except (OSError, DataError):
        return False


def array_files(names: list[str]) -> list[str]:
    """The .npy files among these that are images and labels."""
    stems = {name.removesuffix(".npy"): name for name in names if name.endswith(".npy")}
    return [stems[stem] for pair in pairs(stems) for stem in pair[1:]]


def reading_arrays(paths: list[Path], where: Path) -> Loading:
    """Read images and labels of one .npz, or of several .npy files; or of one and its neighbour."""
    if len(paths) == 1 and paths[0].suffix.lower() == ".npy":
        paths = beside(paths[0])
    found = dict[str, Array]()
    for path in paths:
        found |= yield from reading_file(
            path, lambda names: [n for p in pairs(names) for n in p[1:]]
        )
    of_part = {pair.part: pair for pair in pairs(found)}
    if not of_part:
        raise DataError(f"{where.name} has no images with labels. {SAVE_SO}")
    ready = dict[str, tuple[Pixels, Array]]()
    for part, (_, images, labels) in of_part.items():
        ready[part] = yield from reading_pair(found.pop(images), found[labels], where.name)
    return dataset_of(ready, where.stem if where.suffix else where.name)


def beside(path: Path) -> list[Path]:
    """An .npy of images and that of its labels, whichever was opened; DataError without one."""
    files = array_files([each.name for each in path.parent.iterdir() if each.suffix == ".npy"])
    if path.name not in files:
        raise DataError(
            f"{path.name} needs images.npy and labels.npy side by side: one of them is missing. "
            f"{SAVE_SO}"
        )
    return [path.parent / name for name in files]


def pairs(names: Iterable[str]) -> list[Pair]:
    """Images with their labels, by the names of arrays: those of parts, or else of all."""
    images, labels = keyed(names, IMAGES), keyed(names, LABELS)
    found = [Pair(part, images[part], labels[part]) for part in images if part in labels]
    if any(pair.part == "train" for pair in found):
        return [pair for pair in found if pair.part]
    return [pair for pair in found if not pair.part]


def keyed(names: Iterable[str], word: str) -> dict[str, str]:
    """Of each part, "" for all, the first array whose name is that word."""
    pattern = re.compile(f"(?:{PART.format('before')}_)?{word}(?:_{PART.format('after')})?", re.I)
    found = dict[str, str]()
    for name in names:
        if match := pattern.fullmatch(name):
            part = (match["before"] or match["after"] or "").lower()
            found.setdefault(PARTS.get(part[:3], ""), name)
    return found


def reading_pair(
    images: Array, labels: Array, where: str
) -> Generator[LoadProgress, None, tuple[Pixels, Array]]:
    """Images as rows, and as many labels (N,) as they come."""
    check_count(len(images) if images.ndim else 0, where)
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim != 1 or len(labels) != len(images):
        shape = " × ".join(map(str, labels.shape))
        raise DataError(
            f"{where} has {len(images):,} images and labels of the shape {shape}, where there must "
            f"be one for each. {SAVE_SO}"
        )
    if labels.dtype.kind == "f" and (labels != np.round(labels)).any():
        raise DataError(f"{where} has labels that are no whole numbers. {SAVE_SO}")
    if labels.dtype.kind not in "iufU":
        raise DataError(f"{where} has labels that are neither numbers nor words. {SAVE_SO}")
    return (yield from as_rows(images, where)), labels


def dataset_of(ready: dict[str, tuple[Pixels, Array]], name: str) -> Dataset:
    """The dataset of the parts that there are."""
    names, numbered = classes_of([labels for _, labels in ready.values()], name)
    parts = {
        part: Split(images, numbers)
        for (part, (images, _)), numbers in zip(ready.items(), numbered, strict=True)
    }
    training = parts.get("train") or parts[""]
    if "test" not in parts:
        return split_by_seed(name, *training, names)
    held_out = parts.get("validation")
    if held_out is None:
        return whole(name, training, parts["test"], names)
    both = Split(
        np.concatenate([training.images, held_out.images]),
        np.concatenate([training.labels, held_out.labels]),
    )
    return whole(name, both, parts["test"], names, len(held_out.labels))


def classes_of(labels: Sequence[Array], name: str) -> tuple[list[str], list[Labels]]:
    """The names of the classes, and labels as 0 to C − 1: whatever numbers or words they are."""
    values = np.unique(np.concatenate(labels))
    names = [str(int(v)) if values.dtype.kind in "iuf" else str(v) for v in values]
    check_classes(names, name, f"Leave out those beyond {MOST_CLASSES}, and save again.")
    return names, [np.searchsorted(values, each).astype(np.int64) for each in labels]

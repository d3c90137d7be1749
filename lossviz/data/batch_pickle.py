"""The pickles of CIFAR-10's python version, read without calling anything that they name.

A pickle is a program. The few names that a batch needs are answered with records that only remember
what they were given (`array_pickle`); the arrays are then made here, from checked bytes. Batches
that were pickled anew are read like the official ones: keys of text or bytes, any protocol, pixels
in one array or in a list of arrays or lists, labels in a list or an array.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, NoReturn

import numpy as np
from numpy.typing import NDArray

from lossviz.data.array_pickle import ArrayUnpickler, ForbiddenNameError, Remembered, array_parts
from lossviz.data.errors import DataError, shortened
from lossviz.data.pickle_steps import MOST_STEPS, TooManyStepsError, checking
from lossviz.data.records import BATCH_RECORDS, CLASS_NAMES, wrong_label
from lossviz.model.dataset import PIXELS

MOST_BITS = 200  # Of a label that is shown as a number.
_PLANES, _PICTURE = (3, 32, 32), (32, 32, 3)
"""An image as CIFAR-10 has it, and as libraries show it."""


class ForbiddenCallError(DataError):
    """A pickle wants to call something that no batch of CIFAR-10 needs."""


def scanning(content: IO[bytes], where: str) -> Iterator[None]:
    """Look through the steps of a pickle before any is run, pausing now and then."""
    try:
        yield from checking(content)
    except TooManyStepsError:
        raise DataError(
            f"{where} holds more than {MOST_STEPS:,} single things, as pixels in lists are. Save "
            "its “data” as an array of NumPy (uint8)."
        ) from None
    except Exception as error:  # A damaged pickle can raise nearly anything.
        raise _damaged(where) from error
    content.seek(0)


def _damaged(where: str) -> DataError:
    return DataError(f"{where} is damaged or is no pickle. Get the file again.")


def batch_entries(content: IO[bytes], where: str) -> dict[str, object]:
    """The dictionary of a batch; names are str whichever Python wrote them."""
    size = content.seek(0, 2)
    content.seek(0)
    try:
        entries = ArrayUnpickler(content, size).load()
    except ForbiddenNameError as error:
        raise ForbiddenCallError(
            f"{where} wants to call {shortened(str(error), 80)}. No CIFAR-10 file needs that, so "
            "it was not opened. Get the file again from a source you trust."
        ) from None
    except Exception as error:  # A damaged pickle can raise nearly anything.
        raise _damaged(where) from error
    if not isinstance(entries, dict):
        raise DataError(f"{where} holds no CIFAR-10 batch. Get the file again.")
    if not all(isinstance(key, str | bytes) for key in entries):
        raise DataError(f"{where} holds no CIFAR-10 batch. Get the file again.")
    return {_text(key): value for key, value in entries.items()}


def _text(value: str | bytes) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def parse_batch(content: IO[bytes], where: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Images (n, 3072) uint8 and labels (n,) int64 of one batch, 1 <= n <= 10,000."""
    entries = batch_entries(content, where)
    if "fine_labels" in entries or "coarse_labels" in entries:
        raise DataError(f"{where} is of CIFAR-100, which has 100 classes. Open CIFAR-10 instead.")
    for key in ("data", "labels"):
        if key not in entries:
            raise DataError(f"{where} has no “{key}”, so it is no CIFAR-10 batch. Get it again.")
    data = entries["data"]
    if isinstance(data, list | tuple):
        images = _images_of_rows(data, where)
    else:
        images = images_of(data, where)
    return images, _labels(entries["labels"], len(images), where)


def _refuse(where: str, found: str, most: int = BATCH_RECORDS) -> NoReturn:
    raise DataError(
        f"{where}: “data” must be 1 to {most:,} rows of 3,072 bytes (uint8), but {found}. "
        "Get the file again."
    )


def images_of(data: object, where: str, most: int = BATCH_RECORDS) -> NDArray[np.uint8]:
    """Images (n, 3072) of an array (n, 3072), (n, 3, 32, 32) or (n, 32, 32, 3), n up to `most`."""
    try:
        parts = array_parts(data)
    except (TypeError, ValueError):
        _refuse(where, "it is no plain array", most)
    if not parts.is_whole:
        _refuse(where, f"it has the type “{shortened(parts.code)}”", most)
    shape = parts.shape
    if len(shape) < 2 or not _is_image(shape[1:]) or not 1 <= shape[0] <= most:
        found = " × ".join(f"{n:,}" for n in shape) or "a single number"
        _refuse(where, f"it has the shape {shortened(found, 60)}", most)
    try:
        return _flat(parts.numbers())
    except ValueError:
        _refuse(where, f"{len(parts.content):,} bytes are there", most)
    except OverflowError:
        _refuse(where, f"it has the type “{parts.code}” and numbers beyond 0 to 255", most)


def _images_of_rows(data: Sequence[object], where: str) -> NDArray[np.uint8]:
    """The same of a list that has an array, or a list of 3,072 numbers, for each image."""
    if not 1 <= len(data) <= BATCH_RECORDS:
        _refuse(where, f"it is a list of {len(data):,}")
    images = np.empty((len(data), PIXELS), np.uint8)
    for i, row in enumerate(data):
        try:
            images[i] = _flat(_numbers_of_row(row)[None])[0]
        except (TypeError, ValueError, OverflowError):
            _refuse(where, f"it is a list and no image is at place {i + 1:,}")
    return images


def _numbers_of_row(row: object) -> NDArray[np.generic]:
    if isinstance(row, list | tuple):
        return np.frombuffer(bytes(row), np.uint8)  # ValueError beyond 0 to 255
    numbers = array_parts(row).numbers()
    if not _is_image(numbers.shape):
        raise ValueError("not the shape of an image")
    return numbers


def _is_image(shape: tuple[int, ...]) -> bool:
    return shape in ((PIXELS,), _PLANES, _PICTURE)


def _flat(pixels: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Images in the official order, (n, 3072); OverflowError for numbers that are no bytes."""
    if pixels.dtype != np.uint8 and (pixels.min() < 0 or pixels.max() > 255):
        raise OverflowError
    if pixels.shape[1:] == _PICTURE:
        pixels = pixels.transpose(0, 3, 1, 2)
    return pixels.astype(np.uint8, copy=False).reshape(len(pixels), PIXELS)


def _labels(labels: object, count: int, where: str) -> NDArray[np.int64]:
    found = labels if isinstance(labels, list | tuple) else _label_list(labels)
    if len(found) != count:
        raise DataError(
            f"{where}: “labels” must be a list of {count:,} numbers, one an image. "
            "Get the file again."
        )
    numbers = [_number(label) for label in found]
    for i, label in enumerate(numbers):
        if type(label) is not int or not 0 <= label < len(CLASS_NAMES):
            raise wrong_label(_shown(label), where, i)
    return np.array(numbers, np.int64)


def _label_list(labels: object) -> list[object]:
    """The numbers of an array (n,) or (n, 1); nothing of what is no such array."""
    try:
        numbers = array_parts(labels).numbers()
    except (TypeError, ValueError):
        return []
    return list(numbers.ravel().tolist()) if numbers.size <= BATCH_RECORDS else []


def _number(label: object) -> object:
    """A number of NumPy as one of Python; all else as it is."""
    if not isinstance(label, Remembered):
        return label
    try:
        numbers = array_parts(label).numbers()
    except (TypeError, ValueError):
        return label
    return numbers.item() if numbers.size == 1 else label


def _shown(label: object) -> str:
    """A label as a sentence shows it; text is made only of what cannot be long or deep."""
    if isinstance(label, str | bytes):
        return shortened(_text(label))
    if isinstance(label, int) and label.bit_length() > MOST_BITS:
        return f"of more than {MOST_BITS * 3 // 10} digits"
    return (
        str(label) if isinstance(label, int | float | None) else f"of type {type(label).__name__}"
    )


def parse_names(content: IO[bytes], where: str) -> list[str]:
    """The class names of a `batches.meta`, empty where it has none."""
    try:
        for _ in scanning(content, where):
            pass
        names = batch_entries(content, where).get("label_names")
    except ForbiddenCallError:
        raise
    except DataError:
        return []
    if not isinstance(names, list) or not all(isinstance(n, str | bytes) for n in names):
        return []
    return [_text(n) for n in names]

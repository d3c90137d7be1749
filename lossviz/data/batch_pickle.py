"""The pickles of CIFAR-10's python version, read without calling anything that they name.

A pickle is a program. The three numpy names that a batch needs are answered with records that
only remember what they were given; the arrays are then made here, from checked bytes.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Iterator
from typing import IO

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError, shortened
from lossviz.data.pickle_steps import checking
from lossviz.data.records import BATCH_RECORDS, CLASS_NAMES, wrong_label
from lossviz.model.dataset import PIXELS

MOST_DIMENSIONS = 32  # NumPy's own limit, and the largest shape that it counts in.
LARGEST_NUMBER = 2**63
MOST_BITS = 200  # Of a label that is shown as a number.


class ForbiddenCallError(DataError):
    """A pickle wants to call something that no batch of CIFAR-10 needs."""


class _Remembered:
    """Stands for a numpy object of the pickle: its arguments and its state, nothing done."""

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments
        self.state: object = None

    def __setstate__(self, state: object) -> None:
        self.state = state


class _Array(_Remembered):
    """What `_reconstruct` and `ndarray` stand for."""


class _Dtype(_Remembered):
    """What `dtype` stands for."""


_ALLOWED: dict[tuple[str, str], type[_Remembered]] = {
    ("numpy.core.multiarray", "_reconstruct"): _Array,
    ("numpy._core.multiarray", "_reconstruct"): _Array,
    ("numpy", "ndarray"): _Array,
    ("numpy", "dtype"): _Dtype,
}


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: IO[bytes], where: str) -> None:
        # Strings of Python 2 stay bytes: pixels are such a string.
        super().__init__(content, encoding="bytes")
        self._where = where

    def find_class(self, module: str, name: str) -> type[_Remembered]:
        try:
            return _ALLOWED[module, name]
        except KeyError:
            called = shortened(f"{module}.{name}", 80)
            raise ForbiddenCallError(
                f"{self._where} wants to call {called}. No CIFAR-10 file needs that, so it was "
                "not opened. Get the file again from a source you trust."
            ) from None


def scanning(content: IO[bytes], where: str) -> Iterator[None]:
    """Look through the steps of a pickle before any is run, pausing now and then."""
    try:
        yield from checking(content)
    except Exception as error:  # A damaged pickle can raise nearly anything.
        raise _damaged(where) from error
    content.seek(0)


def _damaged(where: str) -> DataError:
    return DataError(f"{where} is damaged or is no pickle. Get the file again.")


def _entries(content: IO[bytes], where: str) -> dict[str, object]:
    """The dictionary of a batch; names are str whichever Python wrote them."""
    try:
        entries = _Unpickler(content, where).load()
    except DataError:
        raise
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
    entries = _entries(content, where)
    for key in ("data", "labels"):
        if key not in entries:
            raise DataError(f"{where} has no “{key}”, so it is no CIFAR-10 batch. Get it again.")
    images = _images(entries["data"], where)
    return images, _labels(entries["labels"], len(images), where)


def _images(data: object, where: str) -> NDArray[np.uint8]:
    wanted = f"{where}: “data” must be 1 to 10,000 rows of 3,072 bytes (uint8)"
    try:
        shape, code, fortran, content = _array_parts(data)
    except (TypeError, ValueError):
        raise DataError(f"{wanted}, but it is no plain array. Get the file again.") from None
    if code not in ("u1", "|u1", "B"):
        raise DataError(f"{wanted}, but it has the type “{shortened(code)}”. Get the file again.")
    if len(shape) != 2 or shape[1] != PIXELS or not 1 <= shape[0] <= BATCH_RECORDS:
        found = " × ".join(f"{n:,}" for n in shape) or "a single number"
        raise DataError(f"{wanted}, but it has the shape {found}. Get the file again.")
    if len(content) != math.prod(shape):
        raise DataError(f"{wanted}, but {len(content):,} bytes are there. Get the file again.")
    return np.frombuffer(content, np.uint8).reshape(shape, order="F" if fortran else "C")


def _array_parts(data: object) -> tuple[tuple[int, ...], str, bool, bytes]:
    """Shape, type code, column order and bytes of a remembered array, as numpy pickles them."""
    if not isinstance(data, _Array) or not isinstance(data.state, tuple):
        raise TypeError("not an array")
    _version, shape, dtype, fortran, content = data.state
    if not isinstance(dtype, _Dtype) or not isinstance(content, bytes):
        raise TypeError("not an array of plain numbers")
    if not isinstance(shape, tuple) or len(shape) > MOST_DIMENSIONS:
        raise TypeError("not a shape")
    if not all(type(n) is int and 0 <= n < LARGEST_NUMBER for n in shape):
        raise TypeError("not a shape of whole numbers")
    code = dtype.arguments[0] if dtype.arguments else ""
    if not isinstance(code, str | bytes):
        raise TypeError("not a type")
    return shape, _text(code), fortran is True or fortran == 1, content


def _labels(labels: object, count: int, where: str) -> NDArray[np.int64]:
    if not isinstance(labels, list) or len(labels) != count:
        raise DataError(
            f"{where}: “labels” must be a list of {count:,} numbers, one an image. "
            "Get the file again."
        )
    for i, label in enumerate(labels):
        if type(label) is not int or not 0 <= label < len(CLASS_NAMES):
            raise wrong_label(_shown(label), where, i)
    return np.array(labels, np.int64)


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
        names = _entries(content, where).get("label_names")
    except ForbiddenCallError:
        raise
    except DataError:
        return []
    if not isinstance(names, list) or not all(isinstance(n, str | bytes) for n in names):
        return []
    return [_text(n) for n in names]

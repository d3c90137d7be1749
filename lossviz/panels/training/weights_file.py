"""Weights from a file of NumPy: our own, and those of courses, whichever way round. No Qt.

    W (C, D) and b (C,), W (D, C), or both in one (C, D + 1) or (D + 1, C), the bias last (the "bias
    trick"); in an .npz under any names, or W alone in an .npy.

Arrays are made here from checked bytes; a pickle is never read, as it could run code.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import shortened
from lossviz.data.other_kinds import START, kind_of_start
from lossviz.data.pixel_order import more_alike_with_colours_together

SAVE_SO = "Save them with np.savez(“weights.npz”, W=W, b=b)."
NO_NUMPY = f"It is no .npz or .npy file of NumPy. {SAVE_SO}"
PYTHON_OBJECTS = f"It holds Python objects, which are not loaded, as they may run code. {SAVE_SO}"
PYTORCH = f"It is a file of PyTorch, which is not loaded, as it may run code. {SAVE_SO}"
CUT_OFF = "It is cut off or damaged. Save it again."
LARGEST_FILE = 10_000_000
MOST_ARRAYS = 100
_ZIP, _NPY = b"PK\x03\x04", b"\x93NUMPY"
_PICKLE = (b"\x80", b"(", b"}", b"c", b"]")
OURS = {"class_names", "step"}
"""Arrays that tell a file of ours; those of others may be of other pixels."""
_NAMED = 4
"""So many arrays are named in a sentence."""
_LARGER = 3.0
"""By how much a bias is more than weights of pixels: 6 times, trained on 3,000 photographs."""

Array = NDArray[np.generic]
Arrays = Mapping[str, Array]


class WeightsError(ValueError):
    """A weights file that can't be used; the text says why."""


class ReadWeights(NamedTuple):
    """W (C, D) and b (C,). said: what was done to make them so, in a sentence, or nothing."""

    W: NDArray[np.float32]
    b: NDArray[np.float32]
    said: str


def read_weights(content: bytes, shape: tuple[int, int]) -> ReadWeights:
    """W of this shape (C, D) and b; WeightsError with a sentence where there are none."""
    arrays = arrays_in(content)
    name, W = _weights(arrays, shape)
    done: list[str] = [] if name in ("W", "") else [f"“{shortened(name)}” was taken as W"]
    if W.shape[0] != shape[0]:
        W = W.T
        done.append("W was turned")
    if W.shape[1] > shape[1]:
        first = _has_bias_first(W)
        W, b = (W[:, 1:], W[:, 0]) if first else (W[:, :-1], W[:, -1])
        end, line = "first" if first else "last", "row" if "W was turned" in done else "column"
        done.append(f"its {end} {line} is the bias")
    else:
        b_name, b = _bias(arrays, shape[0])
        if b_name is None:
            done.append("there is no bias in the file, so it is 0")
        elif b_name != "b":
            done.append(f"“{shortened(b_name)}” was taken as b")
    _check(W, b)
    weights = W.astype(np.float32)
    if _has_colours_last(weights):
        pictures = weights.reshape(len(W), *_PICTURE)
        weights = pictures.transpose(0, 3, 1, 2).reshape(W.shape)
        done.append("its pixels were sorted by colour")
    said = "" if not done and arrays.keys() >= OURS else _sentence(done)
    return ReadWeights(np.ascontiguousarray(weights), b.astype(np.float32), said)


def _sentence(done: list[str]) -> str:
    what = f": {', '.join(done)}" if done else ""
    return (
        f"Loaded{what}. Here x is pixel/255 less the mean image; weights for pixels up to 255 "
        "have to be multiplied by 255."
    )


# Which array is which


def _weights(arrays: Arrays, shape: tuple[int, int]) -> tuple[str, Array]:
    C, D = shape
    fitting = {(C, D), (D, C), (C, D + 1), (D + 1, C)}
    return _the_one(
        {name: array for name, array in arrays.items() if array.shape in fitting},
        "W",
        f"It has no W of shape {C} × {D:,}, nor turned, nor with the bias: it holds "
        f"{_listed(arrays)}. {SAVE_SO}",
    )


def _bias(arrays: Arrays, C: int) -> tuple[str | None, Array]:
    found = {
        name: array.reshape(C)
        for name, array in arrays.items()
        if array.shape in ((C,), (1, C), (C, 1)) and array.dtype.kind in "fiu"
    }
    if not found and "b" in arrays:
        raise WeightsError(f"Its b must have the shape {C}, but it holds {_listed(arrays)}.")
    return _the_one(found, "b", "") if found else (None, np.zeros(C, np.float32))


def _has_bias_first(W: Array) -> bool:
    """Whether of (C, D + 1) the first column is the bias, which is larger than weights of pixels.

    So it is in trained weights; where nothing tells, it is the last.
    """
    if W.dtype.kind != "f":
        return False
    with np.errstate(over="ignore", invalid="ignore"):
        first, second, last_but_one, last = np.abs(W[:, [0, 1, -2, -1]]).max(axis=0).astype(float)
        return bool(first > _LARGER * second and last < _LARGER * last_but_one)


def _the_one(found: Arrays, name: str, none: str) -> tuple[str, Array]:
    """The array of that name, or the only one there is."""
    if not found:
        raise WeightsError(none)
    if name in found:
        return name, found[name]
    if len(found) > 1:
        raise WeightsError(
            f"It has several arrays that may be {name}: {_listed(found)}. Call one of them {name}."
        )
    return next(iter(found.items()))


def _listed(arrays: Arrays) -> str:
    named = [
        f"{shortened(name) or 'an array'} {_size(array)}"
        for name, array in list(arrays.items())[:_NAMED]
    ]
    more = len(arrays) - _NAMED
    return ", ".join(named + ([f"{more} more"] if more > 0 else [])) or "no arrays"


def _size(array: Array) -> str:
    return shortened(" × ".join(f"{n:,}" for n in array.shape), 40) or "of one number"


def _check(W: Array, b: Array) -> None:
    if W.dtype.kind != "f" or b.dtype.kind not in "fiu":
        raise WeightsError("W and b must be floating-point numbers.")
    with np.errstate(over="ignore"):
        if not (
            np.isfinite(W.astype(np.float32)).all() and np.isfinite(b.astype(np.float32)).all()
        ):
            raise WeightsError("W or b holds values that are inf or nan.")


# Pixels in the order of pictures

_PICTURE = (32, 32, 3)
_MORE_ALIKE = 0.1
"""Of a correlation; that of random weights is below 0.03."""


def _has_colours_last(W: NDArray[np.float32]) -> bool:
    """Whether templates (C, 3072) have the three colours of each pixel together, as courses do."""
    if W.shape[1] != math.prod(_PICTURE):
        return False
    return more_alike_with_colours_together(W.astype(np.float64)) > _MORE_ALIKE


# Arrays from bytes


def arrays_in(content: bytes, most: int = LARGEST_FILE) -> Arrays:
    """All arrays of a file by name, of so many bytes at most; the one of an .npy has no name.

    WeightsError with a sentence where it is no file of NumPy, or a damaged one.
    """
    if content.startswith(_NPY):
        return {"": _array(content)}
    if content.startswith(_ZIP):
        return _arrays_of_zip(content, most)
    if content.startswith(b"MATLAB"):
        raise WeightsError(f"It is a file of MATLAB, which is not loaded. {SAVE_SO}")
    kind = kind_of_start(content[:START])
    if kind:
        raise WeightsError(f"It {kind.is_what}. {SAVE_SO}")
    raise WeightsError(PYTHON_OBJECTS if content.startswith(_PICKLE) else NO_NUMPY)


def _arrays_of_zip(content: bytes, most: int) -> Arrays:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if any(each.filename.endswith("data.pkl") for each in infos):
                raise WeightsError(PYTORCH)
            infos = [each for each in infos if each.filename.endswith(".npy")]
            if len(infos) > MOST_ARRAYS or sum(each.file_size for each in infos) > most:
                raise WeightsError("Its arrays are far too large or too many for weights.")
            found = {each.filename.removesuffix(".npy"): archive.read(each) for each in infos}
    except WeightsError:
        raise
    except Exception as error:  # A damaged zip can raise nearly anything.
        raise WeightsError(CUT_OFF) from error
    arrays, objects = dict[str, Array](), False
    for name, each in found.items():
        try:
            arrays[name] = _array(each)
        except _ObjectsError:
            objects = True
    if objects and all(array.ndim < 2 for array in arrays.values()):
        raise WeightsError(PYTHON_OBJECTS)
    return arrays


class _ObjectsError(WeightsError):
    """An array of Python objects."""


def _array(content: bytes) -> Array:
    """The array of an .npy, whose header may claim what it likes."""
    stream = io.BytesIO(content)
    try:
        version = np.lib.format.read_magic(stream)
        read = np.lib.format.read_array_header_1_0
        if version != (1, 0):
            read = np.lib.format.read_array_header_2_0
        shape, fortran, dtype = read(stream)
    except Exception as error:  # NumPy's reader raises nearly anything on a forged file
        raise WeightsError(CUT_OFF) from error
    if dtype.hasobject:
        raise _ObjectsError(PYTHON_OBJECTS)
    rest = content[stream.tell() :]
    if min(shape, default=0) < 0 or len(rest) != math.prod(shape) * dtype.itemsize:
        raise WeightsError(CUT_OFF)
    try:
        flat = np.frombuffer(rest, dtype) if rest else np.empty(0, dtype)
        array: Array = flat.reshape(shape, order="F" if fortran else "C")
    except ValueError as error:
        raise WeightsError(CUT_OFF) from error
    return array
